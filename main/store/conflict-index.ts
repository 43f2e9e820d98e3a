import type { Database } from 'better-sqlite3';
import type { OpenConflict } from '../../src/model/exchange-result.ts';
import { TWIN_ENTITIES } from '../../src/model/fold.ts';
import { byTotalOrder, type CellValue, type ChangeSet, compareText } from '../../src/sync/change-set.ts';
import { type Conflict, conflict, duplicate, isContested, reopenedConflict } from '../../src/sync/conflict.ts';
import { type Decisions, decidedBy, decisionsFrom, isReopened } from '../../src/sync/decisions.ts';
import { circleWith, judgeLinks, type LinkEdge } from '../../src/sync/link-cycles.ts';
import { type ConflictSource, openConflicts, type Touches } from '../../src/sync/open-conflicts.ts';
import { policy } from '../../src/sync/plan-policy.ts';
import type { ProjectedRow } from '../../src/sync/projected.ts';
import { applyOp, type Head, newRow, type RowState, rowKey } from '../../src/sync/row-state.ts';
import { type Place, placeFrom, TaskTree } from '../../src/sync/task-tree.ts';
import { type TwinRow, twinKey, twinsAmong } from '../../src/sync/twins.ts';
import type { LocalChange } from './local-commit.ts';
import { type LogLookup, lookUp } from './log-lookup.ts';
import type { RowTables, StoredRow } from './row-tables.ts';
import { cellIn, sqlName, TREE, tableOf } from './tables.ts';

interface Name {
  readonly entity: string;
  readonly id: string;
}

type Part = 'cells' | 'rows' | 'links' | 'twins';
const PARTS: readonly Part[] = ['cells', 'rows', 'links', 'twins'];

/** What is known of one space, and which parts of it have to be looked at anew. */
interface Known {
  readonly found: Record<Part, readonly Conflict[]>;
  readonly stale: Set<Part>;
  /** Cells that hold concurrent values; what is written here can only make them fewer. */
  contested: readonly (Name & { readonly cell: string })[] | null;
  /** Which change set made a row never changes here: what is written here is later than all that is held. */
  readonly born: Map<string, TwinRow['born']>;
  /** What was done to rows that were asked about, by `entity/id`: to find it takes a pass over the log. */
  readonly touches: Map<string, Touches>;
  conflicts: readonly OpenConflict[];
  /** Rows whose change makes what is told of the conflicts another: `entity/id`. */
  readonly involved: Set<string>;
}

const newKnown = (): Known => ({
  found: { cells: [], rows: [], links: [], twins: [] },
  stale: new Set(PARTS),
  contested: null,
  born: new Map(),
  touches: new Map(),
  conflicts: [],
  involved: new Set(),
});

const TREE_TABLE = tableOf(TREE.entity)!;

const prepare = (db: Database) => ({
  contested: db
    .prepare<[number], [string, string, string]>(
      `SELECT entity, row_id, cell FROM cell_head WHERE space = +?
       GROUP BY entity, row_id, cell HAVING count(*) > 1`,
    )
    .raw(),
  /** Tasks whose place is not the one that was last given them: the move was left out of the tree. */
  misplaced: db
    .prepare<[number], string>(
      `SELECT t.id FROM "${TREE.entity}" t CROSS JOIN cell_head h
         ON h.space = t.space AND h.entity = '${TREE.entity}' AND h.row_id = t.id AND h.cell = 'place'
       WHERE t.space = +?
         AND h.value IS NOT '{"order":' || json_quote(t.place_order) || ',"parent":' || json_quote(t.place_parent) || '}'`,
    )
    .pluck(),
  moves: db
    .prepare<[number], [lamport: number, replica: string, seq: number, id: string, value: string]>(
      `SELECT c.lamport, r.replica_id, c.seq, o.row_id, o.value
       FROM change_set c CROSS JOIN op o ON o.change_set = c.id JOIN replica r ON r.id = c.replica
       WHERE c.space = +? AND o.entity = '${TREE.entity}' AND o.cell = 'place' ORDER BY c.id, o.n`,
    )
    .raw(),
  deleted: db
    .prepare<[number], [string, string]>('SELECT DISTINCT entity, row_id FROM row_delete WHERE space = +?')
    .raw(),
  keptParents: db.prepare<[number], string>(`SELECT id FROM "${TREE.entity}" WHERE space = +? AND life = 2`).pluck(),
  parents: db
    .prepare<[number], [id: string, life: number, parent: string | null]>(
      `SELECT id, life, "${TREE.parentColumn}" FROM "${TREE.entity}" WHERE space = +?`,
    )
    .raw(),
  links: db
    .prepare<[number], [id: string, predecessor: string | null, successor: string | null]>(
      'SELECT id, predecessor_id, successor_id FROM link WHERE space = +? AND life = 1',
    )
    .raw(),
  decisions: db
    .prepare<[number], [id: string, life: number]>(
      // A value that is decided says so itself; only that it was taken back has to be known.
      `SELECT id, life FROM "${sqlName(policy.decisionEntity)}" WHERE space = +? AND (life = 0 OR kind IS NOT 'value')`,
    )
    .raw(),
  named: TWIN_ENTITIES.map((entity) => ({
    entity,
    rows: db
      .prepare<[number], [id: string, name: string | null, parent: string | null]>(
        `SELECT id, name, ${entity === TREE.entity ? `"${TREE.parentColumn}"` : 'NULL'} FROM "${sqlName(entity)}"
         WHERE space = +? AND life > 0`,
      )
      .raw(),
  })),
  stamp: db
    .prepare<[number], [lamport: number, replica: string, seq: number]>(
      'SELECT c.lamport, r.replica_id, c.seq FROM change_set c JOIN replica r ON r.id = c.replica WHERE c.id = +?',
    )
    .raw(),
});

const isTask = ({ entity }: Name): boolean => entity === TREE.entity;

/** Links whose ends are both there, and which of them close a circle with earlier ones. */
interface JudgedLinks {
  readonly edges: readonly LinkEdge[];
  readonly parentOf: (id: string) => string | null;
  readonly inactive: ReadonlySet<string>;
}

/** Looks at one space of a store as it is now. */
class Look {
  readonly #sql: ReturnType<typeof prepare>;
  readonly #tables: RowTables;
  readonly #space: number;
  readonly #log: LogLookup;
  readonly #touches: Map<string, Touches>;
  readonly #rows = new Map<string, ProjectedRow | undefined>();
  #verdict: JudgedLinks | null = null;
  #decided: Decisions | null = null;

  constructor(
    db: Database,
    sql: ReturnType<typeof prepare>,
    tables: RowTables,
    space: number,
    spaceId: string,
    touches: Map<string, Touches>,
  ) {
    this.#touches = touches;
    this.#sql = sql;
    this.#tables = tables;
    this.#space = space;
    this.#log = lookUp(db, space, spaceId);
  }

  contested(): readonly (Name & { readonly cell: string })[] {
    return this.#sql.contested.all(this.#space).map(([entity, id, cell]) => ({ entity, id, cell }));
  }

  /** What was done to rows, read together. */
  readTouches(rows: readonly Name[]): void {
    const wanted = rows.filter(({ entity, id }) => !this.#touches.has(rowKey(entity, id)));
    for (const [key, touches] of this.#log.touches(wanted)) this.#touches.set(key, touches);
  }

  touches(entity: string, id: string): Touches {
    this.readTouches([{ entity, id }]);
    return this.#touches.get(rowKey(entity, id))!;
  }

  heads(entity: string, id: string, cell: string): readonly Head[] {
    const heads = this.#tables.heads(this.#space, entity, id).filter((head) => head.cell === cell);
    return heads
      .map(({ changeSet, value }): Head => {
        const [lamport, replica, seq] = this.#sql.stamp.get(changeSet)!;
        return { lamport, replica, seq, value: JSON.parse(value) as CellValue };
      })
      .sort(byTotalOrder);
  }

  stored(entity: string, id: string): StoredRow | undefined {
    const table = tableOf(entity);
    return table === undefined ? undefined : this.#tables.row(this.#space, table, id);
  }

  row(entity: string, id: string): ProjectedRow | undefined {
    const key = rowKey(entity, id);
    if (this.#rows.has(key)) return this.#rows.get(key);
    const row = this.#readRow(entity, id);
    this.#rows.set(key, row);
    return row;
  }

  #readRow(entity: string, id: string): ProjectedRow | undefined {
    const stored = this.stored(entity, id);
    if (stored === undefined || stored.life === 0) return undefined;
    const cells = new Map<string, CellValue>();
    const contested = new Set<string>();
    for (const { cell, value } of this.#tables.heads(this.#space, entity, id)) {
      if (cells.has(cell)) contested.add(cell);
      cells.set(cell, JSON.parse(value) as CellValue);
    }
    // Which of several values is shown, their change sets decide; nearly every cell has one.
    for (const cell of contested) cells.set(cell, this.heads(entity, id, cell).at(-1)!.value);
    return { entity, id, cells };
  }

  place(id: string): Place | undefined {
    const stored = this.stored(TREE.entity, id);
    return stored && placeFrom(cellIn(TREE_TABLE, stored.values, 'place') as CellValue);
  }

  /** What is asked when conflicts are told; the rows that are asked about are added to `asked`, by `entity/id`. */
  source(asked: Set<string>): ConflictSource {
    const about = <T>(entity: string, id: string, tell: () => T): T => {
      asked.add(rowKey(entity, id));
      return tell();
    };
    return {
      row: (entity, id) => about(entity, id, () => this.row(entity, id)),
      heads: (entity, id, cell) => about(entity, id, () => this.heads(entity, id, cell)),
      place: (id) => about(TREE.entity, id, () => this.place(id)),
      changeSet: (stamp) => this.#log.changeSetAt(stamp),
      touches: (entity, id) => about(entity, id, () => this.touches(entity, id)),
      circle: (linkId) => this.circle(linkId),
    };
  }

  /** Concurrent values, moves that do not go together, and what was decided of both and taken back. */
  cells(contested: readonly (Name & { readonly cell: string })[]): Conflict[] {
    const found: Conflict[] = [];
    const places = new Set(this.#sql.misplaced.all(this.#space));
    for (const { entity, id, cell } of contested) {
      if (isTask({ entity, id }) && cell === policy.place.cell) places.add(id);
      else if (!policy.isQuiet(entity, cell) && this.#differ(entity, id, cell))
        found.push(conflict('value', nameOf(entity, id), cell));
    }
    if (places.size > 0) found.push(...this.#places(places));
    for (const [key, cells] of this.decisions().reopenedCells) {
      const slash = key.indexOf('/');
      const row = nameOf(key.slice(0, slash), key.slice(slash + 1));
      for (const reopened of cells) {
        const isListed = found.some((one) => one.rowId === row.id && one.cell === reopened.cell);
        if (!isListed && isReopened(this.heads(row.entity, row.id, reopened.cell), reopened))
          found.push(reopenedConflict(row, reopened, policy));
      }
    }
    return found;
  }

  /** Values are kept as canonical texts: alike if they mean the same. */
  #differ(entity: string, id: string, cell: string): boolean {
    const heads = this.#tables.heads(this.#space, entity, id).filter((head) => head.cell === cell);
    return heads.some(({ value }) => value !== heads[0]!.value);
  }

  #places(ids: Iterable<string>): Conflict[] {
    const tree = new TaskTree();
    for (const [lamport, replica, seq, id, value] of this.#sql.moves.iterate(this.#space)) {
      const place = placeFrom(JSON.parse(value) as CellValue);
      if (place !== undefined) tree.add({ lamport, replica, seq }, id, place);
    }
    tree.replay();
    const { entity, cell } = policy.place;
    return [...ids].flatMap((id) => {
      const heads = this.heads(entity, id, cell);
      if (heads.some((head) => tree.isSkipped(id, head))) return [conflict('cycle', nameOf(entity, id), cell)];
      const parents = new Set(heads.map(({ value }) => placeFrom(value)?.parent));
      return parents.size > 1 ? [conflict('place', nameOf(entity, id), cell)] : [];
    });
  }

  decisions(): Decisions {
    this.#decided ??= decisionsFrom(
      this.#sql.decisions.all(this.#space).map(([id, life]) => ({
        id,
        decided: decidedBy((cell) => this.heads(policy.decisionEntity, id, cell).at(-1)?.value),
        stands: life > 0,
        takenBackBy: life > 0 ? [] : this.#deletesOf(policy.decisionEntity, id),
      })),
    );
    return this.#decided;
  }

  #deletesOf(entity: string, id: string): ChangeSet[] {
    return this.touches(entity, id).flatMap(({ changeSet, op }) => (op.kind === 'delete' ? [changeSet] : []));
  }

  /** Rows that some have deleted and that are shown all the same. */
  rows(): Conflict[] {
    const found = this.#sql.keptParents.all(this.#space).map((id) => conflict('kept-parent', nameOf(TREE.entity, id)));
    const alive = this.#sql.deleted
      .all(this.#space)
      .map(([entity, id]) => ({ entity, id }))
      .filter(({ entity, id }) => this.stored(entity, id)?.life === 1);
    if (alive.length === 0) return found;
    const { reopened } = this.decisions();
    this.readTouches(alive);
    for (const { entity, id } of alive) {
      const row = this.#replayed(entity, id);
      if (isContested(row, reopened.has(row.key))) found.push(conflict('edit-delete', row));
    }
    return found;
  }

  #replayed(entity: string, id: string): RowState {
    const row = newRow(entity, id);
    for (const { changeSet, op } of this.touches(entity, id)) {
      applyOp(row, changeSet, op);
    }
    return row;
  }

  #judged(): JudgedLinks {
    this.#verdict ??= this.#judge();
    return this.#verdict;
  }

  #judge(): JudgedLinks {
    const tasks = new Map(this.#sql.parents.all(this.#space).map(([id, life, parent]) => [id, { life, parent }]));
    const parentOf = (id: string): string | null => tasks.get(id)?.parent ?? null;
    const edges = this.#sql.links.all(this.#space).flatMap(([id, predecessor, successor]): LinkEdge[] => {
      if (predecessor === null || successor === null) return [];
      const isGone = (task: string): boolean => tasks.get(task)?.life === 0;
      return isGone(predecessor) || isGone(successor) ? [] : [{ id, predecessor, successor }];
    });
    // Whether there is a circle at all does not depend on the order; which link closes it does.
    if (judgeLinks(edges, parentOf).inactive.size === 0) return { edges, parentOf, inactive: new Set() };
    const { entity, predecessorCell } = policy.links;
    const since = new Map(edges.map(({ id }) => [id, this.heads(entity, id, predecessorCell)[0]!]));
    const inOrder = [...edges].sort(
      (a, b) => byTotalOrder(since.get(a.id)!, since.get(b.id)!) || compareText(a.id, b.id),
    );
    return { edges, parentOf, inactive: judgeLinks(inOrder, parentOf).inactive };
  }

  /** Links that are left out because they close a circle with earlier ones. */
  links(): Conflict[] {
    return [...this.#judged().inactive].map((id) => conflict('link-cycle', nameOf(policy.links.entity, id)));
  }

  /** The links that count and that make a circle with one that was left out. */
  circle(linkId: string): readonly string[] {
    const { edges, parentOf, inactive } = this.#judged();
    const closing = edges.find(({ id }) => id === linkId);
    const counting = edges.filter(({ id }) => !inactive.has(id));
    return closing === undefined ? [] : circleWith(closing, counting, parentOf);
  }

  /** Rows that two people added apart under one name. */
  twins(born: Known['born']): Conflict[] {
    const groups = new Map<string, Name[]>();
    const known = new Set(this.#sql.parents.all(this.#space).map(([id]) => id));
    for (const { entity, rows } of this.#sql.named) {
      for (const [id, name, parent] of rows.iterate(this.#space)) {
        const key = twinKey(entity, name, parent !== null && known.has(parent) ? parent : null);
        if (key === null) continue;
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [{ entity, id }]);
        else group.push({ entity, id });
      }
    }
    const namesakes = [...groups.values()].filter((group) => group.length > 1);
    if (namesakes.length === 0) return [];
    this.#learnBorn(namesakes.flat(), born);
    const { apart } = this.decisions();
    return namesakes.flatMap((group) => {
      const rows = group.map((row): TwinRow => ({ ...row, born: born.get(rowKey(row.entity, row.id))! }));
      return [...twinsAmong(rows, apart)].map(([id, otherId]) => duplicate(nameOf(group[0]!.entity, id), otherId));
    });
  }

  #learnBorn(rows: readonly Name[], born: Known['born']): void {
    const unknown = rows.filter(({ entity, id }) => !born.has(rowKey(entity, id)));
    this.readTouches(unknown);
    for (const { entity, id } of unknown) {
      const { replica, seq, lamport, vector } = this.#replayed(entity, id).born!;
      born.set(rowKey(entity, id), { replica, seq, lamport, vector });
    }
  }
}

const nameOf = (entity: string, id: string) => ({ entity, id, key: rowKey(entity, id) });

/** Which parts a change made here may turn; `isAlive` says of a task whether it lives of itself now, not only for what is under it. */
const stirredBy = (
  change: LocalChange,
  { involved, found }: Known,
  isAlive: (taskId: string) => boolean,
): ReadonlySet<Part> => {
  const stirred = new Set<Part>();
  const wasAlive = new Map(change.touched.map((row) => [rowKey(row.table.entity, row.id), row.before?.life === 1]));
  for (const op of change.ops) {
    const key = rowKey(op.entity, op.id);
    if (involved.has(key)) for (const part of PARTS) stirred.add(part);
    const turns = op.kind !== 'set' || wasAlive.get(key) !== true;
    const isPlace = op.kind === 'set' && isTask(op) && op.cell === policy.place.cell;
    if (turns || op.entity === policy.decisionEntity) stirred.add('rows').add('twins');
    if (op.entity === policy.decisionEntity) stirred.add('cells');
    if (op.entity === policy.links.entity || isPlace || (turns && isTask(op))) stirred.add('links');
    // A deleted parent is there as long as somebody lives under it: a move away can end that, and undo of a move begin it.
    const parent = isPlace ? placeFrom(op.value)?.parent : null;
    if (isPlace && (found.rows.length > 0 || (parent && !isAlive(parent)))) stirred.add('rows');
    if (isPlace || (op.kind === 'set' && op.cell === 'name' && policy.twins.has(op.entity))) stirred.add('twins');
  }
  return stirred;
};

/** What has to be decided in the spaces of a store. */
export interface ConflictIndex {
  /** The open conflicts of a space, sorted by id; `self` is the own replica. */
  readonly list: (space: number, spaceId: string, self: string) => readonly OpenConflict[];
  /** To be told of every change that is written here, with its tables up to date. */
  readonly noteLocal: (space: number, change: LocalChange, changeSet: ChangeSet) => void;
  /** To be called when anything else may have changed: an import, a rebuild. */
  readonly forget: () => void;
}

/**
 * Finds what has to be decided in the tables, which hold concurrent values and deletes already; of the log only what was
 * done to the rows in question is read. What is found is kept: a change made here knows everything that is held, so it can
 * only settle values and deletes, and turn links, namesakes and kept parents where it touches them. `MergeState` finds the same in the
 * whole log (the tests compare them).
 */
export const conflictIndexOf = (db: Database, tables: RowTables): ConflictIndex => {
  let sql: ReturnType<typeof prepare> | null = null;
  const bySpace = new Map<number, Known>();
  const lookAnew = (known: Known, look: Look): boolean => {
    const before = JSON.stringify(known.found);
    known.contested ??= look.contested();
    for (const part of known.stale) {
      if (part === 'cells') known.found.cells = look.cells(known.contested);
      else if (part === 'rows') known.found.rows = look.rows();
      else if (part === 'links') known.found.links = look.links();
      else known.found.twins = look.twins(known.born);
    }
    return JSON.stringify(known.found) !== before;
  };
  return {
    list: (space, spaceId, self) => {
      const known = bySpace.get(space) ?? newKnown();
      bySpace.set(space, known);
      if (known.stale.size === 0) return known.conflicts;
      sql ??= prepare(db);
      const look = new Look(db, sql, tables, space, spaceId, known.touches);
      const isTold = known.stale.size < PARTS.length;
      // Which links make a circle with one that is left out may turn without another being left out.
      const areCirclesStale = known.stale.has('links') && known.found.links.length > 0;
      const isChanged = lookAnew(known, look) || areCirclesStale;
      known.stale.clear();
      if (isTold && !isChanged) return known.conflicts;
      const found = PARTS.flatMap((part) => known.found[part]).sort((a, b) => compareText(a.id, b.id));
      look.readTouches(found.map(({ entity, rowId: id }) => ({ entity, id })));
      known.involved.clear();
      known.conflicts = openConflicts(look.source(known.involved), found, self);
      return known.conflicts;
    },
    noteLocal: (space, change, changeSet) => {
      const known = bySpace.get(space);
      if (known === undefined) return;
      const isAlive = (taskId: string): boolean => tables.row(space, TREE_TABLE, taskId)?.life === 1;
      for (const part of stirredBy(change, known, isAlive)) known.stale.add(part);
      for (const op of change.ops) {
        const key = rowKey(op.entity, op.id);
        const before = known.touches.get(key);
        if (before !== undefined) known.touches.set(key, [...before, { changeSet, op }]);
      }
    },
    forget: () => bySpace.clear(),
  };
};
