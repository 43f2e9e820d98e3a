import type { Database } from 'better-sqlite3';
import type { Sha256Hex } from '../../src/model/row-id.ts';
import { canonicalText } from '../../src/sync/canonical-json.ts';
import { compareText } from '../../src/sync/change-set.ts';
import { policy } from '../../src/sync/plan-policy.ts';
import { rowKey } from '../../src/sync/row-state.ts';
import { cellLine, stateHashOfLines } from '../../src/sync/state-hash.ts';
import type { ChangeLog } from './change-log.ts';
import { onceForEach } from './database.ts';
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
    for (const record of state.records()) writeMerged(tables, id, record, numbers);
  }
};

type StampLine = readonly [lamport: number, replicaId: string];
type HeadLine = readonly [cell: string, value: string, changeSet: number];

/** Stands for the line of a task's place, which the tree decides; no JSON text holds this character. */
const PLACE_MARK = '\u0001';

const prepareHash = (db: Database) => ({
  /** In one query over all tables, most of which are empty. */
  lives: db
    .prepare<[number], [string, string, number]>(
      `SELECT * FROM (${entityTables
        .map(({ entity, name }) => `SELECT '${entity}' AS entity, id, life, space FROM "${name}"`)
        .join(' UNION ALL ')}) WHERE space = +?`,
    )
    .raw(),
  /** The lines of a row's cells, put together as they lie in the table: by cell. */
  lines: db
    .prepare<[number], [string, string, string]>(
      `SELECT entity, row_id, group_concat(
         CASE WHEN cell = '${policy.place.cell}' AND entity = '${policy.place.entity}' THEN char(1)
           ELSE json_quote(cell) || ':' || value END, char(10))
       FROM cell_head WHERE space = +? GROUP BY entity, row_id`,
    )
    .raw(),
  /** Rows with a cell of more than one value. */
  concurrent: db
    .prepare<[number], [string, string]>(
      `SELECT DISTINCT entity, row_id FROM cell_head WHERE space = +? GROUP BY entity, row_id, cell HAVING count(*) > 1`,
    )
    .raw(),
  headsOf: db
    .prepare<[number, string, string], HeadLine>(
      `SELECT cell, value, change_set FROM cell_head
       WHERE space = +? AND entity = +? AND row_id = +? ORDER BY cell, change_set`,
    )
    .raw(),
  stamp: db
    .prepare<[number], StampLine>(
      'SELECT c.lamport, r.replica_id FROM change_set c JOIN replica r ON r.id = c.replica WHERE c.id = +?',
    )
    .raw(),
  places: db
    .prepare<[number], [string, string | null, string | null]>(
      `SELECT id, ${TREE.parentColumn}, place_order FROM "${TREE.entity}" WHERE space = +? AND life > 0`,
    )
    .raw(),
});

/** An import asks for the hash, and so does every file that leaves. */
const hashStatements = onceForEach(prepareHash);

/**
 * Living rows from the tables, each with the lines of the cells that somebody set, of concurrent values the one that is shown.
 */
export const storedRowLines = (db: Database, space: number): ReadonlyMap<string, ShownRow> => {
  const sql = hashStatements(db);
  const shown = new Map<string, ShownRow>();
  const known = new Set<string>();
  for (const [entity, id, life] of sql.lives.iterate(space)) {
    const key = rowKey(entity, id);
    known.add(key);
    if (life > 0) shown.set(key, { entity, id, lines: '' });
  }
  for (const [entity, id, lines] of sql.lines.iterate(space)) {
    const row = shown.get(rowKey(entity, id));
    if (row !== undefined) row.lines = lines;
  }
  for (const [entity, id] of sql.concurrent.iterate(space)) {
    const row = shown.get(rowKey(entity, id));
    if (row !== undefined) row.lines = shownLines(sql, space, row);
  }
  for (const [id, parent, order] of sql.places.iterate(space)) {
    const row = shown.get(rowKey(TREE.entity, id))!;
    // The tree may have left out the move that won its cell; and a parent that is not known here counts as none.
    const isKnown = parent !== null && known.has(rowKey(TREE.entity, parent));
    const place = order === null ? null : canonicalText({ parent: isKnown ? parent : null, order });
    row.lines = withPlace(row.lines, place);
  }
  return shown;
};

/** The state hash of a space (src/sync/state-hash.ts) from the tables. */
export const storedStateHash = (db: Database, space: number, sha256: Sha256Hex): string =>
  stateHashOfLines(storedRowLines(db, space), sha256);

/** Puts the line of a task's place where its mark stands, or takes the mark away. */
const withPlace = (lines: string, place: string | null): string =>
  place === null
    ? lines
        .split('\n')
        .filter((line) => line !== PLACE_MARK)
        .join('\n')
    : lines.replace(PLACE_MARK, () => cellLine(policy.place.cell, place));

/** A living row with the lines of its cells. */
interface ShownRow {
  readonly entity: string;
  readonly id: string;
  lines: string;
}

const compareStamps = (a: StampLine, b: StampLine): number => a[0] - b[0] || compareText(a[1], b[1]);

/** The lines of a row that has concurrent values: of each cell the value that is last in total order. */
const shownLines = (
  { headsOf, stamp }: ReturnType<typeof prepareHash>,
  space: number,
  { entity, id }: ShownRow,
): string => {
  const lines: string[] = [];
  let last: HeadLine | undefined;
  for (const head of headsOf.all(space, entity, id)) {
    const [cell, value, changeSet] = head;
    const isSameCell = last?.[0] === cell;
    if (isSameCell && compareStamps(stamp.get(last![2])!, stamp.get(changeSet)!) > 0) continue;
    if (isSameCell) lines.pop();
    const isPlace = entity === policy.place.entity && cell === policy.place.cell;
    lines.push(isPlace ? PLACE_MARK : cellLine(cell, value));
    last = head;
  }
  return lines.join('\n');
};
