import { join } from 'node:path';
import { readPlanFile } from '../../main/jobs/read-plan-file.ts';
import { planOver } from '../../src/api.ts';
import type { Op } from '../../src/model/change.ts';
import { emptyRows, type MutableRows, type Plan } from '../../src/model/plan.ts';
import { defaultCells } from '../../src/model/row.ts';
import type { EntityName } from '../../src/model/schema.ts';
import { scheduleOf } from '../../src/schedule/plan-schedule.ts';
import { writeBenchFile } from './bench-file.ts';
import { type Figure, figure, type Part, ratio, type Settings, timed } from './figures.ts';
import { scheduleBench } from './schedule-bench.ts';

const PROJECT_ID = 'bench';

/** The rows that the ops of an import make, each read from JSON as a window reads it. */
const rowsFrom = (ops: readonly Op[]): MutableRows => {
  const rows = emptyRows();
  for (const op of ops) {
    if (op.kind !== 'set') continue;
    const map = rows[op.entity as EntityName] as Map<string, object>;
    const row = map.get(op.id) ?? { id: op.id, ...defaultCells(op.entity as EntityName) };
    map.set(op.id, { ...row, [op.cell]: op.value });
  }
  for (const map of Object.values(rows) as Map<string, object>[])
    for (const [id, row] of map) map.set(id, JSON.parse(JSON.stringify(row)) as object);
  return rows;
};

const planOf = async (folder: string, size: number): Promise<Plan> => {
  const path = join(folder, `plan-${size}.xml`);
  writeBenchFile(path, size);
  const read = await readPlanFile(
    {
      path,
      fileName: 'plan.xml',
      projectId: PROJECT_ID,
      fallbackStartMin: 0,
      names: { calendar: 'Standard', baseline: 'Baseline' },
    },
    () => {},
  );
  if (!read.ok) throw new Error(read.error.id);
  return planOver(PROJECT_ID, 1, rowsFrom(read.value.ops));
};

/** A plan of rows scheduled for the first time, and again after an edit that leaves outline and links as they are. */
const fromRows = async (folder: string, size: number, runs: number): Promise<Figure[]> => {
  const plan = await planOf(folder, size);
  const copies = Array.from({ length: runs + 1 }, () => ({ ...plan, rows: { ...plan.rows } }));
  const first = await timed(runs, (run) => scheduleOf(copies[run + 1]!));
  const again = await timed(runs, (run) => scheduleOf({ ...plan, revision: run + 3 }));
  return [
    figure(`rows to schedule, first time, ${size} tasks`, 'ms', first),
    figure(`rows to schedule, after an edit, ${size} tasks`, 'ms', again),
  ];
};

const measure = async ({ folder, isQuick, note }: Settings) => {
  const figures: Figure[] = [];
  for (const size of isQuick ? [1000] : [1000, 10_000, 100_000]) {
    note(`schedule ${size} tasks`);
    const runs = isQuick ? 3 : 9;
    const { times, againTimes, bareTimes, links } = await scheduleBench(size, runs);
    const aim = size === 100_000 ? ({ below: 200, of: 'median' } as const) : undefined;
    figures.push(
      figure(`network and schedule, ${size} tasks, ${links} links`, 'ms', times, aim),
      figure(`schedule on a kept network, ${size} tasks`, 'ms', againTimes),
      figure(`bare pass without calendars, ${size} tasks`, 'ms', bareTimes),
      ratio(`schedule on a kept network to bare pass, ${size} tasks`, againTimes, bareTimes),
      ...(await fromRows(folder, size, runs)),
    );
  }
  return { figures };
};

/** What the schedule costs: the engine over typed arrays, and from a plan's rows as a window has them. */
export const planScheduleBench: Part = { name: 'schedule', measure };
