import { createHash, randomBytes } from 'node:crypto';
import { homedir, hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import type { AppState, Language } from '../src/api.ts';
import { ROW_ID_BYTES, rowIdFrom } from '../src/model/row-id.ts';
import { err, ok } from '../src/result.ts';
import { scheduleOf } from '../src/schedule/plan-schedule.ts';
import { instantOf } from '../src/time/day.ts';
import { identityStoreAt, type SecretStore } from './exchange/identity-store.ts';
import { type HeldFiles, openHeldFiles } from './hosts/held-files.ts';
import { catalogueText, type HostText, hostText } from './hosts/host-texts.ts';
import { type Log, openLog } from './hosts/log-file.ts';
import { hostTenderWords } from './hosts/tender-words.ts';
import { expectExchange, runExchange } from './jobs/exchange.ts';
import { importFile } from './jobs/import-file.ts';
import { printPlan } from './jobs/print-plan.ts';
import { printTable } from './jobs/print-table.ts';
import { readLogoFile } from './jobs/read-logo-file.ts';
import { readTableFile } from './jobs/read-table-file.ts';
import { simulate } from './jobs/simulate.ts';
import { writeList } from './jobs/write-list.ts';
import { localDay } from './service/local-time.ts';
import { createService, type Service } from './service/service.ts';
import type { Jobs, Timer } from './service/service-deps.ts';
import { loadTemplates } from './service/template-files.ts';
import { type StoreAccess, storeAt } from './store/open-store.ts';
import { installationAt } from './store/replica-identity.ts';

/** What differs between the entries of the product. */
export interface EntryParts {
  readonly host: AppState['host'];
  readonly version: string;
  readonly dataFolder: string;
  /** The database, when it is not the one in the data folder. */
  readonly database?: string;
  /** The folder with municipalities, fonts, templates and texts. */
  readonly assets: string;
  /** The file of a worker in main/jobs by its name: TypeScript in the checkout, bundled in the desktop app. */
  readonly workerFile: (name: string) => string;
  /** Whether what is due is done without being asked, as in a window; shared folders are then looked into. */
  readonly worksByItself: boolean;
  /** The system's key store, where the host reaches one; asked for when a secret is first needed. */
  readonly secrets?: () => SecretStore | null;
}

export interface Composed {
  readonly service: Service;
  readonly files: HeldFiles;
  readonly log: Log;
  readonly logFile: string;
  /** The database file; its backups lie beside it. */
  readonly database: string;
}

/** First working minute of the usual day, where an imported file says nothing of its start. */
const MORNING_MIN = 480;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The account's name, until the person says another. */
const accountName = (): string => {
  try {
    return userInfo().username;
  } catch {
    // Some systems have no account for a process; a name is no reason not to start.
    return '';
  }
};

/** The database that an entry means. */
export const databaseOf = ({ database, dataFolder }: Pick<EntryParts, 'database' | 'dataFolder'>): string =>
  database ?? join(dataFolder, 'udbudsplan.db');

/** The store of an entry, not opened: what can be done with it while no service runs. */
export const storeOf = ({ dataFolder }: Pick<EntryParts, 'dataFolder'>, database: string): StoreAccess => {
  const installation = installationAt(join(dataFolder, 'installation'), hostname(), randomBytes);
  if (!installation.ok) {
    const refused = () => err(installation.error);
    return {
      path: database,
      open: refused,
      backups: () => [],
      restore: refused,
      restoreFile: refused,
      newestGood: () => null,
    };
  }
  return storeAt({
    path: database,
    installation: installation.value,
    holder: { process: process.pid, host: hostname() },
    now: Date.now,
    random: randomBytes,
    sha256,
    // Set on machines whose runtime needs another build of the library than the one in its package.
    nativeBinding: process.env.SQLITE_NATIVE_BINDING || null,
  });
};

const jobsOf = ({ assets, workerFile }: EntryParts): Jobs => ({
  importFile: async ({ path, name, language }, progress) => {
    const projectId = rowIdFrom(randomBytes(ROW_ID_BYTES));
    const text = hostText(assets, language, ['import']);
    const input = {
      path,
      fileName: name,
      projectId,
      fallbackStartMin: instantOf(localDay(Date.now()), MORNING_MIN),
      names: { calendar: text('name.calendar'), baseline: text('name.baseline') },
    };
    const read = await importFile(workerFile('import-worker'), input, { onProgress: progress });
    return read.ok ? ok({ ...read.value, projectId }) : read;
  },
  print: (job, progress) =>
    printPlan(job, { workerFile: workerFile('print-worker'), assets, createdMs: Date.now() }, progress),
  readTable: ({ path }) => readTableFile(workerFile('table-worker'), { path }),
  writeList: (job) => writeList(job, assets),
  printTable: (job, progress) => printTable(job, workerFile('document-worker'), join(assets, 'fonts'), progress),
  readLogo: (file) => readLogoFile(workerFile('logo-worker'), { ...file, assets }),
  exchange: (job, heldOf) => runExchange(workerFile('exchange-worker'), job, heldOf),
  expectExchange: () => expectExchange(workerFile('exchange-worker')),
  folder: (job, heldOf) => runExchange(workerFile('exchange-worker'), job, heldOf),
  simulate: (job, progress, signal) => simulate(workerFile('simulate-worker'), job, { onProgress: progress, signal }),
});

/** Time passes without keeping a process that has nothing else to do. */
const timer: Timer = (run, afterMs) => {
  const waiting = setTimeout(run, afterMs);
  waiting.unref();
  return () => clearTimeout(waiting);
};

/** Names of a tender's tasks in a language, read when they are first asked for. */
const tenderTexts = (assets: string) => {
  const read = new Map<Language, HostText>();
  return (language: Language): HostText => {
    const known = read.get(language) ?? hostText(assets, language, ['tender']);
    read.set(language, known);
    return known;
  };
};

/** Puts the service together from the real clock, randomness, files and workers: the same for all three entries. */
export const compose = (parts: EntryParts): Composed => {
  const logFile = join(parts.dataFolder, 'logs', 'udbudsplan.log');
  const log = openLog(logFile, homedir(), Date.now);
  const files = openHeldFiles(join(parts.dataFolder, 'scratch', String(process.pid)));
  const database = databaseOf(parts);
  const service = createService({
    version: parts.version,
    host: parts.host,
    store: storeOf(parts, database),
    files,
    identity: identityStoreAt(join(parts.dataFolder, 'own-identity.json'), parts.secrets ?? (() => null)),
    jobs: jobsOf(parts),
    templates: () => loadTemplates(join(parts.assets, 'templates')),
    scheduleOf,
    text: tenderTexts(parts.assets),
    catalogues: (language) => catalogueText(parts.assets, language),
    words: (language) => hostTenderWords(parts.assets, language),
    now: Date.now,
    random: randomBytes,
    sha256,
    timer: parts.worksByItself ? timer : null,
    person: accountName(),
    report: (what, error) => void log.fault(what, error),
  });
  return { service, files, log, logFile, database };
};
