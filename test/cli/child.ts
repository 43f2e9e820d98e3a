import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

export const ROOT = resolve(import.meta.dirname, '../..');

export interface ChildOptions {
  readonly folder: string;
  readonly input?: string;
  /** The account to run as; only root can choose. */
  readonly uid?: number;
}

export const isRoot = process.getuid?.() === 0;

/** Starts the command line as scripts do: a process of its own. */
export const start = (words: readonly string[], { folder, uid }: ChildOptions): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, [join(ROOT, 'main/cli/main.ts'), ...words], {
    cwd: ROOT,
    env: { ...process.env, UDBUDSPLAN_DATA: folder },
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });

export interface Exit {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs one command to its end. */
export const cli = async (words: readonly string[], options: ChildOptions): Promise<Exit> => {
  const child = start(words, options);
  child.stdin.end(options.input ?? '');
  const exit = once(child, 'close') as Promise<[number | null]>;
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, out, err };
};

/** Reads a stream until it has given so many lines. */
export const firstLines = async (stream: Readable, count: number): Promise<string[]> => {
  let read = '';
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    read += String(chunk);
    const lines = read.split('\n');
    if (lines.length > count) return lines.slice(0, count);
  }
  return read.split('\n');
};
