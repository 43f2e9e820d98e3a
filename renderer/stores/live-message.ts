import { makeAutoObservable } from 'mobx';

/** A text of the catalogue `table` with what fills it. */
export interface LiveMessage {
  readonly id: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** Another number for every message, so that the same one is told again. */
  readonly key: number;
}

/** What was last done to how the plan is read: told in the live region, for people who do not see the rows change. */
export class LiveMessageStore {
  message: LiveMessage | null = null;
  private count = 0;

  constructor() {
    makeAutoObservable<this, 'count'>(this, { count: false });
  }

  say(id: string, params: LiveMessage['params'] = {}): void {
    this.message = { id, params, key: ++this.count };
  }

  fade(key: number): void {
    if (this.message?.key === key) this.message = null;
  }
}
