import { lastStepOf, type Network, type NetworkStructure, stepsInCircles } from './network.ts';

type Steps = Pick<Network, 'size' | 'parent' | 'isSummary' | 'childFrom' | 'children' | 'outFrom' | 'linksOut'>;

/** How many tasks of a found cycle are tried for a shorter one; keeps the search linear. */
const TRIES = 16;

function forEachAfter(steps: Steps, linkSucc: Int32Array, step: number, visit: (next: number) => void): void {
  const { size, parent, isSummary, childFrom, children, outFrom, linksOut } = steps;
  if (step < size && isSummary[step]) {
    for (let at = childFrom[step]!; at < childFrom[step + 1]!; at++) visit(children[at]!);
    return;
  }
  const task = step < size ? step : step - size;
  for (let at = outFrom[task]!; at < outFrom[task + 1]!; at++) visit(linkSucc[linksOut[at]!]!);
  if (parent[task]! >= 0) visit(parent[task]! + size);
}

/** Shortest path from one step to another (at least one edge), through the allowed steps only; empty when there is none. */
function shortestPath(
  steps: Steps,
  linkSucc: Int32Array,
  from: number,
  to: number,
  allowed: Uint8Array | null,
): number[] {
  const cameFrom = new Int32Array(2 * steps.size).fill(-1);
  const queue = [from];
  for (let head = 0; head < queue.length && cameFrom[to] === -1; head++) {
    const step = queue[head]!;
    forEachAfter(steps, linkSucc, step, (next) => {
      if (cameFrom[next] !== -1 || (allowed && !allowed[next])) return;
      cameFrom[next] = step;
      queue.push(next);
    });
  }
  if (cameFrom[to] === -1) return [];
  const path = [to];
  for (let step = cameFrom[to]!; step !== from; step = cameFrom[step]!) path.push(step);
  path.push(from);
  return path.reverse();
}

/** The tasks of a path of steps, each named once where its steps follow each other. */
function tasksOf(path: readonly number[], size: number): number[] {
  const tasks: number[] = [];
  for (const step of path) {
    const task = step < size ? step : step - size;
    if (tasks[tasks.length - 1] !== task) tasks.push(task);
  }
  if (tasks.length > 1 && tasks[0] === tasks[tasks.length - 1]) tasks.pop();
  return tasks;
}

/** Some step that lies on a circle: following allowed steps must come back sooner or later. */
function stepOnCircle(steps: Steps, linkSucc: Int32Array, stuck: Uint8Array): number {
  const seen = new Uint8Array(stuck.length);
  let at = stuck.indexOf(1);
  while (!seen[at]) {
    seen[at] = 1;
    let next = -1;
    forEachAfter(steps, linkSucc, at, (candidate) => {
      if (next === -1 && stuck[candidate]) next = candidate;
    });
    at = next;
  }
  return at;
}

/**
 * The tasks on a cycle of the plan, in the order in which they wait for each other, or null when it has none. Links of any
 * type count, as in Microsoft Project, and so does the way through summaries. The cycle is a shortest one through some of
 * its tasks; linear in tasks and links.
 */
export function findCycle(structure: NetworkStructure): number[] | null {
  for (let link = 0; link < structure.linkPred.length; link++) {
    const task = structure.linkPred[link]!;
    if (task === structure.linkSucc[link] && task >= 0 && task < structure.size) return [task];
  }
  const circles = stepsInCircles(structure);
  if (!circles) return null;
  const { network, stuck } = circles;
  const first = stepOnCircle(network, structure.linkSucc, stuck);
  let best = shortestPath(network, structure.linkSucc, first, first, stuck);
  for (const step of best.slice(1, TRIES)) {
    const other = shortestPath(network, structure.linkSucc, step, step, stuck);
    if (other.length < best.length) best = other;
  }
  return tasksOf(best, structure.size);
}

/**
 * The tasks on the cycle that a link from `pred` to `succ` would close, beginning with `succ` and ending with `pred`, or
 * null when it may be added. Looks through summaries: a link between a task and its own summary is a cycle too.
 */
export function wouldCloseCycle(network: Network, linkSucc: Int32Array, pred: number, succ: number): number[] | null {
  if (pred === succ) return [pred];
  const target = lastStepOf(network, pred);
  const path = shortestPath(network, linkSucc, succ, target, null);
  return path.length > 0 ? tasksOf(path, network.size) : null;
}
