import * as v from 'valibot';
import { err, ok, type Result } from '../../result.ts';
import { type CellValue, deleteRow, type Op, setCell } from '../change.ts';
import type { AnyCommand, CommandEnv, Refusal } from '../command.ts';
import { deleteWithReferences } from '../deletion.ts';
import type { Decision } from '../exchange-result.ts';
import { foldRows, TWIN_ENTITIES } from '../fold.ts';
import { outlineOf } from '../outline.ts';
import type { Plan } from '../plan.ts';
import { cellSpec, type DECISION_KINDS, ENTITY_NAMES, type EntityName } from '../schema.ts';
import { checkCell, idSchema } from '../validate.ts';
import { define, refuse } from './define.ts';
import { refuseCycle } from './links.ts';
import { lastOfEach, WorkingPlan } from './working-plan.ts';

const MOST_DECISIONS = 10_000;

const rowEntries = { entity: v.picklist(ENTITY_NAMES), id: idSchema };
const settles = v.optional(v.literal('edit-delete'));

const decisionSchema = v.variant('do', [
  v.strictObject({
    do: v.literal('set'),
    entity: v.picklist(ENTITY_NAMES),
    id: idSchema,
    cell: v.pipe(v.string(), v.maxLength(60)),
    value: v.unknown(),
    settles: v.optional(v.literal('value')),
  }),
  v.strictObject({
    do: v.literal('keep'),
    entity: v.picklist(ENTITY_NAMES),
    id: idSchema,
    settles,
    rows: v.optional(v.pipe(v.array(v.strictObject(rowEntries)), v.maxLength(MOST_DECISIONS))),
    refs: v.optional(
      v.pipe(
        v.array(v.strictObject({ ...rowEntries, cell: v.pipe(v.string(), v.maxLength(60)), to: idSchema })),
        v.maxLength(MOST_DECISIONS),
      ),
    ),
  }),
  v.strictObject({ do: v.literal('delete'), entity: v.picklist(ENTITY_NAMES), id: idSchema, settles }),
  v.strictObject({
    do: v.picklist(['one', 'both']),
    entity: v.picklist(TWIN_ENTITIES),
    id: idSchema,
    otherId: idSchema,
  }),
]);

type Place = { readonly parent: string | null; readonly order: string };

/**
 * Puts a task where somebody moved it. Where that is now below the task itself, the branch that leads there changes places
 * with it: it comes out to where the task stood, and the task goes in.
 */
export const placeOps = (plan: Plan, id: string, place: Place): Result<readonly Op[], Refusal> => {
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

/** The row that holds a decision: one for everybody who decides the same question. `other` is a second row, or a cell. */
const decisionOps = (
  env: CommandEnv,
  kind: (typeof DECISION_KINDS)[number],
  entity: EntityName,
  id: string,
  other = '',
): readonly Op[] => {
  const [first, second] = kind === 'duplicate' && other < id ? [other, id] : [id, other];
  const decisionId = env.rowId('decision', kind, entity, first, second);
  return [
    setCell('decision', decisionId, 'kind', kind),
    setCell('decision', decisionId, 'subject', { entity, id: first }),
    setCell('decision', decisionId, 'otherId', second),
  ];
};

const settledOps = (env: CommandEnv, decision: Extract<Decision, { do: 'keep' | 'delete' }>): readonly Op[] =>
  decision.settles === undefined ? [] : decisionOps(env, decision.settles, decision.entity as EntityName, decision.id);

/** Keeps a row, with what went with it: rows that are not there, and cells that are empty still. */
const keepOps = (plan: Plan, decision: Extract<Decision, { do: 'keep' }>): readonly Op[] => {
  const { entity, id, rows = [], refs = [] } = decision;
  const back = rows.filter((row) => !plan.rows[row.entity as EntityName].has(row.id));
  const ops: Op[] = [{ kind: 'restore', entity, id }];
  for (const row of back) ops.push({ kind: 'restore', entity: row.entity, id: row.id });
  const shown = new Set(back.map((row) => row.id)).add(id);
  for (const { entity: of, id: at, cell, to } of refs) {
    const spec = cellSpec(of as EntityName, cell);
    const row = plan.rows[of as EntityName].get(at) as Readonly<Record<string, unknown>> | undefined;
    if (spec?.type === 'ref' && row?.[cell] === null && shown.has(to))
      ops.push({ kind: 'set', entity: of, id: at, cell, value: to });
  }
  return ops;
};

const twinOps = (
  plan: Plan,
  decision: Extract<Decision, { do: 'one' | 'both' }>,
  env: CommandEnv,
): Result<readonly Op[], Refusal> => {
  const { id, otherId } = decision;
  const entity = decision.entity as EntityName;
  if (!plan.rows[entity].has(otherId)) return refuse('row.unknown', { entity, id: otherId });
  if (id === otherId) return refuse('conflict.sameRow', {});
  if (decision.do === 'both') return ok(decisionOps(env, 'duplicate', entity, id, otherId));
  const { task } = plan.rows;
  // Anything else could lay a task below itself.
  if (entity === 'task' && task.get(id)!.place.parent !== task.get(otherId)!.place.parent)
    return refuse('conflict.notTwins', {});
  const ops = foldRows(plan, entity, id, otherId, env);
  const removed = new Set(ops.flatMap((op) => (op.kind === 'delete' && op.entity === 'link' ? [op.id] : [])));
  const cycle = refuseCycle(plan, addedLinks(ops), removed);
  return cycle ?? ok(ops);
};

/** The ends of links that ops make. */
const addedLinks = (ops: readonly Op[]): { predecessorId: string; successorId: string }[] => {
  const ends = new Map<string, { predecessorId: string; successorId: string }>();
  for (const op of ops) {
    if (op.kind !== 'set' || op.entity !== 'link') continue;
    const link = ends.get(op.id) ?? { predecessorId: '', successorId: '' };
    ends.set(op.id, link);
    if (op.cell === 'predecessorId') link.predecessorId = op.value as string;
    if (op.cell === 'successorId') link.successorId = op.value as string;
  }
  return [...ends.values()];
};

const opsOf = (plan: Plan, decision: Decision, env: CommandEnv): Result<readonly Op[], Refusal> => {
  const { id } = decision;
  const entity = decision.entity as EntityName;
  if (!plan.rows[entity].has(id)) return refuse('row.unknown', { entity, id });
  if (decision.do === 'keep') return ok([...keepOps(plan, decision), ...settledOps(env, decision)]);
  if (decision.do === 'delete') {
    if (entity === 'project') return refuse('conflict.project', {});
    return ok([...deleteOps(plan, entity, id), ...settledOps(env, decision)]);
  }
  if (decision.do !== 'set') return twinOps(plan, decision, env);
  const { cell } = decision;
  const checked = checkCell(entity, cell, decision.value);
  if (!checked.ok) return refuse(checked.error.id, { ...checked.error.params }, { entity, rowId: id, cell });
  const settled = decision.settles === undefined ? [] : decisionOps(env, decision.settles, entity, id, cell);
  if (entity === 'task' && cell === 'place') {
    const placed = placeOps(plan, id, checked.value as Place);
    return placed.ok ? ok([...placed.value, ...settled]) : placed;
  }
  return ok([{ kind: 'set', entity, id, cell, value: checked.value as CellValue }, ...settled]);
};

/**
 * Settles conflicts: ops that are made knowing all sides, so that these collapse into one everywhere. Several decisions are
 * one change, each of which sees what those before it did; the first that cannot be carried out refuses all. The value that
 * is shown already is written again on purpose.
 */
const settle = define<{ decisions: Decision[] }>({
  id: 'conflict.settle',
  input: v.strictObject({
    decisions: v.pipe(v.array(decisionSchema), v.minLength(1), v.maxLength(MOST_DECISIONS)),
  }) as unknown as v.GenericSchema<{ decisions: Decision[] }>,
  run: (plan, { decisions }, env) => {
    const working = new WorkingPlan(plan);
    const ops: Op[] = [];
    for (const decision of decisions) {
      const found = opsOf(working, decision, env);
      if (!found.ok) return err(found.error);
      working.apply(found.value);
      ops.push(...found.value);
    }
    return ok({ ops: lastOfEach(ops) });
  },
});

export const conflictCommands: readonly AnyCommand[] = [settle];
