import { type PlanSnapshot, planOver } from '../../../src/api.ts';
import { outlineOf } from '../../../src/model/outline.ts';
import { emptyRows } from '../../../src/model/plan.ts';
import { makeRow, type Row } from '../../../src/model/row.ts';
import { ENTITY_NAMES, type EntityName } from '../../../src/model/schema.ts';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import { STANDARD_CALENDAR } from '../../../src/time/calendar.ts';
import { dayNumberOf, MINUTES_PER_DAY } from '../../../src/time/day.ts';
import type { ChartPlan } from './chart.ts';

/** `near`: 0.8 links a row within a phase. `far`: 1.5 a row, crossing up to 2,000 rows. `fan`: 2,000 tasks follow one. */
export type LinkPattern = 'near' | 'far' | 'fan';

const PHASE = 100;
const GROUP = 10;
const NEAR_REACH = 30;
const FAR_REACH = 2000;
const FAN = 2000;
const SPAN_DAYS = 2200;
const FIRST_DAY = dayNumberOf(2027, 1, 4);
const MINUTES_PER_WORKDAY = 480;

/** Numbers that are the same in every run. */
const sequence = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
};

const isLeaf = (row: number): boolean => row % GROUP !== 0;
const parentOf = (row: number): number | null =>
  row % PHASE === 0 ? null : row % GROUP === 0 ? row - (row % PHASE) : row - (row % GROUP);
const idOf = (row: number): string => `t${row}`;

/** Pairs of rows, the earlier one first, so that no circle comes about. */
const linkedRows = (rows: number, pattern: LinkPattern): readonly (readonly [number, number])[] => {
  const random = sequence(11);
  const pairs = new Map<string, readonly [number, number]>();
  const add = (from: number, to: number): void => {
    if (from >= 0 && to < rows && from < to && isLeaf(from) && isLeaf(to)) pairs.set(`${from} ${to}`, [from, to]);
  };
  if (pattern === 'fan') {
    // A chain of 200, and from each of its links nine more: what follows has depth and breadth.
    for (let row = 2, last = 1, count = 0; count < FAN && row < rows; row++) {
      if (!isLeaf(row)) continue;
      add(last, row);
      if (++count % 10 === 0) last = row;
    }
    return [...pairs.values()];
  }
  const wanted = Math.round(rows * (pattern === 'near' ? 0.8 : 1.5));
  for (let tries = 0; pairs.size < wanted && tries < wanted * 20; tries++) {
    const to = random(rows);
    if (pattern === 'near') add(Math.max(to - (to % PHASE), to - 1 - random(NEAR_REACH)), to);
    else add(to - 1 - random(FAR_REACH), to);
  }
  return [...pairs.values()];
};

/** A plan of so many rows: phases of a hundred over six years, groups of ten, tasks of one to three weeks. */
export const chartPlan = (rows: number, pattern: LinkPattern): { own: PlanSnapshot; chart: ChartPlan } => {
  const random = sequence(7);
  const all = emptyRows();
  const add = <E extends EntityName>(entity: E, id: string, cells: Readonly<Record<string, unknown>>): void => {
    (all[entity] as Map<string, Row<E>>).set(id, makeRow(entity, id, cells));
  };
  const startMin = FIRST_DAY * MINUTES_PER_DAY + MINUTES_PER_WORKDAY;
  const { week } = STANDARD_CALENDAR;
  add('calendar', 'calendar', { name: 'Danmark', week, holidaySets: ['da-public', 'da-closing'] });
  add('project', 'plan', { name: `Plan med ${rows} rækker`, startMin, calendarId: 'calendar' });
  const phases = Math.ceil(rows / PHASE);
  for (let row = 0; row < rows; row++) {
    const parent = parentOf(row);
    const leaf = isLeaf(row);
    const phaseDay = FIRST_DAY + Math.floor((Math.floor(row / PHASE) / phases) * SPAN_DAYS);
    add('task', idOf(row), {
      name: `${parent === null ? 'Fase' : leaf ? 'Opgave på vej' : 'Delprojekt'} ${row}`,
      place: { parent: parent === null ? null : idOf(parent), order: String(row).padStart(8, '0') },
      duration: {
        minutes: (1 + random(15)) * MINUTES_PER_WORKDAY,
        unit: 'day',
        elapsed: false,
        estimated: false,
      },
      percentComplete: leaf && row % 10 === 2 ? 50 : 0,
      constraint: leaf
        ? { type: 'SNET', atMin: phaseDay * MINUTES_PER_DAY + MINUTES_PER_WORKDAY }
        : { type: 'ASAP', atMin: null },
    });
  }
  for (const [from, to] of linkedRows(rows, pattern)) {
    add('link', `l${from}-${to}`, { predecessorId: idOf(from), successorId: idOf(to), type: 'FS' });
  }
  const plan = planOver('plan', 1, all);
  const { result } = scheduleOf(plan);
  const outline = outlineOf(plan);
  const ms = (instantMin: number): number => instantMin * 60_000;
  return {
    own: {
      projectId: 'plan',
      revision: 1,
      rows: Object.fromEntries(
        ENTITY_NAMES.map((name) => [name, [...all[name].values()]]),
      ) as unknown as PlanSnapshot['rows'],
      history: { undo: null, redo: null },
    },
    chart: {
      tasks: outline.ids.map((id, at) => {
        const row = Number(id.slice(1));
        const parent = parentOf(row);
        return {
          id,
          parent: parent === null ? null : idOf(parent),
          name: all.task.get(id)!.name,
          isSummary: !isLeaf(row),
          startMs: ms(result.start[at]!),
          finishMs: ms(result.finish[at]!),
          percent: result.percentComplete[at]!,
        };
      }),
      links: [...all.link.values()].map(({ id, predecessorId, successorId }) => ({
        id,
        from: predecessorId!,
        to: successorId!,
      })),
      fromMs: ms(result.projectStart),
      toMs: ms(result.projectFinish),
    },
  };
};
