import { emptyRows, type MutableRows, type Plan } from '../../../src/model/plan.ts';
import { type Cells, makeRow } from '../../../src/model/row.ts';
import type { EntityName } from '../../../src/model/schema.ts';
import { STANDARD_CALENDAR } from '../../../src/time/calendar.ts';
import { dayNumberOf, instantOf } from '../../../src/time/day.ts';

/** A Monday; the Thursday of its week and the Monday after are Danish holidays. */
export const MONDAY = dayNumberOf(2027, 3, 22);
/** An hour of a day counted from that Monday. */
export const at = (day: number, hour: number): number => instantOf(MONDAY + day, hour * 60);

/** A plan that can be written to. */
export type Board = { rows: MutableRows; plan: Plan & { revision: number } };

export const put = <E extends EntityName>(board: Board, entity: E, id: string, cells: Cells<E>): void => {
  (board.rows[entity] as Map<string, unknown>).set(id, makeRow(entity, id, cells as Record<string, unknown>));
  board.plan.revision++;
};

/** Changes cells of a row that is there. */
export const edit = <E extends EntityName>(board: Board, entity: E, id: string, cells: Cells<E>): void => {
  const { id: _id, ...now } = board.rows[entity].get(id)!;
  put(board, entity, id, { ...(now as Cells<E>), ...cells });
};

export const days = (count: number) =>
  ({ minutes: count * 480, unit: 'day', elapsed: false, estimated: false }) as const;

export const task = (board: Board, id: string, length: number, more: Cells<'task'> = {}): void =>
  put(board, 'task', id, { place: { parent: null, order: id }, duration: days(length), ...more });

/** A link named after its ends. */
export const link = (board: Board, predecessorId: string, successorId: string, more: Cells<'link'> = {}): void =>
  put(board, 'link', `${predecessorId}${successorId}`, { predecessorId, successorId, ...more });

/** A project that begins on the Monday at 8, with the standard week. */
export const newBoard = (project: Cells<'project'> = {}): Board => {
  const rows = emptyRows();
  const board = { rows, plan: { projectId: 'p', revision: 0, rows } };
  put(board, 'project', 'p', { startMin: at(0, 8), calendarId: 'office', ...project });
  put(board, 'calendar', 'office', { week: STANDARD_CALENDAR.week });
  return board;
};
