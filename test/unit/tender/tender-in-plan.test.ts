import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROCEDURES, WITH_ROUNDS } from '../../../src/tender/procedure.ts';
import { TEMPLATES } from '../../../src/tender/template.ts';
import { workingDayFrom } from '../../../src/time/period.ts';
import { day, fromNotice, made, settingsFor } from './dates.ts';
import { cellsFor, TenderPlan } from './tender-plan.ts';

const anchor = (event: string, iso: string) => ({ event, day: day(iso) });

describe('a tender laid into a plan', () => {
  const plan = new TenderPlan().tender({
    procedure: 'open',
    template: 'minimum',
    anchor: anchor('notice', '2026-03-02'),
  });

  it('is ordinary tasks with the dates of its timetable', () => {
    const timetable = fromNotice('open', '2026-03-02');
    expect(plan.view.rows.map(({ key, day: at }) => [key, at])).toEqual(
      timetable.events.map(({ key, day: at }) => [key, at]),
    );
    expect(plan.date('tenders-deadline')).toBe('2026-04-01');
    expect(plan.found('error')).toEqual([]);
  });

  it('counts statutory periods anew when the notice moves: over Easter to the next working day', () => {
    const moved = new TenderPlan().tender({
      procedure: 'open',
      template: 'minimum',
      anchor: anchor('notice', '2026-03-02'),
    });
    moved.must('tender.setDate', { id: 't', event: 'notice', day: day('2026-03-06') });
    expect(moved.date('notice')).toBe('2026-03-06');
    expect(moved.date('tenders-deadline')).toBe('2026-04-07');
    expect(moved.found('error')).toEqual([]);
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
      documentsOnline: fc.boolean(),
      siteVisit: fc.boolean(),
      electronic: fc.boolean(),
      complaintBufferDays: fc.constantFrom(0, 0, 30),
      agreedDays: fc.constantFrom(null, null, 12),
      questionRounds: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ procedure, rounds, ...given }) =>
      settingsFor(procedure, { ...given, rounds: WITH_ROUNDS.has(procedure) ? rounds : 0 }),
    );
  const anyDay = fc.integer({ min: day('2020-01-01'), max: day('2060-12-31') });

  it('laid into a plan, every event stands where the timetable has it', () => {
    fc.assert(
      fc.property(anySettings, anyDay, fc.constantFrom('notice', 'contract', 'go-live'), (settings, at, event) => {
        const anchorDay = event === 'notice' ? workingDayFrom(at) : at;
        const timetable = made({ settings, anchor: { id: event as 'notice', day: anchorDay } });
        const plan = new TenderPlan().tender({ ...cellsFor(settings), anchor: { event, day: anchorDay } });
        const dates = new Map(plan.view.rows.map(({ key, day: planned }) => [key, planned]));
        for (const { key, day: planned } of timetable.events) expect([key, dates.get(key)]).toEqual([key, planned]);
        expect(plan.found('error')).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('moved by any number of days, a plan has no error', () => {
    fc.assert(
      fc.property(anySettings, anyDay, fc.integer({ min: -400, max: 400 }), (settings, at, byDays) => {
        const plan = new TenderPlan().tender({ ...cellsFor(settings), anchor: { event: 'notice', day: at } });
        const [first] = plan.view.rows;
        plan.must('task.setConstraint', {
          ids: [first!.taskId],
          constraint: { type: 'SNET', atMin: (first!.startDay ?? first!.day) * 1440 + byDays * 1440 + 480 },
        });
        expect(plan.found('error')).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
