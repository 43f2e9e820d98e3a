import type { PrintOptions } from '../api.ts';
import type { DenmarkMap } from '../commitment/denmark-map.ts';
import { type Standing, standingOf } from '../commitment/standing.ts';
import { ganttStyle } from '../gantt/gantt-style.ts';
import { HALF_CAPITAL } from '../gantt/row-labels.ts';
import type { Primitive } from '../gantt/scene.ts';
import type { CommitmentStatus } from '../model/commitment-schema.ts';
import type { Plan } from '../model/plan.ts';
import type { Round } from '../model/row.ts';
import type { EntryLanguage } from '../time/entry.ts';
import { type Block, blockParts } from './overview-block.ts';
import type { Page, PagePart } from './page.ts';
import { type ContentBox, footerHeight, footerItems, layoutTitle, textOf, titleParts } from './page-frame.ts';
import { paperOf, ptOfMm, sheetPt, textPtFor } from './paper.ts';
import { planTitle } from './plan-report.ts';
import type { PrintLabels } from './print-labels.ts';
import { filled } from './report-input.ts';
import { wrapText } from './wrap-text.ts';

/** What pages with a map of the municipalities are made of. */
export interface MapInput {
  readonly plan: Plan;
  readonly options: PrintOptions;
  readonly labels: PrintLabels;
  readonly nowMin: number;
}

export interface MapLayout extends MapInput {
  readonly textPt: number;
}

/** A look of an area on the map, what it means, and how many there are of it. */
export interface LegendRow {
  readonly look: CommitmentStatus;
  readonly name: string;
  readonly count: number;
  readonly more: string;
}

/** What stands on the page of the map. */
export interface MapAndFigures {
  readonly map: DenmarkMap;
  /** The look of a municipality by its code. */
  readonly lookOf: (code: string) => CommitmentStatus;
  readonly alt: string;
  readonly heading: string;
  readonly lines: readonly string[];
  /** So many of the lines, from the first, are figures that count most. */
  readonly strongLines: number;
  readonly legend: readonly LegendRow[];
  readonly blocks: readonly Block[];
}

/** A table that goes on over as many columns and pages as it takes. */
export interface WideTable extends Pick<Block, 'title' | 'columns' | 'rows'> {
  /** How wide it must be to be read. */
  readonly widthEms: number;
}

const STRONG_LINE = { role: 'table-strong', size: 1.15, weight: 600 } as const;
const PLAIN_LINE = { role: 'table-text', size: 1, weight: 400 } as const;
const MAP_SHARE = 0.46;
const ROW_EMS = 1.55;
const HEAD_EMS = 3.5;
const GAP_EMS = 2.4;
const LEGEND_ROW_EMS = 1.6;

/** Groups of three digits with the language's sign; the page has no locale to ask. */
export const wholeText = (value: number, language: EntryLanguage): string =>
  String(value).replace(/\B(?=(\d{3})+$)/g, language === 'da' ? '.' : ',');

/** The map in a box, as large as it fits; Bornholm in its frame. */
const mapParts = (layout: MapLayout, { map, lookOf, alt }: MapAndFigures, box: ContentBox): PagePart[] => {
  const { textPt, labels } = layout;
  const noteHeight = textPt * 1.6;
  const scale = Math.min(box.width / map.width, (box.height - noteHeight) / map.height);
  const { inset } = map;
  const frame: Primitive = {
    shape: 'rect',
    role: 'frame',
    x: inset.x * scale,
    y: inset.y * scale,
    width: inset.width * scale,
    height: inset.height * scale,
    radius: 3,
  };
  const items = map.areas.flatMap(({ code, rings }) =>
    rings.map(
      (ring): Primitive => ({
        shape: 'path',
        role: `area-${lookOf(code)}`,
        points: ring.map((value) => value * scale),
        closed: true,
      }),
    ),
  );
  const [width, height] = [map.width * scale, map.height * scale];
  const x = box.x + (box.width - width) / 2;
  const caption = { role: 'caption', anchor: 'start', size: textPt * 0.9, weight: 400 } as const;
  return [
    {
      kind: 'figure',
      alt,
      items: [{ shape: 'group', x, y: box.y, width: width + 1, height: height + 1, items: [frame, ...items] }],
    },
    {
      kind: 'paragraph',
      items: [textOf(labels.word('commitment:map.source'), box.x, box.y + height + noteHeight * 0.8, caption)],
    },
  ];
};

/** What the looks on the map mean, with how many there are of each. */
const legendPart = ({ textPt }: MapLayout, rows: readonly LegendRow[], box: ContentBox): PagePart => ({
  kind: 'paragraph',
  items: rows.flatMap(({ look, name, count, more }, i): Primitive[] => {
    const middle = box.y + (i + 0.5) * LEGEND_ROW_EMS * textPt;
    const side = textPt * 1.1;
    const baseline = middle + textPt * HALF_CAPITAL;
    const text = { role: 'table-text', size: textPt, weight: 400 } as const;
    return [
      { shape: 'rect', role: `area-${look}`, x: box.x, y: middle - side / 2, width: side * 1.4, height: side },
      textOf(name, box.x + side * 2, baseline, { ...text, anchor: 'start' }),
      textOf(String(count), box.x + box.width - textPt * 5, baseline, { ...text, anchor: 'end' }),
      textOf(more, box.x + box.width, baseline, { ...text, anchor: 'end' }),
    ];
  }),
});

/** A page below its titles: the map at the left, what it comes to at the right. */
export const mapAndFigures = (layout: MapLayout, area: ContentBox, content: MapAndFigures): readonly PagePart[] => {
  const { textPt, labels } = layout;
  const { heading, lines, strongLines, legend, blocks } = content;
  const mapBox = { ...area, width: area.width * MAP_SHARE };
  const x = area.x + mapBox.width + textPt * GAP_EMS;
  const right = { x, y: area.y, width: area.x + area.width - x, height: area.height };
  const title = textOf(heading, right.x, right.y + textPt * 1.2, {
    role: 'title',
    anchor: 'start',
    size: textPt * 1.4,
    weight: 600,
  });
  const looks = lines.map((line, i) => {
    const look = i < strongLines ? STRONG_LINE : PLAIN_LINE;
    return { line, ...look, size: textPt * look.size };
  });
  const figures = looks
    .flatMap(({ line, ...look }) => wrapText(line, right.width, look.size, look.weight).map((text) => ({ text, look })))
    .map(({ text, look }, i) =>
      textOf(text, right.x, right.y + textPt * (3.2 + i * 1.7), { ...look, anchor: 'start' }),
    );
  const legendY = right.y + textPt * (3.6 + figures.length * 1.7);
  const blocksY = legendY + legend.length * LEGEND_ROW_EMS * textPt + textPt * 1.6;
  const room = { ...right, y: blocksY, height: area.y + area.height - blocksY };
  return [
    { kind: 'paragraph', items: [title, ...figures] },
    ...mapParts(layout, content, mapBox),
    legendPart(layout, legend, { ...right, y: legendY }),
    ...blockParts(blocks, room, 1, labels.overview, textPt),
  ];
};

/** A table on pages of its own, so many rows and columns of it on a page as there is room for. */
const tablePages = (
  { textPt, labels }: MapLayout,
  area: ContentBox,
  { title, widthEms, columns, rows }: WideTable,
): readonly (readonly PagePart[])[] => {
  const across = Math.max(1, Math.floor(area.width / (widthEms * textPt)));
  const capacity = Math.max(1, Math.floor((area.height - (HEAD_EMS + 0.8) * textPt) / (ROW_EMS * textPt)) - 1);
  const blocks: Block[] = [];
  for (let from = 0; from < rows.length; from += capacity)
    blocks.push({ title, weight: 1, columns, rows: rows.slice(from, from + capacity) });
  const pages: PagePart[][] = [];
  for (let from = 0; from < blocks.length; from += across) {
    const onPage = blocks.slice(from, from + across);
    // A page that is not full has columns as wide as the others.
    const width = (area.width * onPage.length) / across;
    pages.push(blockParts(onPage, { ...area, width }, onPage.length, labels.overview, textPt));
  }
  return pages;
};

/** A page that says only why there is nothing on it. */
const noteParts = ({ textPt }: MapLayout, area: ContentBox, note: string): readonly PagePart[] => [
  {
    kind: 'paragraph',
    items: [
      textOf(note, area.x, area.y + textPt * 2, { role: 'table-text', anchor: 'start', size: textPt, weight: 400 }),
    ],
  },
];

/** What pages about a round are made of. */
export interface RoundLayout extends MapLayout {
  readonly standing: Standing;
}

interface RoundPages {
  readonly subtitle: string;
  /** What is said where there is no round. */
  readonly none: string;
  /** The first page, with the map. */
  readonly front: (layout: RoundLayout, area: ContentBox) => readonly PagePart[];
  /** What stands on the pages after it: everybody, and what else there is. */
  readonly tables: (layout: RoundLayout) => readonly WideTable[];
}

/** What a page is about: the round, and the module where it is about one. */
export const headingOf = ({ plan, standing: { round, moduleId } }: RoundLayout): string => {
  const module = plan.rows.module.get(moduleId ?? '');
  return module ? `${round.name}: ${module.name}` : round.name;
};

/** Pages about a round, the one that was asked for or else `usual`: the map with its figures, then everybody in a table. */
export const roundPages = (
  input: MapInput,
  usual: Round | undefined,
  { subtitle, none, front, tables }: RoundPages,
): readonly Page[] => {
  const roundId = input.options.roundId ?? usual?.id;
  const standing = roundId === undefined ? undefined : standingOf(input.plan, roundId, input.options.moduleId);
  return mapPages(input, subtitle, (frame, area) => {
    if (!standing) return [noteParts(frame, area, none)];
    const layout: RoundLayout = { ...frame, standing };
    return [front(layout, area), ...tables(layout).flatMap((table) => tablePages(layout, area, table))];
  });
};

/** Pages with title and footer; `bodiesIn` fills what is between them. */
const mapPages = (
  input: MapInput,
  subtitle: string,
  bodiesIn: (layout: MapLayout, area: ContentBox) => readonly (readonly PagePart[])[],
): readonly Page[] => {
  const { plan, options, labels, nowMin } = input;
  const paper = paperOf(options.paper, options.portrait ? 'portrait' : 'landscape');
  const sheet = sheetPt(paper);
  const textPt = textPtFor(paper);
  const { top, right, bottom, left } = paper.marginMm;
  const box = {
    x: ptOfMm(left),
    y: ptOfMm(top),
    width: sheet.widthPt - ptOfMm(left) - ptOfMm(right),
    height: sheet.heightPt - ptOfMm(top) - ptOfMm(bottom),
  };
  const facts = planTitle(plan, options.language, labels, subtitle, nowMin);
  const title = layoutTitle(facts, box, textPt);
  const area = { ...box, y: box.y + title.height, height: box.height - title.height - footerHeight(textPt) };
  const bodies = bodiesIn({ ...input, textPt }, area);
  const style = ganttStyle(textPt * 1.95, textPt);
  return bodies.map((body, i): Page => {
    const page = filled(labels.page, { page: i + 1, pages: bodies.length });
    return {
      ...sheet,
      parts: [
        ...titleParts(title, labels.logo, i === 0),
        ...body,
        { kind: 'artifact', items: footerItems(box, style, facts.printed, '', page) },
      ],
      bookmarks: [],
      firstRow: 0,
      lastRow: -1,
      fromMin: nowMin,
      toMin: nowMin,
    };
  });
};
