import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculate } from '../../../src/schedule/calculate.ts';
import { findCycle, wouldCloseCycle } from '../../../src/schedule/cycle.ts';
import { buildNetwork, type NetworkStructure } from '../../../src/schedule/network.ts';
import { blankInput } from '../../../src/schedule/network-input.ts';
import { compileCalendar, STANDARD_CALENDAR } from '../../../src/time/calendar.ts';

/** Parents by index, links as `pred>succ`. */
const structure = (parents: readonly number[], links: string): NetworkStructure => {
  const ends = links
    .split(' ')
    .filter(Boolean)
    .map((text) => text.split('>').map(Number));
  return {
    size: parents.length,
    parent: Int32Array.from(parents),
    linkPred: Int32Array.from(ends, ([pred]) => pred!),
    linkSucc: Int32Array.from(ends, ([, succ]) => succ!),
  };
};

describe('cycles', () => {
  it.each<[string, number[], string, number[] | null]>([
    ['none in a chain', [-1, -1, -1], '0>1 1>2', null],
    ['none where two ways meet', [-1, -1, -1, -1], '0>1 0>2 1>3 2>3', null],
    ['of a task with itself', [-1, -1], '1>1', [1]],
    ['of two', [-1, -1], '0>1 1>0', [0, 1]],
    ['of three, beside others', [-1, -1, -1, -1, -1], '0>1 1>2 2>3 3>1 3>4', [1, 2, 3]],
    ['the shorter of two through the same tasks', [-1, -1, -1, -1], '0>1 1>2 2>3 3>0 2>0', [0, 1, 2]],
    ['from a summary to its child', [-1, 0], '0>1', [0, 1]],
    ['from a child to its summary', [-1, 0], '1>0', [0, 1]],
    ['from a summary to a grandchild', [-1, 0, 1], '0>2', [0, 1, 2]],
    ['from a child out and back into its summary', [-1, 0, -1], '1>2 2>0', [0, 1, 2]],
    ['from a summary out and back to its child', [-1, 0, -1], '0>2 2>1', [0, 1, 2]],
    ['none between children of one summary', [-1, 0, 0], '1>2', null],
    ['none from a child of one to a child of another', [-1, 0, -1, 2], '1>3 0>3', null],
    ['between two summaries through their children', [-1, 0, -1, 2], '0>2 3>1', [0, 1, 2, 3]],
    ['none where the outline goes in a circle', [1, 0], '', null],
  ])('%s', (_name, parents, links, expected) => {
    const found = findCycle(structure(parents, links));
    expect(found && [...found].sort()).toEqual(expected);
  });

  it('are left out of the network, and nothing else is', () => {
    const network = buildNetwork(structure([-1, -1, -1, -1, -1], '0>1 1>2 2>1 2>3 3>4'));
    expect(network.circularLinks).toEqual([1, 2]);
    expect(network.order.length).toBe(5);
  });

  it('of the outline are cut', () => {
    expect(Array.from(buildNetwork(structure([1, 2, 0, 5, 3, 4], '')).parent).filter((at) => at === -1)).toHaveLength(
      2,
    );
    expect(Array.from(buildNetwork(structure([0, 9], '')).parent)).toEqual([-1, -1]);
  });

  it('are told as findings while the rest is calculated', () => {
    const links = structure([-1, -1, -1], '0>1 1>0 1>2');
    const input = {
      ...blankInput(3, 3, {
        calendars: [compileCalendar(STANDARD_CALENDAR, 0, 30)],
        projectCalendar: 0,
        projectStart: 480,
        honourConstraints: true,
      }),
      ...links,
      durationMin: Int32Array.from([480, 480, 480]),
    };
    const result = calculate(buildNetwork(input), input);
    expect(result.findings).toEqual([
      { id: 'schedule.circular-link', task: 1, link: 0 },
      { id: 'schedule.circular-link', task: 0, link: 1 },
    ]);
    expect(Array.from(result.start)).toEqual([480, 480, 1440 + 480]);
  });

  it.each<[string, number[], string, number, number, number[] | null]>([
    ['back along a chain', [-1, -1, -1], '0>1 1>2', 2, 0, [0, 1, 2]],
    ['along it', [-1, -1, -1], '0>1 1>2', 0, 2, null],
    ['to itself', [-1], '', 0, 0, [0]],
    ['from a summary to its child', [-1, 0], '', 0, 1, [1, 0]],
    ['from a child to its summary', [-1, 0], '', 1, 0, [0, 1]],
    ['from a follower of the summary to its child', [-1, 0, -1], '0>2', 2, 1, [1, 0, 2]],
    ['to a task beside', [-1, 0, -1], '0>2', 1, 2, null],
  ])('would be closed by a link %s', (_name, parents, links, pred, succ, expected) => {
    const given = structure(parents, links);
    expect(wouldCloseCycle(buildNetwork(given), given.linkSucc, pred, succ)).toEqual(expected);
  });

  it('are found exactly when a link was foretold to close one', () => {
    const plans = fc
      .integer({ min: 2, max: 9 })
      .chain((size) =>
        fc.tuple(
          fc.tuple(...Array.from({ length: size }, (_, i) => fc.integer({ min: -1, max: i - 1 }))),
          fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 14 }),
        ),
      );
    fc.assert(
      fc.property(plans, ([parents, ends]) => {
        const kept: string[] = [];
        for (const [pred, succ] of ends) {
          const before = structure(parents, kept.join(' '));
          const foretold = wouldCloseCycle(buildNetwork(before), before.linkSucc, pred, succ);
          const found = findCycle(structure(parents, [...kept, `${pred}>${succ}`].join(' ')));
          expect(found !== null).toBe(foretold !== null);
          if (foretold) expect(found!.length).toBeLessThanOrEqual(Math.max(foretold.length, 1));
          else kept.push(`${pred}>${succ}`);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
