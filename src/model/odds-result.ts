/** How a plan is simulated. */
export interface OddsRun {
  readonly iterations: number;
  /** The same seed gives the same figures. */
  readonly seed: number;
  /** How far tasks of one group are late together: the correlation of two of them, in percent. */
  readonly correlationPercent: number;
}

/** Equal stretches of time and how many finishes fell into each. */
export interface Histogram {
  readonly fromMin: number;
  readonly widthMin: number;
  readonly counts: readonly number[];
}

/** How finishes are spread. Instants in minutes. */
export interface Spread {
  readonly meanMin: number;
  /** Entry p is the instant by which p percent of the iterations had ended: the S-curve; 0 and 100 are the first and last. */
  readonly percentiles: readonly number[];
  readonly histogram: Histogram;
}

/** The odds of one date. Instants in minutes, shares from 0 to 1. */
export interface DateOdds extends Spread {
  /** What the plan says when nothing varies, and how often that was kept. */
  readonly plannedMin: number;
  readonly plannedShare: number;
}

export interface TargetOdds extends DateOdds {
  readonly taskId: string;
  /** The deadline and how often it was kept; null where there is none. */
  readonly deadlineMin: number | null;
  readonly deadlineShare: number | null;
}

/** What a task has to do with the project's finish. */
export interface TaskOdds {
  readonly taskId: string;
  /** In which share of the iterations the task was critical. */
  readonly criticalShare: number;
  /** How far its length and the finish go together, -1 to 1; null for a task that does not vary, or where nothing does. */
  readonly correlation: number | null;
  /** Mean finish of the project in the fifth of iterations with the shortest and the longest length; null as above. */
  readonly shortMin: number | null;
  readonly longMin: number | null;
}

/** The result of a simulation. */
export interface Odds extends OddsRun {
  readonly finish: DateOdds;
  readonly targets: readonly TargetOdds[];
  /** Tasks, no summaries, in outline order. */
  readonly tasks: readonly TaskOdds[];
  readonly varyingCount: number;
}
