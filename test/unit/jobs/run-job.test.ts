import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importFile } from '../../../main/jobs/import-file.ts';
import type { JobError } from '../../../main/jobs/job-error.ts';
import { type JobOptions, runJob } from '../../../main/jobs/run-job.ts';

const root = resolve(import.meta.dirname, '../../..');
const odd = resolve(root, 'test/fixtures/jobs/odd-worker.ts');
const importWorker = resolve(root, 'main/jobs/import-worker.ts');
const bounds: JobOptions = { maxMemoryMb: 64, timeoutMs: 30_000 };

const run = (what: string, more: Partial<JobOptions> = {}) => runJob(odd, { what }, { ...bounds, ...more });

describe('a job in a worker', () => {
  it('answers, and tells how far it is', async () => {
    const seen: number[][] = [];
    expect(await run('answer', { onProgress: (done, total) => seen.push([done, total]) })).toEqual({
      ok: true,
      value: 'svar',
    });
    expect(seen).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  it('asks underway for what it needs', async () => {
    const onQuestion = (question: unknown) => ({ hvem: 'Kim', hvor: 'Aarhus' })[question as 'hvem' | 'hvor'];
    expect(await run('ask', { onQuestion })).toEqual({ ok: true, value: ['Kim', 'Aarhus'] });
  });

  it.each<[string, Partial<JobOptions>, object]>([
    ['ask', {}, { id: 'job.failed' }],
    [
      'ask',
      {
        onQuestion: () => {
          throw new Error('intet svar');
        },
      },
      { id: 'job.failed', params: { detail: 'Error: intet svar' } },
    ],
    ['refuse', {}, { id: 'own.error' }],
    ['throw', {}, { id: 'job.failed', params: { detail: 'gik galt' } }],
    ['exit', {}, { id: 'job.failed', params: { detail: 'exit 3' } }],
    ['spin', { timeoutMs: 700 }, { id: 'job.timeout', params: { seconds: 1 } }],
    ['wait', { timeoutMs: 700 }, { id: 'job.timeout' }],
    ['eat', {}, { id: 'job.out-of-memory', params: { megabytes: 64 } }],
  ])('that is told to %s gives an error, and life goes on', async (what, more, error) => {
    expect(await run(what, more)).toMatchObject({ ok: false, error });
  });

  it('is given up when nobody wants it any more', async () => {
    const stop = new AbortController();
    const result = run('spin', { signal: stop.signal, onProgress: () => stop.abort() });
    expect(await result).toEqual({ ok: false, error: { id: 'job.cancelled', params: {} } });
    expect(await run('answer', { signal: stop.signal })).toMatchObject({ error: { id: 'job.cancelled' } });
  });

  it('may leave its worker to the next, until one goes wrong or none comes in time', async () => {
    const kept = { keptMs: 30_000, maxMemoryMb: 65 };
    const jobs = async (what: string, more = {}) => {
      const done = await run(what, { ...kept, ...more });
      return done.ok ? done.value : (done.error as JobError).id;
    };
    expect([await jobs('count'), await jobs('refuse'), await jobs('count')]).toEqual([1, 'own.error', 3]);
    const onQuestion = (question: unknown) => `${question}?`;
    expect(await jobs('ask', { onQuestion })).toEqual(['hvem?', 'hvor?']);
    // Two at a time are two workers; one of them is kept.
    const both = await Promise.all([jobs('count'), jobs('count')]);
    expect(both.sort()).toEqual([1, 5]);
    expect([2, 6]).toContain(await jobs('count'));
    // Other bounds are those of another worker.
    expect(await jobs('count', { maxMemoryMb: 66 })).toBe(1);
    for (const bad of ['throw', 'exit', 'eat']) {
      expect(await jobs(bad)).toMatch(/^job\./);
      expect(await jobs('count')).toBe(1);
    }
    expect(await jobs('spin', { timeoutMs: 700 })).toBe('job.timeout');
    expect(await jobs('count', { keptMs: 1 })).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await jobs('count')).toBe(1);
  });

  it('that is not there fails', async () => {
    expect(await runJob(`${odd}.none`, {}, bounds)).toMatchObject({ ok: false, error: { id: 'job.failed' } });
  });
});

describe('an import in a worker', () => {
  const input = {
    path: resolve(root, 'test/fixtures/import/dansk-plan.xml'),
    fileName: 'dansk-plan.xml',
    projectId: 'p',
    fallbackStartMin: 0,
    names: { calendar: 'Standard', baseline: 'Basisplan' },
  };

  it('gives ops and notes', async () => {
    const result = await importFile(importWorker, input);
    expect(result.ok && result.value.projectName).toBe('Genudbud af fælles løsning');
    expect(result.ok && result.value.notes.find(({ id }) => id === 'tasks')?.count).toBe(4);
  });

  it('that needs too much memory is too large a file', async () => {
    expect(await importFile(odd, { ...input, what: 'eat' } as never, { maxMemoryMb: 48 })).toMatchObject({
      ok: false,
      error: { id: 'import.too-large' },
    });
  });
});
