import type { PlacedTasks } from './outline.ts';

/** What the file itself says of a task that was taken: for comparing, never part of the plan. */
export interface FiledTask {
  readonly taskId: string;
  /** The number of the task in the file. */
  readonly uid: number | null;
  /** Dates that the other program had calculated; instants. */
  readonly startMin: number | null;
  readonly finishMin: number | null;
}

/** The tasks that were taken, in the plan's order, as the file has them. */
export const filedTasks = ({ tasks }: PlacedTasks): FiledTask[] =>
  tasks.map(({ id, task }) => ({ taskId: id, uid: task.uid, startMin: task.startMin, finishMin: task.finishMin }));
