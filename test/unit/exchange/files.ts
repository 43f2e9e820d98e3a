import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { decodePayload, encodePayload, MAGIC, sha256 } from '../../../main/exchange/codec.ts';
import { SCHEMA_VERSION } from '../../../src/model/schema.ts';
import type { ChangeSet, Op, VersionVector } from '../../../src/sync/change-set.ts';
import type { FileToWrite, SpaceToSend } from '../../../src/sync/exchange/write-exchange.ts';
import { sealChangeSet } from '../../../src/sync/hash-chain.ts';
import { policy } from '../../../src/sync/plan-policy.ts';
import { project } from '../../../src/sync/projection.ts';
import { stateHash } from '../../../src/sync/state-hash.ts';

export const SPACE = 'space';

/** The change set of an author with real hashes, on top of what it holds. */
export const sealed = (
  held: readonly ChangeSet[],
  replica: string,
  ops: readonly Op[],
  more: Partial<ChangeSet> = {},
): ChangeSet => {
  const vector: Record<string, number> = {};
  for (const c of held) vector[c.replica] = Math.max(vector[c.replica] ?? 0, c.seq);
  const own = held
    .filter((c) => c.replica === replica)
    .sort((a, b) => a.seq - b.seq)
    .at(-1);
  const done = sealChangeSet(
    {
      space: SPACE,
      replica,
      seq: (own?.seq ?? 0) + 1,
      lamport: held.reduce((max, c) => Math.max(max, c.lamport), 0) + 1,
      vector,
      commandId: `${replica}-${(own?.seq ?? 0) + 1}`,
      command: 'task.test',
      person: `Person ${replica}`,
      wallMs: 1_764_000_000_000,
      schemaVersion: 1,
      prevHash: own?.hash ?? '',
      ops,
      ...more,
    },
    sha256,
  );
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return done.value;
};

export const vectorOf = (held: readonly ChangeSet[]): VersionVector => {
  const vector: Record<string, number> = {};
  for (const c of held) vector[c.replica] = Math.max(vector[c.replica] ?? 0, c.seq);
  return vector;
};

export const spaceOf = (held: readonly ChangeSet[], from: VersionVector = {}, id = SPACE): SpaceToSend => ({
  id,
  name: 'Fælles plan',
  from,
  to: vectorOf(held),
  changeSets: held,
  state: stateHash(project(held, policy), sha256),
});

export const fileOf = (spaces: readonly SpaceToSend[], more: Partial<FileToWrite> = {}): FileToWrite => ({
  kind: spaces.some(({ from }) => Object.keys(from).length > 0) ? 'delta' : 'full',
  app: '1.0.0',
  schema: SCHEMA_VERSION,
  createdMs: 1_764_000_000_000,
  sender: { replica: 'a', person: 'Kim' },
  spaces,
  ...more,
});

export const written = async (file: FileToWrite): Promise<Buffer> => {
  const done = await encodePayload(file);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return done.value;
};

/** A payload around any text: what a hostile sender can make, with a seal and a trailer hash that are right. */
export const payloadOf = (text: string | Buffer): Buffer => {
  const body = Buffer.concat([MAGIC, deflateRawSync(text)]);
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
};

/** Lines with a trailer whose counts and hash are those of the lines. */
export const textOf = (lines: readonly string[], states: readonly string[]): string => {
  const before = `${lines.join('\n')}\n${JSON.stringify({ lines: lines.length, states }).slice(0, -1)}`;
  return `${before},"sha256":"${sha256(before)}"}\n`;
};

/** The id of the error of reading, or `ok`. */
export const outcomeOf = async (payload: Buffer): Promise<string> => {
  const read = await decodePayload(payload);
  return read.ok ? 'ok' : read.error.id;
};
