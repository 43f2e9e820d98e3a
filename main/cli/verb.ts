import type { CallError, CallInput, CallName, CallOutputs, Language } from '../../src/api.ts';
import { err, ok, type Result } from '../../src/result.ts';
import { EXIT } from './exit.ts';
import type { Arguments, Usage } from './usage.ts';

/** What a verb gives: a value for `--json`, lines for people, and the exit code. */
export interface Output {
  readonly json: unknown;
  readonly lines: readonly string[];
  readonly exit: number;
}

/** Why a verb gave nothing: ids of the catalogue `cli`, of the product's errors and of its refusals. */
export interface Failure extends CallError {
  /** What the caller gave and the failure is about: a file's name, or `-:3` for a line of standard input. */
  readonly place?: string;
}

/** The product as verbs see it: opened when first asked for, closed by the entry. */
export interface Product {
  /** Checks the input against the contract, as every host does, and carries the call out. */
  readonly call: <N extends CallName>(call: N, input: CallInput<N>) => Promise<Result<CallOutputs[N], Failure>>;
  /** Lets the service read a file that the caller named. */
  readonly hold: (path: string) => Result<string, Failure>;
  /** Puts a file that the service made where the caller wants it; written beside its place and renamed. */
  readonly place: (token: string, path: string) => Promise<Result<null, Failure>>;
  /** The database file and the folder of its backups. */
  readonly database: string;
  readonly backups: string;
}

export type Text = (key: string, params?: Readonly<Record<string, string | number>>) => string;

export interface VerbContext {
  readonly product: () => Promise<Result<Product, Failure>>;
  /** Puts a copy of the store in its place, without opening what lies there. Gives the database's path. */
  readonly restore: (path: string) => Result<string, Failure>;
  /** The language asked for; without one that of the person's settings once the product is open. */
  readonly language: () => Language;
  /** The language asked for in so many words, else undefined. */
  readonly wantedLanguage: Language | undefined;
  /** The text of a catalogue entry such as `commands:task.add`, filled. */
  readonly text: Text;
  /** Texts by catalogue and key in every language: lists come back in any. */
  readonly otherTexts: readonly ((catalogue: string, key: string) => string)[];
  /** Lines of standard input as they come. */
  readonly stdin: () => AsyncGenerator<Result<string, Failure>>;
  /** A line for people on standard output at once, before the verb has ended; nothing with `--json`. */
  readonly say: (line: string) => void;
  /** The file of a worker in main/jobs. */
  readonly workerFile: (name: string) => string;
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
): { readonly ok: true; readonly value: Output } => ok({ json, lines, exit });

export const fault = (id: string, params: CallError['params'] = {}): { readonly ok: false; readonly error: Failure } =>
  err({ id, params });

/** A failure that names the file or line of what the caller gave. */
export const at = (place: string, failure: Failure): { readonly ok: false; readonly error: Failure } =>
  err({ place, ...failure });
