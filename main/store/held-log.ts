import type { Database } from 'better-sqlite3';
import { err, ok, type Result } from '../../src/result.ts';
import type { CellValue, ChangeSet, Op, VersionVector } from '../../src/sync/change-set.ts';
import { MergeState } from '../../src/sync/merge-state.ts';
import { policy } from '../../src/sync/plan-policy.ts';
import { vectorFromDeps } from '../../src/sync/version-vector.ts';
import { Numbers } from './merged-rows.ts';

/** Gives what is held of a space for another thread: one JSON text a change set, in the order of arrival. */
export type HeldLines = (space: number) => readonly string[];

/**
 * One change set as a line. SQLite puts it together from columns that are JSON texts already: ten thousand change sets are
 * on their way to a worker before they would have been made into objects here.
 */
const LINE = `
  '[' || c.id || ',' || json_quote(r.replica_id) || ',' || c.seq || ',' || c.lamport || ',' || c.wall_ms || ',' ||
  json_quote(c.person) || ',' || json_quote(c.command) || ',' || json_quote(c.command_id) || ',' || c.schema_version || ',' ||
  c.min_reader || ',' || c.deps || ',' || json_quote(c.prev_hash) || ',' || json_quote(c.hash) || ',[' || coalesce((
    SELECT group_concat(
      '[' || json_quote(entity) || ',' || json_quote(row_id) || ',' ||
      CASE kind WHEN 'set' THEN json_quote(cell) || ',' || value ELSE json_quote(kind) END || ']'
    ) FROM (SELECT kind, entity, row_id, cell, value FROM op WHERE change_set = c.id ORDER BY n)
  ), '') || ']]'`;

export const heldLinesOf = (db: Database): HeldLines => {
  const read = db
    .prepare<[number], string>(
      `SELECT ${LINE} FROM change_set c JOIN replica r ON r.id = c.replica WHERE c.space = +? ORDER BY c.id`,
    )
    .pluck();
  return (space) => read.all(space);
};

type OpPart =
  | readonly [entity: string, id: string, cell: string, value: CellValue]
  | readonly [entity: string, id: string, kind: 'delete' | 'restore'];

type Line = readonly [
  id: number,
  replica: string,
  seq: number,
  lamport: number,
  wallMs: number,
  person: string,
  command: string,
  commandId: string,
  schemaVersion: number,
  minReader: number,
  deps: VersionVector,
  prevHash: string,
  hash: string,
  ops: readonly OpPart[],
];

const opFrom = (part: OpPart): Op =>
  part.length === 4
    ? { kind: 'set', entity: part[0], id: part[1], cell: part[2], value: part[3] }
    : { kind: part[2], entity: part[0], id: part[1] };

/** What is held of a space, merged: the state, the numbers of change sets here, and each author's last vector. */
export interface HeldState {
  readonly state: MergeState;
  readonly numbers: Numbers;
  readonly vectors: Map<string, VersionVector>;
  readonly changeSets: number;
}

/** A change set of the log is not what its author wrote, or lacks one before it. */
export interface LogBroken {
  readonly id: 'store.log-broken';
  readonly params: { readonly replica: string; readonly seq: number };
}

/** Merges what `HeldLines` gave of a space. */
export const heldStateOf = (spaceId: string, lines: readonly string[]): Result<HeldState, LogBroken> => {
  const state = new MergeState(spaceId, policy);
  const numbers = new Numbers();
  const vectors = new Map<string, VersionVector>();
  for (const text of lines) {
    const line = JSON.parse(text) as Line;
    const [id, replica, seq, lamport, wallMs, person, command, commandId, schemaVersion, minReader] = line;
    const vector = vectorFromDeps(replica, seq, line[10], vectors.get(replica) ?? {});
    vectors.set(replica, vector);
    const changeSet: ChangeSet = {
      space: spaceId,
      replica,
      seq,
      lamport,
      vector,
      commandId,
      command,
      person,
      wallMs,
      schemaVersion,
      ...(minReader === 0 ? {} : { minReader }),
      prevHash: line[11],
      hash: line[12],
      ops: line[13].map(opFrom),
    };
    const offer = state.apply(changeSet);
    if (!offer.ok || offer.value.status !== 'ready') return err({ id: 'store.log-broken', params: { replica, seq } });
    numbers.put(changeSet, id);
  }
  return ok({ state, numbers, vectors, changeSets: lines.length });
};
