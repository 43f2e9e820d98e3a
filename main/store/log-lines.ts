import type { CellValue, ChangeSet, Op, VersionVector } from '../../src/sync/change-set.ts';

/** A change set of the log as it is read, but for its vector and its ops. */
export interface ChangeSetLine {
  readonly id: number;
  readonly replica: string;
  readonly seq: number;
  readonly lamport: number;
  readonly wallMs: number;
  readonly person: string;
  readonly command: string;
  readonly commandId: string;
  readonly schemaVersion: number;
  readonly minReader: number;
  readonly deps: string;
  readonly prevHash: string;
  readonly hash: string;
  readonly received: number;
}

/** What a `ChangeSetLine` is read from: change sets as `c` with their replicas as `r`. */
export const CHANGE_SET_LINE = `
  c.id, r.replica_id AS replica, c.seq, c.lamport, c.wall_ms AS wallMs, c.person, c.command, c.command_id AS commandId,
  c.schema_version AS schemaVersion, c.min_reader AS minReader, c.deps, c.prev_hash AS prevHash, c.hash, c.received`;

/** The change set that a line is, without its ops. */
export const headOf = (line: ChangeSetLine, space: string, vector: VersionVector): Omit<ChangeSet, 'ops'> => ({
  space,
  replica: line.replica,
  seq: line.seq,
  lamport: line.lamport,
  vector,
  commandId: line.commandId,
  command: line.command,
  person: line.person,
  wallMs: line.wallMs,
  schemaVersion: line.schemaVersion,
  ...(line.minReader === 0 ? {} : { minReader: line.minReader }),
  prevHash: line.prevHash,
  hash: line.hash,
});

/** The op that columns say; cell and value are null but for `set`. */
export const opOf = (kind: Op['kind'], entity: string, id: string, cell: string | null, value: string | null): Op =>
  kind === 'set' ? { kind, entity, id, cell: cell!, value: JSON.parse(value!) as CellValue } : { kind, entity, id };
