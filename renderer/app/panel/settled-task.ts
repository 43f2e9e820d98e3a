import { startTransition, useEffect, useRef, useState } from 'react';

/** After one press of a key. */
const SETTLE_MS = 60;
/** Keys that lie further apart are no walk. */
const LONGEST_STEP_MS = 400;
/** Nobody waits longer than this where a walk ends. */
const MOST_MS = 250;
const WALKS = /^(Arrow(Up|Down)|Page(Up|Down))$/;

const isWalk = ({ key, target }: KeyboardEvent): boolean =>
  WALKS.test(key) && target instanceof Element && target.closest('[role="treegrid"]') !== null;

/**
 * The task that the panel explains: the selected one at once, but while somebody walks through the rows with keys only where
 * they stop: where no key has come for twice as long as the last two lay apart. To make the panel costs far more than to move
 * the focus, whatever the size of the plan.
 */
export const useSettledTask = (current: string | null): string | null => {
  const [settled, setSettled] = useState(current);
  const walking = useRef(false);
  const settleMs = useRef(SETTLE_MS);
  useEffect(() => {
    let beforeMs = Number.NEGATIVE_INFINITY;
    const onKey = (event: KeyboardEvent): void => {
      walking.current = isWalk(event);
      if (!walking.current) return;
      const stepMs = event.timeStamp - beforeMs;
      beforeMs = event.timeStamp;
      settleMs.current = stepMs > LONGEST_STEP_MS ? SETTLE_MS : Math.min(MOST_MS, Math.max(SETTLE_MS, 2 * stepMs));
    };
    const onPointer = (): void => {
      walking.current = false;
    };
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('pointerdown', onPointer, true);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('pointerdown', onPointer, true);
    };
  }, []);
  useEffect(() => {
    // A key that comes while the panel is being made goes first.
    const timer = setTimeout(() => startTransition(() => setSettled(current)), settleMs.current);
    return () => clearTimeout(timer);
  }, [current]);
  // Where nobody walks, nothing of the task before is shown.
  if (settled !== current && !(walking.current && settled !== null && current !== null)) {
    setSettled(current);
    return current;
  }
  return settled;
};
