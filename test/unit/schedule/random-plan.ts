import fc from 'fast-check';
import {
  blankInput,
  CONSTRAINT_CODES,
  ELAPSED,
  INACTIVE,
  MANUAL,
  type NetworkInput,
} from '../../../src/schedule/network-input.ts';
import { compileCalendar, ROUND_THE_CLOCK_CALENDAR, STANDARD_CALENDAR } from '../../../src/time/calendar.ts';
import { dayNumberOf } from '../../../src/time/day.ts';

const MONDAY = dayNumberOf(2027, 4, 5);
const MORNINGS = { ...STANDARD_CALENDAR, week: STANDARD_CALENDAR.week.map((periods) => periods.slice(0, 1)) };
const calendars = [STANDARD_CALENDAR, MORNINGS, ROUND_THE_CLOCK_CALENDAR].map((definition) =>
  compileCalendar(definition, MONDAY - 400, MONDAY + 400),
);

/** Which parts of the input a property wants drawn. */
export type RandomPlanOptions = {
  readonly calendars?: boolean;
  readonly constraints?: readonly number[];
  readonly special?: boolean;
  readonly leads?: boolean;
};

const instant = fc
  .tuple(fc.integer({ min: -3, max: 20 }), fc.constantFrom(480, 720, 780, 1020, 600, 0))
  .map(([day, minute]) => (MONDAY + day) * 1440 + minute);

/** Sound small plans: links run from earlier to later tasks, a summary's children follow it, none links to its own family. */
export const randomPlan = (options: RandomPlanOptions = {}): fc.Arbitrary<NetworkInput> => {
  const task = fc.record({
    duration: fc.constantFrom(0, 60, 240, 480, 960, 1500),
    calendar: options.calendars ? fc.constantFrom(-1, -1, 0, 1, 2) : fc.constant(-1),
    below: fc.integer({ min: 0, max: 9 }),
    constraint: fc.constantFrom(...(options.constraints ?? [CONSTRAINT_CODES.ASAP])),
    constrained: fc.integer({ min: 0, max: 3 }),
    at: instant,
    special: options.special ? fc.constantFrom(0, 0, 0, 0, 0, ELAPSED, INACTIVE, MANUAL) : fc.constant(0),
    manualStart: instant,
    deadline: fc.option(instant, { freq: 6, nil: null }),
  });
  const link = fc.record({
    a: fc.nat(40),
    b: fc.nat(40),
    type: fc.integer({ min: 0, max: 3 }),
    lag: options.leads === false ? fc.constantFrom(0, 0, 120, 480) : fc.constantFrom(0, 0, 0, 120, 480, -240, 50),
    kind: fc.constantFrom(0, 0, 1, 2),
  });
  return fc
    .tuple(fc.array(task, { minLength: 1, maxLength: 12 }), fc.array(link, { maxLength: 16 }), fc.boolean())
    .map(([tasks, drawn, honourConstraints]) => {
      const size = tasks.length;
      const parents: number[] = [];
      tasks.forEach(({ below }, i) => {
        const chain: number[] = [];
        for (let at = i - 1; at >= 0; at = parents[at]!) chain.push(at);
        parents.push(below < 4 && i > 0 ? chain[Math.min(below, chain.length - 1)]! : -1);
      });
      const family = (a: number, b: number): boolean => {
        for (let at = b; at >= 0; at = parents[at]!) if (at === a) return true;
        return false;
      };
      const ends = drawn
        .map((one) => ({
          ...one,
          pred: Math.min(one.a % size, one.b % size),
          succ: Math.max(one.a % size, one.b % size),
        }))
        .filter(({ pred, succ }) => pred !== succ && !family(pred, succ))
        // Both ends must lie in one order with everything below them: no link into the middle of a family from inside it.
        .filter(({ pred, succ }) => !parents.some((_, i) => family(pred, i) && i > succ));
      const settings = { calendars, projectCalendar: 0, projectStart: MONDAY * 1440 + 480, honourConstraints };
      const input = blankInput(size, ends.length, settings);
      tasks.forEach((drawnTask, i) => {
        const summary = parents.includes(i);
        input.parent[i] = parents[i]!;
        input.durationMin[i] = drawnTask.duration;
        input.calendarOf[i] = drawnTask.calendar;
        if (drawnTask.constrained === 0) {
          input.constraintType[i] = drawnTask.constraint;
          input.constraintAt[i] = drawnTask.at;
        }
        if (drawnTask.deadline !== null) input.deadline[i] = drawnTask.deadline;
        if (summary && drawnTask.special !== 0) return;
        input.flags[i] = drawnTask.special;
        if (drawnTask.special === MANUAL) {
          input.manualStart[i] = drawnTask.manualStart;
          input.manualFinish[i] = drawnTask.manualStart + drawnTask.duration;
        }
      });
      ends.forEach(({ pred, succ, type, lag, kind }, k) => {
        input.linkPred[k] = pred;
        input.linkSucc[k] = succ;
        input.linkType[k] = type;
        input.lag[k] = lag;
        input.lagKind[k] = kind;
      });
      return Object.assign(input, { [fc.toStringMethod]: () => describePlan(input) });
    });
};

/** The plan in a few lines, for reports of failed properties. */
const describePlan = (input: NetworkInput): string =>
  `${Object.entries(input)
    .filter(([key]) => key !== 'calendars')
    .map(([key, value]) => `${key} ${ArrayBuffer.isView(value) ? Array.from(value as Int32Array).join(' ') : value}`)
    .join('\n')}`.replaceAll('-2147483648', '.');
