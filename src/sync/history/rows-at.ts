import type { MutableRows } from '../../model/plan.ts';
import { defaultCells, makeRow, type Row } from '../../model/row.ts';
import { type EntityName, isEntityName } from '../../model/schema.ts';
import { checkCell } from '../../model/validate.ts';
import type { Steps } from '../../steps.ts';
import type { Act, CellValue, Op, Stamp } from '../change-set.ts';
import { KeptAncestors } from '../kept-ancestors.ts';
import type { MergePolicy } from '../merge-policy.ts';
import { applyOp, newRow, type RowState, rowKey } from '../row-state.ts';
import { placeFrom, TaskTree } from '../task-tree.ts';

/** An op by what it touches; `cell` is null of a delete and a restore. */
export interface OpName {
  readonly entity: string;
  readonly id: string;
  readonly cell: string | null;
}

/** An op and the change set that it is of. */
export interface DoneOp {
  readonly by: Act;
  readonly op: Op;
}

/** A place that a task was given. */
export interface MoveOp {
  readonly by: Stamp;
  readonly id: string;
  readonly value: CellValue;
}

/** A log cut in two at a vector, read by pages. */
export interface CutLog {
  /** What came after, in any order. */
  readonly later: () => Iterable<readonly OpName[]>;
  /** All that was done until then to rows with these ids, in causal order. */
  readonly done: (ids: readonly string[]) => readonly DoneOp[];
  /** All places that tasks were given until then; those of one change set in its order. */
  readonly moves: () => Iterable<readonly MoveOp[]>;
  /** Tasks that somebody has ever deleted, until then or after. */
  readonly everDeleted: () => readonly string[];
}

/** Rows that are worked on without a pause. */
const ROWS_AT_ONCE = 64;
/** Rows that are only looked at, likewise. */
const LOOKED_AT_ONCE = 1000;

/**
 * Makes the rows of a plan, as it is now, those that its past had: only what was done to since is put together anew from its ops,
 * by the same code as any merge. Where tasks have come, gone or moved since, the tree is built again from all moves of that time: which
 * of them count depends on all others. Pauses often, so that a caller can do something else; the rows must be the caller's own, and
 * the log must hold at least what the rows show.
 */
export function* rowsAt(rows: MutableRows, log: CutLog, policy: MergePolicy): Steps<void> {
  const { entity: taskEntity, cell: placeCell } = policy.place;
  const states = new Map<string, RowState>();
  const cellsSince = new Map<RowState, Set<string>>();
  let isTreeAsNow = true;
  for (const page of log.later()) {
    for (const { entity, id, cell } of page) {
      if (entity === taskEntity && (cell === null || cell === placeCell)) isTreeAsNow = false;
      const key = rowKey(entity, id);
      let state = states.get(key);
      if (state === undefined) {
        state = newRow(entity, id);
        states.set(key, state);
        cellsSince.set(state, new Set());
      }
      if (cell !== null) cellsSince.get(state)!.add(cell);
    }
    yield;
  }
  yield* replay([...states.values()], log);
  const tasks = () => [...states.values()].filter(({ entity }) => entity === taskEntity);
  // A task of which nothing was ever deleted lives as long as it is known.
  isTreeAsNow &&= tasks().every(({ edited, deletes }) => edited && deletes.length === 0);
  const tree = isTreeAsNow ? null : new TaskTree();
  let kept: KeptAncestors | null = null;
  if (tree !== null) {
    const dead = log.everDeleted().filter((id) => !states.has(rowKey(taskEntity, id)));
    const marked = dead.map((id) => newRow(taskEntity, id));
    for (const row of marked) states.set(row.key, row);
    yield* replay(marked, log);
    for (const page of log.moves()) {
      for (const { by, id, value } of page) {
        const place = placeFrom(value);
        if (place !== undefined) tree.add(by, id, place);
      }
      yield;
    }
    tree.replay();
    yield;
    kept = keptIn(rows, tasks(), tree);
    yield;
  }
  let count = 0;
  for (const state of states.values()) {
    if (++count % LOOKED_AT_ONCE === 0) yield;
    const { entity, id } = state;
    if (!isEntityName(entity)) continue;
    const isTask = entity === taskEntity;
    const isShown = state.kept.length > 0 || (isTask && state.edited && kept?.isSupported(id) === true);
    const shown = rows[entity] as Map<string, Row<EntityName>>;
    if (isShown) shown.set(id, rowOf(entity, state, shown.get(id), cellsSince.get(state)));
    else shown.delete(id);
  }
  if (tree === null) return;
  for (const [id, row] of [...rows.task]) {
    if (++count % LOOKED_AT_ONCE === 0) yield;
    const place = tree.placeOf(id) ?? defaultCells('task').place;
    if (row.place.parent === place.parent && row.place.order === place.order) continue;
    rows.task.set(id, makeRow('task', id, { ...row, place: { parent: place.parent, order: place.order } }));
  }
}

/** Does to rows what was done to them until then. */
function* replay(wanted: readonly RowState[], log: CutLog): Steps<void> {
  for (let from = 0; from < wanted.length; from += ROWS_AT_ONCE) {
    const here = new Map(wanted.slice(from, from + ROWS_AT_ONCE).map((row) => [row.key, row]));
    const ids = new Set([...here.values()].map(({ id }) => id));
    for (const { by, op } of log.done([...ids])) {
      // Rows of two entities may have one id.
      const row = here.get(rowKey(op.entity, op.id));
      if (row !== undefined) applyOp(row, by, op);
    }
    yield;
  }
}

/** Which deleted tasks stayed because something below them lived; tasks that are not among `replayed` live, where there is a row. */
const keptIn = (rows: MutableRows, replayed: readonly RowState[], tree: TaskTree): KeptAncestors => {
  const states = new Map(replayed.map((state) => [state.id, state]));
  const kept = new KeptAncestors();
  kept.update(new Set([...rows.task.keys(), ...states.keys()]), {
    isAlive: (id) => {
      const state = states.get(id);
      return state === undefined ? rows.task.has(id) : state.kept.length > 0;
    },
    isKnown: (id) => states.get(id)?.edited ?? rows.task.has(id),
    parentOf: (id) => tree.placeOf(id)?.parent ?? null,
  });
  return kept;
};

/**
 * The row that a state shows, save for the place of a task: what this version of the schema does not know or allow is left out, as in a
 * store. Of a row that is there now, what nobody has set since stays the same object, which is quicker to compare.
 */
const rowOf = (
  entity: EntityName,
  { id, cells }: RowState,
  now: Row<EntityName> | undefined,
  since: ReadonlySet<string> | undefined,
): Row<EntityName> => {
  const values: Record<string, unknown> = {};
  for (const cell of now === undefined ? cells.keys() : (since ?? [])) {
    const value = cells.get(cell)?.at(-1)?.value;
    if (value !== undefined && checkCell(entity, cell, value).ok) values[cell] = value;
    else if (now !== undefined && Object.hasOwn(now, cell)) values[cell] = defaultCells(entity)[cell as never];
  }
  return makeRow(entity, id, { ...now, ...values });
};
