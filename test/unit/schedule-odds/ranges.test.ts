import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../../../src/schedule/network.ts';
import { CONSTRAINT_CODES, INACTIVE, MANUAL, type NetworkInput } from '../../../src/schedule/network-input.ts';
import { triangular } from '../../../src/schedule/odds/distribution.ts';
import { oddsFrom, oddsOf, samplesOf } from '../../../src/schedule/odds/odds.ts';
import type { OddsInput } from '../../../src/schedule/odds/odds-input.ts';
import { createSimulation, joinSamples, type OddsSamples } from '../../../src/schedule/odds/simulation.ts';
import { NO_TIME } from '../../../src/time/calendar.ts';
import { randomPlan } from '../schedule/random-plan.ts';
import { blankPlan, estimateOf, link, put, task } from './board.ts';

const { SNET, FNET, MSO, FNLT, ALAP } = CONSTRAINT_CODES;

/** A random network of which every so-manieth leaf varies and some have begun; every task is a target. */
const oddsInput = (input: NetworkInput, nth: number, begun: number): OddsInput => {
  const network = buildNetwork(input);
  const leaves = Array.from({ length: input.size }, (_none, i) => i).filter(
    (i) => !network.isSummary[i] && (input.flags[i]! & (MANUAL | INACTIVE)) === 0 && input.durationMin[i]! > 0,
  );
  for (const at of leaves.slice(0, begun)) {
    input.actualStart[at] = input.projectStart;
    input.percentComplete[at] = 25;
  }
  const varying = leaves
    .filter((_at, k) => k % nth === 0)
    .map((at) => ({
      task: at,
      quantile: triangular(60, 480, 2400),
      group: -1,
      doneMin: input.actualStart[at] === NO_TIME ? 0 : Math.round(input.durationMin[at]! / 4),
    }));
  const targets = Array.from({ length: input.size }, (_none, i) => i);
  return { input, network, varying, groups: [], targets, requiredFinish: NO_TIME };
};

const simulated = (odds: OddsInput, iterations: number): OddsSamples => {
  const simulation = createSimulation(odds, { iterations, seed: 3, correlationPercent: 0 }, { from: 0, to: 12 });
  simulation.step(12);
  return simulation.samples;
};

describe('iterations', () => {
  it('go only through what can move, and give what going through everything gives', () => {
    const plans = randomPlan({ calendars: true, constraints: [SNET, FNET, MSO, FNLT, ALAP], special: true });
    fc.assert(
      fc.property(plans, fc.integer({ min: 1, max: 4 }), fc.nat(2), (input, nth, begun) => {
        // Of a thousand iterations each one tells criticality, for which everything is calculated; of 50,000 every fiftieth.
        const whole = simulated(oddsInput(input, nth, begun), 1000);
        const restricted = simulated(oddsInput(input, nth, begun), 50_000);
        expect(restricted.targets).toEqual(whole.targets);
        expect(restricted.finish).toEqual(whole.finish);
      }),
      { numRuns: 400 },
    );
  });

  const plan = () => {
    const one = blankPlan('office');
    put(one, 'task', 's', { place: { parent: null, order: 's' } });
    ['a', 'b', 'c', 'd'].forEach((id, k) => {
      const estimate = estimateOf(k % 2 === 0 ? 'pert' : 'lognormal', null, {
        spread: 'high',
        group: k < 3 ? 'g' : '',
      });
      task(one, id, 2000 + 480 * k, { estimate, ...(k === 3 && { place: { parent: 's', order: 'd' } }) });
    });
    task(one, 'm', 0, { kind: 'milestone' });
    link(one, 'a', 'b');
    link(one, 'b', 'm');
    link(one, 's', 'm');
    return one;
  };
  const run = { iterations: 2500, seed: 11, correlationPercent: 40 };

  it.each([
    ['in two', [0, 1250, 2500]],
    ['in three of different lengths', [0, 7, 2000, 2500]],
    ['one by one at the ends', [0, 1, 2, 2499, 2500]],
  ])('give the same odds to the last bit when they are shared %s', (_name, bounds) => {
    const whole = oddsOf(plan(), run, null);
    const parts = bounds
      .slice(1)
      .map((to, k) => samplesOf(plan(), run, null, { from: bounds[k]!, to }))
      .reverse();
    expect(oddsFrom(plan(), run, null, parts)).toEqual(whole);
  });

  it('joined stand in their order, with the sums of all', () => {
    const whole = samplesOf(plan(), run, null, { from: 0, to: 500 });
    const parts = [
      [0, 120],
      [120, 500],
    ].map(([from, to]) => samplesOf(plan(), run, null, { from: from!, to: to! }));
    expect(joinSamples(parts)).toEqual(whole);
    expect(joinSamples([whole])).toBe(whole);
  });

  it('tell progress within their range', () => {
    const told: number[] = [];
    samplesOf(plan(), run, null, { from: 1000, to: 1250 }, (done) => told.push(done));
    expect(told).toEqual([100, 200, 250]);
  });
});
