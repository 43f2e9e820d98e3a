/**
 * Reads an exchange file by what docs/exchange-format.md says, and by nothing else: it shares no code with the product.
 * Gives the header and the change sets, or throws with the reason for which the file is refused.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';

interface Line {
  readonly r: number;
  readonly s: number;
  readonly x?: number;
  readonly l: number;
  readonly t: number;
  readonly a: string;
  readonly c: string;
  readonly i: string;
  readonly v: number;
  readonly m?: number;
  readonly d?: readonly number[];
  readonly p?: string;
  readonly h?: string;
  readonly o: readonly (readonly [string, string, Record<string, unknown> | 'delete' | 'restore'])[];
}

export interface ReadOp {
  readonly kind: string;
  readonly entity: string;
  readonly id: string;
  readonly cell: string | null;
  readonly value?: unknown;
}

export interface ReadChangeSet {
  readonly space: string;
  readonly replica: string;
  readonly seq: number;
  readonly lamport: number;
  readonly vector: Readonly<Record<string, number>>;
  readonly hash: string;
  readonly ops: readonly ReadOp[];
}

interface Header {
  readonly format: number;
  readonly minReader: number;
  readonly kind: string;
  readonly sender: { readonly replica: string; readonly signKey?: string };
  readonly replicas: readonly { readonly id: string; readonly person: string }[];
  readonly spaces: readonly {
    id: string;
    name: string;
    from: number[];
    to: number[];
    changeSets: number;
    ops: number;
  }[];
}

const must = (holds: boolean, why: string): void => {
  if (!holds) throw new Error(why);
};
const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

/** JSON with the keys of every object in the order of their UTF-16 code units, and no spaces. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = value as Record<string, unknown>;
  const keys = Object.keys(members).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(members[key])}`).join(',')}}`;
};

const vectorOf = (list: readonly number[], header: Header): Record<string, number> => {
  const vector: Record<string, number> = {};
  for (let i = 0; i < list.length; i += 2) vector[header.replicas[list[i]!]!.id] = list[i + 1]!;
  return vector;
};

const opsOf = (groups: Line['o']): ReadOp[] =>
  groups.flatMap(([entity, id, cells]): ReadOp[] =>
    typeof cells === 'string'
      ? [{ kind: cells, entity, id, cell: null }]
      : Object.entries(cells).map(([cell, value]) => ({ kind: 'set', entity, id, cell, value })),
  );

const hashOf = (space: string, replica: string, line: Line, vector: object, prev: string, ops: readonly ReadOp[]) => {
  const head = [space, replica, line.s, line.l, vector, line.i, line.c, line.a, line.t, line.v, prev];
  const lines = [canonical(line.m === undefined ? head : [...head, line.m])];
  for (const { kind, entity, id, cell, value } of ops) {
    lines.push(canonical([kind, entity, id, cell]));
    if (kind === 'set') lines.push(canonical(value));
  }
  return sha256(lines.join('\n'));
};

/** The text of a payload, after its magic and its seal have been checked. */
const unpack = (payload: Buffer): string[] => {
  must(payload.subarray(0, 7).toString('latin1') === 'UDBPLAN', 'magic');
  must(payload[7] === 1, 'format');
  const body = payload.subarray(0, -32);
  must(createHash('sha256').update(body).digest().equals(payload.subarray(-32)), 'seal');
  const text = inflateRawSync(body.subarray(8)).toString('utf8');
  must(text.endsWith('\n'), 'last line feed');
  return text.slice(0, -1).split('\n');
};

const checkTrailer = (lines: readonly string[], last: string, header: Header): readonly string[] => {
  const trailer = JSON.parse(last) as { lines: number; states: string[]; sha256: string; signature?: string };
  must(trailer.lines === lines.length, 'count of lines');
  const head = last.slice(0, last.indexOf(',"sha256":"'));
  must(sha256(`${lines.join('\n')}\n${head}`) === trailer.sha256, 'hash of the text');
  if (trailer.signature !== undefined) {
    const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: header.sender.signKey! } });
    const signed = Buffer.from(`udbudsplan exchange 1\n${trailer.sha256}`);
    must(verify(null, signed, key, Buffer.from(trailer.signature, 'base64url')), 'signature');
  }
  return trailer.states;
};

export const readIndependently = (payload: Buffer) => {
  const lines = unpack(payload);
  const last = lines.pop()!;
  const header = JSON.parse(lines[0]!) as Header;
  must(header.minReader <= 1, 'newer format');
  const states = checkTrailer(lines, last, header);
  const held = header.spaces.map(({ from }) => vectorOf(from, header));
  const authors = new Map<string, { hash: string; vector: Record<string, number>; proven: boolean }>();
  const changeSets: ReadChangeSet[] = [];
  const rest = lines.slice(1).map((text) => JSON.parse(text) as Line);
  for (let at = 0; at < rest.length; ) {
    const line = rest[at]!;
    const ops = opsOf(line.o);
    for (at++; at < rest.length && Object.keys(rest[at]!).join() === 'o'; at++) ops.push(...opsOf(rest[at]!.o));
    const space = line.x ?? 0;
    const replica = header.replicas[line.r]!.id;
    const key = `${space} ${replica}`;
    const before = authors.get(key);
    const vector: Record<string, number> = { ...before?.vector, ...vectorOf(line.d ?? [], header) };
    if (line.s > 1) vector[replica] = line.s - 1;
    const prev = before?.hash ?? line.p ?? '';
    const hash = hashOf(header.spaces[space]!.id, replica, line, vector, prev, ops);
    must(line.h === undefined || line.h === hash, `hash of ${replica} ${line.s}`);
    must((held[space]![replica] ?? 0) === line.s - 1, `number of ${replica} ${line.s}`);
    for (const [other, seq] of Object.entries(vector)) must((held[space]![other] ?? 0) >= seq, 'causal order');
    held[space]![replica] = line.s;
    authors.set(key, { hash, vector, proven: line.h !== undefined });
    const { s: seq, l: lamport } = line;
    changeSets.push({ space: header.spaces[space]!.id, replica, seq, lamport, vector, hash, ops });
  }
  must(
    [...authors.values()].every(({ proven }) => proven),
    'end of a chain',
  );
  for (const [i, space] of header.spaces.entries()) {
    const own = changeSets.filter((changeSet) => changeSet.space === space.id);
    must(own.length === space.changeSets, 'count of change sets');
    must(own.reduce((sum, { ops }) => sum + ops.length, 0) === space.ops, 'count of ops');
    must(canonical(held[i]) === canonical(vectorOf(space.to, header)), 'where it leads');
  }
  return { header, states, changeSets };
};
