import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const schema = v.object({ process: v.pipe(v.number(), v.integer(), v.minValue(1)), address: v.string() });

/** A browser host that serves a data folder: its process, and the address with the token. */
export type RunningHost = v.InferOutput<typeof schema>;

const fileIn = (dataFolder: string): string => join(dataFolder, 'browser-host.json');

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const answers = async (address: string): Promise<boolean> => {
  try {
    const url = new URL(address);
    const response = await fetch(url.origin, { signal: AbortSignal.timeout(2_000) });
    return response.ok && (await response.text()).includes('<title>Udbudsplan</title>');
  } catch {
    return false;
  }
};

/** The browser host that already serves this data folder, or null. What a killed one left behind is seen through. */
export const runningHost = async (dataFolder: string): Promise<RunningHost | null> => {
  try {
    const read = v.safeParse(schema, JSON.parse(readFileSync(fileIn(dataFolder), 'utf8')));
    if (!read.success || !isAlive(read.output.process)) return null;
    return (await answers(read.output.address)) ? read.output : null;
  } catch {
    return null;
  }
};

/** Writes down that this process serves the folder, for its owner's eyes only: the address holds the token. */
export const announceHost = (dataFolder: string, host: RunningHost): void => {
  rmSync(fileIn(dataFolder), { force: true });
  writeFileSync(fileIn(dataFolder), JSON.stringify(host), { mode: 0o600 });
};

/** Takes the announcement back. */
export const withdrawHost = (dataFolder: string): void => rmSync(fileIn(dataFolder), { force: true });
