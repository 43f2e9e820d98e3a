import { join } from 'node:path';
import { readPlanFile } from '../../main/jobs/read-plan-file.ts';
import { planOver } from '../../src/api.ts';
import type { Op } from '../../src/model/change.ts';
import { emptyRows, type MutableRows, type Plan } from '../../src/model/plan.ts';
import type { Task } from '../../src/model/row.ts';
import { defaultCells } from '../../src/model/row.ts';
import type { EntityName } from '../../src/model/schema.ts';
import { scheduleOf } from '../../src/schedule/plan-schedule.ts';
import { bareSchedule } from './bare-schedule.ts';
import { writeBenchFile } from './bench-file.ts';
import { benchPlan } from './bench-plan.ts';
import { type Figure, figure, type Part, ratio, type Settings, timed } from './figures.ts';
import { heldMb } from './heap.ts';
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

/** Makes a task somewhere in the plan an hour longer. */
const lengthen = (plan: Plan, run: number): void => {
  const tasks = plan.rows.task as Map<string, Task>;
  const id = `t${1 + 10 * ((run + 1) % Math.floor(plan.rows.task.size / 10))}`;
  const row = tasks.get(id)!;
  tasks.set(id, { ...row, duration: { ...row.duration, minutes: row.duration.minutes + 60 } });
};

/** The dates of a plan as objects, one for each task. */
const datesOf = (plan: Plan) => {
  const { outline, result, freeSlackAt } = scheduleOf(plan);
  return outline.ids.map((id, at) => ({
    id,
    start: result.start[at]!,
    finish: result.finish[at]!,
    lateStart: result.lateStart[at]!,
    lateFinish: result.lateFinish[at]!,
    totalSlackMin: result.totalSlackMin[at]!,
    freeSlackMin: freeSlackAt(at),
    critical: result.critical[at] === 1,
  }));
};

/** What a schedule of a plan keeps, in MB. */
const scheduleMb = (plan: Plan): number => {
  const before = heldMb();
  const kept = scheduleOf({ ...plan, rows: { ...plan.rows } });
  const held = heldMb() - before;
  // Read once more, so that it is still held when the memory is counted.
  return kept.outline.ids.length > 0 ? held : 0;
};

/**
 * From plan objects to dates on objects, held against the bare pass that does the same in the same run: runs of both take
 * turns, so that what else the machine does meets both alike.
 */
const fromObjects = (size: number, runs: number): Figure[] => {
  const plan = benchPlan(size);
  const links = plan.rows.link.size;
  const projectStart = plan.rows.project.get(plan.projectId)!.startMin!;
  const [whole, bare, edits]: number[][] = [[], [], []];
  for (let run = -1; run < runs; run++) {
    const fresh = { ...plan, rows: { ...plan.rows } };
    const before = performance.now();
    bareSchedule(plan, projectStart);
    const between = performance.now();
    datesOf(fresh);
    const after = performance.now();
    lengthen(plan, run);
    const edited = performance.now();
    scheduleOf({ ...plan, revision: run + 3 });
    const done = performance.now();
    if (run < 0) continue;
    bare!.push(between - before);
    whole!.push(after - between);
    edits!.push(done - edited);
  }
  const what = `${size} tasks, ${links} links`;
  const aimOfRatio = size === 100_000 ? ({ below: 5, of: 'median' } as const) : undefined;
  const aimOfEdit = size === 10_000 ? ({ below: 10, of: 'median' } as const) : undefined;
  return [
    figure(`plan objects to dates on objects, ${what}`, 'ms', whole!),
    figure(`bare pass, objects to objects, ${what}`, 'ms', bare!),
    ratio(`plan objects to dates on objects, to bare pass, ${what}`, whole!, bare!, aimOfRatio),
    figure(`an edit to new dates, ${size} tasks`, 'ms', edits!, aimOfEdit),
    figure(`memory that a schedule keeps, ${size} tasks`, 'MB', [scheduleMb(plan)]),
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
      figure(`bare pass over arrays already in order, ${size} tasks`, 'ms', bareTimes),
      ratio(`schedule on a kept network to bare pass over arrays, ${size} tasks`, againTimes, bareTimes),
      ...fromObjects(size, size === 100_000 ? 9 : 4 * runs),
      ...(await fromRows(folder, size, runs)),
    );
  }
  return { figures };
};

/** What the schedule costs: the engine over typed arrays, and from a plan's rows as a window has them. */
export const planScheduleBench: Part = { name: 'schedule', measure };
