import { derived, type Plan, type PlanRows } from './plan.ts';
import type { Task } from './row.ts';

/** The tasks of a plan in the order in which they stand, as parallel arrays. */
export interface Outline {
  /** Task ids from top to bottom, children below their summary. */
  readonly ids: readonly string[];
  /** 0 at the top level. */
  readonly depth: Int32Array;
  /** Position of the parent, -1 at the top level. */
  readonly parent: Int32Array;
  /** One past the last position of the task's own subtree; equals own position + 1 for a leaf. */
  readonly subtreeEnd: Int32Array;
  /** Number among its siblings, from 1. */
  readonly sibling: Int32Array;
  readonly position: ReadonlyMap<string, number>;
  /** Position of each task in the order of the plan's map, for passes over all tasks that need not look each up. */
  readonly inMapOrder: Int32Array;
}

/** As `bySiblingOrder`, without an object for each task of each comparison. */
const byPlace = (a: Task, b: Task): number =>
  a.place.order < b.place.order ? -1 : a.place.order > b.place.order ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

/** Index in the order of the map of every task's parent, -1 at the top. `rows` are the tasks in that order, `index` says where each is. */
const parentsOf = (rows: readonly Task[], index: ReadonlyMap<string, number>): Int32Array => {
  const parents = new Int32Array(rows.length);
  // Siblings mostly follow each other: the parent of the one before need not be looked up again.
  let lastId: string | null = null;
  let last = -1;
  for (let i = 0; i < rows.length; i++) {
    const id = rows[i]!.place.parent;
    if (id !== lastId) {
      lastId = id;
      // A parent that is not here (deleted elsewhere, or not known yet) must not hide its children.
      last = id === null ? -1 : (index.get(id) ?? -1);
    }
    parents[i] = last;
  }
  return parents;
};

/** Children in the order of siblings: those of the task with index i are `members[from[i]..from[i + 1]]`, top ones come last. */
const childrenOf = (rows: readonly Task[], parents: Int32Array) => {
  const size = rows.length;
  const from = new Int32Array(size + 2);
  const groupOf = (i: number): number => (parents[i]! < 0 ? size : parents[i]!);
  for (let i = 0; i < size; i++) from[groupOf(i) + 1]!++;
  for (let group = 0; group <= size; group++) from[group + 1]! += from[group]!;
  const next = from.slice();
  const members = new Int32Array(size);
  const isUnsorted = new Uint8Array(size + 1);
  for (let i = 0; i < size; i++) {
    const group = groupOf(i);
    const at = next[group]!;
    if (at > from[group]! && byPlace(rows[members[at - 1]!]!, rows[i]!) > 0) isUnsorted[group] = 1;
    members[at] = i;
    next[group] = at + 1;
  }
  for (let group = 0; group <= size; group++)
    if (isUnsorted[group]) members.subarray(from[group]!, from[group + 1]!).sort((a, b) => byPlace(rows[a]!, rows[b]!));
  return { from, members };
};

const arrange = (tasks: ReadonlyMap<string, Task>): Outline => {
  const rows = [...tasks.values()];
  const size = rows.length;
  const index = new Map<string, number>();
  for (const { id } of rows) index.set(id, index.size);
  const { from, members } = childrenOf(rows, parentsOf(rows, index));
  const ids: string[] = [];
  const depth = new Int32Array(size);
  const parent = new Int32Array(size);
  const subtreeEnd = new Int32Array(size);
  const sibling = new Int32Array(size);
  const inMapOrder = new Int32Array(size);
  const next = from.slice();
  // A stack of its own: outlines are deeper than the call stack allows. It holds groups of children, and positions of their parents.
  const groups = new Int32Array(size + 1);
  const parentAt = new Int32Array(size + 1);
  let level = 0;
  groups[0] = size;
  parentAt[0] = -1;
  let isInOrder = true;
  while (level >= 0) {
    const group = groups[level]!;
    if (next[group] === from[group + 1]) {
      if (level > 0) subtreeEnd[parentAt[level]!] = ids.length;
      level--;
      continue;
    }
    const child = members[next[group]!]!;
    next[group]!++;
    const at = ids.length;
    ids.push(rows[child]!.id);
    inMapOrder[child] = at;
    if (child !== at) isInOrder = false;
    depth[at] = level;
    parent[at] = parentAt[level]!;
    sibling[at] = next[group]! - from[group]!;
    if (from[child + 1]! === from[child]!) {
      subtreeEnd[at] = at + 1;
      continue;
    }
    level++;
    groups[level] = child;
    parentAt[level] = at;
  }
  return {
    ids,
    depth,
    parent,
    subtreeEnd,
    sibling,
    position: isInOrder && ids.length === size ? index : placesOf(ids),
    inMapOrder,
  };
};

const placesOf = (ids: readonly string[]): ReadonlyMap<string, number> => {
  const position = new Map<string, number>();
  for (const id of ids) position.set(id, position.size);
  return position;
};

interface Arranged {
  /** The tasks in the order of their map, as they were when last looked at. */
  readonly tasks: Task[];
  readonly outline: Outline;
}

const arrangedByPlan = new WeakMap<PlanRows, Arranged>();

/** Whether all tasks stand where they stood; takes over those of which something else has changed. */
const standsAsBefore = (tasks: ReadonlyMap<string, Task>, before: Task[]): boolean => {
  if (tasks.size !== before.length) return false;
  let i = 0;
  for (const task of tasks.values()) {
    const known = before[i]!;
    if (task !== known) {
      const { parent, order } = known.place;
      if (task.id !== known.id || task.place.parent !== parent || task.place.order !== order) return false;
      before[i] = task;
    }
    i++;
  }
  return true;
};

/** Most edits leave every task where it stands; looking through them costs a fiftieth of arranging them. */
const buildOutline = ({ rows }: Plan): Outline => {
  const known = arrangedByPlan.get(rows);
  if (known && standsAsBefore(rows.task, known.tasks)) return known.outline;
  const outline = arrange(rows.task);
  arrangedByPlan.set(rows, { tasks: [...rows.task.values()], outline });
  return outline;
};

/** The plan's outline, looked at once per revision; the same object as long as no task comes, goes or moves. */
export const outlineOf: (plan: Plan) => Outline = derived(buildOutline);

/** Says whether the task at this position has tasks below it. */
export const isSummary = (outline: Outline, at: number): boolean => outline.subtreeEnd[at]! > at + 1;

/** The outline number, such as "2.1.3". */
export const wbsOf = (outline: Outline, at: number): string => {
  let text = String(outline.sibling[at]);
  for (let up = outline.parent[at]!; up >= 0; up = outline.parent[up]!) text = `${outline.sibling[up]}.${text}`;
  return text;
};

/** Positions of the direct children of a position (-1: the top level), from top to bottom. */
export const childPositions = (outline: Outline, at: number): number[] => {
  const end = at < 0 ? outline.ids.length : outline.subtreeEnd[at]!;
  const found: number[] = [];
  for (let i = at + 1; i < end; i = outline.subtreeEnd[i]!) found.push(i);
  return found;
};

/** Of the given tasks those that are not below another given one, from top to bottom: what a block edit acts on. */
export const topmost = (outline: Outline, taskIds: readonly string[]): number[] => {
  const positions = taskIds
    .map((id) => outline.position.get(id))
    .filter((at): at is number => at !== undefined)
    .sort((a, b) => a - b);
  const found: number[] = [];
  let end = -1;
  for (const at of positions) {
    if (at < end) continue;
    found.push(at);
    end = outline.subtreeEnd[at]!;
  }
  return found;
};
