import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createService, type Service } from '../../main/service/service.ts';
import { storeAt } from '../../main/store/open-store.ts';
import type { CallInput, CallName, CallOutputs } from '../../src/api.ts';
import { createRow, type Op } from '../../src/model/change.ts';
import { tidyOrder } from '../../src/model/order-key.ts';
import { linkId, rowIdFrom } from '../../src/model/row-id.ts';
import { scheduleOf } from '../../src/schedule/plan-schedule.ts';

/** Times of one size of plan, in milliseconds unless the name says otherwise. */
export interface StoreTiming {
  readonly tasks: number;
  /** Ops of the one change set that brings the plan in, and how long its commit takes. */
  readonly importOps: number;
  readonly importMs: number;
  /** Opening the database after a restart, and then answering `project.open`. */
  readonly startMs: number;
  readonly openMs: number;
  /** `service.call('command.run')` with a rename, from call to answer, durable. */
  readonly commitMedianMs: number;
  readonly commitP95Ms: number;
  /** Taking such renames back, one by one. */
  readonly undoMedianMs: number;
  readonly undoP95Ms: number;
  /** One command over all tasks, and its undo. */
  readonly bulkMs: number;
  readonly bulkUndoMs: number;
  /** `store.rebuild`: all tables anew from the log, and the doctor after it. */
  readonly rebuildMs: number;
}

const ROUNDS = 300;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const newId = (): string => rowIdFrom(randomBytes(16));
const noJob = () => Promise.reject(new Error('no jobs here'));

/** Ops of a plan: summaries of ten tasks, each task after the one before it. About eight ops a task. */
const planOps = (projectId: string, tasks: number): Op[] => {
  const ids = Array.from({ length: tasks }, newId);
  const orders = tidyOrder(ids.map((id) => ({ id, order: '' })));
  const ops: Op[] = createRow('project', projectId, { name: 'Bench', startMin: 20_000 * 1440 });
  ids.forEach((id, i) => {
    const parent = i % 10 === 0 ? null : ids[i - (i % 10)]!;
    ops.push(
      ...createRow('task', id, {
        name: `Opgave ${i}`,
        place: { parent, order: orders[i]!.order },
        duration: { minutes: 480 * (1 + (i % 9)), unit: 'day', elapsed: false, estimated: false },
        percentComplete: 1 + (i % 100),
      }),
    );
    if (i % 10 > 1) {
      const previous = ids[i - 1]!;
      const ends = { predecessorId: previous, successorId: id };
      const lag = { amount: 480, kind: 'working', unit: 'day' } as const;
      ops.push(...createRow('link', linkId(previous, id, 'FS', sha256), { ...ends, lag }));
    }
    if (i % 2 === 0) ops.push(...createRow('note', newId(), { subject: { entity: 'task', id }, text: `Note ${i}` }));
  });
  return ops;
};

const serviceAt = (path: string, imported: readonly Op[], projectId: string): Service =>
  createService({
    version: '0',
    host: 'browser',
    store: storeAt({
      path,
      installation: 'bench@here',
      holder: { process: process.pid, host: 'here' },
      now: Date.now,
      random: randomBytes,
      sha256,
      nativeBinding: process.env.SQLITE_NATIVE_BINDING ?? null,
    }),
    files: { hold: (_path, name) => ({ token: '', name }), find: () => ({ path, name: '' }), scratchPath: () => path },
    jobs: {
      importFile: async () => ({ ok: true, value: { projectId, projectName: '', ops: imported, notes: [] } }),
      writePdf: noJob,
      simulate: noJob,
    },
    templates: () => [],
    scheduleOf,
    now: Date.now,
    random: randomBytes,
    sha256,
    person: 'Bench',
    report: (what, error) => console.error(what, error),
  });

const callOf =
  (service: Service) =>
  async <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutputs[N]> => {
    const answer = await service.call(name, input);
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return answer.value as CallOutputs[N];
  };

const timed = async (run: () => unknown): Promise<number> => {
  const begun = performance.now();
  await run();
  return performance.now() - begun;
};

const at = (sorted: readonly number[], part: number): number => sorted[Math.floor(part * (sorted.length - 1))]!;

const timesOf = async (run: (round: number) => unknown): Promise<readonly number[]> => {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) times.push(await timed(() => run(round)));
  return times.sort((a, b) => a - b);
};

/** Measures the store under the service on a plan of that many tasks, in a folder of its own that is gone afterwards. */
export const measureStore = async (tasks: number): Promise<StoreTiming> => {
  const folder = mkdtempSync(join(tmpdir(), 'udbudsplan-bench-'));
  try {
    const path = join(folder, 'plans.db');
    const projectId = newId();
    const ops = planOps(projectId, tasks);
    const first = serviceAt(path, ops, projectId);
    const importMs = await timed(() => callOf(first)('import.file', { token: 'a'.repeat(20) }));
    await first.close();

    let service!: Service;
    const startMs = await timed(() => {
      service = serviceAt(path, [], projectId);
    });
    const call = callOf(service);
    let ids: readonly string[] = [];
    const openMs = await timed(async () => {
      ids = (await call('project.open', { projectId })).rows.task.map(({ id }) => id);
    });
    const rename = (round: number) =>
      call('command.run', {
        projectId,
        commandId: 'task.rename',
        input: { id: ids[(round * 7919) % ids.length]!, name: `Navn ${round}` },
      });
    const commits = await timesOf(rename);
    const undos = await timesOf(() => call('history.undo', { projectId }));
    const bulkMs = await timed(() =>
      call('command.run', { projectId, commandId: 'task.setInactive', input: { ids: [...ids], inactive: true } }),
    );
    const bulkUndoMs = await timed(() => call('history.undo', { projectId }));
    const rebuildMs = await timed(() => call('store.rebuild', {}));
    await service.close();
    return {
      tasks,
      importOps: ops.length,
      importMs,
      startMs,
      openMs,
      commitMedianMs: at(commits, 0.5),
      commitP95Ms: at(commits, 0.95),
      undoMedianMs: at(undos, 0.5),
      undoP95Ms: at(undos, 0.95),
      bulkMs,
      bulkUndoMs,
      rebuildMs,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
