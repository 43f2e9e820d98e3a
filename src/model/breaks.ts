import type { Task } from './row.ts';

/** An interruption: after so many minutes of work nothing is done for so many working minutes. */
export type Break = Task['splits'][number];

/** The breaks that interrupt a task, in the order in which they come: none before its first or after its last minute of work. */
export const breaksOf = ({ splits, duration }: Pick<Task, 'splits' | 'duration'>): readonly Break[] =>
  splits
    .filter(({ workMin, gapMin }) => workMin > 0 && workMin < duration.minutes && gapMin > 0)
    .sort((a, b) => a.workMin - b.workMin);
