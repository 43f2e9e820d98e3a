import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll } from 'vitest';
import { runCli } from '../../../main/cli/run-cli.ts';
import { workerFiles } from '../../../main/hosts/worker-files.ts';

export const ROOT = resolve(import.meta.dirname, '../../..');

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder that is gone after the tests of the file. */
export const scratchFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'udbudsplan-cli-'));
  folders.push(folder);
  return folder;
};

export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The command line over a folder of its own, in this process: as quick as the product is. */
export interface InProcess {
  readonly folder: string;
  readonly database: string;
  readonly run: (...words: string[]) => Promise<Answer>;
  /** Runs with bytes on standard input. */
  readonly feed: (input: string | Uint8Array, ...words: string[]) => Promise<Answer>;
  /** Runs with `--json`, which must succeed, and gives the value. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever JSON came.
  readonly json: (...words: string[]) => Promise<any>;
}

export const inProcess = (folder: string = scratchFolder()): InProcess => {
  const feed: InProcess['feed'] = async (input, ...words) => {
    let out = '';
    let err = '';
    const code = await runCli(words, {
      root: ROOT,
      folder,
      home: '/home/nobody',
      workerFile: workerFiles(ROOT, process.env),
      stdin: Readable.from([Buffer.from(input)]),
      out: (text) => {
        out += text;
      },
      error: (text) => {
        err += text;
      },
      showsProgress: false,
      now: Date.now,
    });
    return { code, out, err };
  };
  const run: InProcess['run'] = (...words) => feed('', ...words);
  return {
    folder,
    database: join(folder, 'udbudsplan.db'),
    run,
    feed,
    json: async (...words) => {
      const { code, out, err } = await run(...words, '--json');
      if (code > 1) throw new Error(`exit ${code}: ${err}`);
      return JSON.parse(out);
    },
  };
};
