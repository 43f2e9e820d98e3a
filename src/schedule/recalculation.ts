import { type LaterSteps, stepsBehind, stepsFrom } from './affected-steps.ts';
import { backwardPass } from './backward-pass.ts';
import { anyLate, calculate, noteFindings, setProjectDates } from './calculate.ts';
import { forwardPass, isAsLateAsPossible } from './forward-pass.ts';
import { INACTIVE, type NetworkInput } from './network-input.ts';
import { createWorkspace, type FindingId, given, prepareTask, type Workspace } from './pass.ts';
import { slackPass } from './slack.ts';

/** Findings that follow from the finished dates; all others are noted on the way to them. */
const OF_FINISHED_DATES: ReadonlySet<FindingId> = new Set([
  'schedule.circular-link',
  'schedule.deadline-missed',
  'schedule.constraint-missed',
  'schedule.negative-slack',
]);

/** The arrays that dates are written into, and what is worked out on the way to them. */
const OF_DATES = [
  'start',
  'finish',
  'durationMin',
  'earlyStart',
  'earlyFinish',
  'percentComplete',
  'drivingLink',
  'resumeAt',
  'calendarOf',
  'workCalendarOf',
  'lengthMin',
  'lawful',
  'plain',
  'inactive',
  'floorStart',
  'floorStartLink',
  'floorFinish',
  'floorFinishLink',
  'begun',
  'weightMin',
  'doneMin',
] as const satisfies readonly (keyof Workspace)[];

/** The arrays that late dates and slack are written into; nothing of dates is read from them. */
const OF_LATE = [
  'lateStart',
  'lateFinish',
  'totalSlackMin',
  'critical',
  'ceilingStart',
  'ceilingFinish',
  'pressStart',
  'pressFinish',
] as const satisfies readonly (keyof Workspace)[];

/** What follows from one task. */
interface Affected extends LaterSteps {
  readonly task: number;
  readonly forward: Int32Array;
}

/**
 * Calculates with an input that differs in these tasks from that of the base; the result belongs to the next call. With
 * `datesOnly` late dates, slack and findings may stay as they were found before.
 */
export type Recalculation = (input: NetworkInput, tasks: readonly number[], datesOnly?: boolean) => Workspace;

/**
 * Calculates a plan again and again with one task or another changed, as while a bar is dragged. What follows from the task
 * is worked out once, and only that is calculated; all of it where the end of the plan moves, or where dates also follow
 * from what comes after.
 */
export const recalculationOf = (base: Workspace): Recalculation => {
  const { network } = base;
  const space = createWorkspace(network, base.input);
  // Counted from the finish, or with tasks as late as possible, everything follows from everything. What is noted on the
  // way to dates is noted in the order of all tasks.
  const isWhole =
    given(base.input.requiredFinish) || anyLate(base) || base.findings.some(({ id }) => !OF_FINISHED_DATES.has(id));
  let affected: Affected | null = null;
  /** The arrays hold something else than the base outside of what follows from the task, or stands before that. */
  const isElsewhere = { dates: true, late: true };

  const datesAsBase = (): void => {
    for (const name of OF_DATES) space[name].set(base[name]);
    space.calendars = base.calendars;
    isElsewhere.dates = false;
  };

  const lateAsBase = (): void => {
    for (const name of OF_LATE) space[name].set(base[name]);
    isElsewhere.late = false;
  };

  const stepsOf = (task: number): Affected => {
    if (affected?.task === task) return affected;
    Object.assign(isElsewhere, { dates: true, late: true });
    const forward = stepsFrom(base, task);
    affected = { task, forward, ...stepsBehind(base, forward) };
    return affected;
  };

  const whole = (input: NetworkInput): Workspace => {
    Object.assign(isElsewhere, { dates: true, late: true });
    return calculate(network, input, space);
  };

  return (input, tasks, datesOnly = false) => {
    const [task] = tasks;
    if (isWhole || task === undefined || tasks.length > 1) return whole(input);
    if (((input.flags[task]! ^ base.input.flags[task]!) & INACTIVE) !== 0) return whole(input);
    const { forward, backward, slack } = stepsOf(task);
    if (isElsewhere.dates) datesAsBase();
    space.input = input;
    space.found.length = 0;
    prepareTask(space, task);
    // By the rules for all tasks, of which those for plain ones are the short form.
    space.plain[task] = 0;
    if (isAsLateAsPossible(space, task)) return whole(input);
    forwardPass(space, false, forward);
    if (space.found.length > 0) return whole(input);
    setProjectDates(space);
    if (datesOnly) return space;
    if (space.projectFinish === base.projectFinish) {
      if (isElsewhere.late) lateAsBase();
      backwardPass(space, backward);
      slackPass(space, slack);
    } else {
      isElsewhere.late = true;
      backwardPass(space);
      slackPass(space);
    }
    noteFindings(space);
    return space;
  };
};
