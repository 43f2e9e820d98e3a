import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTimetable } from '../../../src/tender/check.ts';
import { eventOfKey } from '../../../src/tender/event.ts';
import { movedDraft, timetableToPlan } from '../../../src/tender/plan-draft.ts';
import { PROCEDURES, WITH_ROUNDS } from '../../../src/tender/procedure.ts';
import { TEMPLATES } from '../../../src/tender/template.ts';
import { isoOfDay } from '../../../src/time/day.ts';
import { workingDayFrom } from '../../../src/time/period.ts';
import { day, fromNotice, made, settingsFor } from './dates.ts';

describe('a timetable in a plan', () => {
  const timetable = fromNotice('negotiation', '2027-03-01', { rounds: 2, template: 'large-it' });
  const draft = timetableToPlan(timetable);
  const task = (key: string) => draft.tasks.find((each) => each.key === key)!;

  it('has a task or a milestone for every event', () => {
    expect(draft.tasks.map(({ key }) => key)).toEqual(timetable.events.map(({ key }) => key));
    expect(task('drafting')).toMatchObject({ kind: 'task', ruleId: null });
    expect(task('drafting').workingDays).toBeGreaterThan(60);
    expect(task('requests-deadline')).toMatchObject({ kind: 'milestone', workingDays: 0, timeMin: 720 });
  });

  it('holds statutory periods by links that carry their rule', () => {
    const rules = new Map(draft.links.map(({ to, from, ruleId }) => [to, [from, ruleId]]));
    expect(rules.get('requests-deadline')).toEqual(['notice', 'negotiation.requests']);
    expect(rules.get('tenders-deadline')).toEqual(['invitation', 'negotiation.tenders']);
    expect(rules.get('questions-answered')).toEqual(['tenders-deadline', 'answers.tenders']);
    expect(rules.get('standstill-end')).toEqual(['award-notification', 'standstill.end']);
    expect(rules.get('contract')).toEqual(['award-notification', 'standstill.contract']);
    expect(rules.get('award-notice')).toEqual(['contract', 'award-notice.sent']);
    expect(rules.get('complaint-end')).toEqual(['award-notice-published', 'complaint.award']);
    expect(rules.get('evaluation')).toEqual(['final-tenders-deadline', null]);
  });

  it('links every task but the first, each to an earlier one of the list', () => {
    const keys = new Set(draft.tasks.map(({ key }) => key));
    expect(draft.links).toHaveLength(draft.tasks.length - 1);
    for (const { from, to } of draft.links) expect(keys.has(from) && keys.has(to)).toBe(true);
  });

  it('moves over Easter as the law does', () => {
    const open = fromNotice('open', '2026-03-02');
    const moved = movedDraft(timetableToPlan(open), open, 4);
    expect(isoOfDay(moved.get('tenders-deadline')!)).toBe('2026-04-07');
  });
});

describe('properties', () => {
  const anySettings = fc
    .record({
      procedure: fc.constantFrom(...PROCEDURES),
      template: fc.constantFrom(...TEMPLATES),
      rounds: fc.integer({ min: 1, max: 3 }),
      urgent: fc.boolean(),
      letter: fc.boolean(),
      auction: fc.boolean(),
      framework: fc.boolean(),
      boardApproval: fc.boolean(),
      questionRounds: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ procedure, rounds, ...given }) =>
      settingsFor(procedure, { ...given, rounds: WITH_ROUNDS.has(procedure) ? rounds : 0 }),
    );
  const anyDay = fc.integer({ min: day('2020-01-01'), max: day('2060-12-31') });

  it('not moved, every link gives the date that the timetable has', () => {
    fc.assert(
      fc.property(anySettings, anyDay, fc.constantFrom('notice', 'contract'), (settings, at, id) => {
        const timetable = made({ settings, anchor: { id, day: workingDayFrom(at) } });
        const moved = movedDraft(timetableToPlan(timetable), timetable, 0);
        for (const { key, day: planned } of timetable.events) expect([key, moved.get(key)]).toEqual([key, planned]);
      }),
      { numRuns: 300 },
    );
  });

  it('moved by any number of days, a plan has no error', () => {
    fc.assert(
      fc.property(anySettings, anyDay, fc.integer({ min: -400, max: 400 }), (settings, at, byDays) => {
        const timetable = made({ settings, anchor: { id: 'contract', day: at } });
        const moved = movedDraft(timetableToPlan(timetable), timetable, byDays);
        const times = new Map(timetable.events.map(({ key, timeMin }) => [key, timeMin]));
        const events = [...moved].map(([key, planned]) => ({
          ...eventOfKey(key)!,
          day: planned,
          timeMin: times.get(key)!,
        }));
        const errors = checkTimetable(settings, events).filter(({ severity }) => severity === 'error');
        expect(errors).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
