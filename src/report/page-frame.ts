import type { GanttStyle } from '../gantt/gantt-style.ts';
import { HALF_CAPITAL } from '../gantt/row-labels.ts';
import type { Primitive, TextPrimitive } from '../gantt/scene.ts';
import { cutText, type FontWeight, measureText } from '../gantt/text-metrics.ts';
import type { ReportTitle } from './report-input.ts';

/** The rectangle inside the margins. */
export type ContentBox = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const TITLE_EMS = 1.95;
const SUBTITLE_EMS = 1.15;
const CAPTION_EMS = 0.92;

/** Height of the block of titles with the room below it, for a size of text. */
export const titleHeight = (textPt: number): number => textPt * 5.2;

/** Height of the footer with the room above it. */
export const footerHeight = (textPt: number): number => textPt * 2.1;

type TextLook = Pick<TextPrimitive, 'role' | 'anchor'> & { readonly size: number; readonly weight: FontWeight };

function textOf(text: string, x: number, y: number, look: TextLook): TextPrimitive {
  return { shape: 'text', x, y, text, width: measureText(text, look.size, look.weight), ...look };
}

/** The facts at the right of the titles, and how much width they take. */
function factItems(title: ReportTitle, box: ContentBox, textPt: number): { items: Primitive[]; width: number } {
  const items: Primitive[] = [];
  const gap = textPt * 2;
  let right = box.x + box.width;
  for (const { caption, value } of [...title.facts].reverse()) {
    const size = textPt * CAPTION_EMS;
    const width = Math.max(measureText(caption, size, 400), measureText(value, textPt, 600));
    const x = right - width;
    const small = { role: 'caption', anchor: 'start', size, weight: 400 } as const;
    const look = { role: 'table-strong', anchor: 'start', size: textPt, weight: 600 } as const;
    items.unshift(textOf(caption, x, box.y + textPt * 1.15, small), textOf(value, x, box.y + textPt * 2.6, look));
    right = x - gap;
  }
  return { items, width: box.x + box.width - right };
}

/** Project and subtitle at the left; facts at the right as a second list, because they are read as a paragraph. */
export function titleItems(
  title: ReportTitle,
  box: ContentBox,
  textPt: number,
): { readonly heading: readonly Primitive[]; readonly facts: readonly Primitive[] } {
  const facts = factItems(title, box, textPt);
  const room = box.width - facts.width;
  const size = textPt * TITLE_EMS;
  const project = cutText(title.project, room, size, 600);
  const subtitleSize = textPt * SUBTITLE_EMS;
  const subtitle = cutText(title.subtitle, box.width, subtitleSize, 400);
  const look = { role: 'title', anchor: 'start', size, weight: 600 } as const;
  const under = { role: 'subtitle', anchor: 'start', size: subtitleSize, weight: 400 } as const;
  const heading = [textOf(project, box.x, box.y + size * 0.8, look)];
  // Below the facts, so that a long one has the whole width.
  const subtitleY = box.y + textPt * 3.75;
  return { heading, facts: [textOf(subtitle, box.x, subtitleY, under), ...facts.items] };
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
    textOf(page, box.x + box.width, y, { ...look, anchor: 'end', weight: 500 }),
  ];
}
