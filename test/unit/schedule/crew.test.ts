import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../../../src/schedule/network.ts';
import { blankInput } from '../../../src/schedule/network-input.ts';
import { createWorkspace, prepare } from '../../../src/schedule/pass.ts';
import { beginFor, crewDuration, endFrom, firstStart, standAfter } from '../../../src/schedule/task-time.ts';
import { type CalendarDefinition, compileCalendar, STANDARD_CALENDAR } from '../../../src/time/calendar.ts';
import { dayNumberOf, instantOf } from '../../../src/time/day.ts';
import { slowCrew } from '../../oracles/crew-oracle.ts';

const MONDAY = dayNumberOf(2027, 4, 5);

const week = fc
  .array(
    fc.constantFrom(
      [],
      [[480, 720]],
      [
        [480, 720],
        [780, 1020],
      ],
      [
        [0, 180],
        [1320, 1440],
      ],
      [[0, 1440]],
    ),
    {
      minLength: 7,
      maxLength: 7,
    },
  )
  .map(
    (drawn): CalendarDefinition => ({
      ...STANDARD_CALENDAR,
      week: [
        [{ startMin: 600, endMin: 900 }],
        ...drawn.slice(1).map((list) => list.map(([startMin, endMin]) => ({ startMin: startMin!, endMin: endMin! }))),
      ],
    }),
  );
const member = fc.record({
  definition: fc.oneof(fc.constant(STANDARD_CALENDAR), week),
  length: fc.integer({ min: 1, max: 900 }),
  delay: fc.constantFrom(0, 0, 60, 500),
});

describe('the time of a crew', () => {
  it('is what counting minute by minute gives', () => {
    fc.assert(
      fc.property(
        fc.array(member, { minLength: 2, maxLength: 3 }),
        fc.integer({ min: 0, max: 7 * 1440 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (members, offset, share) => {
          const from = instantOf(MONDAY, offset);
          const slow = slowCrew(members, from, 30 * 1440);
          if (!slow) return;
          const calendars = members.map(({ definition }) => compileCalendar(definition, MONDAY - 7, MONDAY + 60));
          const settings = { calendars, projectCalendar: 0, projectStart: from, honourConstraints: true };
          const input = blankInput(1, 0, settings, members.length);
          input.durationMin[0] = 480;
          members.forEach(({ length, delay }, i) => {
            input.crewCalendar[i] = i;
            input.crewLength[i] = length;
            input.crewDelay[i] = delay;
          });
          input.crewFrom[1] = members.length;
          const space = createWorkspace(buildNetwork(input), input);
          prepare(space);
          expect(firstStart(space, 0, from)).toBe(slow.start);
          expect(endFrom(space, 0, from)).toBe(slow.finish);
          expect(crewDuration(space, 0, from)).toBe(slow.worked.length);
          const done = Math.floor(share * slow.worked.length);
          if (done > 0) expect(standAfter(space, 0, from, done)).toBe(slow.worked[done - 1]! + 1);
          // Who begins when it is latest to begin ends in time, as far as delays leave room to say so.
          if (members.some(({ delay }) => delay > 0)) return;
          const latest = beginFor(space, 0, slow.finish);
          expect(endFrom(space, 0, latest)).toBeLessThanOrEqual(slow.finish);
          expect(latest).toBeGreaterThanOrEqual(slow.start);
        },
      ),
      { numRuns: 60 },
    );
  });
});
