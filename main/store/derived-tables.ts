import type { Database } from 'better-sqlite3';
import type { Sha256Hex } from '../../src/model/row-id.ts';
import type { CellValue } from '../../src/sync/change-set.ts';
import { compareText } from '../../src/sync/change-set.ts';
import { policy } from '../../src/sync/plan-policy.ts';
import type { ProjectedRow } from '../../src/sync/projection.ts';
import { stateHash } from '../../src/sync/state-hash.ts';
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
    const { state, numberOf } = replay(path, spaceId, log.read(id));
    for (const record of state.records()) writeMerged(tables, id, record, numberOf);
  }
};

interface HeadLine {
  readonly entity: string;
  readonly row_id: string;
  readonly cell: string;
  readonly value: string;
  readonly lamport: number;
  readonly replica_id: string;
}

const prepareHash = (db: Database) => ({
  /** In one query over all tables, most of which are empty. */
  lives: db
    .prepare<[number], [string, string, number]>(
      `SELECT * FROM (${entityTables
        .map(({ entity, name }) => `SELECT '${entity}' AS entity, id, life, space FROM "${name}"`)
        .join(' UNION ALL ')}) WHERE space = ?`,
    )
    .raw(),
  heads: db.prepare<[number], HeadLine>(
    `SELECT h.entity, h.row_id, h.cell, h.value, c.lamport, r.replica_id
     FROM cell_head h CROSS JOIN change_set c ON c.id = h.change_set JOIN replica r ON r.id = c.replica
     WHERE h.space = ? ORDER BY h.entity, h.row_id, h.cell`,
  ),
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
  const shown = new Map<string, Map<string, CellValue>>();
  const known = new Set<string>();
  const { lives, heads, places } = hashStatements(db);
  for (const [entity, id, life] of lives.iterate(space)) {
    known.add(`${entity}/${id}`);
    if (life > 0) shown.set(`${entity}/${id}`, new Map());
  }
  let last: HeadLine | undefined;
  for (const head of heads.iterate(space)) {
    const cells = shown.get(`${head.entity}/${head.row_id}`);
    if (cells === undefined) continue;
    const isSameCell = last?.entity === head.entity && last.row_id === head.row_id && last.cell === head.cell;
    if (isSameCell && compareHeads(last!, head) > 0) continue;
    cells.set(head.cell, JSON.parse(head.value) as CellValue);
    last = head;
  }
  putPlaces(places, space, shown, known);
  const rows = new Map<string, ProjectedRow>();
  for (const [key, cells] of shown) {
    const slash = key.indexOf('/');
    rows.set(key, { entity: key.slice(0, slash), id: key.slice(slash + 1), cells });
  }
  return stateHash({ rows }, sha256);
};

const compareHeads = (a: HeadLine, b: HeadLine): number =>
  a.lamport - b.lamport || compareText(a.replica_id, b.replica_id);

/** The tree may have left out the move that won its cell; and a parent that is not known here counts as none. */
const putPlaces = (
  places: ReturnType<typeof hashStatements>['places'],
  space: number,
  shown: ReadonlyMap<string, Map<string, CellValue>>,
  known: ReadonlySet<string>,
): void => {
  for (const [id, parent, order] of places.iterate(space)) {
    if (order === null) {
      shown.get(`${TREE.entity}/${id}`)?.delete(policy.place.cell);
      continue;
    }
    const isKnown = parent !== null && known.has(`${TREE.entity}/${parent}`);
    shown.get(`${TREE.entity}/${id}`)?.set(policy.place.cell, { parent: isKnown ? parent : null, order });
  }
};
