import { describe, expect, it } from 'vitest';
import { planFindingsOf } from '../../../src/schedule/plan-findings.ts';
import { commandFor } from '../../../src/tender/tender-of-plan.ts';
import { isoOfDay } from '../../../src/time/day.ts';
import { byHand, day } from './dates.ts';
import { TenderPlan } from './tender-plan.ts';

/** A timetable that others published, entered date by date; docs/tender-cases.md explains what comes out. */
const entered = (cells: Record<string, unknown>, dates: Readonly<Record<string, string>>): TenderPlan => {
  const plan = new TenderPlan().must('tender.add', { id: 't', cells });
  for (const { id, round, day: at, timeMin } of byHand(dates)) {
    const event = round > 0 ? `${id}-${round}` : id;
    plan.must('tender.setDate', { id: 't', event, day: at, timeMin });
  }
  return plan;
};

const told = (plan: TenderPlan): string[] =>
  planFindingsOf(plan).map(({ id, severity, tender }) => {
    const { eventId, ruleId } = tender?.finding ?? { eventId: null, ruleId: null };
    return [severity, id.replace('tender.', ''), eventId, ruleId].filter((part) => part !== null).join(' ');
  });

const LIBRARY = [
  'error below-minimum tenders-deadline negotiation.tenders',
  'warning on-minimum requests-deadline negotiation.requests',
  'warning friday-deadline tenders-deadline',
  'warning friday-deadline final-tenders-deadline',
  'warning short-for-complexity tenders-deadline',
  'info assumed-anchor tenders-deadline negotiation.tenders',
];
const MUSEUM = ['warning friday-deadline tenders-deadline', 'warning friday-deadline final-tenders-deadline'];

describe('timetables entered by hand', () => {
  const library = {
    notice: '2024-04-05',
    'requests-deadline': '2024-05-06',
    selection: '2024-05-21',
    'tenders-deadline': '2024-06-14',
    'negotiation-1': '2024-08-30',
    'final-tenders-deadline': '2024-11-01',
    contract: '2024-12-02',
    'go-live': '2027-01-28',
  };

  it('example A: the library re-tender of 2024', () => {
    const plan = entered({ name: 'FBS 2.0', procedure: 'negotiation', complexity: 'large' }, library);
    expect(plan.view.rows.map(({ key }) => key)).toEqual(Object.keys(library));
    expect(told(plan)).toEqual(LIBRARY);
    plan.must('tender.update', { id: 't', cells: { agreedDays: 24 } });
    expect(plan.found('error')).toEqual([]);
  });

  it('example B: a museum exhibition of 2018-2019', () => {
    const plan = entered(
      { name: 'Udstilling', procedure: 'negotiation' },
      {
        'requests-deadline': '2018-11-12 12:00',
        selection: '2018-11-30 12:00',
        'information-meeting': '2018-12-07 13:00',
        'questions-deadline': '2019-02-08 12:00',
        'tenders-deadline': '2019-03-01 12:00',
        'negotiation-1': '2019-03-19',
        'final-tenders-deadline': '2019-04-12 12:00',
        'award-notification': '2019-05-16',
        contract: '2019-06-03',
      },
    );
    expect(told(plan)).toEqual(MUSEUM);
  });

  it('standstill of 2013 (KMD v Aalborg, Complaints Board 6 January 2014): the 20th at the earliest', () => {
    const signed = (contract: string) =>
      entered({ name: 'ERP', procedure: 'restricted' }, { 'award-notification': '2013-12-09', contract });
    expect(told(signed('2013-12-20'))).toEqual(['info before-rules']);
    const early = signed('2013-12-19');
    expect(told(early)).toEqual(['error below-minimum contract standstill.contract', 'info before-rules']);
    const [finding] = early.view.findings;
    expect(finding!.corrections.map(({ day: at }) => isoOfDay(at))).toEqual(['2013-12-20']);
    const { commandId, input } = commandFor('t', finding!.corrections[0]!);
    expect(early.must(commandId, input).found('error')).toEqual([]);
  });

  it('tasks that stand in the plan already can be made events, and give up their place again', () => {
    const plan = new TenderPlan().must('tender.add', { id: 't', cells: { procedure: 'open' } });
    for (const [id, iso] of [
      ['a', '2026-03-02'],
      ['b', '2026-03-31'],
    ] as const) {
      plan.apply([{ kind: 'set', entity: 'task', id, cell: 'name', value: id }]);
      plan.apply([{ kind: 'set', entity: 'task', id, cell: 'kind', value: 'milestone' }]);
      plan.apply([{ kind: 'set', entity: 'task', id, cell: 'mode', value: 'manual' }]);
      const atMin = day(iso) * 1440 + 720;
      plan.apply([
        { kind: 'set', entity: 'task', id, cell: 'manualDates', value: { startMin: atMin, finishMin: atMin } },
      ]);
    }
    plan.must('tender.assign', { taskId: 'a', id: 't', event: 'notice' });
    plan.must('tender.assign', { taskId: 'b', id: 't', event: 'tenders-deadline' });
    expect(plan.found('error')).toEqual(['tender.below-minimum tenders-deadline']);
    plan.must('tender.assign', { taskId: 'b', id: null });
    expect(plan.found('error')).toEqual([]);
  });
});
