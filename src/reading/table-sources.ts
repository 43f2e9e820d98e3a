import type { Plan } from '../model/plan.ts';
import type { PlanSchedule } from '../schedule/plan-schedule.ts';
import type { DateStyle, EntryLanguage } from '../time/entry.ts';

/** What the texts of a table follow from. */
export interface TableSources {
  readonly plan: Plan;
  readonly schedule: PlanSchedule;
  readonly language: EntryLanguage;
  readonly dateStyle: DateStyle;
  /** The baseline that columns compare with; null takes the one taken last. */
  readonly baselineId: string | null;
  /** Now, in minutes since 1970 local: what is late is so now, or on the project's status date. */
  readonly nowMin: number;
  /** Words of the catalogues by key: `fields:task.mode.auto`, `findings:…`, `table:…`. */
  readonly word: (key: string) => string;
}
