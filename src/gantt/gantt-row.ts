import type { ConstraintType, LinkType } from '../model/schema.ts';

/** How a row is drawn. A gate is a milestone at which a steering group decides whether the project goes on. */
export type RowKind = 'task' | 'milestone' | 'summary' | 'gate';

/** Where a task stands at the status date, or today where none is set. */
export const ROW_STATUSES = ['done', 'late', 'underway', 'planned'] as const;
export type RowStatus = (typeof ROW_STATUSES)[number];

/** A stretch of a bar that is interrupted. */
export type BarPart = { readonly startMin: number; readonly finishMin: number };

/** One row of the plan as the chart needs it, in the order in which rows are shown. Times are instants. */
export type GanttRow = {
  readonly id: string;
  readonly wbs: string;
  readonly name: string;
  readonly depth: number;
  readonly kind: RowKind;
  readonly startMin: number | null;
  readonly finishMin: number | null;
  readonly percentComplete: number;
  readonly critical: boolean;
  readonly manual: boolean;
  /** Index of the colour of its stage in the palette. */
  readonly tone: number;
  readonly responsible: string;
  readonly baselineStartMin?: number | null;
  readonly baselineFinishMin?: number | null;
  /** Further baselines that are compared, from top to bottom; null where one has no dates for the row. */
  readonly compared?: readonly (BarPart | null)[];
  /** A constraint with a date. */
  readonly constraint?: { readonly type: ConstraintType; readonly atMin: number } | null;
  /** The stretches in which work is done, where it is interrupted. */
  readonly parts?: readonly BarPart[];
  readonly status?: RowStatus;
  readonly deadlineMin?: number | null;
  /** Until when the row can finish without moving the end of the plan. */
  readonly slackUntilMin?: number | null;
  readonly expanded: boolean;
  readonly hasChildren: boolean;
  readonly finding?: 'error' | 'warning' | null;
};

/** A link between two shown rows, by their index. */
export type GanttLink = {
  readonly id: string;
  readonly fromRow: number;
  readonly toRow: number;
  readonly type: LinkType;
  readonly critical: boolean;
};

/** Rows on demand: a plan of 50,000 rows need not be made into row objects to show thirty of them. */
export type RowSource<Row extends GanttRow = GanttRow> = {
  readonly count: number;
  at(index: number): Row;
};

/** A list of rows as a source of rows. */
export function rowsOf<Row extends GanttRow>(rows: readonly Row[]): RowSource<Row> {
  return { count: rows.length, at: (index) => rows[index]! };
}
