import * as v from 'valibot';
import { ok, type Result } from '../../result.ts';
import { createRow, type Op } from '../change.ts';
import type { AnyCommand, Effect, Refusal, Selection } from '../command.ts';
import { deleteWithReferences } from '../deletion.ts';
import { cycleThrough, linksOf } from '../link-graph.ts';
import { childPositions, outlineOf, topmost } from '../outline.ts';
import { gapAfter, keysInGap, lastChildId, nextSiblingId, placeOps, previousSiblingId } from '../placing.ts';
import type { Plan } from '../plan.ts';
import type { Cells } from '../row.ts';
import { idSchema } from '../validate.ts';
import { cellsSchema, define, idsOfSelection, idsSchema, missingTask, refuse, refuseAt } from './define.ts';

/** A new task's duration: one day as the project counts days. */
const oneDay = (plan: Plan): NonNullable<Cells<'task'>['duration']> => ({
  minutes: plan.rows.project.get(plan.projectId)?.workUnits.minutesPerDay ?? 480,
  unit: 'day',
  elapsed: false,
  estimated: false,
});
export const noDuration: NonNullable<Cells<'task'>['duration']> = {
  minutes: 0,
  unit: 'day',
  elapsed: false,
  estimated: false,
};

interface AddInput {
  readonly name?: string;
  readonly kind?: 'task' | 'milestone';
  readonly parentId?: string | null;
  readonly afterId?: string | null;
  readonly beforeId?: string;
  readonly cells?: Record<string, unknown>;
}

const gapFor = (plan: Plan, input: AddInput) => {
  if (input.beforeId !== undefined) {
    const at = outlineOf(plan).position.get(input.beforeId)!;
    const { parentId } = gapAfter(plan, input.beforeId);
    return { parentId, afterId: previousSiblingId(plan, at) };
  }
  if (input.parentId !== undefined)
    return {
      parentId: input.parentId,
      afterId: input.afterId === undefined ? lastChildId(plan, input.parentId) : input.afterId,
    };
  return gapAfter(plan, input.afterId ?? null);
};

const addTask = (
  plan: Plan,
  input: AddInput,
  kind: 'task' | 'milestone',
  env: Parameters<AnyCommand['run']>[2],
): Result<Effect, Refusal> => {
  const named = [input.parentId, input.afterId, input.beforeId].filter((id): id is string => typeof id === 'string');
  const missing = missingTask(plan, named);
  if (missing) return missing;
  const gap = gapFor(plan, input);
  const id = env.newId();
  const { orders, repairs } = keysInGap(plan, gap, 1, env);
  const cells: Cells<'task'> = {
    name: input.name ?? '',
    kind,
    duration: kind === 'milestone' ? noDuration : oneDay(plan),
    ...(input.cells as Cells<'task'> | undefined),
    place: { parent: gap.parentId, order: orders[0]! },
  };
  return ok({ ops: [...repairs, ...createRow('task', id, cells)], select: [id] });
};

const addSchema = v.strictObject({
  name: v.optional(v.pipe(v.string(), v.maxLength(500))),
  kind: v.optional(v.picklist(['task', 'milestone'])),
  parentId: v.optional(v.nullable(idSchema)),
  afterId: v.optional(v.nullable(idSchema)),
  beforeId: v.optional(idSchema),
  cells: v.optional(cellsSchema('task', ['place', 'name'])),
});
const afterFocus = (_plan: Plan, selection: Selection): AddInput => ({ afterId: selection.focusId });

const add = define<AddInput>({
  id: 'task.add',
  input: addSchema,
  shortcut: 'Insert',
  inputFrom: afterFocus,
  run: (plan, input, env) => addTask(plan, input, input.kind ?? 'task', env),
});

const addMilestone = define<AddInput>({
  id: 'task.addMilestone',
  input: addSchema,
  shortcut: 'Shift+Insert',
  inputFrom: afterFocus,
  run: (plan, input, env) => addTask(plan, input, 'milestone', env),
});

const remove = define<{ ids: string[] }>({
  id: 'task.delete',
  input: v.strictObject({ ids: idsSchema }),
  shortcut: 'Delete',
  alsoKeys: ['Mod+Delete'],
  inputFrom: idsOfSelection,
  run: (plan, { ids }) => {
    const missing = missingTask(plan, ids);
    if (missing) return missing;
    const outline = outlineOf(plan);
    const gone = new Set<string>();
    const blocks = topmost(outline, ids);
    for (const at of blocks) for (let i = at; i < outline.subtreeEnd[at]!; i++) gone.add(outline.ids[i]!);
    const after = outline.ids[outline.subtreeEnd[blocks[blocks.length - 1]!]!];
    const before = outline.ids[blocks[0]! - 1];
    const next = after ?? before;
    return ok({ ops: deleteWithReferences(plan, 'task', gone), select: next === undefined ? [] : [next] });
  },
});

/** Refuses a new outline in which a task would wait for itself: a summary's links hold for all below it. */
export const refuseCycles = (
  plan: Plan,
  moved: ReadonlyMap<string, string | null>,
  cell = 'name',
): Result<never, Refusal> | null => {
  if (plan.rows.link.size === 0) return null;
  const { outOf } = linksOf(plan);
  const cycle = cycleThrough(
    {
      taskIds: [...plan.rows.task.keys()],
      parentOf: (id) => (moved.has(id) ? moved.get(id)! : (plan.rows.task.get(id)?.place.parent ?? null)),
      successorsOf: (id) => (outOf.get(id) ?? []).map((link) => link.successorId!),
    },
    [...moved.keys()],
  );
  return cycle ? refuseAt(cycle[0]!, cell, 'link.cycle', { tasks: namesOf(plan, cycle) }) : null;
};

/** Names of tasks for a message, the path of a cycle written with arrows. */
export const namesOf = (plan: Plan, ids: readonly string[]): string =>
  ids.map((id) => plan.rows.task.get(id)?.name || id).join(' → ');

const moveTo = (plan: Plan, ops: Op[], ids: readonly string[]): Result<Effect, Refusal> => {
  const moved = new Map<string, string | null>();
  for (const op of ops)
    if (op.kind === 'set' && op.cell === 'place') moved.set(op.id, (op.value as { parent: string | null }).parent);
  for (const [id, parent] of moved) if (plan.rows.task.get(id)?.place.parent === parent) moved.delete(id);
  return refuseCycles(plan, moved) ?? ok({ ops, select: ids });
};

const indent = define<{ ids: string[] }>({
  id: 'task.indent',
  input: v.strictObject({ ids: idsSchema }),
  shortcut: 'Alt+Shift+ArrowRight',
  inputFrom: idsOfSelection,
  run: (plan, { ids }, env) => {
    const missing = missingTask(plan, ids);
    if (missing) return missing;
    const outline = outlineOf(plan);
    const byParent = new Map<string, string[]>();
    const blocks = topmost(outline, ids);
    const chosen = new Set(blocks.map((at) => outline.ids[at]!));
    for (const at of blocks) {
      // Neighbours that are indented together all go below the first row above them that stays.
      let above = previousSiblingId(plan, at);
      while (above !== null && chosen.has(above)) above = previousSiblingId(plan, outline.position.get(above)!);
      if (above === null)
        return refuseAt(outline.ids[at]!, 'name', 'task.nothing-above', {
          name: plan.rows.task.get(outline.ids[at]!)!.name,
        });
      byParent.set(above, [...(byParent.get(above) ?? []), outline.ids[at]!]);
    }
    const ops = [...byParent].flatMap(([parentId, children]) =>
      placeOps(plan, children, { parentId, afterId: lastChildId(plan, parentId) }, env),
    );
    return moveTo(plan, ops, ids);
  },
});

const outdent = define<{ ids: string[] }>({
  id: 'task.outdent',
  input: v.strictObject({ ids: idsSchema }),
  shortcut: 'Alt+Shift+ArrowLeft',
  inputFrom: idsOfSelection,
  run: (plan, { ids }, env) => {
    const missing = missingTask(plan, ids);
    if (missing) return missing;
    const outline = outlineOf(plan);
    const blocks = topmost(outline, ids).filter((at) => outline.parent[at]! >= 0);
    if (blocks.length === 0) return refuseAt(ids[0]!, 'name', 'task.at-top', {});
    const chosen = new Set(blocks);
    const byParent = new Map<number, number[]>();
    for (const at of blocks) byParent.set(outline.parent[at]!, [...(byParent.get(outline.parent[at]!) ?? []), at]);
    const ops: Op[] = [];
    for (const [parentAt, moving] of byParent) {
      const parentId = outline.ids[parentAt]!;
      ops.push(
        ...placeOps(
          plan,
          moving.map((at) => outline.ids[at]!),
          gapAfter(plan, parentId),
          env,
        ),
      );
      // As in every outliner no row changes its line: siblings that stood below a task that moves out become its children.
      const siblings = childPositions(outline, parentAt);
      let adopter: number | null = null;
      const adopted = new Map<number, number[]>();
      for (const at of siblings) {
        if (chosen.has(at)) adopter = at;
        else if (adopter !== null) adopted.set(adopter, [...(adopted.get(adopter) ?? []), at]);
      }
      for (const [to, children] of adopted) {
        const toId = outline.ids[to]!;
        ops.push(
          ...placeOps(
            plan,
            children.map((at) => outline.ids[at]!),
            { parentId: toId, afterId: lastChildId(plan, toId) },
            env,
          ),
        );
      }
    }
    return moveTo(plan, ops, ids);
  },
});

const step = (id: string, shortcut: string, direction: -1 | 1): AnyCommand =>
  define<{ ids: string[] }>({
    id,
    input: v.strictObject({ ids: idsSchema }),
    shortcut,
    inputFrom: idsOfSelection,
    run: (plan, { ids }, env) => {
      const missing = missingTask(plan, ids);
      if (missing) return missing;
      const outline = outlineOf(plan);
      const blocks = topmost(outline, ids);
      const parent = outline.parent[blocks[0]!]!;
      if (blocks.some((at) => outline.parent[at] !== parent)) return refuse('task.different-levels');
      const edge = direction < 0 ? blocks[0]! : blocks[blocks.length - 1]!;
      const neighbour = direction < 0 ? previousSiblingId(plan, edge) : nextSiblingId(plan, edge);
      if (neighbour === null)
        return refuseAt(outline.ids[edge]!, 'name', direction < 0 ? 'task.is-first' : 'task.is-last', {});
      const afterId = direction < 0 ? previousSiblingId(plan, outline.position.get(neighbour)!) : neighbour;
      const moving = blocks.map((at) => outline.ids[at]!);
      return moveTo(
        plan,
        placeOps(plan, moving, { parentId: parent < 0 ? null : outline.ids[parent]!, afterId }, env),
        ids,
      );
    },
  });

const move = define<{ ids: string[]; parentId: string | null; afterId: string | null }>({
  id: 'task.move',
  input: v.strictObject({ ids: idsSchema, parentId: v.nullable(idSchema), afterId: v.nullable(idSchema) }),
  run: (plan, { ids, parentId, afterId }, env) => {
    const missing = missingTask(plan, [...ids, ...[parentId, afterId].filter((id): id is string => id !== null)]);
    if (missing) return missing;
    const outline = outlineOf(plan);
    const moving = topmost(outline, ids);
    const targetAt = parentId === null ? -1 : outline.position.get(parentId)!;
    for (const at of moving)
      if (targetAt >= at && targetAt < outline.subtreeEnd[at]!)
        return refuseAt(outline.ids[at]!, 'name', 'task.into-itself', {});
    const movingIds = moving.map((at) => outline.ids[at]!);
    let after = afterId;
    while (after !== null && movingIds.includes(after)) after = previousSiblingId(plan, outline.position.get(after)!);
    return moveTo(plan, placeOps(plan, movingIds, { parentId, afterId: after }, env), ids);
  },
});

/** Commands that make, delete and move rows of the outline. */
export const structureCommands: readonly AnyCommand[] = [
  add,
  addMilestone,
  remove,
  indent,
  outdent,
  step('task.moveUp', 'Alt+Shift+ArrowUp', -1),
  step('task.moveDown', 'Alt+Shift+ArrowDown', 1),
  move,
];
