import { atOnce, type Steps } from '../steps.ts';
import type { CellValue, Op } from './change.ts';
import type { CellDelta, GoneTask, RowDelta } from './history-result.ts';
import { outlineOf } from './outline.ts';
import type { Plan, PlanRows } from './plan.ts';
import type { Row } from './row.ts';
import { sameCell } from './same-value.ts';
import { ENTITY_NAMES, type EntityName, entities } from './schema.ts';

type AnyRow = Readonly<Record<string, CellValue>> & { readonly id: string };
type RowsById = ReadonlyMap<string, AnyRow>;

const rowsOf = (rows: PlanRows, entity: EntityName): RowsById => rows[entity] as unknown as RowsById;

const cellsBetween = (entity: EntityName, before: AnyRow, after: AnyRow): CellDelta[] =>
  Object.keys(entities[entity].cells).flatMap((cell) =>
    sameCell(before[cell], after[cell]) ? [] : [{ cell, before: before[cell] ?? null, after: after[cell] ?? null }],
  );

/** Where a row stands among others, as opposed to what it says. */
const PLACES: ReadonlySet<string> = new Set(['place', 'order']);

/** Rows that are looked at without a pause. */
const LOOKED_AT_ONCE = 500;

/**
 * What has to be done to the rows of one plan to get those of another, row by row in the order of the schema. Frozen rows
 * that both share are passed over at sight.
 */
export function* comparisonOf(before: PlanRows, after: PlanRows): Steps<readonly RowDelta[]> {
  const found: RowDelta[] = [];
  let looked = 0;
  for (const entity of ENTITY_NAMES) {
    const was = rowsOf(before, entity);
    const is = rowsOf(after, entity);
    for (const [id, row] of is) {
      const old = was.get(id);
      if (old === row) continue;
      if (++looked % LOOKED_AT_ONCE === 0) yield;
      if (old === undefined) {
        found.push({ entity, id, fate: 'added', cells: [] });
        continue;
      }
      const cells = cellsBetween(entity, old, row);
      if (cells.length === 0) continue;
      found.push({ entity, id, fate: cells.every(({ cell }) => PLACES.has(cell)) ? 'moved' : 'changed', cells });
    }
    for (const id of was.keys()) if (!is.has(id)) found.push({ entity, id, fate: 'deleted', cells: [] });
  }
  return found;
}

export const comparePlans = (before: PlanRows, after: PlanRows): readonly RowDelta[] =>
  atOnce(comparisonOf(before, after));

/** The same changes with those of tasks as these stand in the plan, deleted ones after them as they stood. */
export const inPlanOrder = (
  changes: readonly RowDelta[],
  after: readonly string[],
  before: readonly string[],
): readonly RowDelta[] => {
  const places = new Map<string, number>();
  for (const id of [...after, ...before]) if (!places.has(id)) places.set(id, places.size);
  const tasks = changes
    .filter(({ entity }) => entity === 'task')
    .sort((a, b) => (places.get(a.id) ?? places.size) - (places.get(b.id) ?? places.size));
  let next = 0;
  return changes.map((change) => (change.entity === 'task' ? tasks[next++]! : change));
};

/** The tasks of a plan that another one has no more, each with the task beside which it stood. */
export const goneTasks = (before: Plan, after: PlanRows): readonly GoneTask[] => {
  const { ids } = outlineOf(before);
  const firstLeft = ids.find((id) => after.task.has(id)) ?? null;
  let besideId = firstLeft;
  return ids.flatMap((id): GoneTask[] => {
    if (!after.task.has(id)) return [{ name: before.rows.task.get(id)!.name, besideId }];
    besideId = id;
    return [];
  });
};

/** What tells about the plan rather than being part of it: it stays when a plan goes back to how it was. */
const STAYS: ReadonlySet<EntityName> = new Set(['planVersion', 'savedView', 'baseline', 'baselineTask', 'decision']);

/** What is held of rows that a plan does not show, or shows only for what is below them. */
export interface HeldRows {
  /** A row as it is held, deleted or not; null where there never was one. */
  readonly rowOf: (entity: EntityName, id: string) => Row<EntityName> | null;
  /** Whether a task is deleted and still shown, because something below it lives. */
  readonly isKept: (taskId: string) => boolean;
}

const setOps = (entity: EntityName, id: string, cells: readonly CellDelta[]): Op[] =>
  cells.map(({ cell, after }) => ({ kind: 'set', entity, id, cell, value: after }));

/** Moves from the top down as the tasks stand afterwards, so that no move goes below what is still to be moved itself. */
const topDown = (moves: readonly Op[], then: PlanRows): Op[] => {
  const depthOf = (id: string): number => {
    const seen = new Set<string>();
    for (let at: string | null = id; at !== null && !seen.has(at); at = then.task.get(at)?.place.parent ?? null)
      seen.add(at);
    return seen.size;
  };
  return moves
    .map((op) => ({ op, depth: depthOf(op.id) }))
    .sort((a, b) => a.depth - b.depth)
    .map(({ op }) => op);
};

/**
 * Ops that bring a plan to the rows of another point of its life; rows that have gone since come back. Baselines, saved views
 * and named versions stay as they are.
 */
export const opsToReach = (now: PlanRows, then: PlanRows, held: HeldRows): readonly Op[] => {
  const deletes: Op[] = [];
  const restores: Op[] = [];
  const sets: Op[] = [];
  const moves: Op[] = [];
  // A task whose parent was not known then stood at the top; below one that has come since, and goes, it would keep it.
  const atTop = new Set<string>();
  for (const { id, place } of then.task.values()) {
    if (place.parent === null || then.task.has(place.parent)) continue;
    atTop.add(id);
    moves.push({ kind: 'set', entity: 'task', id, cell: 'place', value: { ...place, parent: null } });
  }
  for (const id of then.task.keys())
    if (now.task.has(id) && held.isKept(id)) restores.push({ kind: 'restore', entity: 'task', id });
  const take = (ops: readonly Op[]): void => {
    for (const op of ops) {
      if (op.kind !== 'set' || op.cell !== 'place') sets.push(op);
      else if (!atTop.has(op.id)) moves.push(op);
    }
  };
  for (const { entity: name, id, fate, cells } of comparePlans(now, then)) {
    const entity = name as EntityName;
    if (STAYS.has(entity)) continue;
    if (fate === 'deleted') deletes.push({ kind: 'delete', entity, id });
    else if (fate !== 'added') take(setOps(entity, id, cells));
    else {
      const dead = held.rowOf(entity, id);
      if (dead === null) continue;
      restores.push({ kind: 'restore', entity, id });
      const row = rowsOf(then, entity).get(id)!;
      take(setOps(entity, id, cellsBetween(entity, dead as unknown as AnyRow, row)));
    }
  }
  return [...restores, ...sets, ...topDown(moves, then), ...deletes];
};
