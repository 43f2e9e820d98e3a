import type { CallError, CallInput, CallName, CallOutputs, Language } from '../../src/api.ts';
import type { Result } from '../../src/result.ts';
import type { Arguments, Usage } from './arguments.ts';

/** Exit codes, as the command line promises them to scripts. */
export const EXIT = { done: 0, findings: 1, usage: 2, badInput: 3, notFound: 4, store: 5, bug: 70 } as const;

/** What a verb gives: a value for `--json`, lines for people, and the exit code. */
export interface Output {
  readonly json: unknown;
  readonly lines: readonly string[];
  readonly exit: number;
}

/** Why a verb gave nothing. `usage` faults are the caller's words, others come from the product's catalogue of errors. */
export type Failure =
  | { readonly kind: 'usage'; readonly message: string }
  | { readonly kind: 'error'; readonly error: CallError };

/** The product as verbs see it: opened when first asked for, closed by the entry. */
export interface Product {
  readonly call: <N extends CallName>(call: N, input: CallInput<N>) => Promise<Result<CallOutputs[N], Failure>>;
  /** Lets the service read a file that the caller named. */
  readonly hold: (path: string) => Result<string, Failure>;
  /** Puts a file that the service made where the caller wants it; written beside its place and renamed. */
  readonly place: (token: string, path: string) => Promise<Result<null, Failure>>;
  /** Folder of the store's backups. */
  readonly backups: string;
}

export interface VerbContext {
  readonly product: () => Promise<Result<Product, Failure>>;
  readonly lang: Language;
  /** The text of a catalogue entry such as `commands:task.add`, filled. */
  readonly text: (key: string, params?: Readonly<Record<string, string | number>>) => string;
  readonly readStdin: () => Promise<string>;
  readonly progress: (line: string) => void;
  readonly todayDay: number;
}

export interface Verb {
  readonly name: string;
  readonly usage: Usage;
  readonly run: (args: Arguments, context: VerbContext) => Promise<Result<Output, Failure>>;
}

export const done = (
  json: unknown,
  lines: readonly string[],
  exit: number = EXIT.done,
): { ok: true; value: Output } => ({
  ok: true,
  value: { json, lines, exit },
});

export const usageFault = (message: string): { ok: false; error: Failure } => ({
  ok: false,
  error: { kind: 'usage', message },
});

export const fault = (id: string, params: CallError['params'] = {}): { ok: false; error: Failure } => ({
  ok: false,
  error: { kind: 'error', error: { id, params } },
});
