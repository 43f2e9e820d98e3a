import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';

/** Who writes to the store. */
export interface Holder {
  readonly process: number;
  readonly host: string;
}

const holderSchema = v.object({ process: v.pipe(v.number(), v.integer()), host: v.string() });

const lockPath = (storePath: string): string => `${storePath}.lock`;

/** Who the lock file beside the store names; null if there is none that can be read. */
export const readHolder = (storePath: string): Holder | null => {
  try {
    const parsed = v.safeParse(holderSchema, JSON.parse(readFileSync(lockPath(storePath), 'utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    // Absent, or half written by a process that died: neither says that somebody writes.
    return null;
  }
};

/**
 * Whether the named process of this computer is there. Another computer's cannot be asked, so it counts as being there:
 * file locks are not to be relied on across a network.
 */
export const isThere = (holder: Holder, self: Holder): boolean => {
  if (holder.host !== self.host) return true;
  if (holder.process === self.process) return false;
  try {
    process.kill(holder.process, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/**
 * Notes beside the store who writes to it now. The lock itself is SQLite's; this file lets people read whose it is, and
 * a disk that is too full for it is no reason not to show the plans.
 */
export const writeHolder = (storePath: string, self: Holder): void => {
  try {
    writeFileSync(lockPath(storePath), JSON.stringify(self));
  } catch (error) {
    if (!['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    rmSync(lockPath(storePath), { force: true });
  }
};

/** Takes the note away if it is ours. */
export const removeHolder = (storePath: string, self: Holder): void => {
  const holder = readHolder(storePath);
  if (holder?.process === self.process && holder.host === self.host) rmSync(lockPath(storePath), { force: true });
};
