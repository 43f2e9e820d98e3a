import { createHash } from 'node:crypto';
import type { ExchangeKind, SpacePreview } from '../../src/model/exchange-result.ts';
import { err, ok, type Result } from '../../src/result.ts';
import type { ChangeSet, VersionVector } from '../../src/sync/change-set.ts';
import type { ExchangeSender } from '../../src/sync/exchange/envelope.ts';
import { invalid } from '../../src/sync/exchange/exchange-error.ts';
import type { FileToWrite } from '../../src/sync/exchange/write-exchange.ts';
import type { Keys, Lock } from './age.ts';
import { decodePayload, encodePayload } from './codec.ts';
import {
  type Attempt,
  age,
  type ExchangeFailure,
  eachOnce,
  type HeldOf,
  readExchangeFile,
  trySpaces,
} from './exchange-job.ts';
import type { Identity } from './identity.ts';
import { type FolderPlace, writeIntoFolder } from './shared-folder.ts';
import { signerOf } from './signer.ts';

/** Bytes of files that are read in one go; what is left is read in the next. */
const BYTES_IN_ONE_GO = 64 * 1024 * 1024;

/** Reads files of one project and tries all together what they bring. */
export interface GatherInput {
  readonly do: 'gather';
  readonly space: string;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  readonly keys: Keys;
  readonly schema: number;
}

/** Writes a file of one project into this copy's sub-folder. */
export interface FolderWriteInput {
  readonly do: 'write-folder';
  readonly place: FolderPlace;
  readonly file: FileToWrite;
  readonly lock: Lock | null;
  readonly identity: Identity;
}

export type FolderInput = GatherInput | FolderWriteInput;

/** What a file says of itself, and was found to be true. */
export interface FileFacts {
  readonly kind: ExchangeKind;
  readonly from: VersionVector;
  readonly to: VersionVector;
  /** The sender's state at `to`; null where it is not told. */
  readonly state: string | null;
  readonly bytes: number;
  readonly fileHash: string;
  readonly isEncrypted: boolean;
  readonly isSigned: boolean;
  readonly sender: ExchangeSender;
  /** Name of the project with the sender. */
  readonly name: string;
  readonly createdMs: number;
  readonly app: string;
  readonly schema: number;
}

/** What the files bring that could be taken in. */
export interface News extends Attempt {
  /** Of the only space. */
  readonly preview: SpacePreview;
  /** The bytes of the files that bring it, no longer encrypted. */
  readonly payloads: readonly Uint8Array[];
}

export interface Gathered {
  /** In the order of the input; shorter than it where more has to be read in another go. */
  readonly outcomes: readonly Result<FileFacts, ExchangeFailure>[];
  /** Null where no file carries a change set. */
  readonly news: News | null;
}

export interface WrittenIntoFolder {
  readonly name: string;
  readonly bytes: number;
  readonly fileHash: string;
}

export type FolderOutput = Gathered | WrittenIntoFolder;

interface Readable {
  readonly facts: FileFacts;
  readonly payload: Uint8Array;
  readonly changeSets: readonly ChangeSet[];
}

const readOne = async (path: string, bytes: number, input: GatherInput): Promise<Result<Readable, ExchangeFailure>> => {
  const read = await readExchangeFile(path, input.keys);
  if (!read.ok) return read;
  const { header, trailer, changeSets, fileHash, isEncrypted, payload } = read.value;
  const [space] = header.spaces;
  if (header.spaces.length !== 1 || space!.id !== input.space) return err(invalid('header', 'another plan'));
  const isComparable = header.schema === input.schema && header.kind !== 'receipt';
  const facts: FileFacts = {
    kind: header.kind,
    from: space!.from,
    to: space!.to,
    state: isComparable ? trailer.states[0]! : null,
    bytes,
    fileHash,
    isEncrypted,
    isSigned: trailer.signature !== undefined,
    sender: header.sender,
    name: space!.name,
    createdMs: header.createdMs,
    app: header.app,
    schema: header.schema,
  };
  return ok({ facts, payload, changeSets: changeSets[0]! });
};

const gather = async (input: GatherInput, heldOf: HeldOf): Promise<Result<Gathered, ExchangeFailure>> => {
  const outcomes: Result<FileFacts, ExchangeFailure>[] = [];
  const readable: { readonly at: number; readonly file: Readable }[] = [];
  let bytes = 0;
  for (const [at, { path, bytes: size }] of input.files.entries()) {
    if (at > 0 && bytes + size > BYTES_IN_ONE_GO) break;
    bytes += size;
    const read = await readOne(path, size, input);
    outcomes.push(read.ok ? ok(read.value.facts) : read);
    if (read.ok) readable.push({ at, file: read.value });
  }
  if (readable.every(({ file }) => file.changeSets.length === 0)) return ok({ outcomes, news: null });
  const [held] = await heldOf([input.space]);
  const name = readable.at(-1)!.file.facts.name;
  const tried = (files: readonly Readable[]): Result<News, ExchangeFailure> => {
    const incoming = eachOnce(files.map(({ changeSets }) => changeSets));
    const one = trySpaces([{ id: input.space, name, held: held!, incoming }], input.schema);
    const payloads = files.flatMap(({ changeSets, payload }) => (changeSets.length > 0 ? [payload] : []));
    return one.ok ? ok({ ...one.value, preview: one.value.spaces[0]!.preview, payloads }) : one;
  };
  const all = tried(readable.map(({ file }) => file));
  if (all.ok) return ok({ outcomes, news: all.value });
  // One of them holds what no honest author writes; the others shall not wait for it.
  const accepted: Readable[] = [];
  let news: News | null = null;
  for (const { at, file } of readable) {
    const one = tried([...accepted, file]);
    if (one.ok) {
      accepted.push(file);
      news = one.value;
    } else outcomes[at] = err(one.error);
  }
  return ok({ outcomes, news });
};

const write = async ({
  place,
  file,
  lock,
  identity,
}: FolderWriteInput): Promise<Result<WrittenIntoFolder, ExchangeFailure>> => {
  const payload = await encodePayload(file, signerOf(identity));
  if (!payload.ok) return payload;
  // What cannot be read again has not been written.
  const again = await decodePayload(payload.value);
  if (!again.ok) return again;
  const bytes = lock === null ? payload.value : await (await age()).seal(payload.value, lock);
  const fileHash = createHash('sha256').update(bytes).digest('hex');
  const name = await writeIntoFolder(place, file.spaces[0]!, bytes, fileHash);
  return name.ok ? ok({ name: name.value, bytes: bytes.length, fileHash }) : name;
};

/** What the worker does with files in a shared folder, bounded as files of other people are. */
export const folderJob = (
  input: FolderInput,
  heldOf: HeldOf = () => [],
): Promise<Result<FolderOutput, ExchangeFailure>> => (input.do === 'gather' ? gather(input, heldOf) : write(input));
