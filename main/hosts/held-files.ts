import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { HeldFile } from '../../src/api.ts';
import { isExchangeFile } from '../exchange/sniff.ts';

export interface HeldPath {
  readonly path: string;
  readonly name: string;
}

/**
 * Files that windows know by a token only, never by a path: chosen by a person to be read, or made to be saved. Tokens
 * last as long as the process. `scratch` is a folder of this process alone, for files that nobody keeps.
 */
export interface HeldFiles {
  readonly hold: (path: string, name: string) => HeldFile;
  readonly find: (token: string) => HeldPath | null;
  /** Whether a file begins as exchange files do; false of what cannot be read. */
  readonly isExchange: (path: string) => boolean;
  /** A new path in the scratch folder. */
  readonly scratchPath: () => string;
  readonly close: () => void;
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Removes the scratch folders of processes that were killed: each is named by the number of its process. */
const clearAbandoned = (parent: string): void => {
  let names: readonly string[] = [];
  try {
    names = readdirSync(parent);
  } catch {
    // No process has needed one yet.
  }
  for (const name of names) {
    if (/^\d+$/.test(name) && !isRunning(Number(name))) rmSync(join(parent, name), { recursive: true, force: true });
  }
};

/** Holds files for this process; `scratch` is a folder named by its number, beside those of other processes. */
export const openHeldFiles = (scratch: string): HeldFiles => {
  clearAbandoned(dirname(scratch));
  const held = new Map<string, HeldPath>();
  const newToken = (): string => randomBytes(20).toString('hex');
  return {
    hold: (path, name) => {
      const token = newToken();
      held.set(token, { path, name });
      return { token, name };
    },
    find: (token) => held.get(token) ?? null,
    isExchange: isExchangeFile,
    scratchPath: () => {
      mkdirSync(scratch, { recursive: true, mode: 0o700 });
      return join(scratch, newToken());
    },
    close: () => {
      held.clear();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
};
