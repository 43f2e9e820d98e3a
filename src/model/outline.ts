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

const childrenByParent = (tasks: ReadonlyMap<string, Task>): Map<string | null, Task[]> => {
  const children = new Map<string | null, Task[]>();
  for (const task of tasks.values()) {
    // A parent that is not here (deleted elsewhere, or not known yet) must not hide its children.
    const parent = task.place.parent !== null && tasks.has(task.place.parent) ? task.place.parent : null;
    const list = children.get(parent);
    if (list) list.push(task);
    else children.set(parent, [task]);
  }
  for (const list of children.values()) list.sort(byPlace);
  return children;
};

const arrange = (tasks: ReadonlyMap<string, Task>): Outline => {
  const children = childrenByParent(tasks);
  const size = tasks.size;
  const ids: string[] = [];
  const depth = new Int32Array(size);
  const parent = new Int32Array(size);
  const subtreeEnd = new Int32Array(size);
  const sibling = new Int32Array(size);
  const position = new Map<string, number>();
  // An explicit stack: outlines are deeper than the call stack allows.
  const stack = [{ list: children.get(null) ?? [], next: 0, at: -1 }];
  while (stack.length > 0) {
    const frame = stack[stack.length - 1]!;
    if (frame.next === frame.list.length) {
      if (frame.at >= 0) subtreeEnd[frame.at] = ids.length;
      stack.pop();
      continue;
    }
    const task = frame.list[frame.next++]!;
    const at = ids.length;
    ids.push(task.id);
    position.set(task.id, at);
    depth[at] = stack.length - 1;
    parent[at] = frame.at;
    sibling[at] = frame.next;
    const below = children.get(task.id);
    if (below) stack.push({ list: below, next: 0, at });
    else subtreeEnd[at] = at + 1;
  }
  const inMapOrder = Int32Array.from(tasks.keys(), (id) => position.get(id)!);
  return { ids, depth, parent, subtreeEnd, sibling, position, inMapOrder };
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
