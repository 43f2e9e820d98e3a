import type { Store } from '../store/store.ts';
import { localDay } from './local-time.ts';
import type { ServiceDeps } from './service-deps.ts';

/** Long enough for the first window to be up before the disk is made busy. */
const DELAY_MS = 10_000;

/** Makes a backup soon after the start unless there is one of today. `stop` waits for one that is being made. */
export const dailyBackup = (
  store: Store,
  { now, report, store: access }: ServiceDeps,
): { readonly stop: () => Promise<void> } => {
  const today = localDay(now());
  if (access.backups().some(({ createdMs }) => localDay(createdMs) === today)) return { stop: async () => {} };
  let running: Promise<void> | null = null;
  const timer = setTimeout(() => {
    running = store.backup('daily').then((made) => {
      if (!made.ok) report('daily backup', made.error);
    });
  }, DELAY_MS);
  // A process that has nothing else to do need not stay for it.
  timer.unref();
  return {
    stop: async () => {
      clearTimeout(timer);
      await running;
    },
  };
};
