import { action, computed, makeObservable, observable, observableRef } from 'mobx';
import type { Call } from '../../src/api.ts';
import type { OpenConflict } from '../../src/model/exchange-result.ts';
import { keptIds, type PlaceKeeper } from './kept-layout.ts';

/** Changes that come one upon the other are asked about once. */
const SETTLE_MS = 250;

/** What is to be decided about one task. */
export interface TaskConflicts {
  readonly count: number;
  /** Cells of the task itself that several people gave values of their own. */
  readonly cells: ReadonlySet<string>;
}

/** What people have to decide in the open project; asked for anew after every change, a moment later. */
export class ConflictStore {
  all: readonly OpenConflict[] = [];
  /** Ids of those that this person has put off, on this computer. */
  later: ReadonlySet<string> = new Set();
  /** The task whose conflicts are to be shown first when the view comes. */
  wantedTaskId: string | null = null;
  private readonly projectId: string;
  private readonly call: Call;
  private readonly keeper: PlaceKeeper;
  private readonly afterwards: (run: () => void, afterMs: number) => void;
  private waits = false;
  private isOver = false;

  constructor(
    projectId: string,
    call: Call,
    afterwards: (run: () => void, afterMs: number) => void,
    keeper: PlaceKeeper,
  ) {
    this.projectId = projectId;
    this.call = call;
    this.afterwards = afterwards;
    this.keeper = keeper;
    makeObservable<this, 'set'>(this, {
      all: observableRef,
      later: observableRef,
      wantedTaskId: observable,
      count: computed,
      byTask: computed,
      set: action,
      restore: action,
      putOff: action,
      want: action,
      takeWanted: action,
    });
  }

  get count(): number {
    return this.all.length;
  }

  /** By the task that they are about. */
  get byTask(): ReadonlyMap<string, TaskConflicts> {
    const found = new Map<string, { count: number; cells: Set<string> }>();
    const note = (taskId: string, cell: string | null): void => {
      const task = found.get(taskId) ?? { count: 0, cells: new Set() };
      found.set(taskId, task);
      task.count++;
      if (cell !== null) task.cells.add(cell);
    };
    for (const { taskId, entity, cell, sides } of this.all) {
      if (taskId !== null) note(taskId, entity === 'task' ? cell : null);
      for (const { decision } of sides) {
        // Of two that are the same thing the other one is told of too.
        if (entity === 'task' && decision.do === 'one' && decision.id !== taskId) note(decision.id, null);
      }
    }
    return found;
  }

  /** Asks at once. */
  async load(): Promise<void> {
    const answer = await this.call('conflict.list', { projectId: this.projectId });
    if (answer.ok && !this.isOver) this.set(answer.value);
  }

  /** Asks a moment later. */
  refresh(): void {
    if (this.waits || this.isOver) return;
    this.waits = true;
    this.afterwards(() => {
      this.waits = false;
      if (!this.isOver) void this.load();
    }, SETTLE_MS);
  }

  /** Takes over what had been put off. */
  restore(text: string | null): void {
    this.later = new Set(keptIds(text));
  }

  /** Leaves a conflict for another day; what is settled meanwhile is forgotten. */
  putOff(id: string): void {
    const open = new Set(this.all.map((conflict) => conflict.id));
    this.later = new Set([...this.later, id].filter((one) => open.has(one)));
    this.keeper.keep(`later.${this.projectId}`, JSON.stringify([...this.later]));
  }

  /** The view of conflicts begins with those of this task when it comes. */
  want(taskId: string): void {
    this.wantedTaskId = taskId;
  }

  takeWanted(): string | null {
    const taskId = this.wantedTaskId;
    this.wantedTaskId = null;
    return taskId;
  }

  dispose(): void {
    this.isOver = true;
  }

  private set(all: readonly OpenConflict[]): void {
    // Rows of the grid read what there is, and nearly always there is nothing.
    if (all.length > 0 || this.all.length > 0) this.all = all;
  }
}
