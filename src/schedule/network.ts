import type { NetworkInput } from './network-input.ts';

/** The part of the input on which the order depends. */
export type NetworkStructure = Pick<NetworkInput, 'size' | 'parent' | 'linkPred' | 'linkSucc'>;

/**
 * Who stands below and who follows whom, and an order in which every task comes after all it waits for. Depends on the
 * outline and on the ends of links only, so it is built once and used for every calculation until one of these changes.
 *
 * A summary is two steps: its start (what holds back all its children) and its finish (when all of them are known).
 * A step is the task's index, or index + size for the finish of a summary.
 */
export type Network = {
  readonly size: number;
  readonly links: number;
  /** As given, but -1 where the outline went in a circle. */
  readonly parent: Int32Array;
  readonly isSummary: Uint8Array;
  /** Children of task i: children[childFrom[i]..childFrom[i+1]]. */
  readonly childFrom: Int32Array;
  readonly children: Int32Array;
  /** Links into task i: linksIn[inFrom[i]..inFrom[i+1]]; likewise out of it. Links in circles are left out. */
  readonly inFrom: Int32Array;
  readonly linksIn: Int32Array;
  readonly outFrom: Int32Array;
  readonly linksOut: Int32Array;
  /** All steps, each after those it waits for. */
  readonly order: Int32Array;
  /** Links left out because they lie on circles, in rising order; empty in a sound plan. */
  readonly circularLinks: readonly number[];
};

/** Groups the indices of `keys` by their key of 0..size-1 (negative keys are left out): where groups begin, and the indices. */
export function group(size: number, keys: Int32Array): [Int32Array, Int32Array] {
  const from = new Int32Array(size + 1);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    if (key >= 0) from[key + 1] = from[key + 1]! + 1;
  }
  for (let key = 0; key < size; key++) from[key + 1] = from[key + 1]! + from[key]!;
  const next = from.slice();
  const members = new Int32Array(from[size]!);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    if (key < 0) continue;
    const at = next[key]!;
    members[at] = i;
    next[key] = at + 1;
  }
  return [from, members];
}

/** Parents with circles cut: two people may each have moved one task below the other's. */
function soundParents(structure: NetworkStructure): Int32Array {
  const { size } = structure;
  const parent = structure.parent.slice();
  const seenFrom = new Int32Array(size).fill(-1);
  for (let first = 0; first < size; first++) {
    let at = first;
    while (at >= 0 && seenFrom[at] === -1) {
      seenFrom[at] = first;
      const up = parent[at]!;
      if (up >= size || (up >= 0 && seenFrom[up] === first)) parent[at] = -1;
      at = parent[at]!;
    }
  }
  return parent;
}

type Adjacency = Omit<Network, 'order' | 'circularLinks'>;

function adjacencyOf(structure: NetworkStructure, parent: Int32Array, leftOut: Uint8Array | null): Adjacency {
  const { size, linkPred, linkSucc } = structure;
  const links = linkPred.length;
  const preds = linkPred.slice();
  const succs = linkSucc.slice();
  for (let link = 0; link < links; link++) {
    const pred = preds[link]!;
    const succ = succs[link]!;
    if (pred >= 0 && pred < size && succ >= 0 && succ < size && pred !== succ && !leftOut?.[link]) continue;
    preds[link] = -1;
    succs[link] = -1;
  }
  const [childFrom, children] = group(size, parent);
  const [inFrom, linksIn] = group(size, succs);
  const [outFrom, linksOut] = group(size, preds);
  const isSummary = new Uint8Array(size);
  for (let i = 0; i < size; i++) if (childFrom[i + 1]! > childFrom[i]!) isSummary[i] = 1;
  return { size, links, parent, isSummary, childFrom, children, inFrom, linksIn, outFrom, linksOut };
}

/** The step that must be done before the successors of a task may begin. */
export function lastStepOf(network: Pick<Network, 'isSummary' | 'size'>, task: number): number {
  return network.isSummary[task] ? task + network.size : task;
}

/** Steps in order (Kahn, 1962); fewer than there are when the plan goes in circles. `waits` is left with what they still wait for. */
function sortSteps(network: Adjacency, linkSucc: Int32Array, waits: Int32Array): Int32Array {
  const { size, parent, isSummary, childFrom, children, inFrom, outFrom, linksOut } = network;
  let steps = size;
  for (let i = 0; i < size; i++) {
    waits[i] = inFrom[i + 1]! - inFrom[i]! + (parent[i]! >= 0 ? 1 : 0);
    waits[i + size] = childFrom[i + 1]! - childFrom[i]!;
    if (isSummary[i]) steps++;
  }
  const order = new Int32Array(steps);
  let filled = 0;
  const release = (step: number): void => {
    const left = waits[step]! - 1;
    waits[step] = left;
    if (left === 0) order[filled++] = step;
  };
  for (let i = 0; i < size; i++) if (waits[i] === 0) order[filled++] = i;
  for (let head = 0; head < filled; head++) {
    const step = order[head]!;
    if (step < size && isSummary[step]) {
      for (let at = childFrom[step]!; at < childFrom[step + 1]!; at++) release(children[at]!);
      continue;
    }
    const task = step < size ? step : step - size;
    for (let at = outFrom[task]!; at < outFrom[task + 1]!; at++) release(linkSucc[linksOut[at]!]!);
    if (parent[task]! >= 0) release(parent[task]! + size);
  }
  return filled === steps ? order : order.subarray(0, filled);
}

/** Takes away steps that lead to no circle; what is left waiting lies on circles or between two of them. */
function trimBehindCircles(network: Adjacency, structure: NetworkStructure, stuck: Uint8Array): void {
  const { size, parent, isSummary, childFrom, children, inFrom, linksIn, outFrom, linksOut } = network;
  const { linkPred, linkSucc } = structure;
  const ahead = new Int32Array(2 * size);
  const forEachBefore = (step: number, visit: (before: number) => void): void => {
    if (step >= size) {
      for (let at = childFrom[step - size]!; at < childFrom[step - size + 1]!; at++) {
        visit(lastStepOf(network, children[at]!));
      }
      return;
    }
    for (let at = inFrom[step]!; at < inFrom[step + 1]!; at++) visit(lastStepOf(network, linkPred[linksIn[at]!]!));
    if (parent[step]! >= 0) visit(parent[step]!);
  };
  const done: number[] = [];
  for (let step = 0; step < 2 * size; step++) {
    if (!stuck[step]) continue;
    const task = step < size ? step : step - size;
    if (step < size && isSummary[step]) {
      for (let at = childFrom[step]!; at < childFrom[step + 1]!; at++)
        ahead[step] = ahead[step]! + stuck[children[at]!]!;
    } else {
      for (let at = outFrom[task]!; at < outFrom[task + 1]!; at++) {
        ahead[step] = ahead[step]! + stuck[linkSucc[linksOut[at]!]!]!;
      }
      if (parent[task]! >= 0) ahead[step] = ahead[step]! + stuck[parent[task]! + size]!;
    }
    if (ahead[step] === 0) done.push(step);
  }
  for (let head = 0; head < done.length; head++) {
    const step = done[head]!;
    stuck[step] = 0;
    forEachBefore(step, (before) => {
      ahead[before] = ahead[before]! - 1;
      if (stuck[before] && ahead[before] === 0) done.push(before);
    });
  }
}

/** Steps on circles of the plan (or between two circles), marked 1; null when it has none. Linear. */
export function stepsInCircles(structure: NetworkStructure): { network: Adjacency; stuck: Uint8Array } | null {
  const network = adjacencyOf(structure, soundParents(structure), null);
  const waits = new Int32Array(2 * structure.size);
  const order = sortSteps(network, structure.linkSucc, waits);
  return order.length === stepCount(network) ? null : stuckSteps(network, structure, waits);
}

function stepCount(network: Adjacency): number {
  let steps = network.size;
  for (let i = 0; i < network.size; i++) steps += network.isSummary[i]!;
  return steps;
}

function stuckSteps(network: Adjacency, structure: NetworkStructure, waits: Int32Array) {
  const stuck = new Uint8Array(2 * network.size);
  for (let step = 0; step < stuck.length; step++) if (waits[step]! > 0) stuck[step] = 1;
  trimBehindCircles(network, structure, stuck);
  return { network, stuck };
}

/**
 * Prepares a plan for calculation. Never fails: links on circles (two people's edits may together close one) are left out
 * and listed, so that a plan can always be shown; links to themselves or to tasks that do not exist are passed over.
 */
export function buildNetwork(structure: NetworkStructure): Network {
  const { size, linkPred, linkSucc } = structure;
  const parent = soundParents(structure);
  const whole = adjacencyOf(structure, parent, null);
  const waits = new Int32Array(2 * size);
  const order = sortSteps(whole, linkSucc, waits);
  if (order.length === stepCount(whole)) return { ...whole, order, circularLinks: [] };
  const { stuck } = stuckSteps(whole, structure, waits);
  const leftOut = new Uint8Array(linkPred.length);
  const circularLinks: number[] = [];
  for (let link = 0; link < linkPred.length; link++) {
    const pred = linkPred[link]!;
    const succ = linkSucc[link]!;
    if (pred < 0 || pred >= size || succ < 0 || succ >= size || pred === succ) continue;
    if (!stuck[lastStepOf(whole, pred)] || !stuck[succ]) continue;
    leftOut[link] = 1;
    circularLinks.push(link);
  }
  const sound = adjacencyOf(structure, parent, leftOut);
  return { ...sound, order: sortSteps(sound, linkSucc, waits), circularLinks };
}
