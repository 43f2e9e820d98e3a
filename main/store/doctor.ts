import type { Database } from 'better-sqlite3';
import type { DoctorFinding, DoctorReport } from '../../src/api.ts';
import type { Sha256Hex } from '../../src/model/row-id.ts';
import { verifyChangeSet } from '../../src/sync/hash-chain.ts';
import { MergeState } from '../../src/sync/merge-state.ts';
import { policy } from '../../src/sync/plan-policy.ts';
import { stateHash } from '../../src/sync/state-hash.ts';
import type { ChangeLog } from './change-log.ts';
import { fingerprint, rebuildTables, storedStateHash } from './derived-tables.ts';
import type { RowTables } from './row-tables.ts';

export interface Patient {
  readonly path: string;
  readonly db: Database;
  readonly log: ChangeLog;
  readonly tables: RowTables;
  readonly sha256: Sha256Hex;
}

const MOST_FINDINGS = 100;

const checkFile = (db: Database): DoctorFinding[] => {
  const findings: DoctorFinding[] = [];
  for (const { integrity_check: detail } of db.pragma(`integrity_check(${MOST_FINDINGS})`) as {
    integrity_check: string;
  }[]) {
    if (detail !== 'ok') findings.push({ id: 'doctor.integrity', params: { detail } });
  }
  const broken = new Map<string, number>();
  for (const { table } of db.pragma('foreign_key_check') as { table: string }[]) {
    broken.set(table, (broken.get(table) ?? 0) + 1);
  }
  for (const [table, count] of broken) findings.push({ id: 'doctor.references', params: { table, count } });
  return findings;
};

/** Hashes, chains, vectors and counters of every change set; the merged state of what stands up to it. */
const checkLog = ({ log, sha256 }: Patient, space: number, spaceId: string) => {
  const findings: DoctorFinding[] = [];
  const state = new MergeState(spaceId, policy);
  for (const { changeSet } of log.read(space)) {
    const params = { project: spaceId, replica: changeSet.replica, seq: changeSet.seq };
    if (!verifyChangeSet(changeSet, sha256).ok) findings.push({ id: 'doctor.hash', params });
    const offer = state.apply(changeSet);
    if (!offer.ok) findings.push({ id: 'doctor.chain', params: { ...params, reason: offer.error.id } });
    else if (offer.value.status !== 'ready') findings.push({ id: 'doctor.gap', params });
  }
  return { state, findings };
};

/** Every living task stands under living tasks all the way up. */
export const checkTree = ({ tables }: Pick<Patient, 'tables'>, space: number, spaceId: string): DoctorFinding[] => {
  const tasks = tables.shownParents(space);
  const safe = new Set<string>();
  let lost = 0;
  for (const first of tasks.keys()) {
    const path: string[] = [];
    const onPath = new Set<string>();
    let at: string | null = first;
    while (at !== null && !safe.has(at) && tasks.has(at) && !onPath.has(at)) {
      path.push(at);
      onPath.add(at);
      at = tasks.get(at)!;
    }
    if (at === null || safe.has(at)) for (const id of path) safe.add(id);
    else lost++;
  }
  return lost === 0 ? [] : [{ id: 'doctor.tree', params: { project: spaceId, count: lost } }];
};

class TakeBack extends Error {}

/** Rebuilds inside a transaction that is then rolled back, to see whether the tables are what the log says. */
const isProjectionRight = ({ path, db, log, tables, sha256 }: Patient): boolean => {
  let isRight = false;
  try {
    db.transaction(() => {
      const before = fingerprint(db, sha256);
      rebuildTables(path, log, tables);
      isRight = fingerprint(db, sha256) === before;
      throw new TakeBack();
    }).immediate();
  } catch (error) {
    if (!(error instanceof TakeBack)) throw error;
  }
  return isRight;
};

/** Examines the whole store and changes nothing. */
export const examine = (patient: Patient): DoctorReport => {
  const { db, log, sha256 } = patient;
  const findings = checkFile(db);
  const hashes: string[] = [];
  let isLogSound = findings.length === 0;
  for (const { id, spaceId } of log.spaces()) {
    const { state, findings: ofLog } = checkLog(patient, id, spaceId);
    findings.push(...ofLog, ...checkTree(patient, id, spaceId));
    isLogSound &&= ofLog.length === 0;
    const stored = storedStateHash(db, id, sha256);
    if (stored !== stateHash(state.projection(), sha256)) {
      findings.push({ id: 'doctor.state-hash', params: { project: spaceId } });
    }
    hashes.push(`${spaceId}:${stored}`);
  }
  if (isLogSound && !isProjectionRight(patient)) findings.push({ id: 'doctor.projection', params: {} });
  return {
    ok: findings.length === 0,
    changeSets: log.count(),
    stateHash: sha256(hashes.sort().join('\n')),
    findings: findings.slice(0, MOST_FINDINGS),
  };
};
