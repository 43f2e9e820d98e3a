/**
 * A process that edits a plan without end and says on standard output what was acknowledged, to be killed at any moment.
 * Arguments: the database file.
 */
import { createHash, randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { createService } from '../../../main/service/service.ts';
import { loadTemplates } from '../../../main/service/template-files.ts';
import { storeAt } from '../../../main/store/open-store.ts';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';

const path = process.argv[2]!;
const templates = new URL('../../../assets/templates', import.meta.url).pathname;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const say = (line: string): void => void writeSync(1, `${line}\n`);
const noJob = () => Promise.reject(new Error('no jobs here'));

const service = createService({
  version: '0',
  host: 'browser',
  store: storeAt({
    path,
    installation: 'installation@here',
    holder: { process: process.pid, host: 'here' },
    now: Date.now,
    random: randomBytes,
    sha256,
    nativeBinding: process.env.SQLITE_NATIVE_BINDING ?? null,
  }),
  files: { hold: () => ({ token: '', name: '' }), find: () => null, isExchange: () => false, scratchPath: () => '' },
  identity: { get: noJob, put: noJob, isProtected: () => false },
  jobs: {
    importFile: noJob,
    exchange: noJob,
    expectExchange: () => undefined,
    folder: noJob,
    print: noJob,
    readLogo: noJob,
    printTable: noJob,
    readTable: noJob,
    writeList: () => false,
    simulate: noJob,
  },
  templates: () => loadTemplates(templates),
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
const projectId =
  state.projects[0]?.id ?? must(await service.call('project.create', { template: 'tender-plain' })).projectId;
say(`project ${projectId}`);
const { rows } = must(await service.call('project.open', { projectId }));
const ids = rows.task.map((task) => task.id);
say('ready');

for (let edit = 0; ; edit++) {
  if (edit % 7 === 6) {
    must(await service.call('history.undo', { projectId }));
    continue;
  }
  const isProject = edit % 20 === 19;
  const name = `${process.pid}-${edit}`;
  const input = isProject ? { cells: { caseNumber: name } } : { id: ids[edit % ids.length]!, name };
  const commandId = isProject ? 'project.update' : 'task.rename';
  must(await service.call('command.run', { projectId, commandId, input }));
  say(`done ${name}`);
}
