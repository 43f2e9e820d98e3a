import type { Result } from '../../src/result.ts';

/** What a worker tells the thread that started it; a question is answered by a message back. */
export type JobMessage<O, E> =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'question'; readonly question: unknown }
  | { readonly kind: 'result'; readonly result: Result<O, E> };
