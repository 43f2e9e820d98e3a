import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculate } from '../../../src/schedule/calculate.ts';
import { buildNetwork } from '../../../src/schedule/network.ts';
import type { NetworkInput } from '../../../src/schedule/network-input.ts';
import { createWorkspace, type Workspace } from '../../../src/schedule/pass.ts';
import { freeSlackOf } from '../../../src/schedule/slack.ts';
import { ORACLE_CONSTRAINTS, slowSchedule } from '../../oracles/schedule-oracle.ts';
import { randomPlan } from './random-plan.ts';

const run = (input: NetworkInput): Workspace => calculate(buildNetwork(input), input);
const everything = { calendars: true, constraints: ORACLE_CONSTRAINTS, special: true };

const datesOf = (result: Workspace) => [
  result.start,
  result.finish,
  result.lateStart,
  result.lateFinish,
  result.totalSlackMin,
  result.start.map((_, task) => freeSlackOf(result, task)),
  result.critical,
  result.percentComplete,
];

describe('the engine', () => {
  it('gives what repeating the rules until they hold gives', () => {
    fc.assert(
      fc.property(randomPlan(everything), (input) => {
        const result = run(input);
        expect(buildNetwork(input).circularLinks).toEqual([]);
        for (const [task, slow] of slowSchedule(input)) {
          const late = {
            start: result.lateStart[task],
            finish: result.lateFinish[task],
            slackMin: result.totalSlackMin[task],
          };
          const fast = { start: result.start[task], finish: result.finish[task], late: slow.late && late };
          expect({ task, ...fast }).toEqual({ task, ...slow });
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('gives the same whether or not a workspace is used again', () => {
    fc.assert(
      fc.property(randomPlan(everything), fc.constantFrom(0, 60, 480, 2400), (input, minutes) => {
        const network = buildNetwork(input);
        const space = createWorkspace(network, input);
        calculate(network, input, space);
        input.durationMin[input.size - 1] = minutes;
        const again = calculate(network, input, space);
        const fresh = run(input);
        expect(datesOf(again)).toEqual(datesOf(fresh));
        expect(again.findings).toEqual(fresh.findings);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives the same whatever the order of the links and wherever parents stand', () => {
    fc.assert(
      fc.property(randomPlan(everything), (input) => {
        const size = input.size;
        const turned = <T extends Int32Array | Uint8Array>(values: T): T => values.slice().reverse() as T;
        const mirrored = (values: Int32Array): Int32Array => turned(values).map((i) => (i < 0 ? i : size - 1 - i));
        const links = { linkPred: input.linkPred, linkSucc: input.linkSucc };
        const other: NetworkInput = {
          ...input,
          parent: mirrored(input.parent),
          flags: turned(input.flags),
          durationMin: turned(input.durationMin),
          calendarOf: turned(input.calendarOf),
          manualStart: turned(input.manualStart),
          manualFinish: turned(input.manualFinish),
          constraintType: turned(input.constraintType),
          constraintAt: turned(input.constraintAt),
          deadline: turned(input.deadline),
          linkPred: mirrored(links.linkPred),
          linkSucc: mirrored(links.linkSucc),
          linkType: turned(input.linkType),
          lag: turned(input.lag),
          lagKind: turned(input.lagKind),
        };
        expect(datesOf(run(other)).map((values) => Array.from(values).reverse())).toEqual(
          datesOf(run(input)).map((values) => Array.from(values)),
        );
      }),
      { numRuns: 1500 },
    );
  });

  it('never has less total than free slack, unless there is none', () => {
    fc.assert(
      fc.property(randomPlan(everything), (input) => {
        const result = run(input);
        for (let i = 0; i < input.size; i++) {
          expect(freeSlackOf(result, i)).toBeLessThanOrEqual(Math.max(0, result.totalSlackMin[i]!));
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('makes nothing earlier when a link is added', () => {
    fc.assert(
      fc.property(randomPlan({ calendars: true, leads: false }), (drawn) => {
        // A lag in percent of a summary rightly shrinks when the link pushes the summary together.
        const input = { ...drawn, lagKind: drawn.lagKind.map((kind) => kind % 2) };
        const last = input.linkPred.length - 1;
        if (last < 0) return;
        const fewer: NetworkInput = {
          ...input,
          linkPred: input.linkPred.slice(0, last),
          linkSucc: input.linkSucc.slice(0, last),
        };
        const before = run(fewer);
        const after = run(input);
        for (let i = 0; i < input.size; i++) expect(after.start[i]!).toBeGreaterThanOrEqual(before.start[i]!);
      }),
      { numRuns: 1500 },
    );
  });

  it('moves by a week when the project and every date does', () => {
    const week = 7 * 1440;
    const moved = (values: Int32Array): Int32Array => values.map((at) => (at === -2147483648 ? at : at + week));
    fc.assert(
      fc.property(randomPlan(everything), (input) => {
        const later = run({
          ...input,
          projectStart: input.projectStart + week,
          constraintAt: moved(input.constraintAt),
          deadline: moved(input.deadline),
          manualStart: moved(input.manualStart),
          manualFinish: moved(input.manualFinish),
        });
        const now = run(input);
        expect(Array.from(later.start, (at) => at - week)).toEqual(Array.from(now.start));
        expect(Array.from(later.lateFinish, (at) => at - week)).toEqual(Array.from(now.lateFinish));
        expect(later.totalSlackMin).toEqual(now.totalSlackMin);
      }),
      { numRuns: 1000 },
    );
  });

  it('has a critical task that ends with the project, when no date is set', () => {
    fc.assert(
      fc.property(randomPlan({ calendars: false }), (drawn) => {
        const input = { ...drawn, deadline: drawn.deadline.map(() => -2147483648) };
        const result = run(input);
        const last = [...result.finish.keys()].filter((i) => result.finish[i] === result.projectFinish);
        expect(last.some((i) => result.critical[i] === 1)).toBe(true);
        expect(Math.min(...result.totalSlackMin)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 1000 },
    );
  });
});
