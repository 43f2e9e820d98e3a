import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculate } from '../../../src/schedule/calculate.ts';
import { effectOfDelay } from '../../../src/schedule/effect-of-delay.ts';
import { buildNetwork } from '../../../src/schedule/network.ts';
import { CONSTRAINT_CODES, type NetworkInput } from '../../../src/schedule/network-input.ts';
import { createWorkspace } from '../../../src/schedule/pass.ts';
import type { PlanSchedule } from '../../../src/schedule/plan-schedule.ts';
import { randomPlan } from './random-plan.ts';

const nameOf = (task: number): string => `t${task}`;

/** As much of a plan's schedule as the question reads. */
const scheduleFor = (input: NetworkInput): PlanSchedule => {
  const network = buildNetwork(input);
  const calculated = createWorkspace(network, input);
  calculate(network, input, calculated);
  const ids = Array.from({ length: input.size }, (_, task) => nameOf(task));
  const position = new Map(ids.map((id, task) => [id, task]));
  return { network, input, calculated, outline: { ids, position } } as unknown as PlanSchedule;
};

/** Everything calculated anew with the delay in the input. */
const oracle = ({ network, input, calculated }: PlanSchedule, task: number, delayMin: number) => {
  const levelingDelay = input.levelingDelay.slice();
  levelingDelay[task] = levelingDelay[task]! + delayMin;
  const later = calculate(network, { ...input, levelingDelay });
  return Array.from({ length: network.size }, (_, at) => ({
    taskId: nameOf(at),
    startByMin: later.start[at]! - calculated.start[at]!,
    finishByMin: later.finish[at]! - calculated.finish[at]!,
  })).filter(({ startByMin, finishByMin }) => startByMin !== 0 || finishByMin !== 0);
};

describe('the effect of a delay', () => {
  it.each([
    [
      'with constraints of every kind but "as late as possible"',
      Object.values(CONSTRAINT_CODES).filter((code) => code !== CONSTRAINT_CODES.ALAP),
    ],
    ['with tasks as late as possible', Object.values(CONSTRAINT_CODES)],
  ])('is what calculating everything anew gives, %s, and leaves the schedule as it is', (_, constraints) => {
    const plans = randomPlan({ calendars: true, constraints, special: true, leads: true });
    fc.assert(
      fc.property(plans, fc.nat(20), fc.constantFrom(1440, 10_080), (input, which, delayMin) => {
        const schedule = scheduleFor(input);
        const task = which % input.size;
        const before = [...schedule.calculated.start, ...schedule.calculated.finish];
        expect(effectOfDelay(schedule, nameOf(task), delayMin)).toEqual(oracle(schedule, task, delayMin));
        expect([...schedule.calculated.start, ...schedule.calculated.finish]).toEqual(before);
      }),
      { numRuns: 1000 },
    );
  });
});
