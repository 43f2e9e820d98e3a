import type { ConflictNote, WaitingNote } from '../../src/model/exchange-result.ts';
import { SCHEMA_VERSION } from '../../src/model/schema.ts';
import { err, ok, type Result } from '../../src/result.ts';
import type { ChangeSet } from '../../src/sync/change-set.ts';
import { dryRun } from '../../src/sync/exchange/dry-run.ts';
import type { SpaceToSend } from '../../src/sync/exchange/write-exchange.ts';
import { MergeState } from '../../src/sync/merge-state.ts';
import { policy } from '../../src/sync/plan-policy.ts';
import { stateHash } from '../../src/sync/state-hash.ts';
import { encodePayload, sha256 } from './codec.ts';
import type { ExchangeFailure, ReadFile } from './exchange-job.ts';

export interface MergedFiles {
  readonly bytes: Uint8Array;
  readonly changeSets: number;
  readonly conflicts: readonly ConflictNote[];
  readonly parked: readonly WaitingNote[];
  /** Of the only space, or over the hashes of all in the order of their ids. */
  readonly stateHash: string;
}

/** Merges files that have been read into one that holds everything they can make whole together. */
export const mergeFiles = async (
  files: readonly ReadFile[],
  made: { readonly createdMs: number; readonly app: string },
): Promise<Result<MergedFiles, ExchangeFailure>> => {
  const names = new Map<string, string>();
  const incoming = new Map<string, ChangeSet[]>();
  for (const { header, changeSets } of files) {
    for (const [i, { id, name }] of header.spaces.entries()) {
      names.set(id, name);
      incoming.set(id, [...(incoming.get(id) ?? []), ...changeSets[i]!]);
    }
  }
  const spaces: SpaceToSend[] = [];
  const conflicts: ConflictNote[] = [];
  const parked: WaitingNote[] = [];
  for (const id of [...incoming.keys()].sort()) {
    const name = names.get(id)!;
    const state = new MergeState(id, policy);
    const run = dryRun({
      id,
      name,
      state,
      isNew: true,
      waited: [],
      incoming: incoming.get(id)!,
      schema: SCHEMA_VERSION,
    });
    if (run.refusal !== null) return err(run.refusal);
    conflicts.push(...run.preview.conflicts);
    parked.push(...run.preview.waiting);
    const { taken } = run;
    const hash = stateHash(state.projection(), sha256);
    spaces.push({ id, name, from: {}, to: state.vector, changeSets: taken, state: hash });
  }
  const { header } = files[0]!;
  // Signed by nobody: the keys of a sender would claim what they did not sign.
  const sender = { replica: header.sender.replica, person: header.sender.person };
  const payload = await encodePayload({ kind: 'full', ...made, schema: SCHEMA_VERSION, sender, spaces });
  if (!payload.ok) return payload;
  const changeSets = spaces.reduce((sum, space) => sum + space.changeSets.length, 0);
  const hash =
    spaces.length === 1 ? spaces[0]!.state : sha256(spaces.map(({ id, state }) => `${id}:${state}`).join('\n'));
  return ok({ bytes: payload.value, changeSets, conflicts, parked, stateHash: hash });
};
