/** `npm start`: opens the product, in Electron if it can be had, else in the browser. Builds first what is stale. */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { buildIfStale, builtWorkers } from './build.ts';
import { withCompileCache } from './compile-cache.ts';
import { findElectron, hasDisplay, sandboxSwitches } from './electron-binary.ts';

const root = resolve(import.meta.dirname, '..');
/** Electron that ends in failure sooner than this never came up: missing libraries, or a sandbox the system forbids. */
const EARLY_FAILURE_MS = 5_000;

interface Ended {
  readonly code: number;
  readonly afterMs: number;
}

const run = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Ended> =>
  new Promise((done) => {
    const startedMs = performance.now();
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env });
    const ended = (code: number): void => done({ code, afterMs: performance.now() - startedMs });
    // Ctrl+C reaches the child from the terminal; what is sent to this process alone is passed on.
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    process.on('SIGINT', () => {});
    child.on('error', () => ended(127));
    child.on('exit', (code, signal) => ended(code ?? (signal === 'SIGTERM' || signal === 'SIGINT' ? 0 : 1)));
  });

/** Opens Electron; gives the reason when it could not be. */
const openElectron = async (args: readonly string[]): Promise<string | number> => {
  if (!hasDisplay()) return 'there is no display';
  const electron = await findElectron(root);
  if (electron === null) return 'its program could not be fetched (npx install-electron tries again)';
  await buildIfStale(root, 'renderer');
  await buildIfStale(root, 'main');
  const switches = sandboxSwitches();
  if (switches.length > 0) console.log('Running as root, where Electron works only without the sandbox of the system.');
  const { code, afterMs } = await run(electron, [...switches, root, ...args]);
  return code !== 0 && afterMs < EARLY_FAILURE_MS ? `it ended at once with code ${code}` : code;
};

const args = process.argv.slice(2);
const isForBrowser = args.some((arg) => /^--(no-open|browser|port|db)\b/.test(arg));
const opened = isForBrowser ? 'the browser was asked for' : await openElectron(args);
if (typeof opened === 'number') process.exitCode = opened;
else {
  if (!isForBrowser) console.log(`Electron is not used: ${opened}. Udbudsplan opens in the browser instead.`);
  await buildIfStale(root, 'renderer');
  const program = join(root, 'main', 'browser', 'main.ts');
  const passedOn = args.filter((arg) => arg !== '--browser');
  const { code } = await run(process.execPath, [program, ...passedOn], {
    ...withCompileCache(root),
    ...(await builtWorkers(root)),
  });
  process.exitCode = code;
}
