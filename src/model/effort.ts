import { assignmentLength, workOfLength } from './contour.ts';
import type { Assignment, Task } from './row.ts';

/** What an assignment becomes; both null-free. */
export interface AssignedEffort {
  readonly id: string;
  readonly unitsPermille: number;
  readonly workMin: number;
}

/** The duration of a task and the effort of everybody on it after a change. */
export interface Effort {
  readonly durationMin: number;
  readonly assigned: readonly AssignedEffort[];
}

type Planned = Pick<Task, 'taskType' | 'effortDriven' | 'duration'>;
type Share = Pick<Assignment, 'id' | 'unitsPermille' | 'workMin' | 'contour'>;

/** Work of an assignment: as told, or what duration and units come to. */
export const workOf = (task: Pick<Task, 'duration'>, { workMin, unitsPermille, contour }: Share): number =>
  workMin ?? workOfLength(task.duration.minutes, unitsPermille, contour);

const lengthOf = (share: Share, workMin: number, unitsPermille: number): number =>
  assignmentLength(workMin, unitsPermille, share.contour) ?? 0;

/** Units that do the work in the given time; never none where there is work. */
const unitsFor = (share: Share, workMin: number, durationMin: number): number => {
  const atWhole = lengthOf(share, workMin, 1000);
  return durationMin === 0 || workMin === 0
    ? share.unitsPermille
    : Math.max(1, Math.round((atWhole * 1000) / durationMin));
};

const settle = (task: Planned, shares: readonly Share[], assigned: readonly AssignedEffort[]): Effort => {
  const lengths = assigned.map((one, i) => lengthOf(shares[i]!, one.workMin, one.unitsPermille));
  const longest = Math.max(0, ...lengths);
  return { durationMin: longest > 0 ? longest : task.duration.minutes, assigned };
};

const asNow = (task: Planned, shares: readonly Share[]): AssignedEffort[] =>
  shares.map((share) => ({ id: share.id, unitsPermille: share.unitsPermille, workMin: workOf(task, share) }));

/**
 * What follows from other units of one assignment. Of duration, units and work one follows from the others, and the task's
 * type says which stays (Microsoft Project's table): with a fixed duration the work follows, else the duration.
 */
export const withUnits = (task: Planned, shares: readonly Share[], id: string, unitsPermille: number): Effort => {
  const fixed = task.taskType === 'fixedDuration';
  const assigned = asNow(task, shares).map((one, i) => {
    if (one.id !== id) return one;
    const workMin = fixed ? workOfLength(task.duration.minutes, unitsPermille, shares[i]!.contour) : one.workMin;
    return { ...one, unitsPermille, workMin };
  });
  return fixed ? { durationMin: task.duration.minutes, assigned } : settle(task, shares, assigned);
};

/** What follows from other work of one assignment: with a fixed duration the units, else the duration. */
export const withWork = (task: Planned, shares: readonly Share[], id: string, workMin: number): Effort => {
  const fixed = task.taskType === 'fixedDuration';
  const assigned = asNow(task, shares).map((one, i) => {
    if (one.id !== id) return one;
    const unitsPermille = fixed ? unitsFor(shares[i]!, workMin, task.duration.minutes) : one.unitsPermille;
    return { ...one, workMin, unitsPermille };
  });
  return fixed ? { durationMin: task.duration.minutes, assigned } : settle(task, shares, assigned);
};

/** What follows from another duration: with fixed work the units, else the work. */
export const withDuration = (task: Planned, shares: readonly Share[], durationMin: number): Effort => {
  const before = task.duration.minutes;
  const assigned = asNow(task, shares).map((one, i) => {
    if (task.taskType === 'fixedWork') return { ...one, unitsPermille: unitsFor(shares[i]!, one.workMin, durationMin) };
    const workMin =
      before === 0
        ? workOfLength(durationMin, one.unitsPermille, shares[i]!.contour)
        : Math.round((one.workMin * durationMin) / before);
    return { ...one, workMin };
  });
  return { durationMin, assigned };
};

/**
 * What follows from people who come or go. Where effort drives the task (always with fixed work) the whole work stays and
 * is shared by units; the duration follows, or with a fixed duration the units. Else everybody keeps the own work, and who
 * comes works for as long as the task lasts. The first who come and the last who go change nothing but themselves.
 */
export const withPeople = (task: Planned, before: readonly Share[], after: readonly Share[]): Effort => {
  const driven = task.effortDriven || task.taskType === 'fixedWork';
  const assigned = asNow(task, after);
  if (!driven || before.length === 0 || after.length === 0) return { durationMin: task.duration.minutes, assigned };
  const total = before.reduce((sum, share) => sum + workOf(task, share), 0);
  const units = after.reduce((sum, share) => sum + share.unitsPermille, 0);
  if (units === 0) return { durationMin: task.duration.minutes, assigned };
  const shared = assigned.map((one) => ({ ...one, workMin: Math.round((total * one.unitsPermille) / units) }));
  if (task.taskType !== 'fixedDuration') return settle(task, after, shared);
  return {
    durationMin: task.duration.minutes,
    assigned: shared.map((one, i) => ({
      ...one,
      unitsPermille: unitsFor(after[i]!, one.workMin, task.duration.minutes),
    })),
  };
};
