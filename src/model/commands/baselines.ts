import * as v from 'valibot';
import { ok } from '../../result.ts';
import { createRow, type Op, setCell } from '../change.ts';
import type { AnyCommand } from '../command.ts';
import { deleteWithReferences } from '../deletion.ts';
import { outlineOf } from '../outline.ts';
import { MAX_NAME } from '../schema.ts';
import { idSchema } from '../validate.ts';
import { define, idsSchema, refuse } from './define.ts';

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_NAME));

/** Keeps the dates of all tasks as they stand now under a name. They are a recorded fact, so they go into the log. */
const take = define<{ name: string }>({
  id: 'baseline.take',
  input: v.strictObject({ name }),
  run: (plan, { name: baselineName }, env) => {
    const baselineId = env.newId();
    const ops: Op[] = createRow('baseline', baselineId, { name: baselineName, takenMin: env.nowMin });
    for (const taskId of outlineOf(plan).ids) {
      const dates = env.datesOf(taskId);
      if (dates) ops.push(...createRow('baselineTask', env.newId(), { baselineId, taskId, dates }));
    }
    return ok({ ops });
  },
});

const rename = define<{ id: string; name: string }>({
  id: 'baseline.rename',
  input: v.strictObject({ id: idSchema, name }),
  run: (plan, input) => {
    if (!plan.rows.baseline.has(input.id)) return refuse('row.unknown', { entity: 'baseline', id: input.id });
    return ok({ ops: [setCell('baseline', input.id, 'name', input.name)] });
  },
});

const remove = define<{ ids: string[] }>({
  id: 'baseline.delete',
  input: v.strictObject({ ids: idsSchema }),
  run: (plan, { ids }) => {
    const missing = ids.find((id) => !plan.rows.baseline.has(id));
    if (missing !== undefined) return refuse('row.unknown', { entity: 'baseline', id: missing });
    return ok({ ops: deleteWithReferences(plan, 'baseline', new Set(ids)) });
  },
});

export const baselineCommands: readonly AnyCommand[] = [take, rename, remove];
