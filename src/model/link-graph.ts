import { derived, type Plan } from './plan.ts';
import type { Link } from './row.ts';

/** Links by the task at either end; only links whose both ends are living tasks. */
export interface LinkIndex {
  readonly into: ReadonlyMap<string, readonly Link[]>;
  readonly outOf: ReadonlyMap<string, readonly Link[]>;
}

const push = (map: Map<string, Link[]>, key: string, link: Link): void => {
  const list = map.get(key);
  if (list) list.push(link);
  else map.set(key, [link]);
};

/** The plan's links by their ends, built once per revision. */
export const linksOf: (plan: Plan) => LinkIndex = derived((plan) => {
  const into = new Map<string, Link[]>();
  const outOf = new Map<string, Link[]>();
  for (const link of plan.rows.link.values()) {
    const { predecessorId, successorId } = link;
    if (predecessorId === null || successorId === null) continue;
    if (!plan.rows.task.has(predecessorId) || !plan.rows.task.has(successorId)) continue;
    push(outOf, predecessorId, link);
    push(into, successorId, link);
  }
  return { into, outOf };
});

/** What a cycle check looks at: who follows whom, and who stands below whom, after the edit in question. */
export interface PrecedenceView {
  readonly taskIds: readonly string[];
  readonly parentOf: (taskId: string) => string | null;
  readonly successorsOf: (taskId: string) => Iterable<string>;
}

/** From this many suspects on, one pass over the whole network is cheaper than a search from each. */
const MANY_SUSPECTS = 8;

/**
 * The tasks on a cycle through one of the suspects, in order and shortest for that one, or null. Every task is two
 * nodes, its start and its finish: a link leads from finish to start whatever its type (as Microsoft Project, which
 * refuses a circle of links of any type), a summary starts before and finishes after what is below it, so a link
 * between a task and its own summary is a cycle too. An edit that adds a link out of a task, or moves a task, can close
 * a cycle only through one of that task's two nodes: those tasks are the suspects. Linear in tasks and links (per
 * suspect only where there is a cycle or there are few); no recursion.
 */
export const cycleThrough = (view: PrecedenceView, suspects: readonly string[]): string[] | null => {
  const children = new Map<string, string[]>();
  for (const id of view.taskIds) {
    const parent = view.parentOf(id);
    if (parent === null) continue;
    const list = children.get(parent);
    if (list) list.push(id);
    else children.set(parent, [id]);
  }
  if (suspects.length >= MANY_SUSPECTS && isAcyclic(view, children)) return null;
  for (const id of suspects) {
    const cycle = pathBackTo(view, children, `f:${id}`) ?? pathBackTo(view, children, `s:${id}`);
    if (cycle) return cycle;
  }
  return null;
};

/** Takes away nodes that nothing leads to until none is left (Kahn 1962); what cannot be taken away is on or behind a cycle. */
const isAcyclic = (view: PrecedenceView, children: ReadonlyMap<string, string[]>): boolean => {
  const waiting = new Map<string, number>();
  for (const id of view.taskIds) for (const node of [`s:${id}`, `f:${id}`]) waiting.set(node, 0);
  for (const node of waiting.keys())
    for (const target of nodesAfter(view, children, node)) waiting.set(target, (waiting.get(target) ?? 0) + 1);
  const free = [...waiting].filter(([, count]) => count === 0).map(([node]) => node);
  for (let head = 0; head < free.length; head++)
    for (const target of nodesAfter(view, children, free[head]!)) {
      const left = waiting.get(target)! - 1;
      waiting.set(target, left);
      if (left === 0) free.push(target);
    }
  return free.length === waiting.size;
};

const pathBackTo = (view: PrecedenceView, children: ReadonlyMap<string, string[]>, first: string): string[] | null => {
  const cameFrom = new Map<string, string>();
  const queue = [first];
  for (let head = 0; head < queue.length; head++) {
    const node = queue[head]!;
    for (const target of nodesAfter(view, children, node)) {
      if (cameFrom.has(target)) continue;
      cameFrom.set(target, node);
      if (target === first) return tasksOnPath(cameFrom, first);
      queue.push(target);
    }
  }
  return null;
};

const nodesAfter = (view: PrecedenceView, children: ReadonlyMap<string, string[]>, node: string): string[] => {
  const id = node.slice(2);
  if (node[0] === 's') return [`f:${id}`, ...(children.get(id) ?? []).map((child) => `s:${child}`)];
  const parent = view.parentOf(id);
  const next = Array.from(view.successorsOf(id), (successor) => `s:${successor}`);
  if (parent !== null) next.push(`f:${parent}`);
  return next;
};

const tasksOnPath = (cameFrom: ReadonlyMap<string, string>, first: string): string[] => {
  const path: string[] = [];
  let node = first;
  do {
    const id = node.slice(2);
    if (path[path.length - 1] !== id) path.push(id);
    node = cameFrom.get(node)!;
  } while (node !== first);
  if (path.length > 1 && path[0] === path[path.length - 1]) path.pop();
  return path.reverse();
};
