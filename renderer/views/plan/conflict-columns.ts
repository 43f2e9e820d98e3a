import type { PlanColumnId } from '../../../src/reading/plan-columns.ts';

/** Columns that show a cell of a task, where they do not have its name. What has no column is told at the row. */
const COLUMNS: Readonly<Record<string, readonly PlanColumnId[]>> = {
  constraint: ['constraintType', 'constraintDate'],
  manualDates: ['start', 'finish'],
  actual: ['actualStart', 'actualFinish'],
  recorded: ['recordedStart', 'recordedFinish'],
  remainingMin: ['remaining'],
  deadlineMin: ['deadline'],
  calendarId: ['calendar'],
  responsibleId: ['responsible'],
  stageId: ['stage'],
  splits: ['breaks'],
  estimate: ['uncertainty'],
};

/** Columns in which a conflict about one of the cells is marked. */
export const conflictColumns = (cells: ReadonlySet<string>): readonly string[] =>
  [...cells].flatMap((cell) => COLUMNS[cell] ?? [cell]);
