import * as v from 'valibot';
import { err, type Result } from '../../result.ts';
import type { AnyCommand, Command, Refusal, Selection } from '../command.ts';
import type { Plan } from '../plan.ts';
import { type EntityName, entities } from '../schema.ts';
import { cellSchema, idSchema } from '../validate.ts';

/** Lets a command keep its own input type while it stands in one list with all others. */
export const define = <I>(command: Command<I>): AnyCommand => command as unknown as AnyCommand;

/** A refusal as a value. */
export const refuse = (id: string, params: Refusal['params'] = {}, at?: Refusal['at']): Result<never, Refusal> =>
  err(at ? { id, params, at } : { id, params });

/** A refusal that belongs beside a cell of a task. */
export const refuseAt = (
  taskId: string,
  cell: string,
  id: string,
  params: Refusal['params'] = {},
): Result<never, Refusal> => refuse(id, params, { entity: 'task', rowId: taskId, cell });

/** Most rows that one command takes: the size of the largest plan that the product promises to hold. */
export const MAX_ROWS = 200_000;

export const idsSchema = v.pipe(v.array(idSchema), v.minLength(1), v.maxLength(MAX_ROWS));

/** The schema of some cells of an entity, each optional, no other allowed. */
export const cellsSchema = (
  entity: EntityName,
  except: readonly string[] = [],
): v.GenericSchema<Record<string, unknown>> =>
  v.strictObject(
    Object.fromEntries(
      Object.entries(entities[entity].cells)
        .filter(([cell]) => !except.includes(cell))
        .map(([cell, spec]) => [cell, v.optional(cellSchema(spec))]),
    ),
  ) as unknown as v.GenericSchema<Record<string, unknown>>;

/** The schema of one task cell, for commands about that cell. */
export const taskCell = <C extends keyof (typeof entities)['task']['cells']>(cell: C) =>
  cellSchema(entities.task.cells[cell]);

/** Input of a command that acts on all selected tasks. */
export const idsOfSelection = (_plan: Plan, selection: Selection): { ids: string[] } | null =>
  selection.taskIds.length > 0 ? { ids: [...selection.taskIds] } : null;

/** The first given task that is not in the plan, as a refusal; null when all are there. */
export const missingTask = (plan: Plan, ids: readonly string[]): Result<never, Refusal> | null => {
  const missing = ids.find((id) => !plan.rows.task.has(id));
  return missing === undefined ? null : refuse('task.unknown', { id: missing });
};
