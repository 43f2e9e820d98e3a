import type { FindingId } from '../../src/schedule/pass.ts';

export type FindingSeverity = 'error' | 'warning';

/** An error is a plan that cannot be carried out as it is written; the rest is worth a look. */
const SEVERITY: Readonly<Record<FindingId, FindingSeverity>> = {
  'schedule.circular-link': 'error',
  'schedule.no-working-time': 'error',
  'schedule.beyond-range': 'error',
  'schedule.constraint-missed': 'error',
  'schedule.deadline-missed': 'error',
  'schedule.negative-slack': 'warning',
  'schedule.link-over-constraint': 'warning',
  'schedule.link-over-manual': 'warning',
};

export const severityOf = (id: FindingId): FindingSeverity => SEVERITY[id];
