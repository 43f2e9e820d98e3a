import { driversOf } from './drivers.ts';
import type { PlanSchedule } from './plan-schedule.ts';

/** Tasks and links, by id, that a task's start hangs on: its drivers, theirs, and so on back to where none drives. */
export interface DrivingChain {
  readonly tasks: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
}

/** The chain that drives a task, the task itself in it. At most so many tasks are followed, the nearest first. */
export const drivingChainOf = (schedule: PlanSchedule, taskId: string, most: number): DrivingChain => {
  const { outline, links, input, calculated } = schedule;
  const start = outline.position.get(taskId);
  const tasks = new Set<string>();
  const drivingLinks = new Set<string>();
  const queue = start === undefined ? [] : [start];
  for (let next = 0; next < queue.length && tasks.size < most; next++) {
    const task = queue[next]!;
    const id = outline.ids[task]!;
    if (tasks.has(id)) continue;
    tasks.add(id);
    for (const { link, holder } of driversOf(calculated, task)) {
      if (link >= 0) {
        drivingLinks.add(links[link]!.id);
        queue.push(input.linkPred[link]!);
      } else if (holder !== task) queue.push(holder);
    }
  }
  return { tasks, links: drivingLinks };
};
