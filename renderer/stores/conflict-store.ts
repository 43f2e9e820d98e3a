import { action, computed, makeObservable, observableRef } from 'mobx';
import type { Call } from '../../src/api.ts';
import type { OpenConflict } from '../../src/model/exchange-result.ts';

/** Changes that come one upon the other are asked about once. */
const SETTLE_MS = 250;

/** What people have to decide in the open project; asked for anew after every change, a moment later. */
export class ConflictStore {
  all: readonly OpenConflict[] = [];
  private readonly projectId: string;
  private readonly call: Call;
  private readonly later: (run: () => void, afterMs: number) => void;
  private waits = false;
  private isOver = false;

  constructor(projectId: string, call: Call, later: (run: () => void, afterMs: number) => void) {
    this.projectId = projectId;
    this.call = call;
    this.later = later;
    makeObservable<this, 'set'>(this, { all: observableRef, count: computed, set: action });
  }

  get count(): number {
    return this.all.length;
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
    this.later(() => {
      this.waits = false;
      if (!this.isOver) void this.load();
    }, SETTLE_MS);
  }

  dispose(): void {
    this.isOver = true;
  }

  private set(all: readonly OpenConflict[]): void {
    this.all = all;
  }
}
