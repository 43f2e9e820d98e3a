/**
 * A process that takes files in and makes files without end, on a real disk, to be killed at any moment. Says what has been
 * acknowledged. Arguments: its folder, and the folder in which files from others lie and its own appear.
 */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { exchangeJob } from '../../../main/exchange/exchange-job.ts';
import { folderJob } from '../../../main/exchange/folder-job.ts';
import { identityStoreAt } from '../../../main/exchange/identity-store.ts';
import { isExchangeFile } from '../../../main/exchange/sniff.ts';
import { placeFile } from '../../../main/hosts/place-file.ts';
import { createService } from '../../../main/service/service.ts';
import { loadTemplates } from '../../../main/service/template-files.ts';
import { storeAt } from '../../../main/store/open-store.ts';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';

const [folder, mail] = process.argv.slice(2) as [string, string];
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const say = (line: string): void => void writeSync(1, `${line}\n`);
const noJob = () => Promise.reject(new Error('no jobs here'));
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

const must = <T>(answer: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
};

const state = must(await service.call('app.state', {}));
if (state.store.kind !== 'ready') throw new Error(JSON.stringify(state.store));
say('ready');
for (let round = 0; ; round++) {
  for (const name of readdirSync(mail)
    .filter((each) => each.startsWith('from-'))
    .sort()) {
    const { token } = hold(join(mail, name), name);
    must(await service.call('exchange.preview', { token }));
    const report = must(await service.call('exchange.apply', { token, confirmed: true }));
    say(`took ${name} ${report.importId}`);
  }
  const [project] = must(await service.call('app.state', {})).projects;
  const projectId = project!.id;
  const { rows } = must(await service.call('project.open', { projectId }));
  const name = `${process.pid}-${round}`;
  const input = { id: rows.task[round % rows.task.length]!.id, name };
  must(await service.call('command.run', { projectId, commandId: 'task.rename', input }));
  say(`done ${name}`);
  const file = must(await service.call('exchange.send', { projectIds: [projectId], kind: 'full' }));
  const to = `own-${process.pid}-${round}.udbudsplan`;
  await placeFile(held.get(file.token)!.path, join(mail, to));
  say(`sent ${to} ${name}`);
}
