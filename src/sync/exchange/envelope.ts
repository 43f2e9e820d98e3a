import * as v from 'valibot';
import { EXCHANGE_KINDS, type ExchangeKind } from '../../model/exchange-result.ts';
import { ID_PATTERN } from '../../model/validate.ts';
import { err, ok, type Result } from '../../result.ts';
import type { VersionVector } from '../change-set.ts';
import { FORMAT, MAX_COUNT, MAX_OPS, MAX_PERSON, MAX_REPLICAS, MAX_SPACES } from './bounds.ts';
import { type ExchangeError, exchangeError, invalid } from './exchange-error.ts';

/** Who sent a file. The keys are those of the sender's identity; a sender without one leaves them out. */
export interface ExchangeSender {
  readonly replica: string;
  readonly person: string;
  /** Ed25519 public key (base64url) that the trailer's signature is checked with. */
  readonly signKey?: string;
  /** Recipient of age files for this person (`age1…`). */
  readonly boxKey?: string;
}

export interface ExchangeSpace {
  readonly id: string;
  /** Name of the project when the file was made. */
  readonly name: string;
  /** What the receiver is taken to hold already. */
  readonly from: VersionVector;
  /** What whoever takes the file in holds then. */
  readonly to: VersionVector;
  readonly changeSets: number;
  readonly ops: number;
  /** Of a snapshot: the space that it was founded from. */
  readonly origin?: string;
}

export interface ExchangeHeader {
  readonly format: number;
  readonly minReader: number;
  /**
   * `full` everything of its spaces; `delta` what somebody lacks; `receipt` no changes, only what the sender has;
   * `snapshot` a plan as it stands, founded anew without its history.
   */
  readonly kind: ExchangeKind;
  readonly app: string;
  readonly schema: number;
  /** Wall clock of the sender, milliseconds since 1970; for people only. */
  readonly createdMs: number;
  readonly sender: ExchangeSender;
  /** Replicas that the lines name by their place in this list, with the name of the person last seen there. */
  readonly replicas: readonly { readonly id: string; readonly person: string }[];
  readonly spaces: readonly ExchangeSpace[];
}

export interface ExchangeTrailer {
  /** Lines before the trailer. */
  readonly lines: number;
  /** State hash of each space at its `to`, as the sender computed it; empty in a receipt. */
  readonly states: readonly string[];
  /** SHA-256 (hex) of everything before it. */
  readonly sha256: string;
  /** Ed25519 over `signedText`, base64url. */
  readonly signature?: string;
}

/** What the signature of a file is over. */
export const signedText = (sha256: string): string => `udbudsplan exchange 1\n${sha256}`;

const count = (max: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(max));
const id = v.pipe(v.string(), v.regex(ID_PATTERN));
/** Names are shown, so no character that a screen or a log would act on. */
const shownName = v.pipe(v.string(), v.maxLength(MAX_PERSON), v.regex(/^[^\p{Cc}\p{Cs}]*$/u));
const hex64 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const base64url = (length: number) => v.pipe(v.string(), v.length(length), v.regex(/^[A-Za-z0-9_-]+$/));
/** A vector as a flat list: place of the replica, sequence number, and so on. */
const vectorList = v.pipe(v.array(count(MAX_COUNT)), v.maxLength(2 * MAX_REPLICAS));

/** Members that a later version adds without raising `minReader` are passed over. */
const headerSchema = v.object({
  format: count(1_000_000),
  minReader: count(1_000_000),
  kind: v.picklist(EXCHANGE_KINDS),
  app: v.pipe(v.string(), v.regex(/^[0-9A-Za-z.+-]{1,40}$/)),
  schema: count(1_000_000),
  createdMs: v.pipe(v.number(), v.safeInteger()),
  sender: v.object({
    replica: id,
    person: shownName,
    signKey: v.optional(base64url(43)),
    boxKey: v.optional(v.pipe(v.string(), v.regex(/^age1[0-9a-z]{20,100}$/))),
  }),
  replicas: v.pipe(v.array(v.object({ id, person: shownName })), v.maxLength(MAX_REPLICAS)),
  spaces: v.pipe(
    v.array(
      v.object({
        id,
        name: shownName,
        from: vectorList,
        to: vectorList,
        changeSets: count(MAX_OPS),
        ops: count(MAX_OPS),
        origin: v.optional(id),
      }),
    ),
    v.minLength(1),
    v.maxLength(MAX_SPACES),
  ),
  attachments: v.pipe(v.array(v.unknown()), v.length(0)),
});

const trailerSchema = v.strictObject({
  lines: count(MAX_COUNT),
  states: v.pipe(v.array(hex64), v.maxLength(MAX_SPACES)),
  sha256: hex64,
  signature: v.optional(base64url(86)),
});

/** JSON as a value; a text that is none, or nests beyond the parser, is refused with its place. */
export const parseLine = (text: string, place: string): Result<unknown, ExchangeError> => {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch {
    return err(invalid(place, 'not JSON'));
  }
};

const reasonOf = (issues: readonly v.BaseIssue<unknown>[]): string => {
  const [issue] = issues;
  const path = issue?.path?.map(({ key }) => String(key)).join('.') ?? '';
  return `${path}: ${issue?.message ?? ''}`.slice(0, 300);
};

/** The vector that a flat list stands for; null if the list is none. */
export const vectorFromList = (
  list: readonly number[],
  replicas: readonly { readonly id: string }[],
): VersionVector | null => {
  if (list.length % 2 !== 0) return null;
  const vector: Record<string, number> = {};
  for (let i = 0; i < list.length; i += 2) {
    const replica = replicas[list[i]!]?.id;
    const seq = list[i + 1]!;
    if (replica === undefined || seq < 1 || Object.hasOwn(vector, replica)) return null;
    vector[replica] = seq;
  }
  return vector;
};

/** The flat list of a vector, by the replicas' places. */
export const listFromVector = (vector: VersionVector, placeOf: ReadonlyMap<string, number>): readonly number[] =>
  Object.keys(vector)
    .map((replica) => [placeOf.get(replica)!, vector[replica]!] as const)
    .sort(([a], [b]) => a - b)
    .flat();

/** Only these are looked at before the rest: a newer version may have changed everything else. */
const versionSchema = v.object({ format: count(MAX_COUNT), minReader: count(MAX_COUNT) });

const spacesFrom = (
  spaces: v.InferOutput<typeof headerSchema>['spaces'],
  replicas: ExchangeHeader['replicas'],
): readonly ExchangeSpace[] | null => {
  const found: ExchangeSpace[] = [];
  for (const space of spaces) {
    const from = vectorFromList(space.from, replicas);
    const to = vectorFromList(space.to, replicas);
    if (from === null || to === null) return null;
    found.push({ ...space, from, to });
  }
  return found;
};

/** The header of a file from its first line. */
export const parseHeader = (text: string): Result<ExchangeHeader, ExchangeError> => {
  const json = parseLine(text, 'header');
  if (!json.ok) return json;
  const version = v.safeParse(versionSchema, json.value);
  if (version.success && version.output.minReader > FORMAT) {
    return err(exchangeError('exchange.newer-format', { found: version.output.minReader, known: FORMAT }));
  }
  const parsed = v.safeParse(headerSchema, json.value, { abortEarly: true });
  if (!parsed.success) return err(invalid('header', reasonOf(parsed.issues)));
  const { attachments: _none, ...header } = parsed.output;
  const ids = new Set(header.replicas.map((replica) => replica.id));
  if (ids.size < header.replicas.length) return err(invalid('header', 'a replica is named twice'));
  if (new Set(header.spaces.map((space) => space.id)).size < header.spaces.length) {
    return err(invalid('header', 'a space is named twice'));
  }
  const spaces = spacesFrom(header.spaces, header.replicas);
  return spaces === null ? err(invalid('header', 'a vector is none')) : ok({ ...header, spaces });
};

/** The first line of a file. */
export const headerText = (header: ExchangeHeader): string => {
  const placeOf = new Map(header.replicas.map(({ id: replica }, i) => [replica, i]));
  const spaces = header.spaces.map((space) => ({
    ...space,
    from: listFromVector(space.from, placeOf),
    to: listFromVector(space.to, placeOf),
  }));
  return JSON.stringify({ ...header, spaces, attachments: [] });
};

/** The trailer of a file from its last line. */
export const parseTrailer = (text: string): Result<ExchangeTrailer, ExchangeError> => {
  const json = parseLine(text, 'trailer');
  if (!json.ok) return json;
  const parsed = v.safeParse(trailerSchema, json.value, { abortEarly: true });
  return parsed.success ? ok(parsed.output) : err(invalid('trailer', reasonOf(parsed.issues)));
};

/** What of the trailer the hash is over: everything before `,"sha256"`. */
export const trailerHead = (lines: number, states: readonly string[]): string =>
  JSON.stringify({ lines, states }).slice(0, -1);

export const trailerText = (head: string, sha256: string, signature: string | undefined): string =>
  `${head},"sha256":"${sha256}"${signature === undefined ? '' : `,"signature":"${signature}"`}}`;
