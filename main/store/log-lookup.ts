import type { Database } from 'better-sqlite3';
import type { ChangeSet, Op, Stamp } from '../../src/sync/change-set.ts';
import { dotOf } from '../../src/sync/change-set.ts';
import type { Touches } from '../../src/sync/open-conflicts.ts';
import { rowKey } from '../../src/sync/row-state.ts';
import { onceForEach } from './database.ts';
import { CHANGE_SET_LINE, type ChangeSetLine, headOf, opOf } from './log-lines.ts';
import { type VectorOf, vectorsOf } from './log-vectors.ts';

interface RowName {
  readonly entity: string;
  readonly id: string;
}

/** Single change sets of the log, and what was done to single rows, without reading all of it. */
export interface LogLookup {
  readonly changeSet: (id: number) => ChangeSet;
  readonly changeSetAt: (stamp: Stamp) => ChangeSet;
  /** What was done to rows, by `entity/id`, in the order of the log. */
  readonly touches: (rows: readonly RowName[]) => ReadonlyMap<string, Touches>;
}

type OpLine = readonly [n: number, kind: Op['kind'], entity: string, id: string, cell: string | null, value: string];
type TouchLine = readonly [changeSet: number, ...OpLine];

const opFrom = ([, kind, entity, id, cell, value]: OpLine): Op => opOf(kind, entity, id, cell, value);

const prepare = (db: Database) => ({
  line: db.prepare<[number], ChangeSetLine>(
    `SELECT ${CHANGE_SET_LINE} FROM change_set c JOIN replica r ON r.id = c.replica WHERE c.id = +?`,
  ),
  idOf: db
    .prepare<[number, string, number], number>(
      `SELECT c.id FROM replica r CROSS JOIN change_set c ON c.replica = r.id
       WHERE c.space = +? AND r.replica_id = +? AND c.seq = +?`,
    )
    .pluck(),
  ops: db
    .prepare<[number], OpLine>('SELECT n, kind, entity, row_id, cell, value FROM op WHERE change_set = +? ORDER BY n')
    .raw(),
  /** One pass over the log, whatever the number of rows. */
  touches: db
    .prepare<[number, string], TouchLine>(
      `SELECT o.change_set, o.n, o.kind, o.entity, o.row_id, o.cell, o.value
       FROM change_set c CROSS JOIN op o ON o.change_set = c.id
       WHERE c.space = +? AND (o.entity, o.row_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))
       ORDER BY c.id, o.n`,
    )
    .raw(),
});

const statementsOf = onceForEach(prepare);

/** Looks things up in the log of one space as it is now; what was read once is kept as long as the look-up is. */
export const lookUp = (db: Database, space: number, spaceId: string): LogLookup => {
  const sql = statementsOf(db);
  const known = new Map<number, ChangeSet>();
  const ids = new Map<string, number>();
  let vectorOf: VectorOf | null = null;

  const changeSet = (id: number): ChangeSet => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const line = sql.line.get(id)!;
    let ops: readonly Op[] | null = null;
    vectorOf ??= vectorsOf(db, space);
    const made: ChangeSet = {
      ...headOf(line, spaceId, vectorOf(line.replica, line.seq)),
      // Most change sets are only asked who made them.
      get ops() {
        ops ??= sql.ops.all(id).map(opFrom);
        return ops;
      },
    };
    known.set(id, made);
    return made;
  };

  return {
    changeSet,
    changeSetAt: ({ replica, seq }) => {
      const dot = dotOf(replica, seq);
      const id = ids.get(dot) ?? sql.idOf.get(space, replica, seq)!;
      ids.set(dot, id);
      return changeSet(id);
    },
    touches: (rows) => {
      const found = new Map<string, { changeSet: ChangeSet; op: Op }[]>();
      for (const { entity, id } of rows) found.set(rowKey(entity, id), []);
      if (rows.length === 0) return found;
      const names = JSON.stringify(rows.map(({ entity, id }) => [entity, id]));
      for (const [id, ...line] of sql.touches.iterate(space, names)) {
        found.get(rowKey(line[2], line[3]))!.push({ changeSet: changeSet(id), op: opFrom(line) });
      }
      return found;
    },
  };
};
