import type { GanttStyle } from '../gantt/gantt-style.ts';
import { HALF_CAPITAL } from '../gantt/row-labels.ts';
import type { Primitive, TextPrimitive } from '../gantt/scene.ts';
import { cutText, type FontWeight, measureText } from '../gantt/text-metrics.ts';
import type { PagePart } from './page.ts';
import type { ReportFact, ReportPicture, ReportTitle } from './report-input.ts';

/** The rectangle inside the margins. */
export type ContentBox = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const TITLE_EMS = 1.95;
const SUBTITLE_EMS = 1.15;
const CAPTION_EMS = 0.92;

/** Height of the footer with the room above it. */
export const footerHeight = (textPt: number): number => textPt * 2.1;

type TextLook = Pick<TextPrimitive, 'role' | 'anchor'> & { readonly size: number; readonly weight: FontWeight };

/** A line of text, measured. */
export function textOf(text: string, x: number, y: number, look: TextLook): TextPrimitive {
  return { shape: 'text', x, y, text, width: measureText(text, look.size, look.weight), ...look };
}

/** A block of titles laid out: how high it is with the room below it, and what is painted. */
export type TitleBlock = {
  readonly height: number;
  readonly heading: readonly Primitive[];
  /** A second list, because they are read as a paragraph. */
  readonly facts: readonly Primitive[];
  readonly logo: readonly Primitive[];
};

const FACT_GAP_EMS = 2;
/** Above this share of the width the facts go below the titles, so that neither is cut. */
const MOST_FACTS_SHARE = 0.5;

const factWidth = ({ caption, value }: ReportFact, textPt: number): number =>
  Math.max(measureText(caption, textPt * CAPTION_EMS, 400), measureText(value, textPt, 600));

/** Facts side by side from x on, caption over value. */
function factItems(facts: readonly ReportFact[], left: number, top: number, textPt: number): Primitive[] {
  const size = textPt * CAPTION_EMS;
  const items: Primitive[] = [];
  let x = left;
  for (const fact of facts) {
    const small = { role: 'caption', anchor: 'start', size, weight: 400 } as const;
    const look = { role: 'table-strong', anchor: 'start', size: textPt, weight: 600 } as const;
    items.push(textOf(fact.caption, x, top + textPt * 1.15, small), textOf(fact.value, x, top + textPt * 2.6, look));
    x += factWidth(fact, textPt) + FACT_GAP_EMS * textPt;
  }
  return items;
}

/** As many facts as a line holds; those that stand last are left out first. */
function factsWithin(facts: readonly ReportFact[], width: number, textPt: number): readonly ReportFact[] {
  let room = width;
  const end = facts.findIndex((fact, at) => {
    room -= factWidth(fact, textPt) + (at > 0 ? FACT_GAP_EMS * textPt : 0);
    return room < 0;
  });
  return end < 0 ? facts : facts.slice(0, end);
}

/** A logo at the upper right, as large as a block of titles takes, and the width that it takes from them; 0 without one. */
export function placeLogo(
  logo: ReportPicture | null | undefined,
  box: Pick<ContentBox, 'x' | 'y' | 'width'>,
  textPt: number,
): { readonly items: readonly Primitive[]; readonly width: number } {
  if (!logo) return { items: [], width: 0 };
  const scale = Math.min((textPt * 4) / logo.heightPx, (box.width * 0.2) / logo.widthPx);
  const width = logo.widthPx * scale;
  const place = { x: box.x + box.width - width, y: box.y, width, height: logo.heightPx * scale };
  return { items: [{ shape: 'image', role: 'logo', png: logo.png, ...place }], width: width + textPt * FACT_GAP_EMS };
}

/** Project and subtitle at the left, facts and logo at the right; where paper is narrow, the facts below. */
export function layoutTitle(title: ReportTitle, box: ContentBox, textPt: number): TitleBlock {
  const logo = placeLogo(title.logo, box, textPt);
  const width = box.width - logo.width;
  const factsWidth = title.facts.reduce((sum, fact) => sum + factWidth(fact, textPt) + FACT_GAP_EMS * textPt, 0);
  const size = textPt * TITLE_EMS;
  const below = factsWidth > width * MOST_FACTS_SHARE && factsWidth > width - measureText(title.project, size, 600);
  const project = cutText(title.project, below ? width : width - factsWidth, size, 600);
  const subtitleSize = textPt * SUBTITLE_EMS;
  const subtitle = cutText(title.subtitle, width, subtitleSize, 400);
  const look = { role: 'title', anchor: 'start', size, weight: 600 } as const;
  const under = { role: 'subtitle', anchor: 'start', size: subtitleSize, weight: 400 } as const;
  // Below the facts, so that a long one has the whole width.
  const subtitleItem = textOf(subtitle, box.x, box.y + textPt * 3.75, under);
  const facts = below
    ? factItems(factsWithin(title.facts, box.width, textPt), box.x, box.y + textPt * 4.4, textPt)
    : factItems(title.facts, box.x + width - factsWidth + FACT_GAP_EMS * textPt, box.y, textPt);
  return {
    height: textPt * (below ? 8.6 : 5.2),
    heading: [textOf(project, box.x, box.y + size * 0.8, look)],
    facts: [subtitleItem, ...facts],
    logo: logo.items,
  };
}

/** Logo, heading and facts as parts of a page; they mean something once, on the first one. */
export function titleParts(title: TitleBlock, logoAlt: string, first: boolean): PagePart[] {
  const logo: PagePart =
    first && title.logo.length > 0
      ? { kind: 'figure', alt: logoAlt, items: title.logo }
      : { kind: 'artifact', items: title.logo };
  return [
    { kind: first ? 'heading' : 'artifact', items: title.heading },
    { kind: first ? 'paragraph' : 'artifact', items: title.facts },
    logo,
  ];
}

/** The line at the foot of a page: when it was printed, which part of the plan it shows, which page it is. */
export function footerItems(
  box: ContentBox,
  style: GanttStyle,
  printed: string,
  range: string,
  page: string,
): Primitive[] {
  const size = style.fontSize * CAPTION_EMS;
  const bottom = box.y + box.height;
  const top = bottom - size * 1.7;
  const y = bottom - size * 0.85 + size * HALF_CAPITAL;
  const look = { role: 'caption', size, weight: 400 } as const;
  return [
    { shape: 'line', role: 'rule', x1: box.x, y1: top, x2: box.x + box.width, y2: top },
    textOf(printed, box.x, y, { ...look, anchor: 'start' }),
    textOf(range, box.x + box.width / 2, y, { ...look, anchor: 'middle' }),
    ...(page === '' ? [] : [textOf(page, box.x + box.width, y, { ...look, anchor: 'end', weight: 500 })]),
  ];
}
