import type { Plan } from '../model/plan.ts';
import { CONSTRAINT_CODES, MANUAL } from './network-input.ts';
import { given, type Workspace } from './pass.ts';
import type { PlanSchedule } from './plan-schedule.ts';

/**
 * Which rule moved a task from its recorded dates: it follows a predecessor (`predecessor`) or one that has itself moved
 * (`predecessor-moved`), its constraint, the project's start, levelling, the status date; it stands as late as possible;
 * its people's calendars or only its own duration and calendar make it end elsewhere; it has happened otherwise
 * (`actual`), a person set it (`manual`); or it is a summary of others that moved.
 */
export type DifferenceReason =
  | 'predecessor'
  | 'predecessor-moved'
  | 'constraint'
  | 'project-start'
  | 'levelling'
  | 'status-date'
  | 'late'
  | 'resource'
  | 'duration'
  | 'actual'
  | 'manual'
  | 'summary';

export interface RecordedDates {
  readonly startMin: number;
  readonly finishMin: number;
}

/** A task whose recorded dates do not follow from the plan. */
export interface Difference {
  readonly taskId: string;
  readonly recorded: RecordedDates;
  readonly calculated: RecordedDates;
  readonly reason: DifferenceReason;
  /** The task that it waits for, where that is the reason. */
  readonly predecessorId: string | null;
}

const reasonOf = (space: Workspace, at: number, startMoved: boolean, moved: Uint8Array): DifferenceReason => {
  const { input, network } = space;
  if (network.isSummary[at]) return 'summary';
  if ((input.flags[at]! & MANUAL) !== 0 && (given(input.manualStart[at]!) || given(input.manualFinish[at]!)))
    return 'manual';
  if (given(input.actualStart[at]!) && startMoved) return 'actual';
  if (!startMoved) return space.workCalendarOf[at] === space.calendarOf[at] ? 'duration' : 'resource';
  if (input.constraintType[at] === CONSTRAINT_CODES.ALAP) return 'late';
  if (given(input.nothingBefore) && space.start[at]! <= input.nothingBefore + 1440) return 'status-date';
  const link = space.drivingLink[at]!;
  if (link >= 0) return moved[input.linkPred[link]!] ? 'predecessor-moved' : 'predecessor';
  if (input.levelingDelay[at]! > 0) return 'levelling';
  return given(input.constraintAt[at]!) ? 'constraint' : 'project-start';
};

/** Tasks of a plan whose recorded dates are not those that its rules give, in the order of the plan, with the reason of each. */
export const differencesOf = (plan: Plan, schedule: PlanSchedule): Difference[] => {
  const { outline, calculated: space } = schedule;
  const moved = new Uint8Array(outline.ids.length);
  outline.ids.forEach((id, at) => {
    const { startMin, finishMin } = plan.rows.task.get(id)!.recorded;
    const differs =
      startMin !== null && finishMin !== null && (startMin !== space.start[at] || finishMin !== space.finish[at]);
    if (differs) moved[at] = 1;
  });
  return outline.ids.flatMap((taskId, at): Difference[] => {
    if (!moved[at]) return [];
    const { startMin, finishMin } = plan.rows.task.get(taskId)!.recorded;
    const reason = reasonOf(space, at, startMin !== space.start[at], moved);
    const byLink = reason === 'predecessor' || reason === 'predecessor-moved';
    return [
      {
        taskId,
        recorded: { startMin: startMin!, finishMin: finishMin! },
        calculated: { startMin: space.start[at]!, finishMin: space.finish[at]! },
        reason,
        predecessorId: byLink ? outline.ids[space.input.linkPred[space.drivingLink[at]!]!]! : null,
      },
    ];
  });
};
