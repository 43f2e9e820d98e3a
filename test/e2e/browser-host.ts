import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium } from '@playwright/test';
import type { LaunchParts, RunningHost } from './host.ts';

const root = resolve(import.meta.dirname, '..', '..');

/** Starts the browser host and gives its process and the address that it prints. */
export const startServer = async (
  env: Readonly<Record<string, string>>,
): Promise<{ readonly server: ChildProcess; readonly address: string }> => {
  const server = spawn(process.execPath, [join(root, 'main', 'browser', 'main.ts'), '--no-open'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: server.stdout as NodeJS.ReadableStream });
  const [line] = (await Promise.race([once(lines, 'line'), once(server, 'exit').then(() => [''])])) as [string];
  const address = /http:\S+/.exec(line)?.[0];
  if (!address) throw new Error(`the browser host printed no address: ${line}`);
  return { server, address };
};

const end = async (server: ChildProcess, browser: Browser, signal: NodeJS.Signals): Promise<void> => {
  await browser.close();
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill(signal);
  await ended;
};

/** Starts the browser host and opens its address in the Chromium that scripts/test.ts found. */
export const launchBrowserHost = async ({ dataFolder, env, watch }: LaunchParts): Promise<RunningHost> => {
  const browser = await chromium.launch({ executablePath: process.env.UDBUDSPLAN_BROWSER });
  const startedMs = performance.now();
  const { server, address } = await startServer({ ...env, UDBUDSPLAN_DATA: dataFolder });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'da-DK' });
  watch(page);
  await page.goto(address, { waitUntil: 'load' });
  const startMs = performance.now() - startedMs;
  return {
    page,
    startMs,
    close: () => end(server, browser, 'SIGTERM'),
    kill: () => end(server, browser, 'SIGKILL'),
    willChoose: async (path) => {
      page.once('filechooser', (chooser) => {
        // A window that closes meanwhile has no more use for the file.
        chooser.setFiles(path === null ? [] : [path]).catch(() => {});
      });
    },
    savedBy: async (action) => {
      const download = page.waitForEvent('download', { timeout: 60_000 });
      await action();
      return (await download).path();
    },
    inMain: () => {
      throw new Error('only Electron has a main process to run code in');
    },
    address,
  };
};
