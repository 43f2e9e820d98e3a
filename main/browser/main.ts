/** Entry of the browser host: the product in a browser of this computer, where Electron cannot be had. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compose } from '../compose.ts';
import { dataFolder } from '../hosts/data-folder.ts';
import { hostText } from '../hosts/host-texts.ts';
import { servedFiles } from '../hosts/served-files.ts';
import { workerFiles } from '../hosts/worker-files.ts';
import { openAddress } from './open-address.ts';
import { announceHost, runningHost, withdrawHost } from './running-host.ts';
import { createHostServer } from './server.ts';

const root = resolve(import.meta.dirname, '..', '..');
const CLOSE_LIMIT_MS = 5_000;
const EXIT_USAGE = 2;
const EXIT_PORT = 3;

interface Options {
  readonly port: number;
  readonly mayOpen: boolean;
  readonly database: string | null;
}

/** What the words after the program's name ask for; null where they are wrong. */
const readOptions = (): Options | null => {
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string' }, 'no-open': { type: 'boolean' }, db: { type: 'string' } },
    });
    const port = Number(values.port ?? 0);
    const isPort = Number.isInteger(port) && port >= 0 && port <= 65_535;
    const database = values.db === undefined ? null : resolve(values.db);
    return isPort ? { port, mayOpen: !values['no-open'], database } : null;
  } catch {
    return null;
  }
};

const version = (): string =>
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;

const start = async (): Promise<void> => {
  const assets = join(root, 'assets');
  const options = readOptions();
  if (options === null) {
    console.error(hostText(assets, 'da', ['host'])('browser.usage'));
    process.exitCode = EXIT_USAGE;
    return;
  }
  const folder = resolve(dataFolder({ env: process.env, platform: process.platform, home: homedir() }));
  const announced = options.database === null ? folder : dirname(options.database);
  const first = await runningHost(announced);
  if (first) {
    console.log(hostText(assets, 'da', ['host'])('browser.already', { address: first.address }));
    if (options.mayOpen) openAddress(first.address, process.platform, process.env);
    return;
  }
  const { service, files, log } = compose({
    host: 'browser',
    version: version(),
    dataFolder: folder,
    ...(options.database === null ? {} : { database: options.database }),
    assets,
    workerFile: workerFiles(root, process.env),
    worksByItself: true,
  });
  process.on('unhandledRejection', (error) => log.fault('browser host, promise', error));
  const state = await service.call('app.state', {});
  const text = hostText(assets, state.ok ? state.value.settings.language : 'da', ['host']);
  const token = randomBytes(32).toString('hex');
  const server = createHostServer({
    call: service.call,
    onEvent: service.onEvent,
    files,
    served: servedFiles(join(root, 'dist', 'renderer')),
    log,
    token,
  });

  const close = async (): Promise<void> => {
    setTimeout(() => process.exit(1), CLOSE_LIMIT_MS).unref();
    withdrawHost(announced);
    server.close();
    server.closeAllConnections();
    await service.close();
    files.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void close());
  server.on('error', (error: NodeJS.ErrnoException) => {
    console.error(text('browser.port', { port: options.port, code: error.code ?? error.message }));
    process.exitCode = EXIT_PORT;
    void service.close();
  });
  server.listen(options.port, '127.0.0.1', () => {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/#token=${token}`;
    try {
      mkdirSync(announced, { recursive: true });
      announceHost(announced, { process: process.pid, address });
    } catch (error) {
      // A folder that cannot be written is told to people by the window, from the state of the store.
      log.note(`not announced: ${String(error)}`);
    }
    console.log(text('browser.ready', { address }));
    if (options.mayOpen) openAddress(address, process.platform, process.env);
  });
};

await start();
