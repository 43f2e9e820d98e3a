import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const START_LIMIT_MS = 5_000;

/**
 * A display for Electron on a Linux without one: a virtual X server with a number of its own choosing. Null where there
 * is no Xvfb. The caller ends it.
 */
export const startVirtualDisplay = (): Promise<{ readonly name: string; readonly server: ChildProcess } | null> =>
  new Promise((resolve) => {
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const give = (name: string | null): void => {
      clearTimeout(limit);
      if (name === null) server.kill();
      resolve(name === null ? null : { name, server });
    };
    const limit = setTimeout(() => give(null), START_LIMIT_MS);
    server.on('error', () => give(null));
    const told = server.stdio[3];
    if (told && 'on' in told) {
      createInterface({ input: told as NodeJS.ReadableStream }).once('line', (number) => give(`:${number}`));
    }
  });
