const CRASHES_TOLERATED = 3;
const CRASH_PERIOD_MS = 60_000;

/** Counts crashes: true while there were few enough lately for a silent reload to be worth trying. */
export const crashCounter = (nowMs: () => number): (() => boolean) => {
  let crashes: number[] = [];
  return () => {
    const now = nowMs();
    crashes = [...crashes.filter((at) => now - at < CRASH_PERIOD_MS), now];
    return crashes.length < CRASHES_TOLERATED;
  };
};
