import { computed, makeObservable } from 'mobx';
import { type PlanFinding, planFindingsOf } from '../../src/schedule/plan-findings.ts';
import { type PlanSchedule, scheduleOf } from '../../src/schedule/plan-schedule.ts';
import type { PlanStore } from './plan-store.ts';

/** The dates of one task in the schedule. */
export interface ScheduledTask {
  readonly startMin: number;
  readonly finishMin: number;
  readonly durationMin: number;
  readonly totalSlackMin: number;
  readonly freeSlackMin: number;
  readonly critical: boolean;
  readonly percentComplete: number;
}

/** The dates of the open plan: one result over typed arrays, swapped whole with every revision. */
export class DerivedSchedule {
  private readonly plan: PlanStore;

  constructor(plan: PlanStore) {
    this.plan = plan;
    makeObservable(this, { current: computed, findings: computed, findingsByTask: computed, errorCount: computed });
  }

  get current(): PlanSchedule {
    return scheduleOf(this.plan.asPlan());
  }

  /** Dates of a task, or null where it is not in the plan. */
  of(taskId: string): ScheduledTask | null {
    const { current } = this;
    const at = current.indexOf(taskId);
    return at === undefined || current.datesOf(taskId) === null ? null : scheduledAt(current, at);
  }

  /** What schedule, tenders, commitments and rollout have to say. */
  get findings(): readonly PlanFinding[] {
    return planFindingsOf(this.plan.asPlan());
  }

  get errorCount(): number {
    return this.findings.filter(({ severity }) => severity === 'error').length;
  }

  /** How many errors are about commitments, and how many about rollout. */
  errorsOf(part: 'commitment' | 'rollout'): number {
    return this.findings.filter(({ id, severity }) => severity === 'error' && id.startsWith(`${part}.`)).length;
  }

  get findingsByTask(): ReadonlyMap<string, readonly PlanFinding[]> {
    const byTask = new Map<string, PlanFinding[]>();
    for (const finding of this.findings) {
      if (finding.taskId === null) continue;
      const list = byTask.get(finding.taskId);
      if (list) list.push(finding);
      else byTask.set(finding.taskId, [finding]);
    }
    return byTask;
  }
}

/** Dates at a position of the outline. */
export const scheduledAt = ({ result, freeSlackAt }: PlanSchedule, at: number): ScheduledTask => ({
  startMin: result.start[at]!,
  finishMin: result.finish[at]!,
  durationMin: result.durationMin[at]!,
  totalSlackMin: result.totalSlackMin[at]!,
  freeSlackMin: freeSlackAt(at),
  critical: result.critical[at] === 1,
  percentComplete: result.percentComplete[at]!,
});
