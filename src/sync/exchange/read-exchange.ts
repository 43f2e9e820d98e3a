import type { Sha256Hex } from '../../model/row-id.ts';
import { err, ok, type Result } from '../../result.ts';
import type { ChangeSet } from '../change-set.ts';
import { hashOf } from '../hash-chain.ts';
import { coversAll, seqOf } from '../version-vector.ts';
import { MAX_OPS } from './bounds.ts';
import { type BeforeInFile, beginChangeSet, continueChangeSet, type OpenChangeSet } from './change-set-lines.ts';
import {
  type ExchangeHeader,
  type ExchangeTrailer,
  parseHeader,
  parseLine,
  parseTrailer,
  signedText,
} from './envelope.ts';
import { type ExchangeError, exchangeError, invalid, tooLarge } from './exchange-error.ts';
import type { TextHash } from './write-exchange.ts';

/** A file that has been read to its end and found to be what its sender wrote. */
export interface Exchange {
  readonly header: ExchangeHeader;
  readonly trailer: ExchangeTrailer;
  /** By the order of the header's spaces, each in a causal order. */
  readonly changeSets: readonly (readonly ChangeSet[])[];
}

export interface ReaderDeps {
  readonly newHash: () => TextHash;
  readonly sha256: Sha256Hex;
  /** Whether an Ed25519 signature (base64url) of a text is that of a public key (base64url). */
  readonly isSignedBy: (text: string, signature: string, key: string) => boolean;
  /** Version of the schema that this program knows. */
  readonly schema: number;
  /** Told of the header as soon as it is read, before anything of it is proven. */
  readonly onHeader?: (header: ExchangeHeader) => void;
}

/** Takes a file line by line, without line feeds; the first failure ends the reading. */
export interface ExchangeReader {
  readonly line: (text: string) => ExchangeError | null;
  readonly end: () => Result<Exchange, ExchangeError>;
}

const TRAILER = '{"lines":';
/** Short lines go into the hash together. */
const HASHED_AT_ONCE = 64 * 1024;
const BEFORE_HASH = ',"sha256":"';

interface Author extends BeforeInFile {
  /** The number whose hash the file told last. */
  readonly provenSeq: number;
}

class Reading implements ExchangeReader {
  readonly #deps: ReaderDeps;
  readonly #hash: TextHash;
  #header: ExchangeHeader | null = null;
  #trailer: ExchangeTrailer | null = null;
  /** Lines that are read and not yet part of the hash. */
  #unhashed = '';
  #lines = 0;
  #ops = 0;
  #open: OpenChangeSet | null = null;
  #changeSets: ChangeSet[][] = [];
  /** Of each space, the last change set read of each author. */
  #authors: Map<string, Author>[] = [];
  /** Of each space, what the receiver holds after the lines read. */
  #held: Record<string, number>[] = [];

  constructor(deps: ReaderDeps) {
    this.#deps = deps;
    this.#hash = deps.newHash();
  }

  line(text: string): ExchangeError | null {
    if (this.#trailer !== null) return invalid('trailer', 'text after it');
    if (this.#header === null) return this.#begin(text);
    if (text.startsWith(TRAILER)) return this.#finish(text);
    this.#lines++;
    this.#unhashed += `${text}\n`;
    if (this.#unhashed.length > HASHED_AT_ONCE) this.#hashLines();
    const place = `line ${this.#lines}`;
    const json = parseLine(text, place);
    if (!json.ok) return json.error;
    if (typeof json.value !== 'object' || json.value === null) return invalid(place, 'no object');
    return this.#take(json.value as Readonly<Record<string, unknown>>, place);
  }

  end(): Result<Exchange, ExchangeError> {
    if (this.#header === null || this.#trailer === null) return err(exchangeError('exchange.truncated'));
    return ok({ header: this.#header, trailer: this.#trailer, changeSets: this.#changeSets });
  }

  #hashLines(): void {
    this.#hash.update(this.#unhashed);
    this.#unhashed = '';
  }

  #begin(text: string): ExchangeError | null {
    const header = parseHeader(text);
    if (!header.ok) return header.error;
    this.#header = header.value;
    this.#lines = 1;
    this.#hash.update(`${text}\n`);
    for (const { from } of header.value.spaces) {
      this.#changeSets.push([]);
      this.#authors.push(new Map());
      this.#held.push({ ...from });
    }
    this.#deps.onHeader?.(header.value);
    return null;
  }

  #take(line: Readonly<Record<string, unknown>>, place: string): ExchangeError | null {
    const header = this.#header!;
    const before = this.#open?.draft.ops.length ?? 0;
    if (this.#open !== null && Object.keys(line).length === 1 && 'o' in line) {
      const fault = continueChangeSet(this.#open, line.o, place, this.#deps.schema);
      if (fault !== null) return fault;
      this.#ops += this.#open.draft.ops.length - before;
    } else {
      const fault = this.#close();
      if (fault !== null) return fault;
      const open = beginChangeSet(line, place, {
        spaces: header.spaces,
        replicas: header.replicas,
        previousOf: (space, replica) => this.#authors[space]!.get(replica),
        knownSchema: this.#deps.schema,
      });
      if (!open.ok) return open.error;
      this.#open = open.value;
      this.#ops += open.value.draft.ops.length;
    }
    return this.#ops > MAX_OPS ? tooLarge('ops', MAX_OPS) : null;
  }

  /** Checks the change set whose ops are complete: its hash, its author's chain, and that what it builds on comes before. */
  #close(): ExchangeError | null {
    const open = this.#open;
    if (open === null) return null;
    this.#open = null;
    const { draft } = open;
    const { replica, seq, prevHash, vector } = draft;
    const broken = (reason: string): ExchangeError => exchangeError('exchange.chain', { replica, seq, reason });
    const hash = hashOf(draft, this.#deps.sha256);
    if (!hash.ok) return broken(hash.error.params.reason);
    if (open.claimed !== undefined && open.claimed !== hash.value) return broken('hash');
    const held = this.#held[open.space]!;
    const author = this.#authors[open.space]!.get(replica);
    if (seq !== seqOf(held, replica) + 1) return broken('gap');
    if (author === undefined && (prevHash === '') !== (seq === 1)) return broken('chain');
    if (author !== undefined && !coversAll(vector, author.vector)) return broken('vector');
    if (!coversAll(held, vector)) return broken('order');
    draft.hash = hash.value;
    this.#changeSets[open.space]!.push(draft);
    const provenSeq = open.claimed === undefined ? (author?.provenSeq ?? 0) : seq;
    this.#authors[open.space]!.set(replica, { hash: hash.value, vector, provenSeq });
    held[replica] = seq;
    return null;
  }

  #finish(text: string): ExchangeError | null {
    const fault = this.#close();
    if (fault !== null) return fault;
    const trailer = parseTrailer(text);
    if (!trailer.ok) return trailer.error;
    const head = text.slice(0, text.indexOf(BEFORE_HASH));
    this.#hashLines();
    this.#hash.update(head);
    if (this.#hash.digest() !== trailer.value.sha256) return exchangeError('exchange.damaged');
    const wrong = this.#faultOfCounts(trailer.value) ?? this.#faultOfSignature(trailer.value);
    this.#trailer = trailer.value;
    return wrong;
  }

  #faultOfCounts({ lines, states }: ExchangeTrailer): ExchangeError | null {
    const header = this.#header!;
    if (lines !== this.#lines) return invalid('trailer', 'lines');
    if (states.length !== (header.kind === 'receipt' ? 0 : header.spaces.length)) return invalid('trailer', 'states');
    for (const [i, space] of header.spaces.entries()) {
      const read = this.#changeSets[i]!;
      const ops = read.reduce((sum, changeSet) => sum + changeSet.ops.length, 0);
      if (read.length !== space.changeSets || ops !== space.ops) return invalid('header', 'counts');
      const held = this.#held[i]!;
      if (!coversAll(held, space.to) || !coversAll(space.to, held)) return invalid('header', 'to');
      for (const [replica, { provenSeq }] of this.#authors[i]!) {
        const seq = held[replica]!;
        if (provenSeq !== seq) return exchangeError('exchange.chain', { replica, seq, reason: 'hash' });
      }
      const isWhole = header.kind === 'full' || header.kind === 'snapshot';
      if (isWhole && Object.keys(space.from).length > 0) return invalid('header', 'from');
      if (header.kind === 'receipt' && read.length > 0) return invalid('header', 'kind');
    }
    return null;
  }

  #faultOfSignature({ sha256, signature }: ExchangeTrailer): ExchangeError | null {
    const { signKey } = this.#header!.sender;
    if (signature === undefined) return null;
    if (signKey === undefined) return exchangeError('exchange.bad-signature');
    return this.#deps.isSignedBy(signedText(sha256), signature, signKey)
      ? null
      : exchangeError('exchange.bad-signature');
  }
}

/** A reader for one file. */
export const exchangeReader = (deps: ReaderDeps): ExchangeReader => new Reading(deps);
