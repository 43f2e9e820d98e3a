import { makeAutoObservable, runInAction } from 'mobx';
import type { PlanColumnId } from '../../../src/reading/plan-columns.ts';
import { ok, type Result } from '../../../src/result.ts';
import type { EntryLanguage } from '../../../src/time/entry.ts';
import type { ProjectSession } from '../../stores/project-session.ts';
import { NEW_ROW } from '../../stores/selection-store.ts';
import { type EntryError, entryRequest, entryText } from './cell-entry.ts';
import { localEffectOf } from './local-effect.ts';
import type { Request } from './timeline-drag.ts';

interface Surroundings {
  readonly todayDay: () => number;
  /** Tells of a refusal that came when the person was already typing elsewhere. */
  readonly tellLate: (error: EntryError) => void;
}

/** The cell that is being typed into, and why its text was not taken. */
export class CellEditStore {
  taskId: string | null = null;
  column: PlanColumnId = 'name';
  text = '';
  error: EntryError | null = null;
  /** Typing began on the cell and replaces its text; else the person corrects what stands there. */
  replacing = false;
  /** A sign is being composed from several keys, and nothing of it has come yet: whoever leaves has typed nothing. */
  private awaiting = false;
  private initial = '';
  private readonly session: ProjectSession;
  private readonly surroundings: Surroundings;

  constructor(session: ProjectSession, surroundings: Surroundings) {
    this.session = session;
    this.surroundings = surroundings;
    makeAutoObservable<this, 'session' | 'surroundings' | 'initial' | 'awaiting'>(this, {
      session: false,
      surroundings: false,
      initial: false,
      awaiting: false,
    });
  }

  get active(): boolean {
    return this.taskId !== null;
  }

  begin(taskId: string, column: PlanColumnId, language: EntryLanguage, typed: string | null): void {
    this.taskId = taskId;
    this.column = column;
    this.replacing = typed !== null;
    this.awaiting = false;
    this.initial = taskId === NEW_ROW ? '' : entryText(this.session, column, taskId, language);
    this.text = typed ?? this.initial;
    this.error = null;
  }

  /** Opens the cell for a sign that is composed from several keys, such as é from ´ and e. */
  beginComposing(taskId: string, column: PlanColumnId, language: EntryLanguage): void {
    this.begin(taskId, column, language, '');
    this.awaiting = true;
  }

  setText(text: string): void {
    this.awaiting = false;
    this.text = text;
    this.error = null;
  }

  cancel(): void {
    this.taskId = null;
    this.error = null;
  }

  /**
   * Takes the text over and leaves the cell; says whether it could. What cannot be read or would be refused stays in the
   * cell with its reason. The rest is carried out while the person goes on typing.
   */
  commit(): boolean {
    const { taskId, column, text, session } = this;
    if (taskId === null) return true;
    if (this.awaiting) {
      this.cancel();
      return true;
    }
    const request = this.requestOf(taskId, column, text.trim());
    if (!request.ok) {
      this.error = request.error;
      return false;
    }
    if (request.value && session.plan.pending === 0) {
      // While an earlier edit is still under way this window's plan is old: then only the service can judge.
      const effect = localEffectOf(session, request.value);
      if (!effect.ok) {
        this.error = effect.error;
        return false;
      }
    }
    this.cancel();
    if (request.value) void this.carryOut(taskId, column, text, request.value);
    return true;
  }

  private requestOf(taskId: string, column: PlanColumnId, text: string): Result<Request | null, EntryError> {
    if (taskId === NEW_ROW) return ok(text === '' ? null : { commandId: 'task.add', input: { name: text } });
    if (text === this.initial) return ok(null);
    return entryRequest(this.session, column, taskId, text, this.surroundings.todayDay());
  }

  private async carryOut(taskId: string, column: PlanColumnId, text: string, request: Request): Promise<void> {
    // Whoever types one new task after the other stays in the empty row.
    const answer = await this.session.plan.run(request.commandId, request.input, taskId === NEW_ROW);
    if (answer.ok) return;
    const { error } = answer;
    runInAction(() => {
      if (this.active) {
        this.surroundings.tellLate(error);
        return;
      }
      this.taskId = taskId;
      this.column = column;
      this.replacing = false;
      this.text = text;
      this.error = error;
    });
  }
}
