import type { PlacedTasks } from './outline.ts';
import type { MspdiFile } from './parsed.ts';

/** What the file itself says of a task that was taken: for comparing, never part of the plan. */
export interface FiledTask {
  readonly taskId: string;
  /** The number of the task in the file. */
  readonly uid: number | null;
  /** Dates that the other program had calculated; instants. */
  readonly startMin: number | null;
  readonly finishMin: number | null;
  /** Links that end at the task, those among them that were left out. */
  readonly linkCount: number;
  /** The task was moved so that nobody has more work than time. */
  readonly isLeveled: boolean;
  /** People or things are assigned, whose own working time the other program may have counted with. */
  readonly isAssigned: boolean;
}

/** Resources that stand for none. */
const NOBODY = -65535;

/** The tasks that were taken, in the plan's order, as the file has them. */
export const filedTasks = ({ assignments }: MspdiFile, { tasks }: PlacedTasks): FiledTask[] => {
  const assigned = new Set<number>();
  for (const { taskUid, resourceUid } of assignments)
    if (taskUid !== null && resourceUid !== null && resourceUid !== NOBODY) assigned.add(taskUid);
  return tasks.map(({ id, task }) => ({
    taskId: id,
    uid: task.uid,
    startMin: task.startMin,
    finishMin: task.finishMin,
    linkCount: task.links.length,
    isLeveled: (task.levelingDelay ?? 0) !== 0,
    isAssigned: task.uid !== null && assigned.has(task.uid),
  }));
};
