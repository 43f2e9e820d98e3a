import { type Plan, projectOf } from '../../model/plan.ts';
import { NO_TIME } from '../../time/calendar.ts';
import { buildNetwork, type Network } from '../network.ts';
import { INACTIVE, MANUAL, MILESTONE, type NetworkInput } from '../network-input.ts';
import { doneMinutes, given, isDone, type Workspace } from '../pass.ts';
import { scheduleOf } from '../plan-schedule.ts';
import type { Quantile, QuantileTables } from './distribution.ts';
import { quantileOf } from './estimate.ts';

/** A task whose length varies. */
export interface VaryingTask {
  readonly task: number;
  readonly quantile: Quantile;
  /** Index of the group whose tasks are late together; -1 for one that varies by itself. */
  readonly group: number;
  /** Minutes that are behind the task already: no less can come out. */
  readonly doneMin: number;
}

/** What a simulation runs on. Task indices are positions in the outline. */
export interface OddsInput {
  /** Owned by the simulation, which writes into it. */
  readonly input: NetworkInput;
  readonly network: Network;
  readonly varying: readonly VaryingTask[];
  readonly groups: readonly string[];
  /** Tasks whose finishes are told besides that of the project. */
  readonly targets: readonly number[];
  /** Before this the last task does not end: the finish that a plan is scheduled back from; NO_TIME for none. */
  readonly requiredFinish: number;
}

/** Whether the dates of a task follow from its duration and something of it is left. */
const canVary = (space: Workspace, task: number): boolean => {
  const { input, network } = space;
  const flags = input.flags[task]!;
  if (network.isSummary[task] || space.inactive[task] || (flags & (MILESTONE | INACTIVE)) !== 0) return false;
  if (isDone(space, task) || space.input.durationMin[task] === 0) return false;
  return (flags & MANUAL) === 0 || (!given(input.manualFinish[task]!) && given(input.manualStart[task]!));
};

/** A copy of what varies; all else is shared. A plan scheduled from its finish begins where its schedule says. */
const ownInput = (space: Workspace, given: NetworkInput): NetworkInput => ({
  ...given,
  remaining: given.remaining.slice(),
  crewLength: given.crewLength.slice(),
  projectStart: given.requiredFinish === NO_TIME ? given.projectStart : space.input.projectStart,
  requiredFinish: NO_TIME,
});

/** Milestones that count and are still to come, in outline order. */
const milestonesOf = (space: Workspace): number[] => {
  const found: number[] = [];
  for (let i = 0; i < space.network.size; i++)
    if (
      (space.input.flags[i]! & MILESTONE) !== 0 &&
      !space.network.isSummary[i] &&
      !space.inactive[i] &&
      !isDone(space, i)
    )
      found.push(i);
  return found;
};

/**
 * Prepares a plan for simulating. `targetIds` names the tasks whose finishes are asked for (ids that are not there are
 * passed over); null means all milestones still to come.
 */
export const oddsInputOf = (plan: Plan, targetIds: readonly string[] | null): OddsInput => {
  const { outline, input, calculated } = scheduleOf(plan);
  const tables: QuantileTables = new Map();
  const groups = new Map<string, number>();
  const varying: VaryingTask[] = [];
  outline.ids.forEach((id, task) => {
    if (!canVary(calculated, task)) return;
    const row = plan.rows.task.get(id)!;
    const quantile = quantileOf(row, tables);
    if (quantile === null) return;
    const name = row.estimate.group.trim();
    if (name !== '' && !groups.has(name)) groups.set(name, groups.size);
    const begun = given(input.actualStart[task]!);
    const doneMin = begun ? doneMinutes(calculated, task) : 0;
    varying.push({ task, quantile, group: name === '' ? -1 : groups.get(name)!, doneMin });
  });
  const own = ownInput(calculated, input);
  return {
    input: own,
    network: buildNetwork(own),
    varying,
    groups: [...groups.keys()],
    targets: targetIds?.flatMap((id) => outline.position.get(id) ?? []) ?? milestonesOf(calculated),
    requiredFinish: projectOf(plan)?.scheduleFrom === 'finish' ? input.requiredFinish : NO_TIME,
  };
};
