import { describe, expect, it } from 'vitest';
import { timetableToPlan } from '../../../src/tender/plan-draft.ts';
import { fromNotice } from './dates.ts';

describe('a timetable in a plan', () => {
  const timetable = fromNotice('negotiation', '2027-03-01', { rounds: 2, template: 'large-it' });
  const draft = timetableToPlan(timetable);
  const task = (key: string) => draft.tasks.find((each) => each.key === key)!;

  it('has a task or a milestone for every event', () => {
    expect(draft.tasks.map(({ key }) => key)).toEqual(timetable.events.map(({ key }) => key));
    expect(task('drafting')).toMatchObject({ kind: 'task', hold: 'links' });
    expect(task('drafting').workingDays).toBeGreaterThan(60);
    expect(task('requests-deadline')).toMatchObject({ kind: 'milestone', workingDays: 0, timeMin: 720 });
  });

  it('holds statutory periods by links that carry their rule', () => {
    const rules = new Map(draft.links.map(({ from, to, ruleId }) => [`${from}>${to}`, ruleId]));
    expect(rules.get('notice>requests-deadline')).toBe('negotiation.requests');
    expect(rules.get('invitation>tenders-deadline')).toBe('negotiation.tenders');
    expect(rules.get('tenders-deadline>questions-answered')).toBe('answers.tenders');
    expect(rules.get('award-notification>standstill-end')).toBe('standstill.end');
    expect(rules.get('award-notification>contract')).toBe('standstill.contract');
    expect(rules.get('standstill-end>contract')).toBeNull();
    expect(rules.get('contract>award-notice')).toBe('award-notice.sent');
    expect(rules.get('award-notice-published>complaint-end')).toBe('complaint.award');
    expect(rules.get('final-tenders-deadline>evaluation')).toBeNull();
  });

  it('holds every task but the first by a link', () => {
    const held = new Set(draft.links.map(({ to }) => to));
    const free = draft.tasks.filter(({ key }) => !held.has(key)).map(({ key }) => key);
    expect(free).toEqual([timetable.steps[0]!.key]);
    expect(task(free[0]!).hold).toBe('earliest');
  });

  it('writes lags that other programs understand: the planned or the lawful length where it gives the date', () => {
    const lag = (key: string) => draft.links.find(({ from, to }) => `${from}>${to}` === key)!.lag;
    expect(lag('tenders-deadline>questions-answered')).toEqual({ count: -7, unit: 'day' });
    expect(lag('award-notification>contract')).toEqual({ count: 11, unit: 'day' });
  });
});
