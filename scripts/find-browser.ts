import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const INSTALL_LIMIT_MS = 300_000;

const onPath = (name: string): string[] =>
  (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':').map((folder) => join(folder, name));

const knownPlaces = (): readonly string[] => {
  if (process.platform === 'win32') {
    const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return roots.filter((root) => root !== undefined).flatMap((root) => programs.map((program) => join(root, program)));
  }
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  return [
    // Without the windows, tabs and extensions of a whole browser, which the tests do not look at: they take a quarter less.
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
  ].flatMap(onPath);
};

/** Whether the browser starts: one that lacks libraries lies there and does not. */
const works = (path: string): boolean => {
  if (!existsSync(path)) return false;
  if (process.platform === 'win32') return true;
  return spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0;
};

const playwrightsOwn = async (): Promise<string> => {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
};

const installPlaywrights = (): void => {
  const cli = join(createRequire(import.meta.url).resolve('@playwright/test/package.json'), '..', 'cli.js');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'ignore', timeout: INSTALL_LIMIT_MS });
};

const installDebians = (): void => {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (args: readonly string[]): void => {
    spawnSync('apt-get', args, { stdio: 'ignore', timeout: INSTALL_LIMIT_MS, env });
  };
  run(['update']);
  for (const name of ['chromium-headless-shell', 'chromium']) {
    run(['install', '-y', '--no-install-recommends', name]);
    if (knownPlaces().some(works)) return;
  }
};

const isDebianRoot = (): boolean =>
  process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/**
 * A Chromium with which the tests can drive the browser host: `UDBUDSPLAN_BROWSER`, Playwright's own, one of the
 * system's, and if there is none, one that is fetched by the means the machine has. Null if nothing helps.
 */
export const findBrowser = async (): Promise<string | null> => {
  const named = process.env.UDBUDSPLAN_BROWSER;
  if (named) return works(named) ? named : null;
  const own = await playwrightsOwn();
  const present = [own, ...knownPlaces()].find(works);
  if (present) return present;
  console.log('No Chromium, Chrome or Edge on this machine: fetching one for the end-to-end tests …');
  if (isDebianRoot()) installDebians();
  const fromDebian = knownPlaces().find(works);
  if (fromDebian) return fromDebian;
  installPlaywrights();
  return works(own) ? own : null;
};
