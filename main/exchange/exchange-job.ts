import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { SpacePreview } from '../../src/model/exchange-result.ts';
import { err, ok, type Result } from '../../src/result.ts';
import { type ChangeSet, dotOf } from '../../src/sync/change-set.ts';
import { MAX_FILE_BYTES } from '../../src/sync/exchange/bounds.ts';
import { dryRun } from '../../src/sync/exchange/dry-run.ts';
import type { ExchangeHeader, ExchangeTrailer } from '../../src/sync/exchange/envelope.ts';
import { exchangeError, tooLarge } from '../../src/sync/exchange/exchange-error.ts';
import type { Exchange } from '../../src/sync/exchange/read-exchange.ts';
import type { FileToWrite } from '../../src/sync/exchange/write-exchange.ts';
import { policy } from '../../src/sync/plan-policy.ts';
import { project } from '../../src/sync/projection.ts';
import { stateHash } from '../../src/sync/state-hash.ts';
import { Arrivals, type Arrived, MOST_ARRIVING_MB } from '../store/arrivals.ts';
import { heldStateOf } from '../store/held-log.ts';
import { draftOf, type ImportDraft } from '../store/import-draft.ts';
import type { HeldSpace } from '../store/store.ts';
import { TooManyBytes } from '../store/table-file.ts';
import type { Keys, Lock } from './age.ts';
import { decodePayload, encodePayload, sha256 } from './codec.ts';
import { compareStates, type RowHash, type StateCompared } from './diagnosis.ts';
import type { Identity } from './identity.ts';
import { signerOf } from './signer.ts';
import { isAgeFile } from './sniff.ts';
import { writeWhole } from './write-whole.ts';

/** Why a file could not be read or made; the ids are in the catalogue of errors. */
export interface ExchangeFailure {
  readonly id: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** A file that was read and verified. */
export interface ReadFile {
  /** SHA-256 of the file's bytes. */
  readonly fileHash: string;
  readonly isEncrypted: boolean;
  readonly header: ExchangeHeader;
  readonly trailer: ExchangeTrailer;
  readonly changeSets: readonly (readonly ChangeSet[])[];
}

/** The same with the bytes inside, no longer encrypted. */
export interface VerifiedFile extends ReadFile {
  readonly payload: Uint8Array;
}

/** Half of what a worker would load is for encryption, and most files are not encrypted. */
export const age = () => import('./age.ts');

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
  onHeader?: (header: ExchangeHeader) => void,
): Promise<Result<VerifiedFile, ExchangeFailure>> => {
  const bytes = await readBytes(path);
  if (!bytes.ok) return bytes;
  const isEncrypted = isAgeFile(bytes.value);
  const opened = isEncrypted ? await (await age()).unseal(bytes.value, keys) : ok(bytes.value);
  if (!opened.ok) return opened;
  const { buffer, byteOffset, byteLength } = opened.value;
  const payload = Buffer.from(buffer, byteOffset, byteLength);
  const read = await decodePayload(payload, onHeader);
  if (!read.ok) return read;
  const fileHash = createHash('sha256').update(bytes.value).digest('hex');
  return ok({ ...read.value, fileHash, isEncrypted, payload });
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

/** Tries what was read before once more: what is held is another by now. */
export interface TryInput {
  readonly do: 'try';
  readonly spaces: readonly { readonly id: string; readonly name: string }[];
  /** The payloads that bring it. */
  readonly payloads: readonly Uint8Array[];
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

/** Compares what the merge of one space says with what the tables came to. */
export interface CompareInput extends Omit<TryInput, 'do'> {
  readonly do: 'compare';
  readonly found: readonly RowHash[];
}

export type ExchangeInput = ReadInput | PreviewInput | TryInput | CompareInput | WriteInput;

export interface WrittenFile {
  readonly bytes: number;
  readonly fileHash: string;
}

/** What a space would become: what is told of it, and what would be written. */
export interface SpaceTried {
  readonly preview: SpacePreview;
  readonly draft: ImportDraft;
}

/** What the spaces of a file would become. */
export interface Attempt {
  readonly spaces: readonly SpaceTried[];
  /** What their drafts have put among the arrivals. */
  readonly arrived: Arrived;
}

export interface PreviewedFile extends Attempt {
  readonly file: Omit<ReadFile, 'changeSets'>;
  /** The bytes of the file, no longer encrypted: less than a tenth of what they stand for. */
  readonly payload: Uint8Array;
}

export type ExchangeOutput = ReadFile | PreviewedFile | Attempt | StateCompared | WrittenFile;

/** A space and what would come into it. */
export interface SpaceToTry {
  readonly id: string;
  readonly name: string;
  readonly held: HeldSpace;
  readonly incoming: readonly ChangeSet[];
}

const trySpace = (
  { id, name, held: { mark, lines, waited }, incoming }: SpaceToTry,
  schema: number,
  arrivals: Arrivals,
): Result<SpaceTried, ExchangeFailure> => {
  const held = heldStateOf(id, lines);
  if (!held.ok) return held;
  const isNew = lines.length === 0;
  const run = dryRun({ id, name, state: held.value.state, isNew, waited, incoming, schema });
  if (run.refusal !== null) return err(run.refusal);
  return ok({ preview: run.preview, draft: draftOf(held.value, run, { mark, waited }, arrivals) });
};

/** Merges change sets of spaces with what is held of them. */
export const trySpaces = (spaces: readonly SpaceToTry[], schema: number): Result<Attempt, ExchangeFailure> => {
  const arrivals = new Arrivals();
  const tried: SpaceTried[] = [];
  try {
    for (const space of spaces) {
      const one = trySpace(space, schema, arrivals);
      if (!one.ok) return one;
      tried.push(one.value);
    }
    return ok({ spaces: tried, arrived: arrivals.arrived() });
  } catch (error) {
    if (error instanceof TooManyBytes) return err(tooLarge('memory', MOST_ARRIVING_MB));
    throw error;
  }
};

/** Every change set once; two that share a number and not their hash are two. */
export const eachOnce = (lists: readonly (readonly ChangeSet[])[]): readonly ChangeSet[] => {
  if (lists.length === 1) return lists[0]!;
  const found = new Map<string, ChangeSet>();
  for (const changeSet of lists.flat()) {
    const key = `${dotOf(changeSet.replica, changeSet.seq)} ${changeSet.hash}`;
    if (!found.has(key)) found.set(key, changeSet);
  }
  return [...found.values()];
};

/** What payloads bring of some spaces, in their order. */
const incomingIn = async ({
  spaces,
  payloads,
}: Pick<TryInput, 'spaces' | 'payloads'>): Promise<Result<readonly (readonly ChangeSet[])[], ExchangeFailure>> => {
  const bySpace = new Map<string, (readonly ChangeSet[])[]>(spaces.map(({ id }) => [id, []]));
  for (const payload of payloads) {
    const read = await decodePayload(Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength));
    if (!read.ok) return read;
    for (const [i, { id }] of read.value.header.spaces.entries()) bySpace.get(id)?.push(read.value.changeSets[i]!);
  }
  return ok(spaces.map(({ id }) => eachOnce(bySpace.get(id)!)));
};

const compare = async (input: CompareInput): Promise<Result<StateCompared, ExchangeFailure>> => {
  const incoming = await incomingIn(input);
  if (!incoming.ok) return incoming;
  return compareStates(input.spaces[0]!, input.held[0]!, incoming.value[0]!, input.schema, input.found);
};

const tryAgain = async (input: TryInput): Promise<Result<Attempt, ExchangeFailure>> => {
  const incoming = await incomingIn(input);
  if (!incoming.ok) return incoming;
  const spaces = input.spaces.map((space, i) => ({ ...space, held: input.held[i]!, incoming: incoming.value[i]! }));
  return trySpaces(spaces, input.schema);
};

const preview = async (
  { path, keys, schema }: PreviewInput,
  heldOf: HeldOf,
): Promise<Result<PreviewedFile, ExchangeFailure>> => {
  let asked: ReturnType<HeldOf> = [];
  // What is held is put together while the file is still read.
  const read = await readExchangeFile(path, keys, ({ spaces }) => {
    asked = heldOf(spaces.map(({ id }) => id));
  });
  // Awaited in any case: an answer must not meet the next job.
  const held = await asked;
  if (!read.ok) return read;
  const { payload, changeSets, ...file } = read.value;
  const attempt = trySpaces(
    file.header.spaces.map(({ id, name }, i) => ({ id, name, held: held[i]!, incoming: changeSets[i]! })),
    schema,
  );
  return attempt.ok ? ok({ file, payload, ...attempt.value }) : attempt;
};

const write = async ({ path, file, lock, identity }: WriteInput): Promise<Result<WrittenFile, ExchangeFailure>> => {
  const payload = await encodePayload(file, identity === null ? undefined : signerOf(identity));
  if (!payload.ok) return payload;
  // What cannot be read again has not been written.
  const again = await decodePayload(payload.value);
  if (!again.ok) return again;
  const bytes = lock === null ? payload.value : await (await age()).seal(payload.value, lock);
  await writeWhole(path, bytes);
  return ok({ bytes: bytes.length, fileHash: createHash('sha256').update(bytes).digest('hex') });
};

/** Which spaces a file is about its header says, and only then what is held of them is asked for. */
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
  if (input.do === 'try') return tryAgain(input);
  if (input.do === 'compare') return compare(input);
  if (input.do === 'preview') return preview(input, heldOf);
  const read = await readExchangeFile(input.path, input.keys);
  if (!read.ok) return read;
  const fault = faultOfStates(read.value, input.schema);
  if (fault !== null) return err(fault);
  const { payload: _bytes, ...file } = read.value;
  return ok(file);
};
