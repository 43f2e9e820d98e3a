import type { Workspace } from './pass.ts';

/** The steps of the forward pass that can come out otherwise when a task does, its own among them, in order. */
export function stepsFrom({ network, input }: Workspace, task: number): Int32Array {
  const { size, order, isSummary, parent, inFrom, linksIn, childFrom, children } = network;
  /** 1 where the dates of a task, or what a summary hands down, may change. */
  const moves = new Uint8Array(size);
  /** 1 where a summary's own dates may change. */
  const rolls = new Uint8Array(size);
  const hasMoved = (other: number): boolean => (isSummary[other] ? rolls : moves)[other] === 1;
  const movesBefore = (step: number): boolean => {
    if (parent[step]! >= 0 && moves[parent[step]!] === 1) return true;
    for (let at = inFrom[step]!; at < inFrom[step + 1]!; at++) {
      const link = linksIn[at]!;
      if (hasMoved(input.linkPred[link]!)) return true;
      const notice = input.linkRule[link]?.noticeTask ?? -1;
      if (notice >= 0 && hasMoved(notice)) return true;
    }
    return false;
  };
  const movesBelow = (summary: number): boolean => {
    for (let at = childFrom[summary]!; at < childFrom[summary + 1]!; at++) if (hasMoved(children[at]!)) return true;
    return false;
  };
  const steps: number[] = [];
  for (const step of order) {
    if (step >= size) {
      if (!movesBelow(step - size)) continue;
      rolls[step - size] = 1;
    } else {
      if (step !== task && !movesBefore(step)) continue;
      moves[step] = 1;
    }
    steps.push(step);
  }
  return Int32Array.from(steps);
}

/** Steps of the passes that follow the forward one, in the order of the network. */
export interface LaterSteps {
  readonly backward: Int32Array;
  readonly slack: Int32Array;
}

/**
 * The steps of the backward pass, and of that for slack, that can come out otherwise when these steps of the forward pass
 * do, while the plan ends when it did.
 */
export function stepsBehind({ network, input }: Workspace, forward: Int32Array): LaterSteps {
  const { size, order, isSummary, parent, inFrom, linksIn, childFrom, children } = network;
  /** 1 where early dates, or what is said of the task itself, may differ. */
  const early = new Uint8Array(size);
  /** 1 where late dates may differ. */
  const late = new Uint8Array(size);
  /** 1 where what a summary asks of everything below it may differ. */
  const ceiling = new Uint8Array(size);
  const waiting: number[] = [];
  const mark = (marks: Uint8Array, task: number): void => {
    if (marks[task] === 1) return;
    marks[task] = 1;
    waiting.push(task);
  };
  /** What stands before a task, or waits for it to be told, by what is above it. */
  const markBefore = (task: number): void => mark(isSummary[task] ? ceiling : late, task);
  for (const step of forward) early[step < size ? step : step - size] = 1;
  for (let task = 0; task < size; task++) {
    if (early[task] === 0) continue;
    mark(late, task);
    if (isSummary[task]) mark(ceiling, task);
  }
  input.linkRule.forEach((rule, link) => {
    if (rule && rule.noticeTask >= 0 && early[rule.noticeTask]) markBefore(input.linkPred[link]!);
  });
  while (waiting.length > 0) {
    const task = waiting.pop()!;
    if (ceiling[task]) for (let at = childFrom[task]!; at < childFrom[task + 1]!; at++) markBefore(children[at]!);
    if (late[task] === 0) continue;
    if (parent[task]! >= 0) mark(late, parent[task]!);
    for (let at = inFrom[task]!; at < inFrom[task + 1]!; at++) markBefore(input.linkPred[linksIn[at]!]!);
  }
  const isLate = (step: number): boolean => (step >= size ? ceiling[step - size] : late[step]) === 1;
  const hasSlack = (step: number): boolean => {
    if (step < size && isSummary[step]) return false;
    const task = step < size ? step : step - size;
    return early[task] === 1 || late[task] === 1;
  };
  return { backward: order.filter(isLate), slack: order.filter(hasSlack) };
}
