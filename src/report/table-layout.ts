import { HALF_CAPITAL } from '../gantt/row-labels.ts';
import type { Primitive, Role, TextPrimitive } from '../gantt/scene.ts';
import { cutText, type FontWeight, measureText } from '../gantt/text-metrics.ts';
import type { ReportColumn, ReportRow } from './report-input.ts';

/** A column with its place on the page: `index` is that of its texts in the cells of a row. */
export type PlacedColumn = {
  readonly column: ReportColumn;
  readonly index: number;
  readonly x: number;
  readonly width: number;
};

/** The columns that fit, and those that had to be left out. */
export type TableLayout = {
  readonly columns: readonly PlacedColumn[];
  readonly width: number;
  readonly dropped: readonly ReportColumn[];
};

const INDENT_EMS = 1.15;
const GAP_EMS = 0.75;
const NAME_LEAST_EMS = 16;
const NAME_MOST_EMS = 34;
const TEXT_MOST_EMS = 13;
const HEAD_SCALE = 0.92;

const weightOf = (row: ReportRow): FontWeight => (row.kind === 'summary' ? 600 : row.kind === 'gate' ? 500 : 400);

function naturalWidth(rows: readonly ReportRow[], column: ReportColumn, index: number, textPt: number): number {
  let width = measureText(column.title, textPt * HEAD_SCALE, 500);
  for (const row of rows) {
    const text = row.cells[index] ?? '';
    if (text === '') continue;
    const indent = column.style === 'name' ? row.depth * INDENT_EMS * textPt : 0;
    width = Math.max(width, measureText(text, textPt, weightOf(row)) + indent);
  }
  const most = column.style === 'name' ? NAME_MOST_EMS : TEXT_MOST_EMS;
  return Math.min(width + textPt * 0.1, most * textPt) + 2 * GAP_EMS * textPt;
}

/**
 * Widths of the columns from their texts. When they take more than `maxWidth`, first the name is made narrower, down to what
 * still tells rows apart, then columns are left out by rank.
 */
export function layoutTable(
  rows: readonly ReportRow[],
  columns: readonly ReportColumn[],
  textPt: number,
  maxWidth: number,
): TableLayout {
  const least = (NAME_LEAST_EMS + 2 * GAP_EMS) * textPt;
  const widths = columns.map((column, index) => naturalWidth(rows, column, index, textPt));
  const leastOf = (index: number): number =>
    columns[index]!.style === 'name' ? Math.min(widths[index]!, least) : widths[index]!;
  const kept = columns.map((_, index) => index);
  const dropped: ReportColumn[] = [];
  const leastTotal = (): number => kept.reduce((sum, index) => sum + leastOf(index), 0);
  while (kept.length > 1 && leastTotal() > maxWidth) {
    const candidates = kept.filter((index) => columns[index]!.style !== 'name');
    const lowest = candidates.reduce((a, b) => (columns[b]!.rank < columns[a]!.rank ? b : a));
    kept.splice(kept.indexOf(lowest), 1);
    dropped.push(columns[lowest]!);
  }
  let spare = Math.max(0, maxWidth - leastTotal());
  const placed: PlacedColumn[] = [];
  let x = 0;
  for (const index of kept) {
    const wanted = widths[index]! - leastOf(index);
    const extra = Math.min(wanted, spare);
    spare -= extra;
    const width = leastOf(index) + extra;
    placed.push({ column: columns[index]!, index, x, width });
    x += width;
  }
  return { columns: placed, width: x, dropped };
}

function cellText(
  text: string,
  { column, x, width }: PlacedColumn,
  left: number,
  middle: number,
  size: number,
  weight: FontWeight,
  role: Role,
  indent: number,
): TextPrimitive[] {
  const gap = (GAP_EMS * size) / (role === 'table-head' ? HEAD_SCALE : 1);
  const room = width - 2 * gap - indent + size * 0.05;
  const cut = cutText(text, room, size, weight);
  if (cut === '') return [];
  const end = column.align === 'end';
  return [
    {
      shape: 'text',
      role,
      x: left + x + (end ? width - gap : gap + indent),
      y: middle + size * HALF_CAPITAL,
      text: cut,
      size,
      weight,
      anchor: end ? 'end' : 'start',
      width: measureText(cut, size, weight),
      whole: cut === text ? undefined : text,
    },
  ];
}

/** Titles of the columns; the middle of their line lies at `middle`. */
export function headCells(table: TableLayout, left: number, middle: number, textPt: number): Primitive[][] {
  return table.columns.map((placed) =>
    cellText(placed.column.title, placed, left, middle, textPt * HEAD_SCALE, 500, 'table-head', 0),
  );
}

/** Texts of a row; the middle of its line lies at `middle`. */
export function rowCells(
  table: TableLayout,
  row: ReportRow,
  left: number,
  middle: number,
  textPt: number,
): Primitive[][] {
  return table.columns.map((placed) => {
    const { style } = placed.column;
    const indent = style === 'name' ? row.depth * INDENT_EMS * textPt : 0;
    const role = style === 'muted' ? 'table-muted' : row.kind === 'summary' ? 'table-strong' : 'table-text';
    const weight = style === 'muted' && row.kind !== 'summary' ? 400 : weightOf(row);
    return cellText(row.cells[placed.index] ?? '', placed, left, middle, textPt, weight, role, indent);
  });
}
