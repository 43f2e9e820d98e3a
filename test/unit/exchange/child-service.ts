/** The service of a process that is made to be killed: on a real disk, with its jobs in the same thread. */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { exchangeJob } from '../../../main/exchange/exchange-job.ts';
import { folderJob } from '../../../main/exchange/folder-job.ts';
import { identityStoreAt } from '../../../main/exchange/identity-store.ts';
import { isExchangeFile } from '../../../main/exchange/sniff.ts';
import { createService } from '../../../main/service/service.ts';
import { loadTemplates } from '../../../main/service/template-files.ts';
import { storeAt } from '../../../main/store/open-store.ts';
import type { CallInput, CallName, CallOutputs } from '../../../src/api.ts';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const noJob = () => Promise.reject(new Error('no jobs here'));

/** Tells the starter something; on its way when this returns. */
export const say = (line: string): void => void writeSync(1, `${line}\n`);

/** A service over the store in a folder, whose calls end the process where they fail. */
export const childService = (folder: string) => {
  const held = new Map<string, { path: string; name: string }>();
  const hold = (path: string, name: string) => {
    const token = String(held.size);
    held.set(token, { path, name });
    return { token, name };
  };
  const service = createService({
    version: '0.0.0',
    host: 'browser',
    store: storeAt({
      path: join(folder, 'plans.db'),
      installation: 'installation@here',
      holder: { process: process.pid, host: 'here' },
      now: Date.now,
      random: randomBytes,
      sha256,
      nativeBinding: process.env.SQLITE_NATIVE_BINDING ?? null,
    }),
    files: {
      hold,
      find: (token) => held.get(token) ?? null,
      isExchange: (path) => existsSync(path) && isExchangeFile(path),
      scratchPath: () => join(folder, `scratch-${process.pid}-${held.size}`),
    },
    identity: identityStoreAt(join(folder, 'own-identity.json'), () => null),
    jobs: {
      importFile: noJob,
      exchange: exchangeJob,
      expectExchange: () => undefined,
      folder: folderJob,
      print: noJob,
      printTable: noJob,
      readLogo: noJob,
      readTable: noJob,
      writeList: () => false,
      simulate: noJob,
    },
    templates: () => loadTemplates(new URL('../../../assets/templates', import.meta.url).pathname),
    scheduleOf,
    text: () => (key) => key,
    catalogues: () => (key) => key,
    words: () => ({ text: (key) => key, holiday: (id) => id, day: String, money: String }),
    now: Date.now,
    random: randomBytes,
    sha256,
    timer: null,
    person: 'Stream',
    report: (what, error) => say(`report ${what} ${String(error)}`),
  });
  const must = async <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutputs[N]> => {
    const answer = await service.call(name, input);
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return answer.value;
  };
  return { must, held, hold };
};
