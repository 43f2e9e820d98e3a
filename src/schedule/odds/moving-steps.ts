import type { Workspace } from '../pass.ts';
import type { OddsInput } from './odds-input.ts';

/**
 * The steps of the forward pass that can come out otherwise when lengths vary, in its order. Left out is what nothing that
 * varies comes before, and the finishes of summaries that nobody reads. What is left out keeps the dates of the pass before.
 */
export const movingSteps = ({ network, varying, targets }: OddsInput, { input }: Workspace): Int32Array => {
  const { size, order, isSummary, parent, inFrom, linksIn, childFrom, children } = network;
  /** 1 where the dates of a task, or what a summary hands down, may change. */
  const moves = new Uint8Array(size);
  for (const { task } of varying) moves[task] = 1;
  /** 1 where a summary's own dates may change. */
  const rolls = new Uint8Array(size);
  /** 1 where somebody reads a summary's own dates. */
  const isRead = new Uint8Array(size);
  for (const task of targets) isRead[task] = 1;
  for (let link = 0; link < input.linkPred.length; link++) {
    const pred = input.linkPred[link]!;
    if (pred >= 0 && pred < size) isRead[pred] = 1;
    const notice = input.linkRule[link]?.noticeTask ?? -1;
    if (notice >= 0) isRead[notice] = 1;
  }
  const movesBefore = (task: number): boolean => {
    if (parent[task]! >= 0 && moves[parent[task]!]) return true;
    for (let at = inFrom[task]!; at < inFrom[task + 1]!; at++) {
      const link = linksIn[at]!;
      const pred = input.linkPred[link]!;
      if (isSummary[pred] ? rolls[pred] : moves[pred]) return true;
      const notice = input.linkRule[link]?.noticeTask ?? -1;
      if (notice >= 0 && (isSummary[notice] ? rolls[notice] : moves[notice])) return true;
    }
    return false;
  };
  // A summary that is read needs the summaries below it; those above stand before those below in the order.
  for (const step of order) {
    if (step >= size || !isSummary[step] || !isRead[step]) continue;
    for (let at = childFrom[step]!; at < childFrom[step + 1]!; at++) isRead[children[at]!] = 1;
  }
  const kept: number[] = [];
  for (const step of order) {
    if (step >= size) {
      const summary = step - size;
      for (let at = childFrom[summary]!; at < childFrom[summary + 1]!; at++) {
        const child = children[at]!;
        if (isSummary[child] ? rolls[child] : moves[child]) rolls[summary] = 1;
      }
      if (rolls[summary] && isRead[summary]) kept.push(step);
      continue;
    }
    if (!moves[step] && movesBefore(step)) moves[step] = 1;
    if (moves[step]) kept.push(step);
  }
  return Int32Array.from(kept);
};
