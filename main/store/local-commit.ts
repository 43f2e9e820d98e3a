import type { RowChange } from '../../src/model/plan.ts';
import { defaultCells } from '../../src/model/row.ts';
import { canonicalText } from '../../src/sync/canonical-json.ts';
import type { CellValue, Op } from '../../src/sync/change-set.ts';
import { placeFrom } from '../../src/sync/task-tree.ts';
import type { RowTables, StoredRow } from './row-tables.ts';
import {
  cellIn,
  type EntityTable,
  emptyValues,
  isCellSet,
  type Life,
  putCell,
  rowFrom,
  type SqlValue,
  TREE,
  tableOf,
} from './tables.ts';

const PLACE = 'place';

interface TouchedRow {
  readonly table: EntityTable;
  readonly id: string;
  readonly before: StoredRow | undefined;
  values: SqlValue[];
  life: Life;
  isDeletedHere: boolean;
  /** Cells set here, with the canonical JSON of their last value. */
  readonly heads: Map<string, string>;
}

/** A local change set worked out against what is held, and not yet written. */
export interface LocalChange {
  readonly ops: readonly Op[];
  /** Ops that take the change back, in the order in which they have to be made. */
  readonly inverse: readonly Op[];
  readonly touched: readonly TouchedRow[];
}

const keyOf = (entity: string, id: string): string => `${entity}/${id}`;

/**
 * Works out what ops do that are made here, knowing everything that is held: such a change set covers all there is, so
 * that nothing of it is concurrent with anything. That makes it cheap: each value becomes the only head of its cell, a
 * row deleted here is dead and one edited here is alive. `MergeState` gives the same for any change set (the tests
 * compare them), but has to replay the whole log first.
 *
 * `closesCycle: 'drop'` leaves out moves that would make a task its own ancestor, as an undo after somebody else's move
 * may want to; from a command such a move is a bug, as are ops on rows that never were.
 */
export const workOut = (
  tables: RowTables,
  space: number,
  given: readonly Op[],
  closesCycle: 'throw' | 'drop',
): LocalChange => {
  const rows = new Map<string, TouchedRow>();
  const parents = new Set<string>();
  const tree = tableOf(TREE.entity)!;

  const rowFor = (entity: string, id: string): TouchedRow => {
    const key = keyOf(entity, id);
    const known = rows.get(key);
    if (known) return known;
    const table = tableOf(entity);
    if (table === undefined) throw new Error(`no entity ${entity}`);
    const before = tables.row(space, table, id);
    const values = before ? [...before.values] : emptyValues(table);
    const made = { table, id, before, values, life: before?.life ?? 0, isDeletedHere: false, heads: new Map() };
    rows.set(key, made as TouchedRow);
    return made as TouchedRow;
  };

  const parentOf = (id: string): string | null => {
    const values = rows.get(keyOf(TREE.entity, id))?.values ?? tables.row(space, tree, id)?.values;
    const place = values && placeFrom(cellIn(tree, values, PLACE) as CellValue);
    return place?.parent ?? null;
  };

  const wouldCloseCycle = (id: string, parent: string | null): boolean => {
    if (parent === id) return true;
    // What has no children is nobody's ancestor; an import, top down, asks no further.
    if (!parents.has(id) && !(rows.get(keyOf(TREE.entity, id))?.before && tables.hasChild(space, id))) return false;
    for (let at = parent; at !== null; at = parentOf(at)) if (at === id) return true;
    return false;
  };

  const ops: Op[] = [];
  const inverse: Op[] = [];

  const applySet = (row: TouchedRow, cell: string, value: CellValue): void => {
    const { table, id } = row;
    const entity = table.entity;
    if (row.before) inverse.push({ kind: 'set', entity, id, cell, value: valueIn(row, cell) });
    const bornHere = row.life !== 1 && !row.isDeletedHere;
    if (bornHere) {
      inverse.push({ kind: 'delete', entity, id });
      row.life = 1;
    }
    putCell(table, row.values, cell, value);
    row.heads.set(cell, canonicalText(value));
  };

  for (const op of given) {
    const row = rowFor(op.entity, op.id);
    const { entity } = row.table;
    if (op.kind === 'set') {
      if (entity === TREE.entity && op.cell === PLACE) {
        const place = placeFrom(op.value)!;
        if (wouldCloseCycle(op.id, place.parent)) {
          if (closesCycle === 'drop') continue;
          throw new Error(`task ${op.id} would become its own ancestor`);
        }
        if (place.parent !== null) parents.add(place.parent);
      }
      applySet(row, op.cell, op.value);
    } else {
      if (!row.before && row.heads.size === 0) throw new Error(`${op.kind} of ${entity} ${op.id}, which never was`);
      if (op.kind === 'delete') {
        if (row.life === 1) inverse.push({ kind: 'restore', entity, id: op.id });
        row.life = 0;
        row.isDeletedHere = true;
      } else if (row.life !== 1 && !row.isDeletedHere) {
        inverse.push({ kind: 'delete', entity, id: op.id });
        row.life = 1;
      }
    }
    ops.push(op);
  }
  forgetOldCells(rows.values(), ops, applySet);
  for (const row of rows.values()) {
    // Putting back the cells of a row that was dead before and after must not bring it to life.
    const staysDead = row.isDeletedHere && row.before !== undefined && row.before.life !== 1;
    if (staysDead && row.heads.size > 0) inverse.push({ kind: 'delete', entity: row.table.entity, id: row.id });
  }
  return { ops, inverse: inverse.reverse(), touched: [...rows.values()] };
};

const valueIn = (row: TouchedRow, cell: string): CellValue => cellIn(row.table, row.values, cell) as CellValue;

/**
 * A link that was deleted and is added again has its old id, as links must. Its ops are those of a new row and say
 * nothing of cells that have the default, so what the deleted row held is put back to it.
 */
const forgetOldCells = (
  rows: Iterable<TouchedRow>,
  ops: Op[],
  applySet: (row: TouchedRow, cell: string, value: CellValue) => void,
): void => {
  let restored: Set<string> | null = null;
  for (const row of rows) {
    if (row.before?.life !== 0 || row.life !== 1 || row.heads.size === 0) continue;
    restored ??= new Set(ops.filter((op) => op.kind === 'restore').map((op) => keyOf(op.entity, op.id)));
    const { entity } = row.table;
    if (restored.has(keyOf(entity, row.id))) continue;
    const fallback = defaultCells(entity) as Readonly<Record<string, CellValue>>;
    for (const cell of row.table.cells.keys()) {
      if (row.heads.has(cell) || !isCellSet(row.table, row.values, cell)) continue;
      const value = fallback[cell]!;
      applySet(row, cell, value);
      ops.push({ kind: 'set', entity, id: row.id, cell, value });
    }
  }
};

/** Writes a worked out change into the tables and tells which shown rows came, changed or went. */
export const writeLocal = (
  tables: RowTables,
  space: number,
  changeSet: number,
  change: LocalChange,
): readonly RowChange[] => {
  for (const row of change.touched) {
    const { table, id } = row;
    tables.putRow(space, table, id, row);
    for (const [cell, value] of row.heads) {
      if (row.before) tables.clearHeads(space, table.entity, id, cell);
      tables.addHead(space, table.entity, id, { cell, changeSet, value });
    }
    if (row.isDeletedHere) tables.addDelete(space, table.entity, id, changeSet);
  }
  const kept = settleKept(tables, space, change.touched);
  const changes: RowChange[] = [];
  const tell = (table: EntityTable, id: string, before: StoredRow | undefined, after: StoredRow): void => {
    const isShown = after.life > 0;
    if (!isShown && (before?.life ?? 0) === 0) return;
    const row = isShown ? rowFrom(table, id, after.values) : null;
    changes.push({ entity: table.entity, id, row } as RowChange);
  };
  for (const row of change.touched) {
    const life = row.table.entity === TREE.entity ? (kept.get(row.id)?.life ?? row.life) : row.life;
    tell(row.table, row.id, row.before, { life, values: row.values });
    if (row.table.entity === TREE.entity) kept.delete(row.id);
  }
  for (const [id, row] of kept) tell(tableOf(TREE.entity)!, id, { ...row, life: row.life === 0 ? 2 : 0 }, row);
  return changes;
};

/**
 * A deleted task stays as long as something under it is shown. Looks at the tasks that were touched and at the parents
 * they had and have, and goes upwards only as far as something turns. Gives the deleted tasks whose standing changed.
 */
const settleKept = (tables: RowTables, space: number, touched: readonly TouchedRow[]): Map<string, StoredRow> => {
  const tree = tableOf(TREE.entity)!;
  const queue: string[] = [];
  const parentIn = (values: readonly SqlValue[]): string | null =>
    placeFrom(cellIn(tree, values, PLACE) as CellValue)?.parent ?? null;
  const push = (id: string | null): void => {
    if (id !== null) queue.push(id);
  };
  const lives = new Map<string, Life>();
  for (const row of touched) {
    if (row.table !== tree) continue;
    lives.set(row.id, row.life);
    if (row.life === 0) queue.push(row.id);
    push(parentIn(row.values));
    if (row.before) push(parentIn(row.before.values));
  }
  const turned = new Map<string, StoredRow>();
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (lives.get(id) === 1) continue;
    const row = tables.row(space, tree, id);
    if (row !== undefined) lives.set(id, row.life);
    if (row === undefined || row.life === 1) continue;
    const life: Life = tables.hasShownChild(space, id) ? 2 : 0;
    if (life === row.life) continue;
    const now = { life, values: row.values };
    lives.set(id, life);
    tables.putRow(space, tree, id, now);
    turned.set(id, now);
    push(parentIn(row.values));
  }
  return turned;
};
