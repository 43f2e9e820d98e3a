import { describe, expect, it } from 'vitest';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import { dayNumberOf, dayOfInstant, dayOfIso, isoOfDay, isoWeekOf } from '../../../src/time/day.ts';
import { slowSchedule } from './slow-schedule.ts';
import { type TemplateFile, templateById, templateFiles } from './template-file.ts';
import { planOf } from './template-plan.ts';

const startOf = (template: TemplateFile): number => {
  const day = dayOfIso(template.projectStart ?? '2027-01-04');
  if (!day.ok) throw new Error(`${template.id} starts on no day`);
  return day.value;
};

describe.each(templateFiles.map((template) => [template.id, template] as const))('%s', (_id, template) => {
  const slow = slowSchedule(template, startOf(template));
  const schedule = scheduleOf(planOf(template, startOf(template)));

  it('gets the same dates from the engine as from saying the rules over and over', () => {
    const dates = template.tasks.map(({ key }) => {
      const found = schedule.datesOf(key);
      return [key, found?.startMin, found?.finishMin];
    });
    expect(dates).toEqual(template.tasks.map(({ key }) => [key, slow.get(key)!.start, slow.get(key)!.finish]));
  });

  it('has nothing that the engine finds fault with', () => {
    expect(schedule.result.findings).toEqual([]);
  });

  it('takes a credible time from first to last day', () => {
    const days = dayOfInstant(schedule.result.projectFinish) - startOf(template);
    const isTender = template.id === 'tender-plain';
    expect(days).toBeGreaterThan(isTender ? 200 : 900);
    expect(days).toBeLessThan(isTender ? 500 : 2000);
  });
});

const LIMITS: readonly (readonly [string, string, string, number])[] = [
  ['tender-plain', 'notice', 'application-deadline', 30],
  ['tender-plain', 'selection-notified', 'selection-complaint', 20],
  ['tender-plain', 'invitation', 'initial-tender', 25],
  ['tender-plain', 'notified', 'standstill', 10],
  ['kombit-7', 'notice', 'application-deadline', 30],
  ['kombit-7', 'invitation', 'selection-complaint', 20],
  ['kombit-7', 'invitation', 'initial-tender', 25],
  ['kombit-7', 'award-notified', 'standstill', 10],
  ['state-4', 'notice', 'application-deadline', 30],
  ['state-4', 'selection', 'initial-tender', 25],
  ['state-4', 'award', 'standstill', 10],
  ['regions-5', 'notice', 'application-deadline', 30],
  ['regions-5', 'selection', 'initial-tender', 25],
  ['regions-5', 'award', 'standstill', 10],
  ['example-library', 'notice', 'application-deadline', 30],
  ['example-library', 'award-letters', 'standstill', 10],
];

describe('statutory minimum time limits', () => {
  it.each(LIMITS)('%s keeps %s to %s at %i calendar days or more', (id, from, to, days) => {
    const link = templateById(id).links.find((candidate) => candidate.from === from && candidate.to === to);
    expect(link).toMatchObject({ type: 'FS', lag: { kind: 'elapsed' } });
    expect(link!.lag!.amount).toBeGreaterThanOrEqual(days * 1440);
  });

  it.each([2024, 2026, 2027, 2030])('keep for tenders begun on any day of %i', (year) => {
    for (let day = dayNumberOf(year, 1, 1); day <= dayNumberOf(year, 12, 31); day += 5) {
      const dates = slowSchedule(templateById('tender-plain'), day);
      const between = (from: string, to: string): number =>
        dayOfInstant(dates.get(to)!.finish) - dayOfInstant(dates.get(from)!.finish);
      expect(between('notice', 'application-deadline')).toBeGreaterThanOrEqual(30);
      expect(between('invitation', 'initial-tender')).toBeGreaterThanOrEqual(25);
      expect(between('notified', 'standstill')).toBeGreaterThanOrEqual(10);
      expect(between('standstill', 'contract')).toBeGreaterThanOrEqual(1);
      expect(between('contract', 'award-notice')).toBeLessThanOrEqual(30);
    }
  });
});

describe('the library example', () => {
  const template = templateById('example-library');
  const schedule = scheduleOf(planOf(template, startOf(template)));
  const startDay = (key: string): string => isoOfDay(dayOfInstant(schedule.datesOf(key)!.startMin));
  const finishDay = (key: string): string => isoOfDay(dayOfInstant(schedule.datesOf(key)!.finishMin));

  it.each([
    ['notice', '2024-04-05'],
    ['application-deadline', '2024-05-06'],
    ['invitation', '2024-05-21'],
    ['initial-tender', '2024-06-14'],
    ['final-tender', '2024-11-01'],
    ['clarified', '2025-08-22'],
    ['go-live', '2027-01-28'],
  ])('puts %s on its public date %s', (key, date) => {
    expect(startDay(key)).toBe(date);
    expect(finishDay(key)).toBe(date);
  });

  it('keeps public weeks, months and half-years', () => {
    const weekOf = (instant: number) => isoWeekOf(dayOfInstant(instant));
    expect(weekOf(schedule.datesOf('information-meeting')!.startMin)).toEqual({ year: 2024, week: 21 });
    expect(weekOf(schedule.datesOf('meetings')!.startMin)).toEqual({ year: 2024, week: 34 });
    expect(weekOf(schedule.datesOf('meetings')!.finishMin)).toEqual({ year: 2024, week: 35 });
    expect(finishDay('gate-4')).toMatch(/^2024-12-/);
    expect(startDay('rollout-start')).toMatch(/^2026-01-/);
    expect(startDay('training-start')).toMatch(/^2026-(0[7-9]|1[0-2])-/);
  });

  it('marks exactly those dates as public, and every stage says what is invented', () => {
    const marked = template.tasks.filter(({ note }) => note?.da.startsWith('Offentlig dato'));
    expect(marked.map(({ key }) => key).sort()).toEqual(
      [
        ...['notice', 'application-deadline', 'invitation', 'information-meeting', 'initial-tender', 'meetings'],
        ...['final-tender', 'gate-4', 'clarified', 'rollout-start', 'training-start', 'go-live'],
      ].sort(),
    );
    for (const { note } of marked) {
      expect(note!.da).toContain('Kilde: KOMBITs spørgsmål og svar om FBS 2.0.');
      expect(note!.en).toContain("Source: KOMBIT's questions and answers on FBS 2.0.");
    }
    for (const { parent, note } of template.tasks) if (parent === undefined) expect(note!.da).toMatch(/pdigtet/);
  });

  it('fixes a date by hand only where a public one stands', () => {
    for (const { constraint, mode, note } of template.tasks) {
      if (constraint || mode) expect(note?.da).toMatch(/^Offentlig dato/);
    }
  });

  it('uses all four kinds of link, and lags of both kinds', () => {
    expect(new Set(template.links.map(({ type }) => type))).toEqual(new Set(['FS', 'SS', 'FF', 'SF']));
    expect(new Set(template.links.flatMap(({ lag }) => lag?.kind ?? []))).toEqual(new Set(['working', 'elapsed']));
  });

  it('has nothing done before it began, nothing unfinished before what is done', () => {
    const percentOf = new Map(template.tasks.map(({ key, percentComplete }) => [key, percentComplete ?? 0]));
    for (const { from, to, type } of template.links) {
      if (type === 'FS' && percentOf.get(to)! > 0) expect(percentOf.get(from), `${from} before ${to}`).toBe(100);
    }
    expect([...percentOf.values()].some((percent) => percent > 0 && percent < 100)).toBe(true);
  });
});
