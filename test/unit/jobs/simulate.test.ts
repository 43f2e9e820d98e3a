import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { simulate } from '../../../main/jobs/simulate.ts';
import { oddsOf } from '../../../src/schedule/odds/odds.ts';
import { blankPlan, estimateOf, task } from '../schedule-odds/board.ts';

const workerFile = resolve(import.meta.dirname, '../../../main/jobs/simulate-worker.ts');
const run = { iterations: 300, seed: 5, correlationPercent: 50 };

const plan = () => {
  const one = blankPlan();
  task(one, 'a', 1000, { estimate: estimateOf('pert') });
  return one;
};

describe('odds in a worker', () => {
  it('are those that the core works out, with progress', async () => {
    const seen: number[] = [];
    const found = await simulate(
      workerFile,
      { plan: plan(), run, targetIds: null },
      { onProgress: (n) => seen.push(n) },
    );
    expect(found).toEqual({ ok: true, value: oddsOf(plan(), run, null) });
    expect(seen).toEqual([100, 200, 300]);
  });

  it.each([2, 3])('are the same from %i workers, whose progress is told together', async (workers) => {
    const seen: number[] = [];
    const onProgress = (done: number, total: number) => seen.push(done / total);
    const found = await simulate(workerFile, { plan: plan(), run, targetIds: null }, { workers, onProgress });
    expect(found).toEqual({ ok: true, value: oddsOf(plan(), run, null) });
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it('need no more workers than iterations', async () => {
    const once = { ...run, iterations: 1 };
    const found = await simulate(workerFile, { plan: plan(), run: once, targetIds: ['a'] }, { workers: 3 });
    expect(found).toEqual({ ok: true, value: oddsOf(plan(), once, ['a']) });
  });

  it('fail as the worker did that failed, whichever it was', async () => {
    const long = { plan: plan(), run: { ...run, iterations: 100_000 }, targetIds: null };
    const found = await simulate(workerFile, long, { workers: 2, timeoutMs: 1 });
    expect(found).toEqual({ ok: false, error: { id: 'job.timeout', params: { seconds: 0 } } });
  });

  it.each([1, 2])('of %i workers are given up when nobody wants them any more', async (workers) => {
    const stop = new AbortController();
    const long = { plan: plan(), run: { ...run, iterations: 100_000 }, targetIds: null };
    const found = await simulate(workerFile, long, { workers, signal: stop.signal, onProgress: () => stop.abort() });
    expect(found).toEqual({ ok: false, error: { id: 'job.cancelled', params: {} } });
  });
});
