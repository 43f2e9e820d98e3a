/**
 * The product under test, with the same face on both hosts: `npm test` says which hosts this machine has. A spec takes
 * the fixture `app`; it starts with an empty data folder of its own. Console errors, uncaught exceptions and refusals by
 * the content policy fail a spec, unless it takes them out of `app.problems`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { launchBrowserHost } from './browser-host.ts';
import { launchElectronHost } from './electron-host.ts';

export type HostKind = 'browser' | 'electron';

export interface HostOptions {
  hostKind: HostKind;
}

/** One running product: its window and what can be done to it from outside. */
export interface RunningHost {
  readonly page: Page;
  /** Milliseconds from the start of the process until the window's page had loaded. */
  readonly startMs: number;
  /** Ends it as a person would. */
  readonly close: () => Promise<void>;
  /** Ends its process with SIGKILL. */
  readonly kill: () => Promise<void>;
  /** Makes the next file choice give this file, or no file. */
  readonly willChoose: (path: string | null) => Promise<void>;
  /** Carries out an action that saves a file, and gives the path where it then is. */
  readonly savedBy: (action: () => Promise<void>) => Promise<string>;
  /** Runs code in Electron's main process; only there. */
  readonly inMain: import('@playwright/test').ElectronApplication['evaluate'];
  /** The address with its token; only in the browser host. */
  readonly address: string;
}

export interface LaunchParts {
  readonly dataFolder: string;
  /** Further environment, such as TZ. */
  readonly env: Readonly<Record<string, string>>;
  /** The folder of the desktop app, when it is not this checkout; only for Electron. */
  readonly appFolder?: string;
  /** Told of every window before it loads anything more. */
  readonly watch: (page: Page) => void;
}

export interface App {
  readonly kind: HostKind;
  readonly dataFolder: string;
  readonly problems: string[];
  /** The running product; another one after `restart`. */
  host: RunningHost;
  readonly page: Page;
  /** Ends the product, by closing or by killing it, and starts it on the same data. */
  readonly restart: (how?: 'close' | 'kill') => Promise<void>;
}

const openApp = async (kind: HostKind): Promise<App> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'udbudsplan-'));
  const problems: string[] = [];
  const watch = (page: Page): void => {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(String(error)));
  };
  const launch = kind === 'electron' ? launchElectronHost : launchBrowserHost;
  const parts: LaunchParts = { dataFolder, env: {}, watch };
  const app: App = {
    kind,
    dataFolder,
    problems,
    host: await launch(parts),
    get page() {
      return app.host.page;
    },
    restart: async (how = 'close') => {
      await app.host[how]();
      app.host = await launch(parts);
    },
  };
  return app;
};

export const test = base.extend<HostOptions & { app: App }>({
  hostKind: ['browser', { option: true }],
  app: async ({ hostKind }, use) => {
    const app = await openApp(hostKind);
    await use(app);
    await app.host.close();
    rmSync(app.dataFolder, { recursive: true, force: true, maxRetries: 5 });
    expect(app.problems).toEqual([]);
  },
});

export { expect };
