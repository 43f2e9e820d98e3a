import type { Database } from 'better-sqlite3';
import type { Act, CellValue, Op, VersionVector } from '../../src/sync/change-set.ts';
import type { CutLog, DoneOp, MoveOp } from '../../src/sync/history/rows-at.ts';
import { policy } from '../../src/sync/plan-policy.ts';
import { covers, coversAll, seqOf } from '../../src/sync/version-vector.ts';
import { onceForEach } from './database.ts';
import { opOf } from './log-lines.ts';
import { vectorsOf } from './log-vectors.ts';

/** Change sets that are listed at once, and ops that a page of them has at most. */
const LISTED_AT_ONCE = 4000;
const OPS_AT_ONCE = 2000;

type DoneLine = readonly [
  changeSet: number,
  replica: number,
  seq: number,
  lamport: number,
  kind: Op['kind'],
  entity: string,
  id: string,
  cell: string | null,
  value: string | null,
];
type MoveLine = readonly [replica: string, seq: number, lamport: number, id: string, value: string];
type Listed = readonly [seq: number, number: number, ops: number];

const prepare = (db: Database) => ({
  listed: db
    .prepare<[number, string, number, number, number], Listed>(
      `SELECT c.seq, c.id, c.op_count FROM replica r CROSS JOIN change_set c ON c.replica = r.id
       WHERE c.space = +? AND r.replica_id = +? AND c.seq > +? AND c.seq <= +? ORDER BY c.seq LIMIT ?`,
    )
    .raw(),
  names: db.prepare<[string, number, number], { entity: string; id: string; cell: string | null }>(
    `SELECT o.entity, o.row_id AS id, o.cell FROM json_each(?) w CROSS JOIN op o ON o.change_set = w.value
     WHERE o.n >= +? AND o.n < +?`,
  ),
  moves: db
    .prepare<[string, number, number, string, string], MoveLine>(
      `SELECT r.replica_id, c.seq, c.lamport, o.row_id, o.value
       FROM json_each(?) w CROSS JOIN op o ON o.change_set = w.value CROSS JOIN change_set c ON c.id = o.change_set
         JOIN replica r ON r.id = c.replica
       WHERE o.n >= +? AND o.n < +? AND o.entity = +? AND o.cell = +? ORDER BY o.change_set, o.n`,
    )
    .raw(),
  done: db
    .prepare<[string, number], DoneLine>(
      `SELECT o.change_set, c.replica, c.seq, c.lamport, o.kind, o.entity, o.row_id, o.cell, o.value
       FROM json_each(?) w CROSS JOIN op o INDEXED BY op_row ON o.row_id = w.value CROSS JOIN change_set c ON c.id = o.change_set
       WHERE c.space = +? ORDER BY o.change_set, o.n`,
    )
    .raw(),
  replicas: db.prepare<[], [number, string]>('SELECT id, replica_id FROM replica').raw(),
  deleted: db
    .prepare<[number, string], string>('SELECT DISTINCT row_id FROM row_delete WHERE space = +? AND entity = +?')
    .pluck(),
});

const statementsOf = onceForEach(prepare);

/** Ops of one or more change sets: of many all of theirs, of a large one a part. */
interface Page {
  readonly numbers: readonly number[];
  readonly from: number;
  readonly to: number;
}

const ALL = { from: 0, to: Number.MAX_SAFE_INTEGER };

function* pagesOf(listed: readonly Listed[]): Generator<Page> {
  let numbers: number[] = [];
  let ops = 0;
  for (const [, number, count] of listed) {
    if (ops + count > OPS_AT_ONCE && numbers.length > 0) {
      yield { numbers, ...ALL };
      numbers = [];
      ops = 0;
    }
    if (count <= OPS_AT_ONCE) {
      numbers.push(number);
      ops += count;
      continue;
    }
    for (let from = 0; from < count; from += OPS_AT_ONCE) yield { numbers: [number], from, to: from + OPS_AT_ONCE };
  }
  if (numbers.length > 0) yield { numbers, ...ALL };
}

/**
 * The log of a space cut at a vector; null where not all that the vector includes is held, or where it leaves out something that
 * one of its own change sets had seen: nobody can have stood there. `held` is what is held at the moment from which what came after
 * is to be told: what comes while the pages are read is not among it.
 */
export const cutLogOf = (db: Database, space: number, held: VersionVector, vector: VersionVector): CutLog | null => {
  const sql = statementsOf(db);
  const vectorOf = vectorsOf(db, space);
  if (!coversAll(held, vector)) return null;
  if (!Object.entries(vector).every(([replica, seq]) => coversAll(vector, vectorOf(replica, seq)))) return null;

  function* pagesBetween(after: VersionVector, to: VersionVector): Generator<Page> {
    for (const replica of Object.keys(to)) {
      const last = seqOf(to, replica);
      let seq = seqOf(after, replica);
      while (seq < last) {
        const listed = sql.listed.all(space, replica, seq, last, LISTED_AT_ONCE);
        yield* pagesOf(listed);
        seq = listed.at(-1)?.[0] ?? last;
      }
    }
  }

  const replicas = new Map(sql.replicas.all());
  const acts = new Map<number, Act>();
  const actOf = (number: number, replica: string, seq: number, lamport: number): Act => {
    const known = acts.get(number);
    if (known !== undefined) return known;
    const made = { replica, seq, lamport, vector: vectorOf(replica, seq) };
    acts.set(number, made);
    return made;
  };

  return {
    *later() {
      for (const { numbers, from, to } of pagesBetween(vector, held))
        yield sql.names.all(JSON.stringify(numbers), from, to);
    },
    done: (ids) => {
      const found: DoneOp[] = [];
      for (const [number, by, seq, lamport, kind, entity, id, cell, value] of sql.done.all(
        JSON.stringify(ids),
        space,
      )) {
        const replica = replicas.get(by)!;
        if (!covers(vector, replica, seq)) continue;
        found.push({ by: actOf(number, replica, seq, lamport), op: opOf(kind, entity, id, cell, value) });
      }
      return found;
    },
    *moves() {
      const { entity, cell } = policy.place;
      for (const { numbers, from, to } of pagesBetween({}, vector)) {
        const lines = sql.moves.all(JSON.stringify(numbers), from, to, entity, cell);
        yield lines.map(
          ([replica, seq, lamport, id, value]): MoveOp => ({
            by: { replica, seq, lamport },
            id,
            value: JSON.parse(value) as CellValue,
          }),
        );
      }
    },
    everDeleted: () => sql.deleted.all(space, policy.place.entity),
  };
};
