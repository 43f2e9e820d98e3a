import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OutlinePlan } from './outline-plan.ts';

/** The test plan's tasks start here, and its calendar works around the clock. */
const START = 29_000_000;

const planWith = (minutes: number): OutlinePlan => {
  const plan = new OutlinePlan('A\n B\nC');
  plan.apply([
    {
      kind: 'set',
      entity: 'task',
      id: 'C',
      cell: 'duration',
      value: { minutes, unit: 'min', elapsed: false, estimated: false },
    },
  ]);
  return plan;
};
const split = (plan: OutlinePlan, from: number, to: number): string =>
  plan.run('task.split', { id: 'C', fromMin: START + from, toMin: START + to });
const splitsOf = (plan: OutlinePlan) => plan.rows.task.get('C')!.splits;

describe('interrupting a task', () => {
  it('keeps after how much work it stops, and for how long', () => {
    const plan = planWith(1000);
    split(plan, 300, 500);
    expect(splitsOf(plan)).toEqual([{ workMin: 300, gapMin: 200 }]);
    split(plan, 700, 710);
    expect(splitsOf(plan)).toEqual([
      { workMin: 300, gapMin: 200 },
      { workMin: 500, gapMin: 10 },
    ]);
    split(plan, 100, 150);
    expect(splitsOf(plan)[0]).toEqual({ workMin: 100, gapMin: 50 });
  });

  it('makes a break longer that begins or ends there', () => {
    const plan = planWith(1000);
    split(plan, 300, 500);
    split(plan, 300, 400);
    split(plan, 600, 650);
    expect(splitsOf(plan)).toEqual([{ workMin: 300, gapMin: 350 }]);
  });

  it.each([
    ['for no time', 300, 300, 'task.split-nothing'],
    ['backwards', 300, 200, 'task.split-nothing'],
    ['before it starts', -10, 20, 'task.split-outside'],
    ['at its start', 0, 20, 'task.split-outside'],
    ['after it is done', 1300, 1400, 'task.split-outside'],
    ['within a break', 400, 450, 'task.split-in-gap'],
  ])('is refused %s', (_what, from, to, refusal) => {
    const plan = planWith(1000);
    split(plan, 300, 500);
    expect(split(plan, from, to)).toBe(refusal);
    expect(splitsOf(plan)).toEqual([{ workMin: 300, gapMin: 200 }]);
  });

  it('is refused for summaries, and for tasks that are gone', () => {
    const plan = planWith(1000);
    const when = { fromMin: START + 10, toMin: START + 20 };
    expect(plan.run('task.split', { id: 'A', ...when })).toBe('task.summary-computed');
    expect(plan.run('task.split', { id: 'X', ...when })).toBe('task.unknown');
  });

  it('is moved by either edge, and closed where nothing is left of it', () => {
    const plan = planWith(1000);
    split(plan, 300, 500);
    split(plan, 700, 710);
    const move = (workMin: number, from: number, to: number): string =>
      plan.run('task.setBreak', { id: 'C', workMin, fromMin: START + from, toMin: START + to });
    move(300, 300, 650);
    expect(splitsOf(plan)[0]).toEqual({ workMin: 300, gapMin: 350 });
    move(300, 200, 650);
    expect(splitsOf(plan)).toEqual([
      { workMin: 200, gapMin: 450 },
      { workMin: 500, gapMin: 10 },
    ]);
    expect(move(300, 200, 400)).toBe('task.no-such-break');
    expect(move(200, -5, 400)).toBe('task.split-outside');
    expect(plan.run('task.setBreak', { id: 'A', workMin: 1, fromMin: START, toMin: START })).toBe(
      'task.summary-computed',
    );
    move(200, 400, 300);
    expect(splitsOf(plan)).toEqual([{ workMin: 500, gapMin: 10 }]);
  });

  it('keeps breaks in order and within the work, whatever is asked for; joining takes all of them out', () => {
    const asked = fc.array(fc.tuple(fc.integer({ min: -50, max: 2500 }), fc.integer({ min: -20, max: 400 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(asked, (list) => {
        const plan = planWith(1000);
        for (const [from, length] of list) split(plan, from, from + length);
        const splits = splitsOf(plan);
        for (const [i, { workMin, gapMin }] of splits.entries()) {
          expect(gapMin).toBeGreaterThan(0);
          expect(workMin).toBeGreaterThan(i === 0 ? 0 : splits[i - 1]!.workMin);
          expect(workMin).toBeLessThan(1000);
        }
        plan.run('task.unsplit', { ids: ['B', 'C'] });
        expect(splitsOf(plan)).toEqual([]);
      }),
    );
  });
});
