import type { Database } from 'better-sqlite3';
import type { WaitingReason } from '../../src/model/exchange-result.ts';
import type { ChangeSet, VersionVector } from '../../src/sync/change-set.ts';
import type { Waiting } from '../../src/sync/exchange/offer-all.ts';

/** A file that was taken in. */
export interface ImportEntry {
  readonly id: number;
  readonly fileHash: string;
  readonly fileName: string;
  readonly kind: string;
  readonly replica: string;
  readonly person: string;
  readonly trust: string;
  readonly atMs: number;
  /** Name of the backup made before; empty where nothing could change. */
  readonly backup: string;
  /** What was told of it, as JSON. */
  readonly report: string;
}

/** Who is behind a replica, as far as files have told. */
export interface ReplicaFacts {
  readonly replica: string;
  readonly person: string;
  /** `forked`: two copies have written in its name; `retired`: nobody does any more. */
  readonly state: 'active' | 'retired' | 'forked';
  readonly signKey: string | null;
  readonly boxKey: string | null;
}

/** What the store keeps about other people's copies, over an open database. Written inside the import's transaction. */
export interface ExchangeTables {
  readonly parked: (space: number) => Waiting[];
  /** Names of what waits, and why, in one order. */
  readonly parkedNames: (
    space: number,
  ) => readonly (readonly [replica: string, seq: number, hash: string, why: string])[];
  /** Puts what waits now in the place of what waited. */
  readonly putParked: (space: number, waiting: readonly Waiting[], importId: number) => void;
  readonly addImport: (entry: Omit<ImportEntry, 'id'>) => number;
  readonly imports: (limit: number) => ImportEntry[];
  readonly findImport: (id: number) => ImportEntry | null;
  /** Notes what a replica is known to hold; what it was known to hold before stays. */
  readonly noteKnown: (space: number, peer: string, vector: VersionVector) => void;
  readonly known: (space: number) => ReadonlyMap<string, VersionVector>;
  readonly replicas: () => ReplicaFacts[];
  readonly noteReplica: (replica: string, person: string, keys: Pick<ReplicaFacts, 'signKey' | 'boxKey'>) => void;
  readonly markForked: (replica: string) => void;
}

interface ParkedLine {
  readonly reason: WaitingReason;
  readonly payload: string;
}

export const exchangeTablesOf = (db: Database): ExchangeTables => {
  const parked = db.prepare<[number], ParkedLine>(
    'SELECT reason, payload FROM parked WHERE space = +? ORDER BY replica, seq, hash',
  );
  const parkedNames = db
    .prepare<[number], [string, number, string, string]>(
      'SELECT replica, seq, hash, reason FROM parked WHERE space = +? ORDER BY replica, seq, hash',
    )
    .raw();
  const clearParked = db.prepare<[number]>('DELETE FROM parked WHERE space = +?');
  const addParked = db.prepare(
    'INSERT OR IGNORE INTO parked (space, replica, seq, hash, reason, import_id, payload) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const addImport = db.prepare(
    `INSERT INTO import_log (file_hash, file_name, kind, replica, person, trust, at_ms, backup, report)
     VALUES (@fileHash, @fileName, @kind, @replica, @person, @trust, @atMs, @backup, @report)`,
  );
  const columns =
    'id, file_hash AS fileHash, file_name AS fileName, kind, replica, person, trust, at_ms AS atMs, backup, report';
  const imports = db.prepare<[number], ImportEntry>(`SELECT ${columns} FROM import_log ORDER BY id DESC LIMIT ?`);
  const findImport = db.prepare<[number], ImportEntry>(`SELECT ${columns} FROM import_log WHERE id = ?`);
  const noteKnown = db.prepare(
    `INSERT INTO peer_known (space, peer, about, seq) VALUES (?, ?, ?, ?)
     ON CONFLICT (space, peer, about) DO UPDATE SET seq = max(seq, excluded.seq)`,
  );
  const known = db.prepare<[number], { peer: string; about: string; seq: number }>(
    'SELECT peer, about, seq FROM peer_known WHERE space = +?',
  );
  const replicas = db.prepare<[], ReplicaFacts>(
    `SELECT replica_id AS replica, person, state, sign_key AS signKey, box_key AS boxKey FROM replica ORDER BY id`,
  );
  const noteReplica = db.prepare(
    `INSERT INTO replica (replica_id, person, sign_key, box_key) VALUES (?, ?, ?, ?)
     ON CONFLICT (replica_id) DO UPDATE SET person = excluded.person,
       sign_key = coalesce(excluded.sign_key, sign_key), box_key = coalesce(excluded.box_key, box_key)`,
  );
  const markForked = db.prepare<[string]>("UPDATE replica SET state = 'forked' WHERE replica_id = ?");
  return {
    parked: (space) =>
      parked.all(space).map(({ reason, payload }) => ({ reason, changeSet: JSON.parse(payload) as ChangeSet })),
    parkedNames: (space) => parkedNames.all(space),
    putParked: (space, waiting, importId) => {
      clearParked.run(space);
      for (const { changeSet, reason } of waiting) {
        const { replica, seq, hash } = changeSet;
        addParked.run(space, replica, seq, hash, reason, importId, JSON.stringify(changeSet));
      }
    },
    addImport: (entry) => Number(addImport.run(entry).lastInsertRowid),
    imports: (limit) => imports.all(limit),
    findImport: (id) => findImport.get(id) ?? null,
    noteKnown: (space, peer, vector) => {
      for (const about of Object.keys(vector)) noteKnown.run(space, peer, about, vector[about]);
    },
    known: (space) => {
      const found = new Map<string, Record<string, number>>();
      for (const { peer, about, seq } of known.iterate(space)) {
        const vector = found.get(peer);
        if (vector) vector[about] = seq;
        else found.set(peer, { [about]: seq });
      }
      return found;
    },
    replicas: () => replicas.all(),
    noteReplica: (replica, person, { signKey, boxKey }) => {
      noteReplica.run(replica, person, signKey, boxKey);
    },
    markForked: (replica) => {
      markForked.run(replica);
    },
  };
};
