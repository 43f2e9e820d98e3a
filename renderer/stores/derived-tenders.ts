import { computed, makeObservable } from 'mobx';
import type { TenderFinding } from '../../src/tender/finding.ts';
import { type TenderOfPlan, type TenderRow, tenderOfPlan } from '../../src/tender/tender-of-plan.ts';
import { tendersInOrder } from '../../src/tender/tender-tasks.ts';
import { MINUTES_PER_DAY } from '../../src/time/day.ts';
import type { DerivedSchedule } from './derived-schedule.ts';
import type { PlanStore } from './plan-store.ts';
import type { PlanViewStore } from './plan-view-store.ts';

/** A line of a tender, with the tender it belongs to. */
export interface TenderPlace {
  readonly tender: TenderOfPlan;
  readonly row: TenderRow;
}

/** The tenders of the open plan with their dates and findings: worked out once a revision. */
export class DerivedTenders {
  private readonly plan: PlanStore;
  private readonly schedule: DerivedSchedule;
  private readonly planView: PlanViewStore;
  private readonly todayDay: () => number;

  constructor(plan: PlanStore, schedule: DerivedSchedule, planView: PlanViewStore, todayDay: () => number) {
    this.plan = plan;
    this.schedule = schedule;
    this.planView = planView;
    this.todayDay = todayDay;
    makeObservable(this, { all: computed, errorCount: computed, byTask: computed, baselineId: computed });
  }

  /** The baseline that dates are held against: the one that the plan shows, else the newest. */
  get baselineId(): string | null {
    const shown = this.planView.baselineId;
    const baselines = [...this.plan.asPlan().rows.baseline.values()];
    if (shown !== null && baselines.some(({ id }) => id === shown)) return shown;
    return baselines.sort((a, b) => (b.takenMin ?? 0) - (a.takenMin ?? 0))[0]?.id ?? null;
  }

  get all(): readonly TenderOfPlan[] {
    const plan = this.plan.asPlan();
    const dates = this.schedule.current;
    const query = { nowMin: this.todayDay() * MINUTES_PER_DAY, baselineId: this.baselineId };
    return tendersInOrder(plan).flatMap(({ id }) => tenderOfPlan(plan, id, dates, query) ?? []);
  }

  of(tenderId: string): TenderOfPlan | undefined {
    return this.all.find(({ tender }) => tender.id === tenderId);
  }

  /** Errors of tenders that lie in the plan; what is only being tried out troubles nobody. */
  get errorCount(): number {
    return this.all
      .filter(({ source }) => source === 'plan')
      .reduce((sum, { findings }) => sum + findings.filter(({ severity }) => severity === 'error').length, 0);
  }

  get byTask(): ReadonlyMap<string, TenderPlace> {
    const places = new Map<string, TenderPlace>();
    for (const tender of this.all)
      for (const row of tender.rows) if (row.taskId !== null) places.set(row.taskId, { tender, row });
    return places;
  }

  findingsOf(taskId: string): readonly TenderFinding[] {
    return this.byTask.get(taskId)?.row.findings ?? [];
  }
}
