import { afterEach, expect, test, vi } from 'vitest';
import { dailyBackup } from '../../../main/service/daily-backup.ts';
import type { ServiceDeps } from '../../../main/service/service-deps.ts';
import type { Store } from '../../../main/store/store.ts';
import { err } from '../../../src/result.ts';

const NOON = new Date(2027, 3, 5, 12).getTime();
const DAY_MS = 86_400_000;

afterEach(() => {
  vi.useRealTimers();
});

const started = (createdMs: readonly number[]) => {
  vi.useFakeTimers();
  const backup = vi.fn(async () => err({ id: 'store.full', params: { path: 'p', detail: '' } }));
  const reports: unknown[] = [];
  const running = dailyBackup(
    { backup } as unknown as Store,
    {
      now: () => NOON,
      report: (_what: string, error: unknown) => reports.push(error),
      store: { backups: () => createdMs.map((ms) => ({ name: '', createdMs: ms, bytes: 1, verified: true })) },
    } as unknown as ServiceDeps,
  );
  return { backup, reports, running };
};

test.each([
  ['none yet', [], 1],
  ['one of yesterday', [NOON - DAY_MS], 1],
  ['one of this morning', [NOON - DAY_MS / 4], 0],
])('a start with %s', async (_title, createdMs, count) => {
  const { backup } = started(createdMs);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(backup).toHaveBeenCalledTimes(count);
});

test('one that fails is reported; a stop before it began leaves it out', async () => {
  const first = started([]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(first.reports).toMatchObject([{ id: 'store.full' }]);
  const second = started([]);
  await second.running.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(second.backup).not.toHaveBeenCalled();
});
