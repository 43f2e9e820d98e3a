import type { PlanSchedule } from '../../../src/schedule/plan-schedule.ts';

/** What an edit brought about besides itself. */
export interface Consequences {
  /** Tasks, no summaries, that start or end at another time without having been edited. */
  readonly moved: number;
  readonly added: number;
  readonly removed: number;
  /** The end of the plan where it is another one now, as an instant. */
  readonly newFinishMin: number | null;
}

/** Compares the schedules before and after an edit; `edited` are the tasks that the edit itself wrote. */
export const consequencesOf = (
  before: PlanSchedule,
  after: PlanSchedule,
  edited: ReadonlySet<string>,
): Consequences => {
  const { ids } = after.outline;
  let moved = 0;
  if (before.outline === after.outline) {
    // Same tasks in the same places, as while a bar is dragged: nothing has to be looked up.
    const [was, now] = [before.result, after.result];
    for (let at = 0; at < ids.length; at++) {
      if (was.start[at] === now.start[at] && was.finish[at] === now.finish[at]) continue;
      if (!after.network.isSummary[at] && !edited.has(ids[at]!)) moved++;
    }
    const isSame = ids.length === 0 || now.projectFinish === was.projectFinish;
    return { moved, added: 0, removed: 0, newFinishMin: isSame ? null : now.projectFinish };
  }
  let kept = 0;
  for (let at = 0; at < ids.length; at++) {
    const was = before.indexOf(ids[at]!);
    if (was === undefined) continue;
    kept++;
    if (after.network.isSummary[at] || edited.has(ids[at]!)) continue;
    const sameStart = before.result.start[was] === after.result.start[at];
    if (!sameStart || before.result.finish[was] !== after.result.finish[at]) moved++;
  }
  const { projectFinish } = after.result;
  return {
    moved,
    added: ids.length - kept,
    removed: before.outline.ids.length - kept,
    newFinishMin: ids.length === 0 || projectFinish === before.result.projectFinish ? null : projectFinish,
  };
};
