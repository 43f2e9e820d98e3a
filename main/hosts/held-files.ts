import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { HeldFile } from '../../src/api.ts';

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
  /** A new path in the scratch folder. */
  readonly scratchPath: () => string;
  readonly close: () => void;
}

export const openHeldFiles = (scratch: string): HeldFiles => {
  const held = new Map<string, HeldPath>();
  const newToken = (): string => randomBytes(20).toString('hex');
  return {
    hold: (path, name) => {
      const token = newToken();
      held.set(token, { path, name });
      return { token, name };
    },
    find: (token) => held.get(token) ?? null,
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
