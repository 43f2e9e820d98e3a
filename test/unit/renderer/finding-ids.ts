import type { FindingId } from '../../../src/schedule/pass.ts';

const ids: Readonly<Record<FindingId, true>> = {
  'schedule.circular-link': true,
  'schedule.no-working-time': true,
  'schedule.beyond-range': true,
  'schedule.constraint-missed': true,
  'schedule.link-over-constraint': true,
  'schedule.link-over-manual': true,
  'schedule.deadline-missed': true,
  'schedule.negative-slack': true,
  'schedule.dangling-start': true,
  'schedule.dangling-finish': true,
  'schedule.recorded-differs': true,
};

/** Every finding of the schedule; the compiler sees to it that none is forgotten. */
export const SCHEDULE_FINDINGS = Object.keys(ids) as FindingId[];
