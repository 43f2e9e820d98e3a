import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barPartsOf } from '../../../src/gantt/bar-parts.ts';
import { addWork, compileCalendar, STANDARD_CALENDAR, workBetween } from '../../../src/time/calendar.ts';
import { dayNumberOf } from '../../../src/time/day.ts';

const MONDAY = dayNumberOf(2027, 4, 5);
const calendar = compileCalendar(STANDARD_CALENDAR, MONDAY - 30, MONDAY + 400);
const at = (day: number, hour: number): number => (MONDAY + day) * 1440 + hour * 60;
const duration = (minutes: number, elapsed = false) => ({ minutes, unit: 'day', elapsed, estimated: false }) as const;

describe('parts of a bar with breaks', () => {
  it('has none without breaks', () => {
    expect(barPartsOf({ splits: [], duration: duration(960) }, at(0, 8), at(1, 17), calendar)).toBeUndefined();
  });

  it('stands still for the working time of a break', () => {
    const splits = [{ workMin: 480, gapMin: 960 }];
    expect(barPartsOf({ splits, duration: duration(960) }, at(0, 8), at(3, 17), calendar)).toEqual([
      { startMin: at(0, 8), finishMin: at(0, 17) },
      { startMin: at(3, 8), finishMin: at(3, 17) },
    ]);
  });

  it('leaves out a break before the first and after the last minute of work', () => {
    const splits = [{ workMin: 960, gapMin: 480 }];
    expect(barPartsOf({ splits, duration: duration(960) }, at(0, 8), at(1, 17), calendar)).toBeUndefined();
  });

  it('holds exactly the work of the task, in order and apart from each other', () => {
    const breaks = fc.uniqueArray(
      fc.record({ workMin: fc.integer({ min: 1, max: 4000 }), gapMin: fc.integer({ min: 1, max: 3000 }) }),
      {
        selector: ({ workMin }) => workMin,
        maxLength: 5,
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(breaks, fc.integer({ min: 4001, max: 9000 }), (splits, minutes) => {
        const sorted = [...splits].sort((a, b) => a.workMin - b.workMin);
        const whole = minutes + sorted.reduce((sum, { gapMin }) => sum + gapMin, 0);
        const finishMin = addWork(calendar, at(0, 8), whole);
        const parts = barPartsOf({ splits: sorted, duration: duration(minutes) }, at(0, 8), finishMin, calendar)!;
        const work = parts.reduce((sum, part) => sum + workBetween(calendar, part.startMin, part.finishMin), 0);
        expect(work).toBe(minutes);
        expect(parts.at(-1)!.finishMin).toBe(finishMin);
        for (const [i, part] of parts.entries()) {
          expect(part.finishMin).toBeGreaterThan(part.startMin);
          if (i > 0) expect(part.startMin).toBeGreaterThan(parts[i - 1]!.finishMin);
        }
      }),
    );
  });
});
