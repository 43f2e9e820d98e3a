import { createHash, randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { importFile } from '../../main/jobs/import-file.ts';
import { readPlanFile } from '../../main/jobs/read-plan-file.ts';
import { openStore } from '../../main/store/open-store.ts';
import { ROW_ID_BYTES, rowIdFrom } from '../../src/model/row-id.ts';
import { writeBenchFile } from './bench-file.ts';
import { figure, type Part, type Settings, timed } from './figures.ts';
import { answered, composeIn, endService, root } from './scratch-service.ts';

const newId = (): string => rowIdFrom(randomBytes(ROW_ID_BYTES));

const inputFor = (path: string) => ({
  path,
  fileName: 'plan.xml',
  projectId: newId(),
  fallbackStartMin: 0,
  names: { calendar: 'Standard', baseline: 'Baseline' },
});

const storeIn = (folder: string) => {
  const opened = openStore({
    path: join(folder, 'commit-only.db'),
    installation: newId(),
    holder: { process: process.pid, host: 'bench' },
    now: Date.now,
    random: randomBytes,
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    nativeBinding: process.env.SQLITE_NATIVE_BINDING || null,
  });
  if (!opened.ok) throw new Error(opened.error.id);
  return opened.value;
};

/** The parts of an import by themselves: reading and mapping in this thread, the worker around it, and the commit. */
const parts = async (path: string, folder: string, runs: number) => {
  const read = await timed(runs, () => readPlanFile(inputFor(path), () => {}));
  const worker = join(root, 'main', 'jobs', 'import-worker.ts');
  const inWorker = await timed(runs, () => importFile(worker, inputFor(path)));
  const store = storeIn(folder);
  const commits: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const input = inputFor(path);
    const plan = await readPlanFile(input, () => {});
    if (!plan.ok) throw new Error(plan.error.id);
    const before = performance.now();
    const done = store.commit({
      person: 'bench',
      commandId: newId(),
      space: input.projectId,
      command: 'import.file',
      ops: plan.value.ops,
      isUndoable: false,
    });
    if (run > 0) commits.push(performance.now() - before);
    if (!done.ok) throw new Error(done.error.id);
  }
  store.close();
  return { read, inWorker, commits };
};

const measure = async ({ folder, isQuick, note }: Settings) => {
  const size = isQuick ? 1000 : 10_000;
  const runs = isQuick ? 2 : 5;
  const path = join(folder, 'plan.xml');
  writeBenchFile(path, size);
  note(`import of ${size} tasks, ${Math.round(statSync(path).size / 1e6)} MB`);
  const composed = composeIn(join(folder, 'data'));
  const { service, files } = composed;
  const whole = await timed(runs, async () =>
    answered(await service.call('import.file', { token: files.hold(path, 'plan.xml').token })),
  );
  await endService(composed);
  const { read, inWorker, commits } = await parts(path, folder, runs);
  return {
    figures: [
      figure(`import of ${size} tasks from Microsoft Project XML`, 'ms', whole, { below: 2000, of: 'median' }),
      figure('of it: read and map, in one thread', 'ms', read),
      figure('of it: the same in a worker, with its start and the copy of its answer', 'ms', inWorker),
      figure('of it: commit', 'ms', commits),
      figure('size of the file', 'bytes', [statSync(path).size]),
    ],
  };
};

/** What it costs to take in a plan from Microsoft Project, from the call until the project is on disk. */
export const importBench: Part = { name: 'import', measure };
