import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, errors, expect } from '@playwright/test';
import { sandboxSwitches } from '../../scripts/electron-binary.ts';
import type { LaunchParts, RunningHost } from './host.ts';

const root = resolve(import.meta.dirname, '..', '..');

const LAUNCH_LIMIT_MS = 12_000;
const LAUNCH_ATTEMPTS = 3;

/**
 * Playwright and an Electron that is older than it expects now and then wait for each other before the app's first line
 * runs (once in some thirty starts). Playwright then ends the process, and another start is as good as the first.
 */
const launchPatiently = async (options: Parameters<typeof _electron.launch>[0]): Promise<ElectronApplication> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await _electron.launch(options);
    } catch (error) {
      if (attempt === LAUNCH_ATTEMPTS || !(error instanceof errors.TimeoutError)) throw error;
    }
  }
};

/** Starts the desktop app from the checkout, with the Electron that scripts/test.ts found. */
export const launchElectronHost = async ({
  dataFolder,
  env,
  appFolder = root,
  watch,
}: LaunchParts): Promise<RunningHost> => {
  const startedMs = performance.now();
  const electron = await launchPatiently({
    executablePath: process.env.UDBUDSPLAN_ELECTRON as string,
    args: [...sandboxSwitches(), appFolder],
    env: { ...(process.env as Record<string, string>), ...env, UDBUDSPLAN_DATA: dataFolder },
    timeout: LAUNCH_LIMIT_MS,
  });
  const page = await electron.firstWindow();
  watch(page);
  await page.waitForLoadState('load');
  const startMs = performance.now() - startedMs;
  return {
    page,
    startMs,
    close: () => electron.close(),
    kill: async () => {
      const child = electron.process();
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    willChoose: (path) =>
      electron.evaluate(({ dialog }, chosen) => {
        const answer = { canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] };
        dialog.showOpenDialog = async () => answer;
      }, path),
    savedBy: async (action) => {
      const path = join(dataFolder, `saved-${Date.now()}`);
      await electron.evaluate(({ dialog }, chosen) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
      }, path);
      await action();
      // Saving goes on after the dialog; the file is put in its place whole.
      await expect.poll(() => existsSync(path), { timeout: 60_000 }).toBe(true);
      return path;
    },
    inMain: electron.evaluate.bind(electron),
    get address(): string {
      throw new Error('only the browser host has an address');
    },
  };
};
