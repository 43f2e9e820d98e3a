/**
 * `npm test`: unit tests, then the end-to-end tests on every host that this machine has, and says which those were.
 * `npm test -- --unit` or `--e2e` runs one half; `--host electron` or `--host browser` one host. `--reports FOLDER` also
 * writes what the runners counted as JSON, for .ci/run. `npm run test:hard` tries what is tried at random many times over, which
 * takes hours; `npm run test:hard -- --seeds 1-50 FILE` a part of it, so that several machines can share them.
 */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale, builtWorkers } from './build.ts';
import { withCompileCache } from './compile-cache.ts';
import { startVirtualDisplay } from './display.ts';
import { findElectron, hasDisplay } from './electron-binary.ts';
import { findBrowser } from './find-browser.ts';
import { withMemoryFolder } from './memory-folder.ts';

const root = resolve(import.meta.dirname, '..');

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    unit: { type: 'boolean' },
    e2e: { type: 'boolean' },
    host: { type: 'string' },
    reports: { type: 'string' },
    hard: { type: 'boolean' },
    seeds: { type: 'string' },
  },
});

const surroundings = { ...withCompileCache(root), ...withMemoryFolder() };

const runTool = (tool: readonly string[], env: Readonly<Record<string, string>>): boolean =>
  spawnSync(process.execPath, [join(root, 'node_modules', ...(tool[0] as string).split('/')), ...tool.slice(1)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...surroundings, ...env },
  }).status === 0;

/** How often things are tried at random before a release; without it a number that a unit run has time for. The environment may say otherwise. */
const HARD = { HISTORIES: '100000', FOLDER_HISTORIES: '5000', FUZZ_FILES: '50000', KILLS: '200' };
const hardNumbers = (): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(HARD).map(([name, number]) => [name, process.env[name] ?? number])),
  ...(options.seeds === undefined ? {} : { SEEDS: options.seeds }),
});
const HARD_TESTS = ['test/unit/exchange', 'test/unit/store/crash.test.ts'];

const runUnit = async (): Promise<boolean> => {
  const workers = await builtWorkers(root);
  const report = options.reports
    ? ['--reporter=default', '--reporter=json', `--outputFile.json=${join(options.reports, 'unit.json')}`]
    : [];
  const files = options.hard && positionals.length === 0 ? HARD_TESTS : positionals;
  // Each portion is told as soon as it has been tried.
  const told = options.hard ? ['--reporter=verbose'] : [];
  return runTool(['vitest/vitest.mjs', 'run', ...report, ...told, ...files], {
    ...workers,
    ...(options.hard ? hardNumbers() : {}),
  });
};

interface Host {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
}

const browserHost = async (): Promise<Host | string> => {
  const browser = await findBrowser();
  if (browser === null) return 'no Chromium, Chrome or Edge was found and none could be fetched';
  return { name: 'browser', env: { UDBUDSPLAN_BROWSER: browser, ...(await builtWorkers(root)) } };
};

const electronHost = async (): Promise<Host | string> => {
  const electron = await findElectron(root);
  if (electron === null) return 'its program is not on this machine and could not be fetched';
  if (hasDisplay()) return { name: 'electron', env: { UDBUDSPLAN_ELECTRON: electron } };
  const display = await startVirtualDisplay();
  if (display === null) return 'there is no display and no Xvfb';
  process.on('exit', () => display.server.kill());
  return { name: 'electron', env: { UDBUDSPLAN_ELECTRON: electron, DISPLAY: display.name } };
};

const runE2e = async (): Promise<boolean> => {
  const finders = { browser: browserHost, electron: electronHost };
  const wanted = (Object.keys(finders) as (keyof typeof finders)[]).filter(
    (name) => options.host === undefined || options.host === name,
  );
  await buildIfStale(root, 'renderer');
  const hosts: Host[] = [];
  for (const name of wanted) {
    const host = await finders[name]();
    if (typeof host === 'string') console.log(`End-to-end tests on host "${name}" are not run: ${host}.`);
    else hosts.push(host);
  }
  // A host that is the only one of the machine also runs what else the other one would.
  const alone: Record<string, string> =
    hosts.length === 1 && options.host === undefined ? { UDBUDSPLAN_ONLY_HOST: '1' } : {};
  const ran: string[] = [];
  let passed = true;
  for (const { name, env } of hosts) {
    if (name === 'electron') await buildIfStale(root, 'main');
    console.log(`End-to-end tests on host "${name}":`);
    const report: Record<string, string> = options.reports
      ? { PLAYWRIGHT_JSON_OUTPUT_NAME: join(resolve(options.reports), `e2e-${name}.json`) }
      : {};
    const reporters = options.reports ? ['--reporter=list,json'] : ['--reporter=list'];
    const config = ['test', '--config', 'test/e2e/playwright.config.ts', `--project=${name}`];
    passed =
      runTool(['@playwright/test/cli.js', ...config, ...reporters, ...positionals], { ...env, ...alone, ...report }) &&
      passed;
    ran.push(name);
  }
  console.log(`End-to-end tests ran on: ${ran.join(', ') || 'no host'}.`);
  // Asked for one host by name, it must have been there.
  return passed && (options.host === undefined || ran.length > 0);
};

const both = !options.unit && !options.e2e;
const passed = (!(both || options.unit) || (await runUnit())) && (!(both || options.e2e) || (await runE2e()));
process.exit(passed ? 0 : 1);
