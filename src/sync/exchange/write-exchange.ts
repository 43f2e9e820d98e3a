import type { ExchangeKind } from '../../model/exchange-result.ts';
import type { ChangeSet, VersionVector } from '../change-set.ts';
import { covers } from '../version-vector.ts';
import { FORMAT, MAX_LINE_BYTES, MAX_OPS, MAX_REPLICAS } from './bounds.ts';
import { linesOf } from './change-set-lines.ts';
import {
  type ExchangeHeader,
  type ExchangeSender,
  headerText,
  signedText,
  trailerHead,
  trailerText,
} from './envelope.ts';
import { type ExchangeError, tooLarge } from './exchange-error.ts';

/** A hash that is fed piece by piece; `digest` gives it as hex and ends it. */
export interface TextHash {
  readonly update: (text: string) => void;
  readonly digest: () => string;
}

export interface SpaceToSend {
  readonly id: string;
  readonly name: string;
  /** What the receiver is taken to hold; of others' change sets too. */
  readonly from: VersionVector;
  readonly to: VersionVector;
  /** Everything held of the space, in a causal order; what `from` covers is left out. */
  readonly changeSets: readonly ChangeSet[];
  /** State hash at `to`. */
  readonly state: string;
  readonly origin?: string;
}

export interface FileToWrite {
  readonly kind: ExchangeKind;
  readonly app: string;
  readonly schema: number;
  readonly createdMs: number;
  readonly sender: ExchangeSender;
  readonly spaces: readonly SpaceToSend[];
}

export interface WriterDeps {
  readonly newHash: () => TextHash;
  /** Signs a text with the sender's Ed25519 key (base64url); absent where there is no identity. */
  readonly sign?: (text: string) => string;
}

/** Carries an expected failure out of the generator. */
export class CannotWrite extends Error {
  readonly error: ExchangeError;

  constructor(error: ExchangeError) {
    super(error.id);
    this.error = error;
  }
}

/** Bytes of a text in UTF-8; halves of surrogate pairs are escaped in JSON, so none stands alone. */
const utf8Bytes = (text: string): number => {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
};

const withinLine = (line: string): string => {
  // A character takes at most three bytes of UTF-8 for each UTF-16 unit.
  if (line.length * 3 > MAX_LINE_BYTES && utf8Bytes(line) > MAX_LINE_BYTES) {
    throw new CannotWrite(tooLarge('line', MAX_LINE_BYTES));
  }
  return line;
};

const shownName = (name: string): string => name.replace(/[\p{Cc}\p{Cs}]/gu, ' ');

/** The header of what is to be written, counted. */
export const headerOf = (file: FileToWrite): ExchangeHeader => {
  const persons = new Map<string, string>([[file.sender.replica, shownName(file.sender.person)]]);
  const spaces = file.spaces.map(({ id, name, from, to, changeSets, origin }) => {
    let count = 0;
    let ops = 0;
    for (const vector of [from, to]) {
      for (const replica of Object.keys(vector)) if (!persons.has(replica)) persons.set(replica, '');
    }
    for (const changeSet of changeSets) {
      if (changeSet.replica !== file.sender.replica) persons.set(changeSet.replica, shownName(changeSet.person));
      if (covers(from, changeSet.replica, changeSet.seq)) continue;
      count++;
      ops += changeSet.ops.length;
    }
    return { id, name: shownName(name), from, to, changeSets: count, ops, ...(origin === undefined ? {} : { origin }) };
  });
  return {
    format: FORMAT,
    minReader: FORMAT,
    kind: file.kind,
    app: file.app,
    schema: file.schema,
    createdMs: file.createdMs,
    sender: { ...file.sender, person: shownName(file.sender.person) },
    replicas: [...persons].map(([id, person]) => ({ id, person })),
    spaces,
  };
};

/**
 * The text of a file, line by line with their line feeds. Throws `CannotWrite` where a bound of the format is passed: a
 * file that could not be read must not be written.
 */
export function* exchangeText(file: FileToWrite, { newHash, sign }: WriterDeps): Generator<string> {
  const header = headerOf(file);
  if (header.replicas.length > MAX_REPLICAS) throw new CannotWrite(tooLarge('replicas', MAX_REPLICAS));
  const opCount = header.spaces.reduce((sum, space) => sum + space.ops, 0);
  if (opCount > MAX_OPS) throw new CannotWrite(tooLarge('ops', MAX_OPS));
  const placeOf = new Map(header.replicas.map(({ id }, i) => [id, i]));
  const hash = newHash();
  let lines = 0;
  const tell = (line: string): string => {
    const text = `${withinLine(line)}\n`;
    hash.update(text);
    lines++;
    return text;
  };
  yield tell(headerText(header));
  for (const [space, { from, changeSets }] of file.spaces.entries()) {
    const previous = new Map<string, VersionVector>();
    const lastSeq = file.spaces[space]!.to;
    for (const changeSet of changeSets) {
      const { replica, seq, vector } = changeSet;
      if (covers(from, replica, seq)) continue;
      const isLast = seq === lastSeq[replica];
      for (const line of linesOf(changeSet, { space, placeOf, previous: previous.get(replica) ?? null, isLast })) {
        yield tell(line);
      }
      previous.set(replica, vector);
    }
  }
  const head = trailerHead(lines, file.kind === 'receipt' ? [] : file.spaces.map(({ state }) => state));
  hash.update(head);
  const sha256 = hash.digest();
  yield `${trailerText(head, sha256, sign?.(signedText(sha256)))}\n`;
}
