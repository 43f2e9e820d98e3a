import type { Database } from 'better-sqlite3';
import type { VersionVector } from '../../src/sync/change-set.ts';
import { vectorFromDeps } from '../../src/sync/version-vector.ts';
import { onceForEach } from './database.ts';

/** What the author of a change set had seen. */
export type VectorOf = (replica: string, seq: number) => VersionVector;

const prepare = (db: Database) =>
  db
    .prepare<[number], [replica: string, seq: number, deps: string]>(
      `SELECT r.replica_id, c.seq, c.deps FROM change_set c JOIN replica r ON r.id = c.replica
       WHERE c.space = +? AND c.deps <> '{}' ORDER BY c.replica, c.seq`,
    )
    .raw();

const statementOf = onceForEach(prepare);

/** The last place at which the ascending list is not above `seq`; -1 where it is above from the beginning. */
const placeOf = (seqs: readonly number[], seq: number): number => {
  let [low, high] = [0, seqs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (seqs[middle]! <= seq) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/** The vectors of a space's log as it is now: read are those change sets at which a vector changed, and that are few. */
export const vectorsOf = (db: Database, space: number): VectorOf => {
  const changed = new Map<string, { readonly seqs: number[]; readonly vectors: VersionVector[] }>();
  for (const [replica, seq, deps] of statementOf(db).iterate(space)) {
    const line = changed.get(replica) ?? { seqs: [], vectors: [] };
    changed.set(replica, line);
    line.seqs.push(seq);
    line.vectors.push({ ...line.vectors.at(-1), ...(JSON.parse(deps) as VersionVector) });
  }
  return (replica, seq) => {
    const line = changed.get(replica);
    const at = line === undefined ? -1 : placeOf(line.seqs, seq);
    return vectorFromDeps(replica, seq, {}, at < 0 ? {} : line!.vectors[at]!);
  };
};
