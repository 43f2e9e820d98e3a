import { tidyOrder } from '../../model/order-key.ts';
import type { Mapping } from './mapping.ts';
import { nameFor } from './mapping.ts';
import type { MspdiTask } from './parsed.ts';

/** A task of the file with its place in the new plan. */
export interface PlacedTask {
  readonly task: MspdiTask;
  readonly id: string;
  readonly name: string;
  /** Index of the summary above, -1 at the top. */
  readonly parent: number;
  order: string;
  /** One past the last task below it; its own index + 1 where there is none. */
  end: number;
  isSummary: boolean;
}

/** The file's tasks in their order, summaries before what is below them. */
export interface PlacedTasks {
  readonly tasks: readonly PlacedTask[];
  /** Index by the file's number; the first of those that share one. */
  readonly byUid: ReadonlyMap<number, number>;
  /** The line of the whole project, which is not a task of the plan. */
  readonly projectLine: MspdiTask | null;
}

const levelOf = ({ outlineLevel, outlineNumber }: MspdiTask): number =>
  outlineLevel ?? (outlineNumber === '' ? 1 : outlineNumber.split('.').length);

/** Whether the line stands for the project as a whole: the first one, on level 0. */
const isProjectLine = (task: MspdiTask, index: number): boolean =>
  (task.outlineLevel === 0 && index === 0) || (task.uid === 0 && (task.outlineLevel ?? 0) === 0);

/** Whether the line is a row of the new plan; what is not is noted. */
const isRow = ({ book }: Mapping, task: MspdiTask): boolean => {
  if (task.isNull === true) book.add('blank-rows');
  else if (task.external === true) book.add('external-tasks', task.name);
  else return true;
  return false;
};

/** Tells every task where what is below it ends. */
const giveEnds = (tasks: readonly PlacedTask[]): void => {
  for (let at = tasks.length - 1; at >= 0; at--) {
    const { end, parent } = tasks[at]!;
    if (parent >= 0) tasks[parent]!.end = Math.max(tasks[parent]!.end, end);
  }
};

/** Fresh order keys for the children of every summary, in the order of the file. */
const giveOrders = (tasks: readonly PlacedTask[]): void => {
  const children = new Map<number, number[]>();
  tasks.forEach(({ parent }, at) => {
    const list = children.get(parent);
    if (list) list.push(at);
    else children.set(parent, [at]);
  });
  for (const list of children.values()) {
    const keys = tidyOrder(list.map((at) => ({ id: tasks[at]!.id, order: '' })));
    list.forEach((at, i) => {
      tasks[at]!.order = keys[i]!.order;
    });
  }
};

/**
 * Places the tasks by their outline levels: each below the nearest one before it with a lower level. A level that is
 * skipped, or below 1, is noted and closed up.
 */
export const placeTasks = (mapping: Mapping): PlacedTasks => {
  const { file, env, book } = mapping;
  const tasks: PlacedTask[] = [];
  const byUid = new Map<number, number>();
  const open: { readonly level: number; readonly at: number }[] = [];
  let projectLine: MspdiTask | null = null;
  file.tasks.forEach((task, index) => {
    if (isProjectLine(task, index)) {
      projectLine ??= task;
      return;
    }
    if (!isRow(mapping, task)) return;
    const level = levelOf(task);
    while (open.length > 0 && open[open.length - 1]!.level >= level) open.pop();
    if (level !== open.length + 1) book.add('outline-levels', task.name);
    const parent = open.length === 0 ? -1 : open[open.length - 1]!.at;
    const at = tasks.length;
    tasks.push({
      task,
      id: env.newId(),
      name: nameFor(mapping, task.name),
      parent,
      order: '',
      end: at + 1,
      isSummary: false,
    });
    if (parent >= 0) tasks[parent]!.isSummary = true;
    open.push({ level, at });
    if (task.uid === null || byUid.has(task.uid)) book.add('duplicate-uids', task.name);
    else byUid.set(task.uid, at);
  });
  giveEnds(tasks);
  giveOrders(tasks);
  return { tasks, byUid, projectLine };
};
