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

  it('are given up when nobody wants them any more', async () => {
    const stop = new AbortController();
    const long = { plan: plan(), run: { ...run, iterations: 100_000 }, targetIds: null };
    const found = await simulate(workerFile, long, { signal: stop.signal, onProgress: () => stop.abort() });
    expect(found).toEqual({ ok: false, error: { id: 'job.cancelled', params: {} } });
  });
});
