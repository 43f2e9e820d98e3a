import type { MovedTask } from './effect-of-delay.ts';
import { given } from './pass.ts';
import type { PlanSchedule } from './plan-schedule.ts';

/** When the project would finish, by its rules, with these tasks moved; its finish now where nothing counts. */
export function finishAfter(schedule: PlanSchedule, moved: readonly MovedTask[]): number {
  const { calculated: space, outline, network } = schedule;
  const by = new Map(moved.map(({ taskId, finishByMin }) => [outline.position.get(taskId)!, finishByMin]));
  let last = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < network.size; at++) {
    if (space.inactive[at] || network.isSummary[at] || !given(space.finish[at]!)) continue;
    last = Math.max(last, space.finish[at]! + (by.get(at) ?? 0));
  }
  return Number.isFinite(last) ? last : space.projectFinish;
}
