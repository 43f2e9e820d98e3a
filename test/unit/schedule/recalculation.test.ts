import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepsBehind, stepsFrom } from '../../../src/schedule/affected-steps.ts';
import { calculate } from '../../../src/schedule/calculate.ts';
import { buildNetwork } from '../../../src/schedule/network.ts';
import { blankInput, CONSTRAINT_CODES, MANUAL, type NetworkInput } from '../../../src/schedule/network-input.ts';
import { createWorkspace, type Workspace } from '../../../src/schedule/pass.ts';
import { recalculationOf } from '../../../src/schedule/recalculation.ts';
import { freeSlackOf } from '../../../src/schedule/slack.ts';
import { compileCalendar, STANDARD_CALENDAR } from '../../../src/time/calendar.ts';
import { randomPlan } from './random-plan.ts';

const DAY = 1440;

/** Another input for one task. */
type Change = (input: NetworkInput, task: number) => void;

const changed = (input: NetworkInput, task: number, change: Change): NetworkInput => {
  const next: NetworkInput = {
    ...input,
    flags: input.flags.slice(),
    durationMin: input.durationMin.slice(),
    manualStart: input.manualStart.slice(),
    manualFinish: input.manualFinish.slice(),
    actualStart: input.actualStart.slice(),
    actualFinish: input.actualFinish.slice(),
    percentComplete: input.percentComplete.slice(),
    constraintType: input.constraintType.slice(),
    constraintAt: input.constraintAt.slice(),
    deadline: input.deadline.slice(),
  };
  change(next, task);
  return next;
};

const days = fc.integer({ min: -6, max: 30 });

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.constantFrom(0, 120, 480, 2400).map(
    (minutes): Change =>
      (input, task) => {
        input.durationMin[task] = minutes;
      },
  ),
  fc.tuple(fc.constantFrom(...Object.values(CONSTRAINT_CODES)), days).map(
    ([type, day]): Change =>
      (input, task) => {
        input.constraintType[task] = type;
        input.constraintAt[task] = input.projectStart + day * DAY;
      },
  ),
  days.map(
    (day): Change =>
      (input, task) => {
        input.actualStart[task] = input.projectStart + day * DAY;
        input.percentComplete[task] = 40;
      },
  ),
  fc.integer({ min: 0, max: 100 }).map(
    (percent): Change =>
      (input, task) => {
        input.percentComplete[task] = percent;
      },
  ),
  days.map(
    (day): Change =>
      (input, task) => {
        input.flags[task] = input.flags[task]! ^ MANUAL;
        input.manualStart[task] = input.projectStart + day * DAY;
        input.manualFinish[task] = input.projectStart + (day + 2) * DAY;
      },
  ),
  days.map(
    (day): Change =>
      (input, task) => {
        input.deadline[task] = input.projectStart + day * DAY;
      },
  ),
);

const told = (space: Workspace) => ({
  dates: [space.start, space.finish, space.earlyStart, space.earlyFinish].map((list) => [...list]),
  late: [space.lateStart, space.lateFinish, space.totalSlackMin].map((list) => [...list]),
  free: [...space.start.keys()].map((task) => freeSlackOf(space, task)),
  lengths: [...space.durationMin],
  critical: [...space.critical],
  percent: [...space.percentComplete],
  driving: [...space.drivingLink],
  project: [space.projectStart, space.projectFinish],
  findings: space.findings,
});

const dates = ({ start, finish, durationMin, projectStart, projectFinish }: Workspace) => [
  [...start],
  [...finish],
  [...durationMin],
  projectStart,
  projectFinish,
];

describe('calculating again with one task changed', () => {
  const early = Object.values(CONSTRAINT_CODES).filter((code) => code !== CONSTRAINT_CODES.ALAP);
  it.each([
    ['with few constraints', [CONSTRAINT_CODES.ASAP, CONSTRAINT_CODES.ASAP, CONSTRAINT_CODES.SNET]],
    ['with constraints of every kind but "as late as possible"', early],
    ['with tasks as late as possible', Object.values(CONSTRAINT_CODES)],
  ])('gives what calculating all of it gives, time after time, %s', (_, constraints) => {
    const plans = randomPlan({ calendars: true, constraints, special: true, leads: true });
    const changes = fc.array(fc.tuple(fc.nat(20), change), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(plans, changes, (input, list) => {
        const network = buildNetwork(input);
        const base = createWorkspace(network, input);
        calculate(network, input, base);
        const before = told(base);
        const recalculate = recalculationOf(base);
        for (const [i, [which, step]] of list.entries()) {
          const task = which % input.size;
          const next = changed(input, task, step);
          // A look at dates only in between gives the same dates and disturbs no later one.
          if (i % 2 === 1) expect(dates(recalculate(next, [task], true))).toEqual(dates(calculate(network, next)));
          expect(told(recalculate(next, [task]))).toEqual(told(calculate(network, next)));
        }
        expect(told(base)).toEqual(before);
      }),
      { numRuns: 1500 },
    );
  });

  it('looks at what follows, and for late dates at what stands before that', () => {
    const settings = { calendars: [compileCalendar(STANDARD_CALENDAR, 0, 400)], projectCalendar: 0 };
    const input = blankInput(5, 3, { ...settings, projectStart: 0, honourConstraints: true });
    // 0 - 1 - 2 and, with nothing between, 3 - 4.
    input.linkPred.set([0, 1, 3]);
    input.linkSucc.set([1, 2, 4]);
    const base = calculate(buildNetwork(input), input);
    const forward = stepsFrom(base, 1);
    expect([...forward]).toEqual([1, 2]);
    const { backward, slack } = stepsBehind(base, forward);
    expect([...backward].sort()).toEqual([0, 1, 2]);
    expect([...slack].sort()).toEqual([0, 1, 2]);
  });
});
