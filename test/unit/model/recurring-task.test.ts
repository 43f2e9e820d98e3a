import { describe, expect, it } from 'vitest';
import { outlineOf } from '../../../src/model/outline.ts';
import { dayNumberOf, isoOfInstant } from '../../../src/time/day.ts';
import type { Recurrence } from '../../../src/time/recurrence.ts';
import { OutlinePlan } from './outline-plan.ts';

const MONDAY = dayNumberOf(2027, 1, 4);
const weekly: Recurrence = {
  pattern: 'weekly',
  every: 1,
  weekdays: 1,
  weekStart: 0,
  position: 0,
  item: 0,
  month: 1,
  day: 1,
  count: null,
};
const meeting = { name: 'Møde', recurrence: weekly, fromDay: MONDAY, toDay: MONDAY + 20 };

/** Name, level and earliest start of every task. */
const told = (plan: OutlinePlan): string[] => {
  const outline = outlineOf(plan);
  return outline.ids.map((id, at) => {
    const { name, constraint } = plan.rows.task.get(id)!;
    const when = constraint.atMin === null ? '' : ` ${constraint.type} ${isoOfInstant(constraint.atMin)}`;
    return `${' '.repeat(outline.depth[at]!)}${name}${when}`;
  });
};

describe('a task that comes again', () => {
  it('is a summary with one task for each occurrence', () => {
    const plan = new OutlinePlan('A\nB');
    plan.run('task.addRecurring', { ...meeting, afterId: 'A', startMinute: 600 });
    expect(told(plan)).toEqual([
      'A',
      'Møde',
      ' Møde 1 SNET 2027-01-04T10:00',
      ' Møde 2 SNET 2027-01-11T10:00',
      ' Møde 3 SNET 2027-01-18T10:00',
      'B',
    ]);
  });

  it.each<[string, Partial<Recurrence>, string[]]>([
    ['every other week', { every: 2 }, ['01-04', '01-18']],
    ['on two weekdays', { weekdays: 1 | 8 }, ['01-04', '01-07', '01-11', '01-14', '01-18', '01-21']],
    ['so many times', { count: 2 }, ['01-04', '01-11']],
    ['on the second Tuesday', { pattern: 'monthlyPosition', position: 1, item: 4 }, ['01-12']],
    ['on a date', { pattern: 'monthlyDay', day: 24 }, ['01-24']],
  ])('%s', (_name, rule, days) => {
    const plan = new OutlinePlan('A');
    plan.run('task.addRecurring', { ...meeting, recurrence: { ...weekly, ...rule } });
    const starts = told(plan).flatMap((line) => line.match(/\d\d-\d\d(?=T)/) ?? []);
    expect(starts).toEqual(days);
  });

  it('takes the duration of each, and without one marks an instant', () => {
    const plan = new OutlinePlan('A');
    const duration = { minutes: 0, unit: 'day', elapsed: false, estimated: false };
    plan.run('task.addRecurring', { ...meeting, duration });
    expect([...plan.rows.task.values()].filter(({ kind }) => kind === 'milestone')).toHaveLength(3);
  });

  it.each<[string, object, string]>([
    ['no day in the period', { fromDay: MONDAY + 1, toDay: MONDAY + 2 }, 'task.no-occurrence'],
    ['a period that ends before it begins', { toDay: MONDAY - 1 }, 'task.no-occurrence'],
    ['no weekday', { recurrence: { ...weekly, weekdays: 0 } }, 'task.no-occurrence'],
    ['too many', { recurrence: { ...weekly, pattern: 'daily' }, toDay: MONDAY + 999 }, 'task.too-many-occurrences'],
    ['an unknown row', { afterId: 'Z' }, 'task.unknown'],
  ])('refuses %s', (_name, part, refusal) => {
    const plan = new OutlinePlan('A');
    expect(plan.run('task.addRecurring', { ...meeting, ...part })).toBe(refusal);
    expect(told(plan)).toEqual(['A']);
  });
});
