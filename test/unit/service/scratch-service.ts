import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { exchangeJob } from '../../../main/exchange/exchange-job.ts';
import { folderJob } from '../../../main/exchange/folder-job.ts';
import { identityStoreAt } from '../../../main/exchange/identity-store.ts';
import { isExchangeFile } from '../../../main/exchange/sniff.ts';
import { catalogueText, hostText } from '../../../main/hosts/host-texts.ts';
import { hostTenderWords } from '../../../main/hosts/tender-words.ts';
import { createService, type Service } from '../../../main/service/service.ts';
import type { ImportedProject, Jobs, ServiceDeps } from '../../../main/service/service-deps.ts';
import { loadTemplates } from '../../../main/service/template-files.ts';
import { storeAt } from '../../../main/store/open-store.ts';
import type { CallAnswer, CallInput, CallName, CallOutputs, ServiceEvent } from '../../../src/api.ts';
import { err, ok } from '../../../src/result.ts';
import { oddsOf } from '../../../src/schedule/odds/odds.ts';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import { optionsAt, scratchFolder, sha256 } from '../store/scratch-store.ts';

const assetsFolder = new URL('../../../assets', import.meta.url).pathname;

export const shippedTemplates = () => loadTemplates(join(assetsFolder, 'templates'));

export interface ScratchService {
  readonly service: Service;
  readonly path: string;
  readonly events: ServiceEvent[];
  readonly reports: unknown[];
  readonly files: Map<string, { path: string; name: string }>;
  /** Calls and fails the test unless it is answered with a value. */
  readonly must: <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutputs[N]>;
  /** Calls and gives the id of the error; `done` if there is none. */
  readonly fails: <N extends CallName>(name: N, input: CallInput<N>) => Promise<string>;
}

const noImport: ImportedProject = { projectId: '', projectName: '', ops: [], notes: [] };

/** A service over a store in a new folder, or at the given path. */
export const newService = (
  more: Partial<ServiceDeps> & {
    readonly path?: string;
    readonly imported?: ImportedProject;
    readonly folder?: Jobs['folder'];
  } = {},
): ScratchService => {
  const path = more.path ?? join(scratchFolder(), 'plans.db');
  const files = new Map<string, { path: string; name: string }>();
  const events: ServiceEvent[] = [];
  const reports: unknown[] = [];
  const jobs: Jobs = {
    importFile: async (_job, progress) => {
      progress(1, 2);
      return ok(more.imported ?? noImport);
    },
    print: async () => ok({ pages: 3 }),
    readTable: async () => ok({ rows: [], guessed: false }),
    writeList: () => false,
    printTable: async () => ok({ pages: 1 }),
    readLogo: async () => ok({ logo: 'iVBORw0KGgo=' }),
    exchange: exchangeJob,
    expectExchange: () => undefined,
    folder: more.folder ?? folderJob,
    simulate: async ({ plan, run, targetIds }, progress, signal) => {
      progress(1, 2);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return signal.aborted ? err({ id: 'job.cancelled', params: {} }) : ok(oddsOf(plan, run, targetIds));
    },
  };
  const service = createService({
    version: '1.2.3',
    host: 'browser',
    store: storeAt(optionsAt(path)),
    files: {
      hold: (at, name) => {
        const token = `token${files.size}`;
        files.set(token, { path: at, name });
        return { token, name };
      },
      find: (token) => files.get(token) ?? null,
      isExchange: (at) => existsSync(at) && isExchangeFile(at),
      scratchPath: () => join(path, '..', `scratch${files.size}`),
    },
    jobs,
    identity: identityStoreAt(join(path, '..', 'own-identity.json'), () => null),
    templates: shippedTemplates,
    scheduleOf,
    text: (language) => hostText(assetsFolder, language, ['tender']),
    catalogues: (language) => catalogueText(assetsFolder, language),
    words: (language) => hostTenderWords(assetsFolder, language),
    now: Date.now,
    random: randomBytes,
    sha256,
    timer: null,
    person: 'Kim',
    report: (_what, error) => reports.push(error),
    ...more,
  });
  service.onEvent((event) => events.push(event));
  const must = async <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutputs[N]> => {
    const answer: CallAnswer<N> = await service.call(name, input);
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return answer.value;
  };
  const fails = async <N extends CallName>(name: N, input: CallInput<N>): Promise<string> => {
    const answer: CallAnswer<N> = await service.call(name, input);
    return answer.ok ? 'done' : answer.error.id;
  };
  return { service, path, events, reports, files, must, fails };
};
