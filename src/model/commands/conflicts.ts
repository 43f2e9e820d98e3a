import * as v from 'valibot';
import { err, ok, type Result } from '../../result.ts';
import { type CellValue, deleteRow, type Op, setCell } from '../change.ts';
import type { AnyCommand, Refusal } from '../command.ts';
import { deleteWithReferences } from '../deletion.ts';
import type { Decision } from '../exchange-result.ts';
import { outlineOf } from '../outline.ts';
import type { Plan } from '../plan.ts';
import { ENTITY_NAMES, type EntityName } from '../schema.ts';
import { checkCell, idSchema } from '../validate.ts';
import { define, refuse } from './define.ts';

const MOST_DECISIONS = 10_000;

const decisionSchema = v.variant('do', [
  v.strictObject({
    do: v.literal('set'),
    entity: v.picklist(ENTITY_NAMES),
    id: idSchema,
    cell: v.pipe(v.string(), v.maxLength(60)),
    value: v.unknown(),
  }),
  v.strictObject({ do: v.picklist(['keep', 'delete']), entity: v.picklist(ENTITY_NAMES), id: idSchema }),
]);

type Place = { readonly parent: string | null; readonly order: string };

/**
 * Puts a task where somebody moved it. Where that is now below the task itself, the branch that leads there changes places
 * with it: it comes out to where the task stood, and the task goes in.
 */
const placeOps = (plan: Plan, id: string, place: Place): Result<readonly Op[], Refusal> => {
  const { task } = plan.rows;
  const { parent } = place;
  if (parent !== null && !task.has(parent)) return refuse('conflict.noParent', {});
  if (parent === id) return refuse('conflict.ownParent', {});
  const ops: Op[] = [setCell('task', id, 'place', place)];
  const seen = new Set<string>();
  for (let at = parent; at !== null && !seen.has(at); at = task.get(at)?.place.parent ?? null) {
    seen.add(at);
    if (task.get(at)?.place.parent === id) {
      const { parent: outer, order } = task.get(id)!.place;
      ops.unshift(setCell('task', at, 'place', { parent: outer, order }));
      break;
    }
  }
  return ok(ops);
};

/** A task goes with everything below it, another row with what belongs to it. */
const deleteOps = (plan: Plan, entity: EntityName, id: string): readonly Op[] => {
  const ids = new Set([id]);
  if (entity === 'task') {
    const outline = outlineOf(plan);
    const at = outline.ids.indexOf(id);
    for (let i = at; i < (outline.subtreeEnd[at] ?? at); i++) ids.add(outline.ids[i]!);
  }
  if (entity === 'link') return [deleteRow('link', id)];
  return deleteWithReferences(plan, entity, ids);
};

const opsOf = (plan: Plan, decision: Decision): Result<readonly Op[], Refusal> => {
  const { id } = decision;
  const entity = decision.entity as EntityName;
  if (!plan.rows[entity].has(id)) return refuse('row.unknown', { entity, id });
  if (decision.do === 'keep') return ok([{ kind: 'restore', entity, id }]);
  if (decision.do === 'delete') {
    return entity === 'project' ? refuse('conflict.project', {}) : ok(deleteOps(plan, entity, id));
  }
  const { cell } = decision;
  const checked = checkCell(entity, cell, decision.value);
  if (!checked.ok) return refuse(checked.error.id, { ...checked.error.params }, { entity, rowId: id, cell });
  if (entity === 'task' && cell === 'place') return placeOps(plan, id, checked.value as Place);
  return ok([{ kind: 'set', entity, id, cell, value: checked.value as CellValue }]);
};

/**
 * Settles conflicts: ops that are made knowing all sides, so that these collapse into one everywhere. Several decisions are
 * one change; the first that cannot be carried out refuses all. The value that is shown already is written again on purpose.
 */
const settle = define<{ decisions: Decision[] }>({
  id: 'conflict.settle',
  input: v.strictObject({
    decisions: v.pipe(v.array(decisionSchema), v.minLength(1), v.maxLength(MOST_DECISIONS)),
  }) as unknown as v.GenericSchema<{ decisions: Decision[] }>,
  surfaces: [],
  run: (plan, { decisions }) => {
    const ops: Op[] = [];
    for (const decision of decisions) {
      const found = opsOf(plan, decision);
      if (!found.ok) return err(found.error);
      ops.push(...found.value);
    }
    return ok({ ops });
  },
});

export const conflictCommands: readonly AnyCommand[] = [settle];
