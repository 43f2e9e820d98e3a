import { makeAutoObservable, observableRef } from 'mobx';

/** A text of a catalogue with what fills it; kept untranslated, so that it follows the language. */
export interface Message {
  readonly namespace: string;
  readonly id: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export type NoticeKind = 'info' | 'success' | 'warning' | 'error';

/** A bar that tells something without asking; `action` is the one thing to do about it, such as to undo. */
export interface Notice {
  readonly key: number;
  readonly kind: NoticeKind;
  readonly message: Message;
  readonly action?: { readonly label: Message; readonly run: () => void };
}

type Timer = (run: () => void, afterMs: number) => void;

const STAYS_MS: Readonly<Record<NoticeKind, number | null>> = {
  info: 8000,
  success: 8000,
  warning: 15_000,
  // What went wrong stays until it has been read.
  error: null,
};
const MOST_SHOWN = 4;

/** The bars that are shown now, the oldest first. */
export class NoticeStore {
  notices: readonly Notice[] = [];
  private nextKey = 1;
  private readonly later: Timer;

  constructor(later: Timer) {
    this.later = later;
    makeAutoObservable<this, 'later' | 'nextKey'>(this, { notices: observableRef, later: false, nextKey: false });
  }

  show(kind: NoticeKind, message: Message, action?: Notice['action']): number {
    const key = this.nextKey++;
    // The same text twice is one notice: a key held down must not fill the window.
    const others = this.notices.filter((notice) => !sameMessage(notice.message, message));
    this.notices = [...others, { key, kind, message, action }].slice(-MOST_SHOWN);
    const stays = action && kind !== 'error' ? 15_000 : STAYS_MS[kind];
    if (stays !== null) this.later(() => this.dismiss(key), stays);
    return key;
  }

  dismiss(key: number): void {
    this.notices = this.notices.filter((notice) => notice.key !== key);
  }

  /** Takes away the refusals and errors that a successful action has made old. */
  dismissErrors(): void {
    if (this.notices.some((notice) => notice.kind === 'error')) {
      this.notices = this.notices.filter((notice) => notice.kind !== 'error');
    }
  }
}

const sameMessage = (a: Message, b: Message): boolean =>
  a.namespace === b.namespace && a.id === b.id && JSON.stringify(a.params) === JSON.stringify(b.params);
