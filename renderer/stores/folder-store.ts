import { action, makeObservable, observableRef } from 'mobx';
import type { Call, FolderState } from '../../src/api.ts';

/** How the open project stands with its shared folder; the service tells every change. */
export class FolderStore {
  state: FolderState | null = null;
  private readonly projectId: string;
  private readonly call: Call;
  private isOver = false;

  constructor(projectId: string, call: Call) {
    this.projectId = projectId;
    this.call = call;
    makeObservable(this, { state: observableRef, set: action });
  }

  async load(): Promise<void> {
    const answer = await this.call('folder.get', { projectId: this.projectId });
    if (answer.ok && !this.isOver) this.set(answer.value);
  }

  set(state: FolderState | null): void {
    this.state = state;
  }

  dispose(): void {
    this.isOver = true;
  }
}
