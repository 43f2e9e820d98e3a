import type { Outline } from '../model/outline.ts';
import type { Plan } from '../model/plan.ts';
import type { GoLive } from '../model/row.ts';

/**
 * To which go-live the tasks of a rollout belong, by their position in the outline: its milestone, and everything that
 * stands with it below the summary of the municipality. Where somebody has moved a milestone away from its summary, it
 * stands for itself alone.
 */
export const goLiveByPosition = (
  plan: Plan,
  { position, parent, subtreeEnd }: Outline,
): ReadonlyMap<number, GoLive> => {
  const found = new Map<number, GoLive>();
  const waves = new Set([...plan.rows.wave.values()].map(({ taskId }) => position.get(taskId ?? '') ?? -1));
  for (const goLive of plan.rows.goLive.values()) {
    const milestone = position.get(goLive.taskId ?? '');
    if (milestone === undefined) continue;
    const summary = parent[milestone]!;
    const isAlone = summary < 0 || waves.has(summary);
    const [from, end] = isAlone ? [milestone, milestone + 1] : [summary, subtreeEnd[summary]!];
    for (let at = from; at < end; at++) found.set(at, goLive);
  }
  return found;
};
