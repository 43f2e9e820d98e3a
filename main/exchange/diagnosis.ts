import { err, ok, type Result } from '../../src/result.ts';
import type { ChangeSet, VersionVector } from '../../src/sync/change-set.ts';
import { dryRun } from '../../src/sync/exchange/dry-run.ts';
import { rowLines, stateHash } from '../../src/sync/state-hash.ts';
import { heldStateOf } from '../store/held-log.ts';
import type { HeldSpace } from '../store/store.ts';
import { sha256 } from './codec.ts';

/** A row's name and the hash of what is shown in it: as much as two people have to compare, and nothing that they wrote. */
export type RowHash = readonly [entity: string, id: string, hash: string];

/** Rows of one entity that the tables and the merge do not have alike. */
export interface TableDifference {
  readonly onlyInTables: readonly string[];
  readonly onlyInMerge: readonly string[];
  readonly other: readonly string[];
}

/** Two ways to the same state compared: what the tables hold, and what the merge of the log says. */
export interface StateCompared {
  readonly merged: string;
  readonly differ: Readonly<Record<string, TableDifference>>;
}

/** A row's hash is there to be compared, not to be relied upon; so much of it tells any two apart. */
const HASH_DIGITS = 16;

export const rowHashOf = (lines: string): string => sha256(lines).slice(0, HASH_DIGITS);

/** Merges what is held with what came, and compares the rows that are shown with those that the tables came to. */
export const compareStates = (
  space: { readonly id: string; readonly name: string },
  { lines, waited }: HeldSpace,
  incoming: readonly ChangeSet[],
  schema: number,
  found: readonly RowHash[],
): Result<StateCompared, { readonly id: string; readonly params: Readonly<Record<string, string | number>> }> => {
  const held = heldStateOf(space.id, lines);
  if (!held.ok) return held;
  const { state } = held.value;
  const run = dryRun({ ...space, state, isNew: lines.length === 0, waited, incoming, schema });
  if (run.refusal !== null) return err(run.refusal);
  const projection = state.projection();
  const differ: Record<string, { onlyInTables: string[]; onlyInMerge: string[]; other: string[] }> = {};
  const of = (entity: string) => {
    differ[entity] ??= { onlyInTables: [], onlyInMerge: [], other: [] };
    return differ[entity];
  };
  const inTables = new Map(found.map(([entity, id, hash]) => [`${entity}/${id}`, hash]));
  for (const [key, row] of projection.rows) {
    const hash = inTables.get(key);
    inTables.delete(key);
    if (hash === undefined) of(row.entity).onlyInMerge.push(row.id);
    else if (hash !== rowHashOf(rowLines(row))) of(row.entity).other.push(row.id);
  }
  for (const key of inTables.keys())
    of(key.slice(0, key.indexOf('/'))).onlyInTables.push(key.slice(key.indexOf('/') + 1));
  return ok({ merged: stateHash(projection, sha256), differ });
};

/** What is kept for whoever looks into a difference: hashes, versions, vectors and ids, and nothing that a person wrote. */
export interface Diagnosis {
  readonly diagnosis: 1;
  readonly app: string;
  readonly schema: number;
  readonly atMs: number;
  readonly space: string;
  readonly replica: string;
  readonly file: {
    readonly hash: string;
    readonly kind: string;
    readonly app: string;
    readonly schema: number;
    readonly createdMs: number;
    readonly sender: string;
  };
  /** What senders say that they had, at which vector. */
  readonly claims: readonly { readonly to: VersionVector; readonly state: string | null }[];
  readonly here: {
    readonly before: VersionVector;
    readonly after: VersionVector;
    readonly tables: string;
    readonly merged: string;
  };
  /** Rows that tables and merge do not have alike; none where only the sender has something else. */
  readonly differ: StateCompared['differ'];
  /** Hashes of all rows here, by entity and id: beside those of the sender they tell which rows differ. */
  readonly rows: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The hashes of rows by entity and id. */
export const rowsByTable = (rows: readonly RowHash[]): Diagnosis['rows'] => {
  const byTable: Record<string, Record<string, string>> = {};
  for (const [entity, id, hash] of rows) {
    byTable[entity] ??= {};
    byTable[entity][id] = hash;
  }
  return byTable;
};
