import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Composed } from '../../main/compose.ts';
import { planOfCopy } from '../../main/jobs/plan-copy.ts';
import type { PlanSnapshot } from '../../src/api.ts';
import { copyBlock } from '../../src/model/commands/clipboard.ts';
import { type Figure, figure, type Part, ratio, type Settings, timed } from './figures.ts';
import { answered, composeIn, endService, importPlan } from './scratch-service.ts';

/** One page of SQLite's log with its header: what the smallest durable write of any program costs here. */
const BARE_WRITE = Buffer.alloc(4120, 1);

const bareWrites = (folder: string, runs: number): Promise<number[]> => {
  const file = openSync(join(folder, 'bare-write'), 'a');
  const times = timed(runs, () => {
    writeSync(file, BARE_WRITE);
    fdatasyncSync(file);
  });
  return times.finally(() => closeSync(file));
};

interface Bench {
  readonly call: Composed['service']['call'];
  readonly projectId: string;
  /** Tasks with none below them. */
  readonly leaves: readonly string[];
  readonly snapshot: PlanSnapshot;
  readonly isQuick: boolean;
}

const run = async ({ call, projectId }: Bench, commandId: string, input: unknown) =>
  answered(await call('command.run', { projectId, commandId, input }));

/** Edits as people make them, one after another all over the plan: names, durations, progress, starts. */
const edit = (bench: Bench, index: number) => {
  const id = bench.leaves[(index * 7919 + 13) % bench.leaves.length]!;
  const duration = { minutes: 480 * (1 + ((index + 7) % 20)), unit: 'day', elapsed: false, estimated: false };
  switch (index % 4) {
    case 0:
      return run(bench, 'task.rename', { id, name: `Opgave med nyt navn ${index}` });
    case 1:
      return run(bench, 'task.setDuration', { id, duration });
    case 2:
      return run(bench, 'task.setProgress', { ids: [id], percent: 1 + ((index * 3) % 99) });
    default:
      return run(bench, 'task.setStart', { id, startMin: (21_000 + (index % 900)) * 1440 + 480 });
  }
};

const steps = async (bench: Bench): Promise<Figure[]> => {
  const { call, projectId, isQuick } = bench;
  const count = isQuick ? 20 : 100;
  const undo = await timed(count, async () => answered(await call('history.undo', { projectId })));
  const redo = await timed(count, async () => answered(await call('history.redo', { projectId })));
  return [figure('undo of one edit', 'ms', undo), figure('redo of one edit', 'ms', redo)];
};

const bulk = async (bench: Bench): Promise<Figure[]> => {
  const { call, projectId, snapshot, isQuick } = bench;
  const size = isQuick ? 100 : 1000;
  const runs = isQuick ? 2 : 7;
  const ids = snapshot.rows.task.slice(0, size).map((task) => task.id);
  const { rows, links } = copyBlock(planOfCopy(projectId, snapshot.rows), ids);
  const block = { rows: rows.slice(0, size), links: links.filter(({ from, to }) => from < size && to < size) };
  let pasted: readonly string[] = [];
  const times: Record<'paste' | 'undo paste' | 'redo paste' | 'delete' | 'undo delete', number[]> = {
    paste: [],
    'undo paste': [],
    'redo paste': [],
    delete: [],
    'undo delete': [],
  };
  const timeOf = async (name: keyof typeof times, work: () => Promise<unknown>): Promise<void> => {
    const before = performance.now();
    await work();
    times[name].push(performance.now() - before);
  };
  const step = async (way: 'undo' | 'redo') => answered(await call(`history.${way}`, { projectId }));
  for (let i = 0; i < runs; i++) {
    await timeOf('paste', async () => {
      pasted = (await run(bench, 'task.paste', { block, afterId: bench.leaves.at(-1) })).select;
    });
    await timeOf('undo paste', () => step('undo'));
    await timeOf('redo paste', () => step('redo'));
    await timeOf('delete', () => run(bench, 'task.delete', { ids: pasted }));
    await timeOf('undo delete', () => step('undo'));
    await run(bench, 'task.delete', { ids: pasted });
  }
  return Object.entries(times).map(([name, values]) => figure(`${name} of ${block.rows.length} rows`, 'ms', values));
};

const measure = async ({ folder, isQuick, note }: Settings) => {
  const size = isQuick ? 1000 : 10_000;
  const edits = isQuick ? 40 : 400;
  const composed = composeIn(join(folder, 'data'));
  const projectId = await importPlan(composed, folder, size);
  const { call } = composed.service;
  const snapshot = answered(await call('project.open', { projectId }));
  const parents = new Set(snapshot.rows.task.map((task) => task.place.parent));
  const leaves = snapshot.rows.task.map((task) => task.id).filter((id) => !parents.has(id));
  const bench: Bench = { call, projectId, leaves, snapshot, isQuick };
  note(`${edits} edits in a plan of ${size} tasks`);
  for (let i = -10; i < 0; i++) await edit(bench, i + 10_000);
  const bareTimes = await bareWrites(folder, edits);
  const commits = await timed(edits, (i) => edit(bench, i + 1));
  const figures = [
    figure(`commit of one edit in ${size} tasks`, 'ms', commits, { below: 15, of: 'p95' }),
    figure(
      'of them: names and durations',
      'ms',
      commits.filter((_ms, i) => (i + 1) % 4 < 2),
    ),
    figure(
      'of them: progress and starts, which ask the schedule',
      'ms',
      commits.filter((_ms, i) => (i + 1) % 4 >= 2),
    ),
    figure('one bare durable write of 4 KiB', 'ms', bareTimes),
    ratio('commit to bare durable write', commits, bareTimes),
    ...(await steps(bench)),
    ...(await bulk(bench)),
  ];
  await endService(composed);
  return { figures };
};

/** What an edit costs from the call of a command until it is on disk and answered. */
export const commitBench: Part = { name: 'commit', measure };
