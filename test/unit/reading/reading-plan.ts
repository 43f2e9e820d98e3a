import { createRow } from '../../../src/model/change.ts';
import type { TableSources } from '../../../src/reading/table-sources.ts';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import { dayNumberOf } from '../../../src/time/day.ts';
import { OutlinePlan } from '../model/outline-plan.ts';

/** Eight in the morning of a day in March 2027, as an instant. */
export const march = (day: number, minute = 480): number => dayNumberOf(2027, 3, day) * 1440 + minute;

/**
 * A small plan from Monday 1 March 2027: `Forberedelse` (stage) with `Analyse` (5 days, Bo, done) and `Notat` (2 days,
 * after Analyse), `Udbud` (stage) with `Materiale` (10 days, Åse) and the milestone `Offentliggørelse` after both.
 */
export const readingPlan = (): OutlinePlan => {
  const plan = new OutlinePlan('Forberedelse\n Analyse\n Notat\nUdbud\n Materiale\n Offentliggørelse');
  const days = (count: number) => ({ minutes: count * 480, unit: 'day', elapsed: false, estimated: false }) as const;
  const link = (predecessorId: string, successorId: string) =>
    createRow('link', `${predecessorId}-${successorId}`, { predecessorId, successorId, type: 'FS' });
  plan.apply([
    { kind: 'set', entity: 'project', id: 'p', cell: 'startMin', value: march(1) },
    ...createRow('stage', 's1', { name: 'Forberedelse', order: 'a0' }),
    ...createRow('stage', 's2', { name: 'Udbud', order: 'a1' }),
    ...createRow('party', 'bo', { name: 'Bo Bæk' }),
    ...createRow('party', 'aase', { name: 'Åse Ærø' }),
    ...createRow('task', 'Forberedelse', { stageId: 's1' }),
    ...createRow('task', 'Udbud', { stageId: 's2' }),
    ...createRow('task', 'Analyse', { duration: days(5), responsibleId: 'bo', percentComplete: 100 }),
    ...createRow('task', 'Notat', { duration: days(2) }),
    ...createRow('task', 'Materiale', { duration: days(10), responsibleId: 'aase', deadlineMin: march(10, 1020) }),
    ...createRow('task', 'Offentliggørelse', { kind: 'milestone', duration: days(0) }),
    ...link('Analyse', 'Notat'),
    ...link('Notat', 'Offentliggørelse'),
    ...link('Materiale', 'Offentliggørelse'),
  ]);
  return plan;
};

/** What is read of that plan on a day of March 2027. */
export const sourcesOn = (day: number, plan = readingPlan()): TableSources => ({
  plan,
  schedule: scheduleOf(plan),
  language: 'da',
  dateStyle: 'plain',
  baselineId: null,
  nowMin: march(day),
  word: (key) => key,
});
