import type { GanttRow } from '../gantt/gantt-row.ts';
import { ganttStyle } from '../gantt/gantt-style.ts';
import { HALF_CAPITAL } from '../gantt/row-labels.ts';
import { addFindingMark } from '../gantt/row-marks.ts';
import type { Primitive } from '../gantt/scene.ts';
import { cutText, measureText } from '../gantt/text-metrics.ts';
import type { OverviewLabels } from './overview-labels.ts';
import type { PagePart, TableLine } from './page.ts';
import { type ContentBox, textOf } from './page-frame.ts';
import { filled } from './report-input.ts';

/** A column: `rest` takes what is left, or its part of it where there are several, `half` half of the width, `own` as much as its texts need. */
export type BlockColumn = { readonly title: string; readonly share: 'rest' | 'half' | 'own'; readonly end: boolean };

/** A short table with a title; of rows for which there is no room the number is told. */
export type Block = {
  readonly title: string;
  /** Share of the width beside the others of its row. */
  readonly weight: number;
  readonly note?: string;
  readonly columns: readonly BlockColumn[];
  readonly rows: readonly { readonly cells: readonly string[]; readonly sign?: 'error' | 'warning' }[];
};

const ROW_EMS = 1.55;
const TITLE_EMS = 1.9;
const GAP_EMS = 2.4;
const CELL_GAP_EMS = 0.9;
const SIGN_EMS = 1.5;
const MOST_OWN_EMS = 14;

type Placed = BlockColumn & {
  readonly x: number;
  readonly width: number;
  /** Room before its text, where that of the column before it could touch it. */
  readonly gap: number;
};

function placeColumns({ columns, rows }: Block, x: number, width: number, shown: number, textPt: number): Placed[] {
  const gap = CELL_GAP_EMS * textPt;
  const own = columns.map(({ title, share }, at) => {
    if (share === 'half') return width / 2;
    if (share === 'rest') return 0;
    let most = measureText(title, textPt * 0.92, 500);
    for (const { cells } of rows.slice(0, shown)) most = Math.max(most, measureText(cells[at] ?? '', textPt, 400));
    return Math.min(most + 0.1, MOST_OWN_EMS * textPt) + gap;
  });
  const left = width - own.reduce((sum, each) => sum + each, 0);
  const rest = left / Math.max(1, columns.filter(({ share }) => share === 'rest').length);
  let edge = x;
  return columns.map((column, at) => {
    const isApart = column.share === 'half' || columns[at - 1]?.end === true || (at > 0 && column.share === 'own');
    const place = {
      ...column,
      x: edge,
      width: column.share === 'rest' ? rest : own[at]!,
      gap: isApart && !column.end ? gap : 0,
    };
    edge += place.width;
    return place;
  });
}

function cellItems(
  column: Placed,
  text: string,
  middle: number,
  textPt: number,
  head: boolean,
  indent: number,
): Primitive[] {
  const size = head ? textPt * 0.92 : textPt;
  const weight = head ? 500 : 400;
  const { gap } = column;
  const edge = column.share === 'own' ? 0 : textPt * 0.2;
  const shown = cutText(text, column.width - gap - indent - edge, size, weight);
  if (shown === '') return [];
  const x = column.end ? column.x + column.width : column.x + gap + indent;
  const look = {
    role: head ? 'table-head' : 'table-text',
    anchor: column.end ? 'end' : 'start',
    size,
    weight,
  } as const;
  return [textOf(shown, x, middle + size * HALF_CAPITAL, look)];
}

const signOf = (sign: 'error' | 'warning', x: number, middle: number, textPt: number): Primitive[] => {
  const items: Primitive[] = [];
  addFindingMark(items, { finding: sign } as GanttRow, x, middle, ganttStyle(textPt * 1.95, textPt));
  return items;
};

function oneBlock(block: Block, box: ContentBox, labels: OverviewLabels, textPt: number): PagePart[] {
  const titleY = box.y + textPt;
  const title = textOf(block.title, box.x, titleY, { role: 'title', anchor: 'start', size: textPt * 1.1, weight: 600 });
  const note = cutText(block.note ?? '', box.width - title.width - textPt, textPt * 0.92, 400);
  const caption = { role: 'caption', anchor: 'end', size: textPt * 0.92, weight: 400 } as const;
  const heading: Primitive[] = [title];
  if (note !== '') heading.push(textOf(note, box.x + box.width, titleY, caption));
  const headY = box.y + TITLE_EMS * textPt;
  const rowHeight = ROW_EMS * textPt;
  const bodyY = headY + rowHeight;
  const ruleAt = (y: number): Primitive => ({
    shape: 'line',
    role: 'rule',
    x1: box.x,
    y1: y,
    x2: box.x + box.width,
    y2: y,
  });
  const left = { role: 'caption', anchor: 'start', size: textPt * 0.92, weight: 400 } as const;
  const below = (row: number): number => bodyY + (row + 0.5) * rowHeight + textPt * 0.92 * HALF_CAPITAL;
  if (block.rows.length === 0) {
    const items = [textOf(labels.none, box.x, below(-1), left)];
    return [
      { kind: 'paragraph', items: [...heading, ...items] },
      { kind: 'artifact', items: [ruleAt(headY)] },
    ];
  }
  const capacity = Math.max(1, Math.floor((box.y + box.height - bodyY) / rowHeight));
  const shown = block.rows.length <= capacity ? block.rows.length : Math.max(1, capacity - 1);
  const columns = placeColumns(block, box.x, box.width, shown, textPt);
  const line = (cells: readonly string[], middle: number, head: boolean, sign?: 'error' | 'warning'): TableLine => ({
    cells: columns.map((column, at) => {
      const signed = at === 0 && sign !== undefined;
      const items = cellItems(column, cells[at] ?? '', middle, textPt, head, signed ? SIGN_EMS * textPt : 0);
      return signed ? [...signOf(sign, column.x, middle, textPt), ...items] : items;
    }),
  });
  const head = line(
    block.columns.map((column) => column.title),
    headY + rowHeight / 2,
    true,
  );
  const rows = block.rows
    .slice(0, shown)
    .map(({ cells, sign }, at) => line(cells, bodyY + (at + 0.5) * rowHeight, false, sign));
  const hairlines = rows.map(
    (_, at): Primitive => ({
      ...(ruleAt(bodyY + (at + 1) * rowHeight) as Primitive & { shape: 'line' }),
      role: 'grid',
    }),
  );
  const missing = block.rows.length - shown;
  const more = missing > 0 ? [textOf(filled(labels.more, { count: missing }), box.x, below(shown), left)] : [];
  return [
    { kind: 'paragraph', items: heading },
    { kind: 'artifact', items: [ruleAt(headY), ruleAt(bodyY), ...hairlines] },
    { kind: 'table', name: block.title, nameColumn: 0, head, rows },
    { kind: 'paragraph', items: more },
  ];
}

/** Rows of blocks for which there is no room. */
export const missingRows = (blocks: readonly Block[], box: ContentBox, across: number, textPt: number): number => {
  const height = box.height / Math.ceil(blocks.length / across) - textPt * 0.8;
  const capacity = Math.floor((height - (TITLE_EMS + ROW_EMS) * textPt) / (ROW_EMS * textPt));
  return blocks.reduce((sum, { rows }) => sum + Math.max(0, rows.length - capacity), 0);
};

/** Blocks side by side in so many columns, and below each other where there are more. */
export function blockParts(
  blocks: readonly Block[],
  box: ContentBox,
  across: number,
  labels: OverviewLabels,
  textPt: number,
): PagePart[] {
  const down = Math.ceil(blocks.length / across);
  const gap = GAP_EMS * textPt;
  const room = box.width - gap * (across - 1);
  const height = box.height / down;
  return Array.from({ length: down }, (_, row) => blocks.slice(row * across, (row + 1) * across)).flatMap(
    (side, row) => {
      // A last row that is not full keeps the widths of the columns above it.
      const weights = blocks.length % across === 0 || down === 1 ? side.map(({ weight }) => weight) : side.map(() => 1);
      const total = weights.reduce((sum, weight) => sum + weight, 0) + (across - side.length);
      let x = box.x;
      return side.flatMap((block, at) => {
        const width = (room * weights[at]!) / total;
        const place = { x, y: box.y + row * height, width, height: height - textPt * 0.8 };
        x += width + gap;
        return oneBlock(block, place, labels, textPt);
      });
    },
  );
}
