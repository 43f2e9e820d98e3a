import type { GanttRow, RowSource } from '../gantt/gantt-row.ts';
import type { GanttStyle } from '../gantt/gantt-style.ts';
import { rightRoom } from '../gantt/row-labels.ts';
import { MINUTES_PER_DAY } from '../time/day.ts';
import type { ReportInput, ReportRow } from './report-input.ts';

/** Rows of a page, both included. */
export type RowSlice = { readonly firstRow: number; readonly lastRow: number };

/** Time of a page: from, and up to. */
export type TimeSlice = { readonly fromMin: number; readonly toMin: number };

/** Rows in pages of at most `perPage`; a heading of a stage is not left alone at the foot of a page. */
export function rowSlices(rows: RowSource, perPage: number): RowSlice[] {
  const slices: RowSlice[] = [];
  let firstRow = 0;
  while (firstRow < rows.count) {
    let lastRow = Math.min(firstRow + perPage, rows.count) - 1;
    const isHeading = (row: GanttRow): boolean => row.kind === 'summary' && row.hasChildren && row.expanded;
    while (lastRow > firstRow && lastRow < rows.count - 1 && isHeading(rows.at(lastRow))) lastRow--;
    slices.push({ firstRow, lastRow });
    firstRow = lastRow + 1;
  }
  return slices.length > 0 ? slices : [{ firstRow: 0, lastRow: -1 }];
}

/** From the first to the last instant at which anything of a row is drawn; null when no row has dates. */
export function spanOf(rows: readonly ReportRow[], showBaseline: boolean): TimeSlice | null {
  let fromMin = Number.POSITIVE_INFINITY;
  let toMin = Number.NEGATIVE_INFINITY;
  const note = (instant: number | null | undefined): void => {
    if (instant == null) return;
    fromMin = Math.min(fromMin, instant);
    toMin = Math.max(toMin, instant);
  };
  for (const row of rows) {
    note(row.startMin);
    note(row.finishMin);
    note(row.deadlineMin);
    if (showBaseline) {
      note(row.baselineStartMin);
      note(row.baselineFinishMin);
    }
  }
  return fromMin <= toMin ? { fromMin, toMin } : null;
}

const LEAST_SPAN_MIN = 14 * MINUTES_PER_DAY;

/**
 * The width of a day, and where time begins, so that the time asked for fills its pages. When no end is asked for, there is
 * also room for the text beside each bar.
 */
export function timePlan(
  input: ReportInput,
  style: GanttStyle,
  chartWidth: number,
): { readonly fromMin: number; readonly toMin: number; readonly ptPerDay: number } {
  const showBaseline = input.options?.showBaseline ?? true;
  const span = spanOf(input.rows, showBaseline) ?? { fromMin: input.fromMin ?? 0, toMin: input.toMin ?? 0 };
  const pad = style.rowHeight * 0.8;
  const pagesAcross = input.scale.kind === 'fit' ? Math.max(1, input.scale.pagesAcross) : 1;
  const width = chartWidth * pagesAcross;
  const startMin = input.fromMin ?? span.fromMin;
  const endMin = Math.max(input.toMin ?? span.toMin, startMin + LEAST_SPAN_MIN);
  const left = input.fromMin === undefined ? pad : 0;
  const right = input.toMin === undefined ? pad : 0;

  let ptPerDay: number;
  if (input.scale.kind === 'fixed') ptPerDay = input.scale.ptPerDay;
  else {
    ptPerDay = (width - left - right) / ((endMin - startMin) / MINUTES_PER_DAY);
    for (const row of input.toMin === undefined ? input.rows : []) {
      if (row.finishMin === null || row.finishMin <= startMin) continue;
      const texts = row.texts;
      const room = rightRoom(row, texts?.right ?? texts?.inside ?? '', style) + left + pad / 2;
      const days = (row.finishMin - startMin) / MINUTES_PER_DAY;
      if (room < width / 2) ptPerDay = Math.min(ptPerDay, (width - room) / days);
    }
  }
  const fromMin = startMin - (left / ptPerDay) * MINUTES_PER_DAY;
  if (input.scale.kind === 'fit') return { fromMin, toMin: fromMin + (width / ptPerDay) * MINUTES_PER_DAY, ptPerDay };
  return { fromMin, toMin: endMin + (right / ptPerDay) * MINUTES_PER_DAY, ptPerDay };
}

/** Time cut into pages of a width, without gap or overlap; the last page may reach past the end. */
export function timeSlices(
  { fromMin, toMin, ptPerDay }: { readonly fromMin: number; readonly toMin: number; readonly ptPerDay: number },
  chartWidth: number,
): TimeSlice[] {
  const sliceMin = (chartWidth / ptPerDay) * MINUTES_PER_DAY;
  const count = Math.max(1, Math.ceil((toMin - fromMin) / sliceMin - 1e-6));
  const slices: TimeSlice[] = [];
  for (let number = 0; number < count; number++) {
    slices.push({ fromMin: fromMin + number * sliceMin, toMin: fromMin + (number + 1) * sliceMin });
  }
  return slices;
}
