import { type Op, setCell } from './change.ts';
import type { CommandEnv } from './command.ts';
import { needsTidying, orderKeysBetween, placeAmong, type Sibling } from './order-key.ts';
import { childPositions, outlineOf } from './outline.ts';
import type { Plan } from './plan.ts';

/** A gap among siblings: below `parentId` (null: top level), after the sibling `afterId` (null: as first). */
export interface Gap {
  readonly parentId: string | null;
  readonly afterId: string | null;
}

/** Keys for new rows in a gap, and ops for old rows that must get another key for it. */
export interface GapKeys {
  readonly orders: readonly string[];
  readonly repairs: readonly Op[];
}

/**
 * Order keys for `count` rows in a gap, in order. Rows in `leaving` are about to move away and do not count as
 * neighbours. Keys that have grown too long are the occasion to give all siblings fresh ones.
 */
export const keysInGap = (
  plan: Plan,
  gap: Gap,
  count: number,
  env: CommandEnv,
  leaving: ReadonlySet<string> = new Set(),
): GapKeys => {
  const outline = outlineOf(plan);
  const parentAt = gap.parentId === null ? -1 : (outline.position.get(gap.parentId) ?? -1);
  const siblings = childPositions(outline, parentAt)
    .map((at) => ({ id: outline.ids[at]!, order: plan.rows.task.get(outline.ids[at]!)!.place.order }))
    .filter(({ id }) => !leaving.has(id));
  const index = gap.afterId === null ? 0 : siblings.findIndex(({ id }) => id === gap.afterId) + 1;
  const { orders, repairs } = placeAmong(siblings, index, count, env.random);
  if (!needsTidying(orders.map((order) => ({ id: '', order }))))
    return { orders, repairs: orderOps(repairs, gap.parentId) };
  const fresh = orderKeysBetween(null, null, siblings.length + count, env.random);
  const olds = siblings.map(({ id }, i) => ({ id, order: fresh[i < index ? i : i + count]! }));
  return { orders: fresh.slice(index, index + count), repairs: orderOps(olds, gap.parentId) };
};

const orderOps = (siblings: readonly Sibling[], parent: string | null): Op[] =>
  siblings.map(({ id, order }) => setCell('task', id, 'place', { parent, order }));

/** Ops that put rows, in the given order, into a gap. */
export const placeOps = (plan: Plan, ids: readonly string[], gap: Gap, env: CommandEnv): Op[] => {
  const { orders, repairs } = keysInGap(plan, gap, ids.length, env, new Set(ids));
  return [...repairs, ...ids.map((id, i) => setCell('task', id, 'place', { parent: gap.parentId, order: orders[i]! }))];
};

/** The gap right after a task among its own siblings; with no task, at the end of the top level. */
export const gapAfter = (plan: Plan, taskId: string | null): Gap => {
  const outline = outlineOf(plan);
  const at = taskId === null ? undefined : outline.position.get(taskId);
  if (at === undefined) return { parentId: null, afterId: lastChildId(plan, null) };
  const parentAt = outline.parent[at]!;
  return { parentId: parentAt < 0 ? null : outline.ids[parentAt]!, afterId: taskId };
};

/** The last task below a parent, or null where it has none. */
export const lastChildId = (plan: Plan, parentId: string | null): string | null => {
  const outline = outlineOf(plan);
  const parentAt = parentId === null ? -1 : (outline.position.get(parentId) ?? -1);
  const children = childPositions(outline, parentAt);
  return children.length === 0 ? null : outline.ids[children[children.length - 1]!]!;
};

/** The sibling right before a task, or null where it is the first. */
export const previousSiblingId = (plan: Plan, at: number): string | null => {
  const outline = outlineOf(plan);
  const siblings = childPositions(outline, outline.parent[at]!);
  const index = siblings.indexOf(at);
  return index > 0 ? outline.ids[siblings[index - 1]!]! : null;
};

/** The sibling right after a task, or null where it is the last. */
export const nextSiblingId = (plan: Plan, at: number): string | null => {
  const outline = outlineOf(plan);
  const next = outline.subtreeEnd[at]!;
  return next < outline.ids.length && outline.parent[next] === outline.parent[at] ? outline.ids[next]! : null;
};
