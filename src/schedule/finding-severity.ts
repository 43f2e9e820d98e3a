import type { FindingId } from './pass.ts';

export type FindingSeverity = 'error' | 'warning';

const SEVERITY: Readonly<Record<FindingId, FindingSeverity>> = {
  'schedule.circular-link': 'error',
  'schedule.no-working-time': 'error',
  'schedule.beyond-range': 'error',
  'schedule.constraint-missed': 'error',
  'schedule.deadline-missed': 'error',
  'schedule.link-over-constraint': 'error',
  'schedule.negative-slack': 'warning',
  'schedule.link-over-manual': 'warning',
  'schedule.dangling-start': 'warning',
  'schedule.dangling-finish': 'warning',
  'schedule.recorded-differs': 'warning',
};

/** How serious a finding is: an error is a plan that cannot be carried out as it is written, the rest is worth a look. */
export const severityOf = (id: FindingId): FindingSeverity => SEVERITY[id];
