import * as v from 'valibot';
import { ok } from '../../result.ts';
import { createRow, deleteRow } from '../change.ts';
import type { AnyCommand } from '../command.ts';
import { heldText } from '../held-text.ts';
import { type HistoryPoint, historyPointSchema } from '../history-result.ts';
import { MAX_NAME, MAX_TEXT } from '../schema.ts';
import { idSchema } from '../validate.ts';
import { define, idsSchema, refuse } from './define.ts';
import { updateOps } from './registers.ts';

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_NAME));
const description = v.pipe(v.string(), v.maxLength(MAX_TEXT));

/** Gives a point of the history a name: the plan as it is now, or as it was at a point of the past. */
const add = define<{ name: string; description?: string; point?: HistoryPoint }>({
  id: 'version.add',
  input: v.strictObject({ name, description: v.optional(description), point: v.optional(historyPointSchema) }),
  run: (plan, { name: wanted, description: told = '', point = { kind: 'now' } }, env) => {
    if ([...plan.rows.planVersion.values()].some((version) => version.name === wanted))
      return refuse('version.exists', { name: wanted });
    const held = env.past.heldAt(point);
    if (held === null || Object.keys(held).length === 0) return refuse('history.no-point');
    const cells = { name: wanted, description: told, held: heldText(held), atMin: env.nowMin };
    return ok({ ops: createRow('planVersion', env.newId(), cells) });
  },
});

const update = define<{ id: string; name?: string; description?: string }>({
  id: 'version.update',
  input: v.strictObject({ id: idSchema, name: v.optional(name), description: v.optional(description) }),
  run: (plan, { id, ...cells }) => {
    const row = plan.rows.planVersion.get(id);
    if (!row) return refuse('row.unknown', { entity: 'planVersion', id });
    const isTaken = [...plan.rows.planVersion.values()].some((other) => other.id !== id && other.name === cells.name);
    if (isTaken) return refuse('version.exists', { name: cells.name! });
    const given = Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== undefined));
    return ok({ ops: updateOps('planVersion', id, row, given) });
  },
});

const remove = define<{ ids: string[] }>({
  id: 'version.delete',
  input: v.strictObject({ ids: idsSchema }),
  run: (plan, { ids }) => {
    const missing = ids.find((id) => !plan.rows.planVersion.has(id));
    if (missing !== undefined) return refuse('row.unknown', { entity: 'planVersion', id: missing });
    return ok({ ops: [...new Set(ids)].map((id) => deleteRow('planVersion', id)) });
  },
});

export const versionCommands: readonly AnyCommand[] = [add, update, remove];
