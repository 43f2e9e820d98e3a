import { describe, expect, it } from 'vitest';
import { calculate } from '../../../src/schedule/calculate.ts';
import { findCycle, wouldCloseCycle } from '../../../src/schedule/cycle.ts';
import { buildNetwork } from '../../../src/schedule/network.ts';
import { blankInput, type NetworkInput } from '../../../src/schedule/network-input.ts';
import { compileCalendar, ROUND_THE_CLOCK_CALENDAR } from '../../../src/time/calendar.ts';

const START = 480;
const plan = (size: number, links: number): NetworkInput =>
  blankInput(size, links, {
    calendars: [compileCalendar(ROUND_THE_CLOCK_CALENDAR, 0, 1000)],
    projectCalendar: 0,
    projectStart: START,
    honourConstraints: true,
  });

describe('plans that would exhaust a call stack', () => {
  it('a chain of 200,000', () => {
    const size = 200_000;
    const input = plan(size, size - 1);
    input.durationMin.fill(10);
    for (let k = 0; k < size - 1; k++) {
      input.linkPred[k] = k;
      input.linkSucc[k] = k + 1;
    }
    const network = buildNetwork(input);
    const result = calculate(network, input);
    expect(result.finish[size - 1]).toBe(START + size * 10);
    expect(result.critical.every((one) => one === 1)).toBe(true);
    expect(findCycle(input)).toBeNull();
    expect(wouldCloseCycle(network, input.linkSucc, size - 1, 0)).toHaveLength(size);
    input.linkPred[0] = size - 1;
    input.linkSucc[0] = 1;
    expect(findCycle(input)).toHaveLength(size - 1);
    expect(buildNetwork(input).circularLinks).toHaveLength(size - 1);
  });

  it('200,000 links into one task, and out of one', () => {
    const size = 200_001;
    const input = plan(size, size - 1);
    input.durationMin.fill(10);
    for (let k = 0; k < size - 1; k++) {
      input.linkPred[k] = k;
      input.linkSucc[k] = size - 1;
    }
    expect(calculate(buildNetwork(input), input).start[size - 1]).toBe(START + 10);
    const turned = { ...input, linkPred: input.linkSucc, linkSucc: input.linkPred };
    expect(calculate(buildNetwork(turned), turned).start[0]).toBe(START + 10);
  });

  it('an outline 5,000 deep, held back and waited for at the top', () => {
    const size = 5_002;
    const input = plan(size, 2);
    for (let i = 1; i < 5_000; i++) input.parent[i] = i - 1;
    input.durationMin[4_999] = 60;
    input.durationMin[5_000] = 60;
    input.durationMin[5_001] = 60;
    input.linkPred.set([5_000, 0]);
    input.linkSucc.set([0, 5_001]);
    const result = calculate(buildNetwork(input), input);
    expect(result.start[0]).toBe(START + 60);
    expect(result.drivingLink[4_999]).toBe(0);
    expect(result.finish[5_001]).toBe(START + 180);
    expect(result.critical.every((one) => one === 1)).toBe(true);
  });

  it('an outline of 200,000 that goes in one circle', () => {
    const size = 200_000;
    const input = plan(size, 0);
    for (let i = 0; i < size; i++) input.parent[i] = (i + 1) % size;
    expect(calculate(buildNetwork(input), input).start[0]).toBe(START);
  });
});
