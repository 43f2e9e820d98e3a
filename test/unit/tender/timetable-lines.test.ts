import ICAL from 'ical.js';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { planCalendar } from '../../../src/interchange/icalendar/plan-calendar.ts';
import { writeCalendar } from '../../../src/interchange/icalendar/write-icalendar.ts';
import { timetableDocument } from '../../../src/report/timetable-document.ts';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import { tableForClipboard, timetableLines } from '../../../src/tender/timetable-lines.ts';
import { day } from './dates.ts';
import { TenderPlan } from './tender-plan.ts';
import { wordsOf } from './words.ts';

const planned = () =>
  new TenderPlan().must('tender.begin', {
    id: 't',
    cells: {
      procedure: 'negotiation',
      template: 'large-it',
      rounds: 2,
      anchor: { event: 'notice', day: day('2027-03-01') },
    },
  });

describe('lines of a timetable for others', () => {
  const plan = planned();
  const lines = (rows: 'public' | 'all', language: 'da' | 'en' = 'da') =>
    timetableLines(wordsOf(language), plan.view, { rows }, language);
  const line = (key: string, language: 'da' | 'en' = 'da') => lines('all', language).find((each) => each.key === key)!;

  it('tell dates in words, with time and rule', () => {
    expect(line('requests-deadline')).toMatchObject({
      activity: 'Frist for ansøgning',
      date: 'mandag 5. april 2027',
      time: 'kl.\u00a012.00',
      rule: '§\u00a063*',
    });
    expect(line('notice').time).toBe('');
  });

  it('tell spans without saying month and year twice', () => {
    expect(line('selection').date).toMatch(/^\d+\. – \d+\. april 2027$/);
    expect(line('negotiation-1').date).toMatch(/^\d+\. \w+ – \d+\. \w+ 2027$/);
    expect(line('selection', 'en').date).toMatch(/^\d+ – \d+ April 2027$/);
  });

  it('keep what is internal to the authority out of what tenderers get', () => {
    const open = lines('public').map(({ key }) => key);
    expect(open).not.toContain('approval');
    expect(open).not.toContain('drafting');
    expect(open).toContain('tenders-deadline');
    expect(lines('all').map(({ key }) => key)).toEqual(plan.view.rows.map(({ key }) => key));
  });

  it('tell a week as a week, and no time with it', () => {
    const other = planned().must('tender.setDate', {
      id: 't',
      event: 'contract',
      day: day('2027-12-06'),
      precision: 'week',
    });
    const [contract] = timetableLines(wordsOf('da'), other.view, { rows: 'all' }, 'da').filter(
      ({ key }) => key === 'contract',
    );
    expect(contract).toMatchObject({ date: 'uge 49, 2027', time: '' });
    const document = timetableDocument(
      other,
      other.view,
      wordsOf('da'),
      { rows: 'public', withRules: false, withResponsible: false },
      'da',
      0,
    );
    expect(document.notes.join(' ')).toContain('forventede');
  });

  it('become a document whose columns a person chooses', () => {
    const of = (withRules: boolean, withResponsible: boolean) =>
      timetableDocument(plan, plan.view, wordsOf('da'), { rows: 'public', withRules, withResponsible }, 'da', 0);
    expect(of(false, false).columns.map(({ title }) => title)).toEqual(['Aktivitet', 'Dato', 'Tid']);
    expect(of(true, true).columns.map(({ title }) => title)).toEqual([
      'Aktivitet',
      'Dato',
      'Tid',
      'Ansvarlig',
      'Regel',
    ]);
    for (const row of of(true, true).rows) expect(row).toHaveLength(5);
    expect(of(true, false).notes.join(' ')).toContain('bekræftes af jurist');
    expect(of(false, false).notes.join(' ')).not.toContain('jurist');
  });
});

describe('a table on the clipboard', () => {
  const heads = ['Aktivitet', 'Dato'];
  const rows = [
    ['Frist & <svar>', 'uge 34'],
    ['To\nlinjer\tog tabulator', '"citat"'],
  ];

  it('is well-formed HTML with a table, and text with tabs', () => {
    const { html, text } = tableForClipboard(heads, rows, 'Tidsplan <1>');
    const seen: string[] = [];
    const cells: string[] = [];
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ name }) => void seen.push(name));
    parser.on('text', (part) => void cells.push(part));
    parser.write(html).close();
    expect(seen.filter((name) => name === 'tr')).toHaveLength(3);
    expect(seen.filter((name) => name === 'td')).toHaveLength(4);
    expect(cells).toEqual([
      'Tidsplan <1>',
      'Aktivitet',
      'Dato',
      'Frist & <svar>',
      'uge 34',
      'To\nlinjer\tog tabulator',
      '"citat"',
    ]);
    expect(text).toBe('Aktivitet\tDato\r\nFrist & <svar>\tuge 34\r\nTo linjer og tabulator\t"citat"');
  });
});

describe('the calendar of a plan', () => {
  const plan = planned().must('task.add', { name: 'Styregruppe', kind: 'milestone' });
  const fileOf = (withMilestones: boolean) =>
    writeCalendar(
      planCalendar({
        plan,
        dates: scheduleOf(plan),
        tenders: [plan.view],
        withMilestones,
        words: wordsOf('da'),
        language: 'da',
        nowMs: Date.UTC(2026, 10, 26),
      }),
    );
  const eventsOf = (text: string) =>
    new ICAL.Component(ICAL.parse(text) as unknown as string)
      .getAllSubcomponents('vevent')
      .map((each) => new ICAL.Event(each));

  it('has every date of the tender, under ids that stay when dates move', () => {
    const before = eventsOf(fileOf(false));
    expect(before).toHaveLength(plan.view.rows.length);
    const uids = before.map(({ uid }) => uid);
    expect(new Set(uids).size).toBe(uids.length);
    const moved = planned().must('tender.setDate', { id: 't', event: 'requests-deadline', day: day('2027-04-20') });
    const uid = 't.requests-deadline@p.udbudsplan';
    const text = writeCalendar(
      planCalendar({
        plan: moved,
        dates: scheduleOf(moved),
        tenders: [moved.view],
        withMilestones: false,
        words: wordsOf('da'),
        language: 'da',
        nowMs: 0,
      }),
    );
    expect(before.find((event) => event.uid === uid)!.startDate.toString()).toBe('2027-04-05T12:00:00');
    expect(
      eventsOf(text)
        .find((event) => event.uid === uid)!
        .startDate.toString(),
    ).toBe('2027-04-20T12:00:00');
  });

  it('reminds of a deadline a week and a day before, and tells the law', () => {
    const deadline = eventsOf(fileOf(false)).find(({ uid }) => uid.startsWith('t.requests-deadline@'))!;
    const triggers = deadline.component
      .getAllSubcomponents('valarm')
      .map((alarm) => (alarm.getFirstPropertyValue('trigger') as unknown as { toSeconds: () => number }).toSeconds());
    expect(triggers).toEqual([-7 * 86_400, -86_400]);
    expect(deadline.description).toContain('Tidligst lovligt');
    expect(deadline.description).toContain('udbudsloven § 63');
    expect(deadline.summary).toBe('Frist for ansøgning – P');
  });

  it('has no reminder for what is done', () => {
    const done = planned().must('tender.setActual', { id: 't', event: 'notice', day: day('2027-03-01') });
    const text = writeCalendar(
      planCalendar({
        plan: done,
        dates: scheduleOf(done),
        tenders: [done.view],
        withMilestones: false,
        words: wordsOf('da'),
        language: 'da',
        nowMs: 0,
      }),
    );
    const notice = eventsOf(text).find(({ uid }) => uid.startsWith('t.notice@'))!;
    expect(notice.component.getAllSubcomponents('valarm')).toEqual([]);
  });

  it('takes the other milestones in where they are asked for', () => {
    expect(eventsOf(fileOf(true))).toHaveLength(plan.view.rows.length + 1);
    expect(fileOf(true)).toContain('SUMMARY:Styregruppe – P');
    expect(fileOf(false)).not.toContain('Styregruppe');
  });
});
