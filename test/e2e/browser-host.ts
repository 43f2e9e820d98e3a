import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from '@playwright/test';
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

let running: Promise<Browser> | null = null;

/**
 * The Chromium that scripts/test.ts found, one for all windows that this process opens: a window in it has a profile of its own, and
 * comes three times as quickly as one whose browser has to be started first. Playwright ends it with the process.
 */
const theBrowser = async (): Promise<Browser> => {
  if (running === null || !(await running).isConnected())
    running = chromium.launch({ executablePath: process.env.UDBUDSPLAN_BROWSER });
  return running;
};

const end = async (server: ChildProcess, page: Page, signal: NodeJS.Signals): Promise<void> => {
  await page.context().close();
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill(signal);
  await ended;
};

/** Starts the browser host and opens its address. */
export const launchBrowserHost = async ({ dataFolder, env, watch }: LaunchParts): Promise<RunningHost> => {
  const browser = await theBrowser();
  const startedMs = performance.now();
  const { server, address } = await startServer({ ...env, UDBUDSPLAN_DATA: dataFolder });
  // People have it with motion or without: without is tested here, with it in the desktop app.
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    locale: 'da-DK',
    reducedMotion: 'reduce',
  });
  watch(page);
  await page.goto(address, { waitUntil: 'load' });
  const startMs = performance.now() - startedMs;
  return {
    page,
    startMs,
    close: () => end(server, page, 'SIGTERM'),
    kill: () => end(server, page, 'SIGKILL'),
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
