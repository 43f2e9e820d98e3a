/** Words of the plan on one page, in its reader's language. */
export type OverviewLabels = {
  readonly subtitle: string;
  readonly stage: string;
  readonly start: string;
  readonly finish: string;
  readonly done: string;
  readonly drift: string;
  /** With {baseline}: what drift is counted from. */
  readonly sinceBaseline: string;
  /** With {days}, which carries its sign. */
  readonly days: string;
  readonly critical: string;
  readonly errors: string;
  readonly warnings: string;
  readonly gates: string;
  readonly milestones: string;
  readonly largestDrift: string;
  readonly findings: string;
  readonly name: string;
  readonly date: string;
  readonly decision: string;
  readonly decisions: Readonly<Record<'open' | 'approved' | 'conditional' | 'rejected', string>>;
  readonly before: string;
  readonly finding: string;
  readonly task: string;
  readonly none: string;
  /** With {count}: what there was no room for. */
  readonly more: string;
  readonly otherTasks: string;
  /** What the chart shows, for those who cannot see it. */
  readonly chart: string;
};
