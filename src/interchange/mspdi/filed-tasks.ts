import type { FiledTask } from './imported-plan.ts';
import type { PlacedTasks } from './outline.ts';

/** The tasks that were taken, in the plan's order, as the file has them. */
export const filedTasks = ({ tasks }: PlacedTasks): FiledTask[] =>
  tasks.map(({ id, task }) => ({ taskId: id, uid: task.uid, startMin: task.startMin, finishMin: task.finishMin }));
