import { startTransition, useEffect, useRef, useState } from 'react';

/** Long enough that a key that is held does not make a panel for every row that it passes. */
const SETTLE_MS = 60;
const WALKS = /^(Arrow(Up|Down)|Page(Up|Down))$/;

const isWalk = ({ key, target }: KeyboardEvent): boolean =>
  WALKS.test(key) && target instanceof Element && target.closest('[role="treegrid"]') !== null;

/**
 * The task that the panel explains: the selected one at once, but while somebody walks through the rows with keys only where
 * they stop. To make the panel costs far more than to move the focus, whatever the size of the plan.
 */
export const useSettledTask = (current: string | null): string | null => {
  const [settled, setSettled] = useState(current);
  const walking = useRef(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      walking.current = isWalk(event);
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
    const timer = setTimeout(() => startTransition(() => setSettled(current)), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [current]);
  // Where nobody walks, nothing of the task before is shown.
  if (settled !== current && !(walking.current && settled !== null && current !== null)) {
    setSettled(current);
    return current;
  }
  return settled;
};
