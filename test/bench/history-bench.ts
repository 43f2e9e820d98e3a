import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Call, CallInput } from '../../src/api.ts';
import { figure, type Part, type Settings, timed } from './figures.ts';
import { answered, composeIn, endService, importPlan } from './scratch-service.ts';

const PAGE = 60;

/** How long the longest wait of others was while a piece of work went on: calls that cost nothing, one after the other. */
const longestWait = async (call: Call, work: () => Promise<unknown>): Promise<number> => {
  let isOver = false;
  let longest = 0;
  const ask = async (): Promise<void> => {
    while (!isOver) {
      const before = performance.now();
      // As a window's call comes: in a turn of its own.
      await setImmediate();
      answered(await call('layout.get', { key: 'bench' }));
      longest = Math.max(longest, performance.now() - before);
    }
  };
  const asking = ask();
  await work();
  isOver = true;
  await asking;
  return longest;
};

/** What the past of a plan with many edits costs to read: pages, searches, one row, and what has changed since. */
const measure = async ({ folder, isQuick, note }: Settings) => {
  const tasks = isQuick ? 500 : 5000;
  const edits = isQuick ? 1000 : 20_000;
  const runs = isQuick ? 3 : 15;
  const composed = composeIn(join(folder, 'data'));
  const { call } = composed.service;
  const projectId = await importPlan(composed, folder, tasks);
  const { rows } = answered(await call('project.open', { projectId }));
  const parents = new Set(rows.task.map((task) => task.place.parent));
  const leaves = rows.task.map((task) => task.id).filter((id) => !parents.has(id));
  note(`${edits} edits in a plan of ${tasks} tasks`);
  for (let i = 0; i < edits; i++) {
    const id = leaves[(i * 7919 + 13) % leaves.length]!;
    const duration = { minutes: 480 * (1 + (i % 20)), unit: 'day', elapsed: false, estimated: false };
    const input = i % 2 === 0 ? { id, name: `Opgave ${i}` } : { id, duration };
    answered(
      await call('command.run', { projectId, commandId: i % 2 === 0 ? 'task.rename' : 'task.setDuration', input }),
    );
  }
  const list = async (more: Partial<CallInput<'history.list'>> = {}) =>
    answered(await call('history.list', { projectId, limit: PAGE, ...more }));
  const newest = (await list()).lines[0]!.number;
  const about = { entity: 'task' as const, id: leaves[13 % leaves.length]!, cells: null };
  const compare = async (back: number) =>
    answered(
      await call('history.compare', {
        projectId,
        since: { kind: 'change', number: newest - back },
        until: { kind: 'now' },
      }),
    );
  note('pages and comparisons');
  const first = await timed(runs, () => list());
  const middle = await timed(runs, (i) => list({ before: Math.floor(newest / 2) + i }));
  const found = await timed(runs, (i) => list({ text: `opgave ${(i * 131) % edits}` }));
  const nothing = await timed(runs, () => list({ text: 'findes ikke' }));
  const ofRow = await timed(runs, () => list({ about }));
  // Each point is another one, so that none is known from before.
  const since = await timed(Math.min(runs, 5), (i) => compare(Math.floor(edits / 2) + i));
  const again = await timed(runs, () => compare(Math.floor(edits / 2)));
  const few = await timed(runs, (i) => compare(10 + i));
  const waits: number[] = [];
  for (let i = 0; i < Math.min(runs, 5); i++)
    waits.push(await longestWait(call, () => compare(Math.floor(edits / 2) + 10 + i)));
  await endService(composed);
  const of = `${tasks} tasks with ${edits} edits`;
  return {
    figures: [
      figure(`first page of ${PAGE} changes, ${of}`, 'ms', first),
      figure('a page in the middle', 'ms', middle),
      figure('first page of a text that is found', 'ms', found),
      figure('a text that is nowhere: the whole log', 'ms', nothing),
      figure('history of one task', 'ms', ofRow),
      figure(`changed since ${edits / 2} edits ago, asked for the first time`, 'ms', since, {
        below: 500,
        of: 'median',
      }),
      figure('longest wait of another call meanwhile', 'ms', waits, { below: 30, of: 'median' }),
      figure('the same again', 'ms', again),
      figure('changed since some 10 edits ago, asked for the first time', 'ms', few),
    ],
  };
};

export const historyBench: Part = { name: 'history', measure };
