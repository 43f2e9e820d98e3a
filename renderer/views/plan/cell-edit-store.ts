import { makeAutoObservable, runInAction } from 'mobx';
import type { EntryLanguage } from '../../../src/time/entry.ts';
import type { ProjectSession } from '../../stores/project-session.ts';
import { NEW_ROW } from '../../stores/selection-store.ts';
import type { ColumnId } from '../../../src/gantt/plan-cells.ts';
import { type EntryError, entryRequest, entryText } from './columns.ts';

/** The cell that is being typed into, and why its text was not taken. */
export class CellEditStore {
  taskId: string | null = null;
  column: ColumnId = 'name';
  text = '';
  error: EntryError | null = null;
  /** Typing began on the cell and replaces its text; else the person corrects what stands there. */
  replacing = false;
  private readonly session: ProjectSession;
  private readonly todayDay: () => number;
  private committing = false;

  constructor(session: ProjectSession, todayDay: () => number) {
    this.session = session;
    this.todayDay = todayDay;
    makeAutoObservable<this, 'session' | 'todayDay' | 'committing'>(this, {
      session: false,
      todayDay: false,
      committing: false,
    });
  }

  get active(): boolean {
    return this.taskId !== null;
  }

  begin(taskId: string, column: ColumnId, language: EntryLanguage, typed: string | null): void {
    this.taskId = taskId;
    this.column = column;
    this.replacing = typed !== null;
    this.text = typed ?? (taskId === NEW_ROW ? '' : entryText(this.session, column, taskId, language));
    this.error = null;
  }

  setText(text: string): void {
    this.text = text;
    this.error = null;
  }

  cancel(): void {
    this.taskId = null;
    this.error = null;
  }

  /** Takes the text over; says whether it was taken. A refused one stays in the cell with its reason. */
  async commit(): Promise<boolean> {
    const { taskId, column, text } = this;
    if (taskId === null || this.committing) return taskId === null;
    this.committing = true;
    const error = await this.carryOut(taskId, column, text.trim());
    this.committing = false;
    runInAction(() => {
      if (error) this.error = error;
      else this.cancel();
    });
    return error === null;
  }

  private async carryOut(taskId: string, column: ColumnId, text: string): Promise<EntryError | null> {
    if (taskId === NEW_ROW) return this.addTask(text);
    const request = entryRequest(this.session, column, taskId, text, this.todayDay());
    if (!request.ok) return request.error;
    if (request.value === null) return null;
    const answer = await this.session.plan.run(request.value.commandId, request.value.input);
    return answer.ok ? null : { id: answer.error.id, params: answer.error.params };
  }

  private async addTask(name: string): Promise<EntryError | null> {
    if (name === '') return null;
    const answer = await this.session.plan.run('task.add', { name });
    return answer.ok ? null : { id: answer.error.id, params: answer.error.params };
  }
}
