import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tally } from '../../../src/commitment/standing.ts';
import { thresholdStates } from '../../../src/commitment/threshold.ts';
import { fewestToReach, isReached, neededFor, type Rule } from '../../../src/commitment/threshold-rule.ts';
import { THRESHOLD_MEASURES } from '../../../src/model/commitment-schema.ts';
import { explain } from '../../../src/schedule/explanation.ts';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import { dayOfInstant } from '../../../src/time/day.ts';
import { answer, bySize, must, named, newJoining, on } from './joining.ts';

const conditionArb = fc
  .record({ measure: fc.constantFrom(...THRESHOLD_MEASURES), amount: fc.nat(10_000), strictly: fc.boolean() })
  // Numbers of municipalities near what there is.
  .map((one) => (one.measure === 'municipality-count' ? { ...one, amount: one.amount % 10 } : one));
const ruleArb = fc.array(fc.array(conditionArb, { minLength: 1, maxLength: 3 }), { maxLength: 3 });
const sizesArb = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 7 });

const tally = (sizes: readonly number[]): Tally => ({
  count: sizes.length,
  inhabitants: sizes.reduce((sum, size) => sum + size, 0),
});

/** Every condition in fractions, from its words. */
const isReachedSlowly = (rule: Rule, joined: Tally, all: Tally): boolean =>
  rule.some((conditions) =>
    conditions.every(({ measure, amount, strictly }) => {
      const [have, limit] =
        measure === 'municipality-count'
          ? [joined.count, amount]
          : measure === 'municipality-share'
            ? [joined.count * 10_000, amount * all.count]
            : [joined.inhabitants * 10_000, amount * all.inhabitants];
      return strictly ? have > limit : have >= limit;
    }),
  );

/** The size of the smallest of all subsets that reaches the rule. */
const fewestSlowly = (rule: Rule, joined: readonly number[], open: readonly number[], all: Tally): number | null => {
  let fewest: number | null = null;
  for (let set = 0; set < 1 << open.length; set++) {
    const chosen = open.filter((_size, i) => set & (1 << i));
    if (!isReachedSlowly(rule, tally([...joined, ...chosen]), all)) continue;
    if (fewest === null || chosen.length < fewest) fewest = chosen.length;
  }
  return fewest;
};

describe('threshold rules', () => {
  it('are met when their words are met', () => {
    fc.assert(
      fc.property(ruleArb, sizesArb, sizesArb, (rule, joined, open) => {
        const all = tally([...joined, ...open]);
        expect(isReached(rule, tally(joined), all)).toBe(isReachedSlowly(rule, tally(joined), all));
      }),
      { numRuns: 1000 },
    );
  });

  it('the fewest that would reach them are as few as any set of all', () => {
    fc.assert(
      fc.property(ruleArb, sizesArb, sizesArb, fc.nat(20), (rule, joined, open, declined) => {
        const all = tally([...joined, ...open, declined]);
        const sizes = [...open].sort((a, b) => b - a);
        const fewest = fewestToReach(rule, tally(joined), all, sizes);
        expect(fewest).toBe(fewestSlowly(rule, joined, open, all));
        if (fewest !== null) expect(isReached(rule, tally([...joined, ...sizes.slice(0, fewest)]), all)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['municipality-share', 5000, false, 49],
    ['municipality-share', 5000, true, 50],
    ['municipality-share', 6667, false, 66],
    ['municipality-share', 10_000, false, 98],
    ['inhabitant-share', 5000, false, 2_911_340],
    ['inhabitant-share', 5000, true, 2_911_340],
    ['inhabitant-share', 10_000, true, 5_822_680],
    ['municipality-count', 60, false, 60],
    ['municipality-count', 60, true, 61],
  ] as const)('%s %i, strictly %s: at least %i', (measure, amount, strictly, needed) => {
    expect(neededFor({ measure, amount, strictly }, { count: 98, inhabitants: 5_822_679 })).toBe(needed);
  });

  it('with "and" ask for both: 49 municipalities are enough if they are the 49 largest', () => {
    const plan = newJoining();
    const id = named(plan, 'joinThreshold', 'Halvdelen');
    const both = [
      { measure: 'municipality-share', amount: 5000 },
      { measure: 'inhabitant-share', amount: 5000 },
    ];
    must(plan, 'joinThreshold.setRule', { id, alternatives: [both] });
    expect(thresholdStates(plan)[0]!.smallest).toHaveLength(49);
    const small = bySize(plan).map(({ id: one }) => one);
    answer(plan, 'Bindende', small.slice(0, 50), 'declined', on('2024-01-01'));
    expect(thresholdStates(plan)[0]).toMatchObject({ isPossible: false, smallest: null });
  });
});

describe('a threshold as criterion of a gate', () => {
  const plan = newJoining('S\nM');
  const bindende = named(plan, 'round', 'Bindende');
  const small = bySize(plan).map(({ id }) => id);
  must(plan, 'project.update', { cells: { startMin: on('2024-01-02') * 1440 + 480 } });
  plan.apply([{ kind: 'set', entity: 'task', id: 'M', cell: 'kind', value: 'milestone' }]);
  must(plan, 'gate.add', { id: 'g', cells: { name: 'Udbud', taskId: 'M' } });
  must(plan, 'round.update', { id: bindende, cells: { openDay: on('2024-01-08'), leadWeeks: 8 } });
  const dayOfGate = () => dayOfInstant(scheduleOf(plan).datesOf('M')!.startMin);

  it('moves nothing before it is one', () => {
    expect(dayOfGate()).toBe(on('2024-01-02'));
  });

  it('lets the milestone wait for the first councils that can decide', () => {
    must(plan, 'joinThreshold.update', { id: named(plan, 'joinThreshold', 'Halvdelen'), cells: { gateId: 'g' } });
    // Eight weeks after 8 January is 4 March; the last Tuesday of March 2024 is the 26th.
    expect(dayOfGate()).toBe(on('2024-03-26'));
    expect(explain(scheduleOf(plan), 'M', 'start', 9).reasons).toMatchObject([{ kind: 'threshold', taskId: 'M' }]);
  });

  it('follows the day on which those with signs of a yes are expected to answer', () => {
    must(plan, 'commitment.set', {
      roundId: bindende,
      participantIds: small.slice(-30),
      cells: { answer: { status: 'in-process', day: null }, expectedDay: on('2024-05-15') },
    });
    expect(thresholdStates(plan)[0]!.forecast).toEqual({
      reachedDay: null,
      expectedDay: on('2024-05-15'),
      possibleDay: on('2024-03-26'),
    });
    expect(dayOfGate()).toBe(on('2024-05-15'));
  });

  it('stands where the threshold was reached, and is free once the gate is decided', () => {
    answer(plan, 'Bindende', small.slice(-22), 'joined', on('2024-02-02'));
    expect(dayOfGate()).toBe(on('2024-02-02'));
    must(plan, 'gate.decide', { id: 'g', decision: 'approved', decidedDay: on('2024-01-15'), conditions: '' });
    expect(dayOfGate()).toBe(on('2024-01-02'));
  });

  it('holds also where only the milestone itself was changed, and the rest is that of the revision before', () => {
    must(plan, 'gate.decide', { id: 'g', decision: 'open', decidedDay: null, conditions: '' });
    expect(dayOfGate()).toBe(on('2024-02-02'));
    plan.apply([{ kind: 'set', entity: 'task', id: 'M', cell: 'name', value: 'Udbud' }]);
    expect(dayOfGate()).toBe(on('2024-02-02'));
  });

  it('leaves a date alone that must not move', () => {
    must(plan, 'gate.decide', { id: 'g', decision: 'open', decidedDay: null, conditions: '' });
    plan.apply([
      {
        kind: 'set',
        entity: 'task',
        id: 'M',
        cell: 'constraint',
        value: { type: 'MSO', atMin: on('2024-01-10') * 1440 },
      },
    ]);
    expect(dayOfGate()).toBe(on('2024-01-10'));
  });
});
