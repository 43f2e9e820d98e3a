import type { FiledTask } from '../../src/interchange/mspdi/filed-tasks.ts';
import { type Plan, projectOf } from '../../src/model/plan.ts';
import { type PlanSchedule, scheduleOf } from '../../src/schedule/plan-schedule.ts';
import { isoOfInstant } from '../../src/time/day.ts';
import { isoOrNull } from './plan-text.ts';

/** Why the dates of a task may differ from those that the file holds, the likeliest reason first. */
export const WHY = [
  'from-finish',
  'leveled',
  'below',
  'predecessor',
  'link-left-out',
  'progress',
  'assigned',
  'unexplained',
] as const;
export type Why = (typeof WHY)[number];

interface Dates {
  readonly start: string | null;
  readonly finish: string | null;
}

/** A task whose dates in the file are not those that the schedule gives it. */
export interface Difference {
  readonly uid: number | null;
  readonly stored: Dates;
  readonly calculated: Dates;
  readonly whyId: Why;
}

const isoOr = (instant: number | null): string | null => (instant === null ? null : isoOfInstant(instant));

const differs = (filed: FiledTask, start: number, finish: number): boolean =>
  (filed.startMin !== null && filed.startMin !== start) || (filed.finishMin !== null && filed.finishMin !== finish);

/** For every task whether one of those below it, or of those that it waits for, differs. */
const marksOf = ({ outline, input }: PlanSchedule, isDifferent: Uint8Array) => {
  const below = new Uint8Array(isDifferent.length);
  for (let i = isDifferent.length - 1; i >= 0; i--) {
    const parent = outline.parent[i]!;
    if (parent >= 0 && (isDifferent[i] || below[i])) below[parent] = 1;
  }
  const before = new Uint8Array(isDifferent.length);
  const linkCount = new Int32Array(isDifferent.length);
  for (let k = 0; k < input.linkSucc.length; k++) {
    const [predecessor, successor] = [input.linkPred[k]!, input.linkSucc[k]!];
    linkCount[successor]!++;
    if (isDifferent[predecessor]) before[successor] = 1;
  }
  // What a summary waits for, everything below it waits for.
  for (let i = 0; i < before.length; i++)
    if ((outline.parent[i] ?? -1) >= 0 && before[outline.parent[i]!]) before[i] = 1;
  return { below, before, linkCount };
};

/** Compares the dates that a file holds with those that the schedule gives, task by task, and says the likeliest reason. */
export const compareDates = (plan: Plan, filed: readonly FiledTask[]): Difference[] => {
  const schedule = scheduleOf(plan);
  const { outline, result } = schedule;
  const byId = new Map(filed.map((task) => [task.taskId, task]));
  const tasks = outline.ids.map((id) => byId.get(id));
  const isDifferent = Uint8Array.from(tasks, (task, i) =>
    task && differs(task, result.start[i]!, result.finish[i]!) ? 1 : 0,
  );
  const { below, before, linkCount } = marksOf(schedule, isDifferent);
  const fromFinish = projectOf(plan)?.scheduleFrom === 'finish';
  const whyOf = (task: FiledTask, i: number): Why => {
    if (fromFinish) return 'from-finish';
    if (task.isLeveled) return 'leveled';
    if (below[i]) return 'below';
    if (before[i]) return 'predecessor';
    if (task.linkCount > linkCount[i]!) return 'link-left-out';
    if (plan.rows.task.get(task.taskId)!.percentComplete > 0) return 'progress';
    return task.isAssigned ? 'assigned' : 'unexplained';
  };
  return tasks.flatMap((task, i) =>
    task && isDifferent[i]
      ? [
          {
            uid: task.uid,
            stored: { start: isoOr(task.startMin), finish: isoOr(task.finishMin) },
            calculated: { start: isoOrNull(result.start[i]!), finish: isoOrNull(result.finish[i]!) },
            whyId: whyOf(task, i),
          },
        ]
      : [],
  );
};
