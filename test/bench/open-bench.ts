import { join } from 'node:path';
import type { Composed } from '../../main/compose.ts';
import { type Figure, figure, type Part, type Settings, timed } from './figures.ts';
import { heldMb } from './heap.ts';
import { answered, composeIn, endService, importPlan } from './scratch-service.ts';

interface Opening {
  readonly startMs: number;
  readonly openMs: number;
  readonly textMs: number;
  readonly bytes: number;
}

const open = async (service: Composed['service'], projectId: string): Promise<Omit<Opening, 'startMs'>> => {
  const before = performance.now();
  const opened = answered(await service.call('project.open', { projectId }));
  const between = performance.now();
  const bytes = Buffer.byteLength(JSON.stringify(opened));
  return { openMs: between - before, textMs: performance.now() - between, bytes };
};

/** Opens a project in a service that has just been started, several times; gives the time until the answer as JSON text. */
const openings = async (folder: string, size: number, runs: number): Promise<Figure[]> => {
  const data = join(folder, `data-${size}`);
  const first = composeIn(data);
  const projectId = await importPlan(first, folder, size);
  await endService(first);
  const all: Opening[] = [];
  const heap: number[] = [];
  for (let run = -1; run < runs; run++) {
    const beforeStart = performance.now();
    const composed = composeIn(data);
    answered(await composed.service.call('app.state', {}));
    const startMs = performance.now() - beforeStart;
    const empty = heldMb();
    const opening = { startMs, ...(await open(composed.service, projectId)) };
    if (run >= 0) {
      heap.push(heldMb() - empty);
      all.push(opening);
    }
    await endService(composed);
  }
  const last = composeIn(data);
  const rebuilds = await timed(Math.min(runs, 3), async () => answered(await last.service.call('store.rebuild', {})));
  await endService(last);
  const read = all.map(({ openMs }) => openMs);
  const text = all.map(({ textMs }) => textMs);
  const starts = all.map(({ startMs }) => startMs);
  const { bytes } = all[0]!;
  return [
    figure(`service: open ${size} tasks`, 'ms', read),
    figure(`service: the answer as text, ${size} tasks`, 'ms', text),
    figure(`service: size of the answer, ${size} tasks`, 'bytes', [bytes]),
    figure(`service: heap of ${size} open tasks`, 'MB', heap),
    figure(`service: its own start over a store that holds ${size} tasks`, 'ms', starts),
    figure(`service: all tables of ${size} tasks made anew from the log, and checked`, 'ms', rebuilds),
  ];
};

const measure = async ({ folder, isQuick, note }: Settings) => {
  const figures: Figure[] = [];
  for (const size of isQuick ? [1000] : [1000, 10_000]) {
    note(`open ${size} tasks in the service`);
    figures.push(...(await openings(folder, size, isQuick ? 2 : 7)));
  }
  return { figures };
};

/** What the service's part in opening a project costs, without a window. */
export const openBench: Part = { name: 'open', measure };
