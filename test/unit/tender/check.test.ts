import { describe, expect, it } from 'vitest';
import { checkTimetable } from '../../../src/tender/check.ts';
import type { TenderFinding } from '../../../src/tender/finding.ts';
import { holidayBlockOn } from '../../../src/tender/holiday-block.ts';
import type { ProcedureId } from '../../../src/tender/procedure.ts';
import type { TenderSettings } from '../../../src/tender/settings.ts';
import { isoOfDay } from '../../../src/time/day.ts';
import { byHand, day, settingsFor } from './dates.ts';

const check = (procedure: ProcedureId, dates: Readonly<Record<string, string>>, given: Partial<TenderSettings> = {}) =>
  checkTimetable(settingsFor(procedure, given), byHand(dates));

/** Errors and warnings in short: id, event, and the first or last lawful day. */
const told = (findings: readonly TenderFinding[], severity: string): string[] =>
  findings
    .filter((each) => each.severity === severity)
    .map(({ id, eventId, earliestDay, latestDay }) =>
      [id, eventId, ...[earliestDay, latestDay].filter((each) => each !== null).map(isoOfDay)].join(' '),
    );
const ids = (findings: readonly TenderFinding[]): string[] => findings.map(({ id }) => id);

describe('published timetables', () => {
  it('the library re-tender of 2024 (negotiated procedure)', () => {
    const dates = {
      notice: '2024-04-05',
      'requests-deadline': '2024-05-06',
      selection: '2024-05-21',
      'tenders-deadline': '2024-06-14',
      'negotiation-1': '2024-08-19',
      'final-tenders-deadline': '2024-11-01',
    };
    const found = check('negotiation', dates);
    // 30 days from 5 April end on Sunday 5 May and roll to Monday 6 May: lawful, with nothing to spare.
    expect(told(found, 'warning')).toContain('on-minimum requests-deadline 2024-05-06');
    // No invitation is listed; from the selection on 21 May 25 days end on Saturday 15 June, so Monday 17 June.
    expect(told(found, 'error')).toEqual(['below-minimum tenders-deadline 2024-06-17']);
    expect(ids(found)).toContain('assumed-anchor');
    expect(told(found, 'warning')).toContain('friday-deadline tenders-deadline');
    expect(told(found, 'warning')).toContain('friday-deadline final-tenders-deadline');
    // Agreed with all candidates 24 days would be enough.
    expect(told(check('negotiation', dates, { agreedDays: 24 }), 'error')).toEqual([]);
  });

  it('a museum exhibition of 2018-2019 (negotiated procedure)', () => {
    const found = check('negotiation', {
      'requests-deadline': '2018-11-12 12:00',
      selection: '2018-11-30 12:00',
      'information-meeting': '2018-12-07 13:00',
      'questions-answered': '2019-02-08',
      'tenders-deadline': '2019-03-01 12:00',
      'negotiation-1': '2019-03-18',
      'final-tenders-deadline': '2019-04-12 12:00',
      'award-notification': '2019-05-16',
      contract: '2019-06-03',
    });
    expect(told(found, 'error')).toEqual([]);
    expect(told(found, 'warning')).toEqual([
      'friday-deadline tenders-deadline',
      'friday-deadline final-tenders-deadline',
    ]);
  });

  it('standstill of 2013: KMD v Aalborg, Complaints Board 6 January 2014', () => {
    const signed = (contract: string) => check('restricted', { 'award-notification': '2013-12-09', contract });
    expect(told(signed('2013-12-19'), 'error')).toEqual(['below-minimum contract 2013-12-20']);
    expect(told(signed('2013-12-20'), 'error')).toEqual([]);
  });

  it('information before a deadline at noon of 28 October 2020 (Statens Indkøb)', () => {
    const answered = (date: string) =>
      check('open', { 'questions-answered': date, 'tenders-deadline': '2020-10-28 12:00' });
    expect(told(answered('2020-10-21'), 'error')).toEqual([]);
    expect(told(answered('2020-10-22'), 'error')).toEqual(['after-latest questions-answered 2020-10-21']);
  });
});

describe('errors', () => {
  it('name rule, places, reasons, and what would settle them', () => {
    const [short] = check('open', { notice: '2026-03-02', 'tenders-deadline': '2026-03-31 12:00' });
    expect(short).toMatchObject({
      id: 'below-minimum',
      severity: 'error',
      ruleId: 'open.tenders',
      eventId: 'tenders-deadline',
      earliestDay: day('2026-04-01'),
      params: { missing: 1, count: 30, unit: 'day', anchor: 'notice', anchorDay: day('2026-03-02') },
      corrections: [{ id: 'tenders-deadline', day: day('2026-04-01'), timeMin: 1439 }],
    });
    expect(short!.citations).toContainEqual({
      law: 'directive-2014-24',
      section: '27',
      subsection: '4',
      evidence: 'read',
    });
    expect(short!.citations).toContainEqual({ law: 'udbudsloven', section: '57', evidence: 'secondary' });
    expect(short!.why.map(({ id }) => id)).toContain('variation.electronic');
  });

  it('offer to move late answers back or the deadline on', () => {
    const [late] = check('open', { 'questions-answered': '2026-04-07', 'tenders-deadline': '2026-04-10 12:00' });
    expect(late!.corrections.map((each) => [each.id, isoOfDay(each.day)])).toEqual([
      ['questions-answered', '2026-04-03'],
      ['tenders-deadline', '2026-04-14'],
    ]);
  });

  it.each([
    [
      'evidence after the decision',
      'open',
      { evidence: '2026-05-08', 'award-decision': '2026-05-07' },
      'wrong-order award-decision 2026-05-08',
    ],
    [
      'award before the evaluation',
      'open',
      { evaluation: '2026-05-08', 'award-decision': '2026-05-07' },
      'out-of-order award-decision 2026-05-08',
    ],
    [
      'notice after the deadline',
      'light',
      { notice: '2026-05-08', 'tenders-deadline': '2026-05-07' },
      'out-of-order tenders-deadline 2026-05-08',
    ],
    [
      'a late award notice',
      'open',
      { contract: '2026-03-02', 'award-notice': '2026-04-02' },
      'above-maximum award-notice 2026-04-01',
    ],
    [
      'contract on the last day of standstill',
      'open',
      { 'award-notification': '2026-10-07', contract: '2026-10-19' },
      'below-minimum contract 2026-10-20',
    ],
    [
      '16 working days of assessment',
      'dps',
      { 'requests-deadline': '2026-03-02', selection: '2026-03-24' },
      'above-maximum selection 2026-03-16',
    ],
    [
      'an auction too soon',
      'open',
      { 'auction-invitation': '2026-04-01', auction: '2026-04-08' },
      'below-minimum auction 2026-04-09',
    ],
    [
      'a quarter that is long over',
      'dps',
      { contract: '2026-02-02', 'award-notice': '2026-05-01' },
      'above-maximum award-notice 2026-04-30',
    ],
  ] as const)('%s', (_name, procedure, dates, expected) => {
    expect(told(check(procedure, dates, { auction: true }), 'error')).toEqual([expected]);
  });

  it('count the answers by 4 days in an accelerated procedure only where there is one', () => {
    const dates = { 'questions-answered': '2026-10-23', 'tenders-deadline': '2026-10-28' };
    expect(told(check('open', dates, { urgent: true }), 'error')).toEqual([]);
    expect(told(check('innovation', dates, { urgent: true }), 'error')).toHaveLength(1);
  });

  it('too few candidates', () => {
    expect(ids(check('restricted', {}, { candidates: 4 }))).toContain('too-few-candidates');
    expect(ids(check('restricted', {}, { candidates: 5 }))).not.toContain('too-few-candidates');
    expect(ids(check('dialogue', {}, { candidates: 2 }))).toContain('too-few-candidates');
    expect(ids(check('negotiation', {}, { candidates: 3 }))).not.toContain('too-few-candidates');
  });
});

describe('warnings', () => {
  it.each([
    [
      'on the minimum',
      { notice: '2026-03-02', 'tenders-deadline': '2026-04-01 23:59' },
      ['on-minimum', 'holiday-block'],
    ],
    [
      'noon of the last day',
      { notice: '2026-03-02', 'tenders-deadline': '2026-04-01 12:00' },
      ['not-full-days', 'holiday-block'],
    ],
    ['noon of the day after', { notice: '2026-05-04', 'tenders-deadline': '2026-06-04 12:00' }, []],
    ['a Friday', { 'tenders-deadline': '2026-06-12 12:00' }, ['friday-deadline']],
    ['Monday morning', { 'tenders-deadline': '2026-06-15 09:00' }, ['monday-morning']],
    ['Monday noon', { 'tenders-deadline': '2026-06-15 12:00' }, []],
    ['week 28', { 'tenders-deadline': '2026-07-07' }, ['holiday-block']],
    ['week 27', { 'tenders-deadline': '2026-07-02' }, []],
    ['week 30', { 'tenders-deadline': '2026-07-23' }, ['holiday-block']],
    ['week 31', { 'tenders-deadline': '2026-07-28' }, []],
    ['week 42', { 'tenders-deadline': '2026-10-13' }, ['holiday-block']],
    ['between Christmas and New Year', { 'tenders-deadline': '2026-12-29' }, ['holiday-block']],
    ['Easter week', { 'tenders-deadline': '2026-03-31' }, ['holiday-block']],
    ['the Friday after Ascension', { 'award-notification': '2026-05-15' }, ['holiday-block']],
    ['24 December', { 'tenders-deadline': '2026-12-24' }, ['closing-day']],
    ['31 December', { 'tenders-deadline': '2026-12-31' }, ['closing-day']],
    ['5 June', { 'award-notification': '2026-06-05' }, ['closing-day']],
    ['1 May', { invitation: '2026-05-01' }, ['closing-day']],
    ['a Sunday', { notice: '2026-05-03' }, ['day-off']],
    ['a holiday', { notice: '2026-05-14' }, ['day-off']],
    ['answers after the summer', { 'questions-answered': '2026-07-28' }, ['answers-after-holidays']],
    ['answers well after it', { 'questions-answered': '2026-08-05' }, []],
    [
      'answers on the second working day after Easter',
      { 'questions-answered': '2026-04-08' },
      ['answers-after-holidays'],
    ],
    ['answers on the third', { 'questions-answered': '2026-04-09' }, []],
    ['answers in January', { 'questions-answered': '2027-01-05' }, ['answers-after-holidays']],
  ] as const)('%s', (_name, dates, expected) => {
    const found = check('open', dates).filter(({ severity }) => severity === 'warning');
    expect(ids(found)).toEqual(expected);
  });

  it('time that is short for the complexity', () => {
    const dates = { notice: '2026-08-03', 'tenders-deadline': '2026-09-03 12:00' };
    expect(ids(check('open', dates, { complexity: 'large' }))).toEqual(['short-for-complexity']);
    expect(ids(check('open', dates, { complexity: 'standard' }))).toEqual([]);
    expect(ids(check('open', dates))).toEqual([]);
  });

  it('eleven to fifteen working days of assessment', () => {
    const found = check('dps', { 'requests-deadline': '2026-03-02', selection: '2026-03-17' });
    expect(told(found, 'warning')).toEqual(['beyond-normal-maximum selection 2026-03-16']);
  });

  it('a publication later than TED may take: the authority breaks nothing by planning so', () => {
    const late = check('open', { notice: '2026-03-02', 'notice-published': '2026-03-10' });
    expect(told(late, 'warning')).toEqual(['later-than-others-may notice-published 2026-03-09']);
    expect(told(late, 'error')).toEqual([]);
    expect(late[0]!.citations).toEqual([expect.objectContaining({ section: '51', subsection: '2' })]);
    expect(ids(check('open', { notice: '2026-03-02', 'notice-published': '2026-03-09' }))).toEqual([]);
  });

  it.each([
    ['2025-12-30', '2026-01-03', true],
    ['2025-12-30', '2025-12-31', false],
    ['2026-12-30', '2027-01-03', false],
    ['2026-01-01', '2026-01-05', false],
    ['2027-12-31', '2028-01-01', true],
  ] as const)('sent %s, published %s: the thresholds change between them is %s', (notice, published, expected) => {
    const found = check('open', { notice, 'notice-published': published });
    expect(ids(found).includes('threshold-change')).toBe(expected);
  });
});

describe('what was assumed', () => {
  const plain = { notice: '2027-03-01' } as const;

  it.each([
    ['dialogue', { urgent: true }, 'no-accelerated-form'],
    ['open', { urgent: true }, 'urgency-reason'],
    ['restricted', { agreedDays: 9 }, 'agreed-below-floor'],
    ['restricted', { agreedDays: 10 }, 'agreed-by-all'],
    ['restricted', { agreedDays: 10, authority: 'central' }, 'agreed-not-for-state'],
    ['open', { agreedDays: 10 }, 'agreed-no-effect'],
    ['open', { pinDay: day('2027-02-01') }, 'pin-too-late'],
    ['open', { pinDay: day('2025-02-01') }, 'pin-too-early'],
    ['open', { pinDay: day('2026-12-01'), pinComplete: false }, 'pin-incomplete'],
    ['dialogue', { pinDay: day('2026-12-01') }, 'pin-no-effect'],
    ['open', { rounds: 2 }, 'rounds-no-effect'],
    ['open', { framework: true, frameworkMonths: 60 }, 'framework-too-long'],
  ] as const)('%s %j: %s', (procedure, given, id) => {
    expect(ids(check(procedure, plain, given))).toContain(id);
  });

  it('says when a tender is older than the rules', () => {
    expect(ids(check('open', { notice: '2012-03-01' }))).toContain('before-rules');
    expect(ids(check('open', { notice: '2016-03-01' }))).not.toContain('before-rules');
  });

  it('says nothing of a plain tender', () => {
    expect(check('open', plain)).toEqual([]);
  });
});

describe('blocks of holidays', () => {
  it.each([
    ['2026-12-23', null],
    ['2026-12-24', 'christmas'],
    ['2027-01-01', 'christmas'],
    ['2027-01-02', null],
    ['2027-03-21', null],
    ['2027-03-22', 'easter'],
    ['2027-03-29', 'easter'],
    ['2027-03-30', null],
    ['2027-05-07', 'ascension-friday'],
    ['2027-07-11', null],
    ['2027-07-12', 'summer'],
    ['2027-08-01', 'summer'],
    ['2027-08-02', null],
    ['2027-10-18', 'autumn'],
  ] as const)('%s: %s', (iso, id) => {
    expect(holidayBlockOn(day(iso))?.id ?? null).toBe(id);
  });
});
