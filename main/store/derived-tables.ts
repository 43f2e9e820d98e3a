import type { Database } from 'better-sqlite3';
import type { Sha256Hex } from '../../src/model/row-id.ts';
import { canonicalText } from '../../src/sync/canonical-json.ts';
import { compareText } from '../../src/sync/change-set.ts';
import { policy } from '../../src/sync/plan-policy.ts';
import { stateHashOfTexts } from '../../src/sync/state-hash.ts';
import type { ChangeLog } from './change-log.ts';
import { replay, writeMerged } from './merged-rows.ts';
import type { RowTables } from './row-tables.ts';
import { entityTables, TREE } from './tables.ts';

const ROWS_PER_HASH = 1000;

/** A hash over every byte of the tables that follow from the log. */
export const fingerprint = (db: Database, sha256: Sha256Hex): string => {
  let hash = '';
  const tables: readonly (readonly [name: string, key: string])[] = [
    ['cell_head', 'space, entity, row_id, cell, change_set'],
    ['row_delete', 'space, entity, row_id, change_set'],
    ...entityTables.map(({ name }) => [name, 'space, id'] as const),
  ];
  for (const [name, key] of tables) {
    hash = sha256(`${hash}\n${name}`);
    let batch: unknown[] = [];
    for (const row of db.prepare(`SELECT * FROM "${name}" ORDER BY ${key}`).raw().iterate()) {
      batch.push(row);
      if (batch.length < ROWS_PER_HASH) continue;
      hash = sha256(hash + JSON.stringify(batch));
      batch = [];
    }
    hash = sha256(hash + JSON.stringify(batch));
  }
  return hash;
};

/** Makes all tables that follow from the log anew, through the merge. The caller has begun a transaction. */
export const rebuildTables = (path: string, log: ChangeLog, tables: RowTables): void => {
  tables.clear();
  for (const { id, spaceId } of log.spaces()) {
    const { state, numbers } = replay(path, spaceId, log.read(id));
    for (const record of state.records())
      writeMerged(tables, id, record, numbers, { isNew: true, textOf: canonicalText });
  }
};

type HeadLine = readonly [entity: string, id: string, cell: string, value: string, changeSet: number];
type StampLine = readonly [lamport: number, replicaId: string];

const prepareHash = (db: Database) => ({
  /** In one query over all tables, most of which are empty. */
  lives: db
    .prepare<[number], [string, string, number]>(
      `SELECT * FROM (${entityTables
        .map(({ entity, name }) => `SELECT '${entity}' AS entity, id, life, space FROM "${name}"`)
        .join(' UNION ALL ')}) WHERE space = ?`,
    )
    .raw(),
  heads: db
    .prepare<[number], HeadLine>(
      `SELECT entity, row_id, cell, value, change_set FROM cell_head
       WHERE space = ? ORDER BY entity, row_id, cell, change_set`,
    )
    .raw(),
  /** Asked for concurrent values only: nearly every cell has one. */
  stamp: db
    .prepare<[number], StampLine>(
      'SELECT c.lamport, r.replica_id FROM change_set c JOIN replica r ON r.id = c.replica WHERE c.id = ?',
    )
    .raw(),
  places: db
    .prepare<[number], [string, string | null, string | null]>(
      `SELECT id, ${TREE.parentColumn}, place_order FROM "${TREE.entity}" WHERE space = ? AND life > 0`,
    )
    .raw(),
});

const hashStatementsByDb = new WeakMap<Database, ReturnType<typeof prepareHash>>();

/** Prepared once for each open database: an import asks for the hash, and so does every file that leaves. */
const hashStatements = (db: Database): ReturnType<typeof prepareHash> => {
  const known = hashStatementsByDb.get(db);
  if (known !== undefined) return known;
  const made = prepareHash(db);
  hashStatementsByDb.set(db, made);
  return made;
};

/**
 * The state hash of a space (src/sync/state-hash.ts) from the tables: living rows, each with the cells that somebody
 * set, of concurrent values the one that is shown.
 */
export const storedStateHash = (db: Database, space: number, sha256: Sha256Hex): string => {
  const shown = new Map<string, ShownRow>();
  const known = new Set<string>();
  const { lives, heads, stamp, places } = hashStatements(db);
  for (const [entity, id, life] of lives.iterate(space)) {
    known.add(`${entity}/${id}`);
    if (life > 0) shown.set(`${entity}/${id}`, { entity, id, cells: new Map() });
  }
  let row: ShownRow | undefined;
  let last: HeadLine | undefined;
  for (const head of heads.all(space)) {
    const [entity, id, cell, text, changeSet] = head;
    const isSameRow = last !== undefined && last[1] === id && last[0] === entity;
    if (!isSameRow) row = shown.get(`${entity}/${id}`);
    const isSameCell = isSameRow && last![2] === cell;
    if (isSameCell && compareStamps(stamp.get(last![4])!, stamp.get(changeSet)!) > 0) continue;
    row?.cells.set(cell, text);
    last = head;
  }
  putPlaces(places, space, shown, known);
  return stateHashOfTexts(shown, sha256);
};

/** A living row with its cells as canonical texts. */
interface ShownRow {
  readonly entity: string;
  readonly id: string;
  readonly cells: Map<string, string>;
}

const compareStamps = (a: StampLine, b: StampLine): number => a[0] - b[0] || compareText(a[1], b[1]);

/** The tree may have left out the move that won its cell; and a parent that is not known here counts as none. */
const putPlaces = (
  places: ReturnType<typeof hashStatements>['places'],
  space: number,
  shown: ReadonlyMap<string, ShownRow>,
  known: ReadonlySet<string>,
): void => {
  for (const [id, parent, order] of places.iterate(space)) {
    if (order === null) {
      shown.get(`${TREE.entity}/${id}`)?.cells.delete(policy.place.cell);
      continue;
    }
    const isKnown = parent !== null && known.has(`${TREE.entity}/${parent}`);
    const place = canonicalText({ parent: isKnown ? parent : null, order });
    shown.get(`${TREE.entity}/${id}`)?.cells.set(policy.place.cell, place);
  }
};
