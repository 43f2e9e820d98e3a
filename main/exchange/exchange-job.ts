import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { SpacePreview } from '../../src/model/exchange-result.ts';
import { err, ok, type Result } from '../../src/result.ts';
import type { ChangeSet } from '../../src/sync/change-set.ts';
import { MAX_FILE_BYTES } from '../../src/sync/exchange/bounds.ts';
import { dryRun } from '../../src/sync/exchange/dry-run.ts';
import type { ExchangeHeader, ExchangeTrailer } from '../../src/sync/exchange/envelope.ts';
import { exchangeError, tooLarge } from '../../src/sync/exchange/exchange-error.ts';
import type { Waiting } from '../../src/sync/exchange/offer-all.ts';
import type { Exchange } from '../../src/sync/exchange/read-exchange.ts';
import type { FileToWrite } from '../../src/sync/exchange/write-exchange.ts';
import { policy } from '../../src/sync/plan-policy.ts';
import { project } from '../../src/sync/projection.ts';
import { stateHash } from '../../src/sync/state-hash.ts';
import { isAgeFile, type Keys, type Lock, seal, unseal } from './age.ts';
import { decodePayload, encodePayload, sha256 } from './codec.ts';
import { type Identity, signerOf } from './identity.ts';
import { writeWhole } from './write-whole.ts';

/** Why a file could not be read or made; the ids are in the catalogue of errors. */
export interface ExchangeFailure {
  readonly id: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What is held here of a space that a file is about. */
export interface HeldSpace {
  readonly held: readonly ChangeSet[];
  readonly waited: readonly Waiting[];
}

/** A file that was read, verified and tried against what is held. */
export interface ReadFile {
  /** SHA-256 of the file's bytes. */
  readonly fileHash: string;
  readonly isEncrypted: boolean;
  readonly header: ExchangeHeader;
  readonly trailer: ExchangeTrailer;
  readonly changeSets: readonly (readonly ChangeSet[])[];
}

/** Age adds 16 bytes to each 64 KiB, and a header. */
const MAX_SEALED_BYTES = MAX_FILE_BYTES + MAX_FILE_BYTES / 1024;

const readBytes = async (path: string): Promise<Result<Buffer, ExchangeFailure>> => {
  try {
    const { size } = await stat(path);
    if (size > MAX_SEALED_BYTES) return err(tooLarge('file', MAX_FILE_BYTES));
    return ok(await readFile(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A disk that fails is expected; anything without a system code is a bug.
    if (code === undefined) throw error;
    return err(exchangeError('exchange.unreadable-file', { code }));
  }
};

/** Of a file that begins from nothing, the state is known without anybody's plans. */
const faultOfStates = ({ header, trailer, changeSets }: Exchange, schema: number): ExchangeFailure | null => {
  if (header.schema !== schema || header.kind === 'receipt') return null;
  for (const [i, space] of header.spaces.entries()) {
    if (Object.keys(space.from).length > 0) continue;
    const state = stateHash(project(changeSets[i]!, policy), sha256);
    if (state !== trailer.states[i]) return exchangeError('exchange.state-differs', { project: space.name });
  }
  return null;
};

/** Reads a file and verifies all of it that can be verified without plans of this computer. */
export const readExchangeFile = async (
  path: string,
  keys: Keys,
): Promise<Result<Exchange & { readonly fileHash: string; readonly isEncrypted: boolean }, ExchangeFailure>> => {
  const bytes = await readBytes(path);
  if (!bytes.ok) return bytes;
  const isEncrypted = isAgeFile(bytes.value);
  const opened = isEncrypted ? await unseal(bytes.value, keys) : ok(bytes.value);
  if (!opened.ok) return opened;
  const { buffer, byteOffset, byteLength } = opened.value;
  const read = await decodePayload(Buffer.from(buffer, byteOffset, byteLength));
  if (!read.ok) return read;
  const fileHash = createHash('sha256').update(bytes.value).digest('hex');
  return ok({ ...read.value, fileHash, isEncrypted });
};

/** Reads a file and compares the states that can be worked out from it alone. */
export interface ReadInput {
  readonly do: 'read';
  readonly path: string;
  readonly keys: Keys;
  readonly schema: number;
}

/** Reads a file and tries it; its states are compared when it is taken in. */
export interface PreviewInput {
  readonly do: 'preview';
  readonly path: string;
  readonly keys: Keys;
  readonly schema: number;
}

/** What was read before of one space. */
export interface SpaceRead {
  readonly id: string;
  readonly name: string;
  readonly changeSets: readonly ChangeSet[];
}

/** Tries what was read before once more. */
export interface TryInput {
  readonly do: 'try';
  readonly spaces: readonly SpaceRead[];
  /** In the order of the spaces. */
  readonly held: readonly HeldSpace[];
  readonly schema: number;
}

export interface WriteInput {
  readonly do: 'write';
  readonly path: string;
  readonly file: FileToWrite;
  readonly lock: Lock | null;
  readonly identity: Identity | null;
}

export type ExchangeInput = ReadInput | PreviewInput | TryInput | WriteInput;

export interface WrittenFile {
  readonly bytes: number;
  readonly fileHash: string;
}

export interface PreviewedFile {
  readonly file: ReadFile;
  /** By space, in the order of the header. */
  readonly previews: readonly SpacePreview[];
}

export type ExchangeOutput = ReadFile | PreviewedFile | readonly SpacePreview[] | WrittenFile;

const tryOut = ({ spaces, held, schema }: Omit<TryInput, 'do'>): Result<readonly SpacePreview[], ExchangeFailure> => {
  const previews: SpacePreview[] = [];
  for (const [i, { id, name, changeSets }] of spaces.entries()) {
    const run = dryRun({ id, name, ...held[i]!, incoming: changeSets, schema }, policy);
    if (run.refusal !== null) return err(run.refusal);
    previews.push(run.preview);
  }
  return ok(previews);
};

const write = async ({ path, file, lock, identity }: WriteInput): Promise<Result<WrittenFile, ExchangeFailure>> => {
  const payload = await encodePayload(file, identity === null ? undefined : signerOf(identity));
  if (!payload.ok) return payload;
  // What cannot be read again has not been written.
  const again = await decodePayload(payload.value);
  if (!again.ok) return again;
  const bytes = lock === null ? payload.value : await seal(payload.value, lock);
  await writeWhole(path, bytes);
  return ok({ bytes: bytes.length, fileHash: createHash('sha256').update(bytes).digest('hex') });
};

/** Which spaces a file is about is known when it has been read, and only then what is held of them is asked for. */
export type HeldOf = (spaces: readonly string[]) => readonly HeldSpace[] | Promise<readonly HeldSpace[]>;

/**
 * What the worker does with files of other people: all of it is bounded, and nothing of it touches the store. A preview
 * is read and tried in one go: starting a worker and handing it a large file costs as much as the trying.
 */
export const exchangeJob = async (
  input: ExchangeInput,
  heldOf: HeldOf = () => [],
): Promise<Result<ExchangeOutput, ExchangeFailure>> => {
  if (input.do === 'write') return write(input);
  if (input.do === 'try') return tryOut(input);
  const read = await readExchangeFile(input.path, input.keys);
  if (!read.ok) return read;
  if (input.do === 'preview') {
    const file = read.value;
    const held = await heldOf(file.header.spaces.map(({ id }) => id));
    const spaces = file.header.spaces.map(({ id, name }, i) => ({ id, name, changeSets: file.changeSets[i]! }));
    const previews = tryOut({ spaces, held, schema: input.schema });
    return previews.ok ? ok({ file, previews: previews.value }) : previews;
  }
  const fault = faultOfStates(read.value, input.schema);
  return fault === null ? read : err(fault);
};
