import { describe, expect, it } from 'vitest';
import { meantDay } from '../../../src/tender/tender-of-plan.ts';
import { thresholdTableOf } from '../../../src/tender/tender-value.ts';
import { judgeValue } from '../../../src/tender/thresholds.ts';
import { isoOfDay } from '../../../src/time/day.ts';
import { day } from './dates.ts';
import { TenderPlan } from './tender-plan.ts';

const anchored = (event: string, iso: string) => ({ event, day: day(iso) });

describe('beginning a tender', () => {
  const cells = {
    procedure: 'negotiation',
    template: 'large-it',
    rounds: 2,
    anchor: anchored('go-live', '2029-01-15'),
  };

  it('lays it into the plan with its value, in one step', () => {
    const plan = new TenderPlan();
    const { revision } = plan;
    plan.must('tender.begin', { id: 't', cells, lots: [{ name: 'A' }, { name: 'B', optionsMinor: 500 }] });
    expect(plan.revision).toBe(revision + 1);
    expect(plan.date('go-live')).toBe('2029-01-15');
    expect(plan.view.source).toBe('plan');
    expect(plan.found('error')).toEqual([]);
    const lots = [...plan.rows.tenderLot.values()].sort((a, b) => (a.order < b.order ? -1 : 1));
    expect(lots.map(({ name, optionsMinor, tenderId }) => [name, optionsMinor, tenderId])).toEqual([
      ['A', 0, 't'],
      ['B', 500, 't'],
    ]);
  });

  it('gives the plan that adding and laying one after the other give', () => {
    const once = new TenderPlan().must('tender.begin', { id: 't', cells });
    const twice = new TenderPlan().must('tender.add', { id: 't', cells }).must('tender.generate', { id: 't' });
    const dates = (plan: TenderPlan) => plan.view.rows.map(({ key, day: at, timeMin }) => [key, at, timeMin]);
    expect(dates(once)).toEqual(dates(twice));
    expect(once.rows.link.size).toBe(twice.rows.link.size);
  });

  it.each([
    ['row.exists', { id: 't', cells }],
    ['tender.no-date', { id: 'u', cells: { procedure: 'open' } }],
    ['tender.date-out-of-range', { id: 'u', cells: { ...cells, anchor: anchored('go-live', '1900-01-05') } }],
  ])('is refused whole with %s', (id, input) => {
    const plan = new TenderPlan().must('tender.begin', { id: 't', cells });
    const before = plan.rows.task.size;
    expect(plan.run('tender.begin', input)).toBe(id);
    expect(plan.rows.task.size).toBe(before);
    expect(plan.rows.tender.size).toBe(1);
  });
});

describe('a date that is told as a span', () => {
  const plan = new TenderPlan().must('tender.begin', {
    id: 't',
    cells: { procedure: 'open', template: 'open-standard', anchor: anchored('notice', '2027-03-01') },
  });

  it('is kept with its precision, and exact again where a day is given', () => {
    plan.must('tender.setDate', { id: 't', event: 'contract', day: day('2027-07-05'), precision: 'week' });
    const row = () => plan.view.rows.find(({ key }) => key === 'contract')!;
    expect([isoOfDay(row().day), row().precision]).toEqual(['2027-07-05', 'week']);
    plan.must('tender.setDate', { id: 't', event: 'contract', day: day('2027-07-08'), precision: 'day' });
    expect([isoOfDay(row().day), row().precision]).toEqual(['2027-07-08', 'day']);
    plan.must('tender.setDate', { id: 't', event: 'contract', day: day('2027-07-09') });
    expect(row().precision).toBe('day');
  });

  it.each([
    ['day', '2027-05-01', false, '2027-05-01'],
    ['month', '2027-05-01', false, '2027-05-03'],
    ['month', '2027-05-01', true, '2027-05-31'],
    ['week', '2027-03-22', true, '2027-03-24'],
    ['half-year', '2027-07-01', true, '2027-12-31'],
  ] as const)('%s from %s means a working day of it', (precision, first, isActivity, meant) => {
    expect(isoOfDay(meantDay(day(first), precision, isActivity))).toBe(meant);
  });
});

describe('thresholds that people have entered', () => {
  const days = { fromDay: day('2026-01-01'), toDay: day('2027-12-31') };
  const verdict = (plan: TenderPlan, ore: number) =>
    judgeValue(
      { currency: 'DKK', minor: ore },
      'supplies-services.sub-central',
      day('2027-03-01'),
      thresholdTableOf(plan),
    ).verdict;

  it('decide in kroner what the shipped ones leave open', () => {
    const plan = new TenderPlan();
    expect(verdict(plan, 161_000_000)).toBe('unknown');
    plan.must('threshold.add', { cells: { kind: 'supplies-services.sub-central', days, dkkOre: 160_000_000 } });
    expect(verdict(plan, 161_000_000)).toBe('reached');
    expect(verdict(plan, 159_000_000)).toBe('below');
  });

  it('leave every other threshold as it was shipped', () => {
    const plan = new TenderPlan();
    plan.must('threshold.add', { cells: { kind: 'light', days, dkkOre: 1 } });
    plan.must('threshold.add', { cells: { kind: 'works', days, dkkOre: 2 } });
    const on = (id: 'works' | 'light' | 'small-lot', minor: number) =>
      judgeValue({ currency: 'EUR', minor }, id, day('2027-03-01'), thresholdTableOf(plan)).verdict;
    expect([on('works', 540_400_000), on('light', 75_000_000), on('small-lot', 7_999_999)]).toEqual([
      'reached',
      'reached',
      'below',
    ]);
  });
});
