import { describe, expect, it } from 'vitest';
import type { OddsRun } from '../../../src/model/odds-result.ts';
import { oddsOf } from '../../../src/schedule/odds/odds.ts';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import { blankPlan, estimateOf, link, put, START, task } from './board.ts';

const run = (more: Partial<OddsRun> = {}): OddsRun => ({
  iterations: 20_000,
  seed: 1,
  correlationPercent: 50,
  ...more,
});

const POINTS = [6000, 10_000, 20_000] as const;
const [LOW, LIKELY, HIGH] = POINTS;

/** The length that a share of a triangular distribution lies below. */
const triangleAt = (share: number): number => {
  const rise = (LIKELY - LOW) / (HIGH - LOW);
  return share < rise
    ? LOW + Math.sqrt(share * (HIGH - LOW) * (LIKELY - LOW))
    : HIGH - Math.sqrt((1 - share) * (HIGH - LOW) * (HIGH - LIKELY));
};

const widthOf = ({ percentiles }: { readonly percentiles: readonly number[] }): number =>
  percentiles[90]! - percentiles[10]!;

describe('odds against closed forms', () => {
  it('one triangular task has the mean and percentiles of its triangle', () => {
    const plan = blankPlan();
    task(plan, 'a', LIKELY, { estimate: estimateOf('triangular', POINTS) });
    const { finish, tasks } = oddsOf(plan, run(), null);
    expect(Math.abs(finish.meanMin - START - (LOW + LIKELY + HIGH) / 3)).toBeLessThan(80);
    for (const percent of [5, 10, 25, 50, 75, 90, 95])
      expect(Math.abs(finish.percentiles[percent]! - START - triangleAt(percent / 100))).toBeLessThan(150);
    expect(finish.plannedMin).toBe(START + LIKELY);
    expect(finish.plannedShare).toBeCloseTo((LIKELY - LOW) / (HIGH - LOW), 1);
    expect(tasks).toHaveLength(1);
    expect(tasks[0]).toMatchObject({ taskId: 'a', criticalShare: 1 });
    expect(tasks[0]!.correlation).toBeGreaterThan(0.97);
  });

  it('of two equal tasks side by side the later counts, and each is critical half of the time', () => {
    const plan = blankPlan();
    for (const id of ['a', 'b']) task(plan, id, LIKELY, { estimate: estimateOf('triangular', POINTS) });
    const { finish, tasks } = oddsOf(plan, run(), null);
    // The later of two is below x in F(x) squared.
    for (const percent of [10, 50, 90]) {
      const expected = triangleAt(Math.sqrt(percent / 100));
      expect(Math.abs(finish.percentiles[percent]! - START - expected)).toBeLessThan(150);
    }
    for (const { criticalShare } of tasks) expect(Math.abs(criticalShare - 0.5)).toBeLessThan(0.05);
    expect(Math.abs(tasks[0]!.correlation! - tasks[1]!.correlation!)).toBeLessThan(0.05);
  });

  it('means and variances of a chain add up', () => {
    const plan = blankPlan();
    const ids = ['a', 'b', 'c', 'd'];
    for (const id of ids) task(plan, id, LIKELY, { estimate: estimateOf('triangular', POINTS) });
    for (let i = 1; i < ids.length; i++) link(plan, ids[i - 1]!, ids[i]!);
    const { finish } = oddsOf(plan, run(), null);
    expect(Math.abs(finish.meanMin - START - (4 * (LOW + LIKELY + HIGH)) / 3)).toBeLessThan(150);
    const variance = (LOW ** 2 + LIKELY ** 2 + HIGH ** 2 - LOW * LIKELY - LOW * HIGH - LIKELY * HIGH) / 18;
    // Four of them are nearly normal: 80 % lie within 2.563 deviations.
    expect(widthOf(finish) / (2.563 * Math.sqrt(4 * variance))).toBeCloseTo(1, 1);
  });

  it.each([
    ['pert' as const, (LOW + 4 * LIKELY + HIGH) / 6],
    ['lognormal' as const, LIKELY * Math.exp(0.2 ** 2 / 2)],
  ])('%s gives its mean', (distribution, mean) => {
    const plan = blankPlan();
    task(plan, 'a', LIKELY, { estimate: estimateOf(distribution, POINTS) });
    expect(Math.abs(oddsOf(plan, run(), null).finish.meanMin - START - mean)).toBeLessThan(60);
  });
});

describe('odds', () => {
  const chain = (group: string) => {
    const plan = blankPlan();
    const ids = ['a', 'b', 'c', 'd', 'e'];
    for (const id of ids) task(plan, id, LIKELY, { estimate: estimateOf('pert', null, { group }) });
    for (let i = 1; i < ids.length; i++) link(plan, ids[i - 1]!, ids[i]!);
    return plan;
  };

  it('tasks that are late together spread the finish more, the more they do', () => {
    const apart = oddsOf(chain(''), run({ iterations: 5000 }), null).finish;
    const half = oddsOf(chain('x'), run({ iterations: 5000 }), null).finish;
    const whole = oddsOf(chain('x'), run({ iterations: 5000, correlationPercent: 100 }), null).finish;
    const none = oddsOf(chain('x'), run({ iterations: 5000, correlationPercent: 0 }), null).finish;
    expect(widthOf(half) / widthOf(apart)).toBeGreaterThan(1.4);
    expect(widthOf(whole) / widthOf(half)).toBeGreaterThan(1.2);
    // Five that are late altogether are five times as wide as one, those apart the root of five.
    expect(widthOf(whole) / widthOf(apart)).toBeCloseTo(Math.sqrt(5), 0);
    expect(Math.abs(widthOf(none) / widthOf(apart) - 1)).toBeLessThan(0.08);
  });

  it('repeats itself with the same seed and not with another', () => {
    const plan = chain('x');
    const first = oddsOf(plan, run({ iterations: 300 }), null);
    expect(oddsOf(plan, run({ iterations: 300 }), null)).toEqual(first);
    expect(oddsOf(plan, run({ iterations: 300, seed: 2 }), null).finish.percentiles).not.toEqual(
      first.finish.percentiles,
    );
    // Neither does it touch the plan's own schedule.
    expect(scheduleOf(plan).result.projectFinish).toBe(first.finish.plannedMin);
  });

  it.each([
    ['start' as const, {}],
    ['finish' as const, { constraint: { type: 'ALAP' as const, atMin: null } }],
  ])('without anything that varies it is the schedule (from %s)', (scheduleFrom, cells) => {
    const plan = blankPlan('office', { scheduleFrom, finishMin: START + 60 * 1440 });
    task(plan, 'a', 960, cells);
    task(plan, 'b', 480, cells);
    task(plan, 'c', 4800, cells);
    task(plan, 'm', 0, { kind: 'milestone', ...cells });
    task(plan, 'z', 1920, { ...cells, estimate: estimateOf('triangular', [1920, 1920, 1920]) });
    link(plan, 'a', 'b');
    link(plan, 'b', 'm');
    link(plan, 'c', 'z');
    const { finish, targets, tasks, varyingCount } = oddsOf(plan, run({ iterations: 50 }), null);
    const { result, outline } = scheduleOf(plan);
    expect(varyingCount).toBe(0);
    expect(new Set(finish.percentiles)).toEqual(new Set([result.projectFinish]));
    expect(finish.plannedShare).toBe(1);
    expect(targets.map(({ taskId, percentiles }) => [taskId, percentiles[50]])).toEqual([
      ['m', result.finish[outline.position.get('m')!]],
    ]);
    if (scheduleFrom === 'start')
      for (const { taskId, criticalShare } of tasks)
        expect([taskId, criticalShare]).toEqual([taskId, result.critical[outline.position.get(taskId)!]]);
  });

  it('what is done stays, what is under way varies in what is left', () => {
    const plan = blankPlan();
    const estimate = estimateOf('triangular', [100, 1000, 4000]);
    task(plan, 'done', 1000, {
      estimate,
      percentComplete: 100,
      actual: { startMin: START, finishMin: START + 1000 },
    });
    task(plan, 'half', 1000, { estimate, percentComplete: 50, actual: { startMin: START, finishMin: null } });
    const { finish, varyingCount, tasks } = oddsOf(plan, run({ iterations: 2000 }), ['done', 'nobody']);
    expect(varyingCount).toBe(1);
    expect(finish.percentiles[0]).toBeGreaterThanOrEqual(START + 1000);
    expect(finish.percentiles[100]).toBeGreaterThan(START + 3000);
    expect(tasks.find(({ taskId }) => taskId === 'done')).toMatchObject({ criticalShare: 0, correlation: null });
  });

  it('lengths of people follow the length of their task', () => {
    const plan = blankPlan('office');
    task(plan, 'a', 4800, { estimate: estimateOf('triangular', [4800, 4800, 9600]) });
    put(plan, 'party', 'p1', { name: 'P1' });
    put(plan, 'party', 'p2', { name: 'P2' });
    put(plan, 'assignment', 'x', { taskId: 'a', partyId: 'p1' });
    put(plan, 'assignment', 'y', { taskId: 'a', partyId: 'p2', delayMin: 480 });
    const { percentiles, plannedMin } = oddsOf(plan, run({ iterations: 500 }), null).finish;
    expect(percentiles[0]).toBeGreaterThanOrEqual(plannedMin);
    expect(percentiles[100]! - percentiles[0]!).toBeGreaterThan(8 * 1440);
  });

  it('tells deadlines, the tornado in the right order, and progress', () => {
    const plan = blankPlan();
    task(plan, 'big', 10_000, { estimate: estimateOf('pert', null, { spread: 'veryHigh' }) });
    task(plan, 'small', 10_000, { estimate: estimateOf('pert', null, { spread: 'low' }) });
    task(plan, 'aside', 100, { estimate: estimateOf('pert', null, { spread: 'high' }) });
    task(plan, 'm', 0, { kind: 'milestone', deadlineMin: START + 20_000 });
    link(plan, 'big', 'small');
    link(plan, 'small', 'm');
    const told: number[] = [];
    const odds = oddsOf(plan, run({ iterations: 2050 }), null, (done) => told.push(done));
    expect(told[told.length - 1]).toBe(2050);
    expect(told.length).toBe(21);
    const [big, small, aside] = ['big', 'small', 'aside'].map((id) => odds.tasks.find((one) => one.taskId === id)!);
    expect(big!.longMin! - big!.shortMin!).toBeGreaterThan(small!.longMin! - small!.shortMin!);
    expect(big!.correlation).toBeGreaterThan(small!.correlation!);
    expect(Math.abs(aside!.correlation!)).toBeLessThan(0.1);
    expect(aside!.criticalShare).toBe(0);
    const [target] = odds.targets;
    expect(target!.deadlineShare).toBe(target!.plannedShare);
    expect(target!.deadlineShare).toBeGreaterThan(0);
    expect(target!.deadlineShare).toBeLessThan(0.5);
    const { counts } = odds.finish.histogram;
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2050);
    expect(counts.length).toBeLessThanOrEqual(41);
  });
});
