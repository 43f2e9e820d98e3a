import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodePayload, encodePayload, MAGIC, SEAL_BYTES, sha256 } from '../../../main/exchange/codec.ts';
import { newIdentity, publicIdentity } from '../../../main/exchange/identity.ts';
import { signerOf } from '../../../main/exchange/signer.ts';
import { MAX_TEXT } from '../../../src/model/schema.ts';
import type { ChangeSet, Op } from '../../../src/sync/change-set.ts';
import * as bounds from '../../../src/sync/exchange/bounds.ts';
import { histories } from '../sync/history.ts';
import { fileOf, outcomeOf, payloadOf, SPACE, sealed, spaceOf, textOf, vectorOf, written } from './files.ts';
import { readIndependently } from './independent-reader.ts';

const set = (id: string, cell: string, value: unknown): Op => ({ kind: 'set', entity: 'task', id, cell, value }) as Op;

/** A small plan with two authors, a delete, a restore, a cell set twice, and a text with all kinds of characters. */
const small = (): ChangeSet[] => {
  const held: ChangeSet[] = [];
  held.push(
    sealed(held, 'a', [set('t1', 'name', 'Udbud – æøå "😀"\n'), set('t1', 'name', 'Udbud'), set('t2', 'name', '')]),
  );
  held.push(sealed(held, 'b', [{ kind: 'delete', entity: 'task', id: 't2' }]));
  held.push(sealed(held.slice(0, 1), 'a', [set('t2', 'place', { parent: 't1', order: 'a0' })]));
  held.push(sealed(held, 'b', [{ kind: 'restore', entity: 'task', id: 't2' }, set('t2', 'future', [1, { x: null }])]));
  return held;
};

/** Histories with real hashes, for files. */
const real = (all: readonly ChangeSet[]): ChangeSet[] => {
  const byName = new Map<string, ChangeSet>();
  return all.map((c) => {
    const prevHash = c.seq === 1 ? '' : byName.get(`${c.replica} ${c.seq - 1}`)!.hash;
    const done = sealed([], c.replica, c.ops, { ...c, prevHash, hash: undefined as never });
    byName.set(`${c.replica} ${c.seq}`, done);
    return done;
  });
};

const causal = (all: readonly ChangeSet[]): ChangeSet[] =>
  [...all].sort((a, b) => a.lamport - b.lamport || (a.replica < b.replica ? -1 : 1) || a.seq - b.seq);

describe('round trip', () => {
  test('any history, whole or from any point, comes back as it was, and a reader made from the document reads the same', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.nat(), async ({ all, authors }, pick) => {
        const held = real(causal(all));
        if (held.length === 0) return;
        const some = authors[pick % authors.length]!.held;
        const from = vectorOf(some);
        const payload = await written(fileOf([spaceOf(held, from)], { kind: 'delta' }));
        const read = await decodePayload(payload);
        if (!read.ok) throw new Error(JSON.stringify(read.error));
        const expected = held.filter((c) => c.seq > (from[c.replica] ?? 0));
        expect(read.value.changeSets[0]).toEqual(expected);
        expect(read.value.header.spaces[0]).toMatchObject({ from, to: vectorOf(held) });
        const other = readIndependently(payload);
        expect(other.changeSets.map(({ hash }) => hash)).toEqual(expected.map(({ hash }) => hash));
      }),
      { numRuns: 200 },
    );
  });

  test('several projects in one file; lines that are too long go on in the next', async () => {
    const many = Array.from({ length: 30_000 }, (_, i) => set(`task-${i}`, 'name', `Aktivitet nummer ${i} i planen`));
    const big = [sealed([], 'a', many)];
    const other = [sealed([], 'b', [set('t', 'name', 'x')], { space: 'other' })];
    const payload = await written(fileOf([spaceOf(big), spaceOf(other, {}, 'other')]));
    const read = await decodePayload(payload);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    expect(read.value.changeSets).toEqual([big, other]);
    expect(read.value.trailer.lines).toBeGreaterThan(4);
    expect(readIndependently(payload).changeSets).toHaveLength(2);
  });

  test('a receipt holds no changes; a note may be as long as notes may be', async () => {
    const held = [
      sealed([], 'a', [{ kind: 'set', entity: 'project', id: 'p', cell: 'description', value: 'x'.repeat(MAX_TEXT) }]),
    ];
    expect(await outcomeOf(await written(fileOf([spaceOf(held)])))).toBe('ok');
    const receipt = await written(fileOf([spaceOf(held, vectorOf(held))], { kind: 'receipt' }));
    expect(receipt.length).toBeLessThan(600);
    const read = await decodePayload(receipt);
    expect(read.ok && read.value.changeSets).toEqual([[]]);
  });

  test('a signature is that of the key in the file', async () => {
    const identity = await newIdentity();
    const keys = await publicIdentity(identity);
    const file = fileOf([spaceOf(small())], { sender: { replica: 'a', person: 'Kim', ...keys } });
    const payload = await encodePayload(file, signerOf(identity));
    expect(payload.ok && (await outcomeOf(payload.value))).toBe('ok');
    if (payload.ok) readIndependently(payload.value);
    const forged = await encodePayload(file, signerOf(await newIdentity()));
    expect(forged.ok && (await outcomeOf(forged.value))).toBe('exchange.bad-signature');
  });
});

describe('damage', () => {
  test('cut off at any byte it is refused', async () => {
    const payload = await written(fileOf([spaceOf(small())]));
    const outcomes = new Set<string>();
    for (let length = 0; length < payload.length; length++) outcomes.add(await outcomeOf(payload.subarray(0, length)));
    expect([...outcomes]).toEqual(['exchange.truncated']);
  });

  test('with any bit turned it is refused', async () => {
    const payload = await written(fileOf([spaceOf(small())]));
    const outcomes = new Map<string, number>();
    for (let bit = 0; bit < payload.length * 8; bit++) {
      const bad = Buffer.from(payload);
      bad[bit >> 3]! ^= 1 << (bit & 7);
      const outcome = await outcomeOf(bad);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    expect(outcomes.has('ok')).toBe(false);
    expect(outcomes.get('exchange.damaged') ?? 0).toBeGreaterThan(1000);
  });

  test('what was added after its end is refused', async () => {
    const payload = await written(fileOf([spaceOf(small())]));
    expect(await outcomeOf(Buffer.concat([payload, Buffer.from([0])]))).not.toBe('ok');
  });

  test('a large file, which is unpacked as it comes, is refused as well, cut off or turned', async () => {
    const names = Array.from({ length: 4_000 }, (_, i) => set(`task-${i}`, 'name', sha256(String(i))));
    const payload = await written(fileOf([spaceOf([sealed([], 'a', names)])]));
    expect(payload.length).toBeGreaterThan(100_000);
    expect(await outcomeOf(payload)).toBe('ok');
    const step = Math.floor(payload.length / 50);
    for (let at = 0; at < payload.length; at += step) {
      expect(await outcomeOf(payload.subarray(0, at))).toBe('exchange.truncated');
      const bad = Buffer.from(payload);
      bad[at]! ^= 1 << (at & 7);
      expect(await outcomeOf(bad)).not.toBe('ok');
    }
  });

  test.each([
    ['small', 3],
    ['large', 4_000],
  ])('with bytes after its packing, and a seal that fits, a %s file is refused', async (_, count) => {
    const names = Array.from({ length: count }, (_each, i) => set(`task-${i}`, 'name', sha256(String(i))));
    const { lines, states } = await linesOf([sealed([], 'a', names)]);
    const whole = payloadOf(textOf(lines, states));
    expect(await outcomeOf(whole)).toBe('ok');
    const body = Buffer.concat([whole.subarray(0, -SEAL_BYTES), Buffer.from([0])]);
    const sealedAnew = Buffer.concat([body, createHash('sha256').update(body).digest()]);
    expect(await outcomeOf(sealedAnew)).toBe('exchange.damaged');
  });
});

/** The lines of a file, to be changed by somebody who can make hashes and seals fit. */
const linesOf = async (held: readonly ChangeSet[]): Promise<{ lines: string[]; states: string[] }> => {
  const { inflateRawSync } = await import('node:zlib');
  const payload = await written(fileOf([spaceOf(held)]));
  const text = inflateRawSync(payload.subarray(MAGIC.length, -SEAL_BYTES)).toString('utf8');
  const lines = text.trimEnd().split('\n');
  const { states } = JSON.parse(lines.pop()!) as { states: string[] };
  return { lines, states };
};

type Member = Record<string, unknown>;

/** Outcome of a file in which one line was changed and everything around it made to fit. */
const withLine = async (n: number, change: (line: Member) => unknown, held = small()): Promise<string> => {
  const { lines, states } = await linesOf(held);
  lines[n] = JSON.stringify(change(JSON.parse(lines[n]!) as Member));
  return outcomeOf(payloadOf(textOf(lines, states)));
};

describe('what a sender could make up', () => {
  test('the same file, packed by somebody else, is read', async () => {
    expect(await withLine(0, (header) => header)).toBe('ok');
  });

  test.each([
    ['another value', 1, (line: Member) => ({ ...line, o: [['task', 't1', { name: 'Andet' }]] }), 'exchange.chain'],
    ['another time', 2, (line: Member) => ({ ...line, t: 1 }), 'exchange.chain'],
    ['a gap', 3, (line: Member) => ({ ...line, s: 3 }), 'exchange.chain'],
    ['somebody else’s replica', 2, (line: Member) => ({ ...line, r: 0 }), 'exchange.invalid'],
    ['an unknown replica', 2, (line: Member) => ({ ...line, r: 9 }), 'exchange.invalid'],
    ['an unknown space', 2, (line: Member) => ({ ...line, x: 1 }), 'exchange.invalid'],
    ['a member nobody knows', 2, (line: Member) => ({ ...line, z: 1 }), 'exchange.invalid'],
    ['no ops', 2, (line: Member) => ({ ...line, o: 7 }), 'exchange.invalid'],
    [
      'a name that is none',
      2,
      (line: Member) => ({ ...line, o: [['task"; DROP', 't', 'delete']] }),
      'exchange.invalid',
    ],
    [
      'a cell that is none',
      2,
      (line: Member) => ({ ...line, o: [['task', 't', { __proto__x: 1 }]] }),
      'exchange.invalid',
    ],
    ['an id that is none', 2, (line: Member) => ({ ...line, o: [['task', '../x', 'delete']] }), 'exchange.invalid'],
    [
      'a control character',
      2,
      (line: Member) => ({ ...line, o: [['task', 't', { name: 'a\u0007' }]] }),
      'exchange.invalid',
    ],
    [
      'a day before 1900',
      2,
      (line: Member) => ({ ...line, o: [['project', 'p', { startMin: -9e12 }]] }),
      'exchange.invalid',
    ],
    [
      'a number beyond exact ones',
      2,
      (line: Member) => ({ ...line, o: [['task', 't', { name: 2 ** 60 }]] }),
      'exchange.chain',
    ],
    [
      'text not in form C',
      2,
      (line: Member) => ({ ...line, o: [['task', 't', { name: 'a\u030a' }]] }),
      'exchange.chain',
    ],
    [
      'a value too deep',
      2,
      (line: Member) => ({ ...line, o: [['task', 't', { name: [[[[[[[[1]]]]]]]] }]] }),
      'exchange.chain',
    ],
    [
      'a text too long',
      2,
      (line: Member) => ({ ...line, o: [['task', 't', { name: 'x'.repeat(bounds.MAX_STRING + 1) }]] }),
      'exchange.too-large',
    ],
    ['a lying count', 0, (header: Member) => withSpace(header, { ops: 1 }), 'exchange.invalid'],
    ['another end', 0, (header: Member) => withSpace(header, { to: [0, 1] }), 'exchange.invalid'],
    ['another beginning', 0, (header: Member) => withSpace(header, { from: [0, 1] }), 'exchange.chain'],
    ['a newer format', 0, (header: Member) => ({ ...header, minReader: 2 }), 'exchange.newer-format'],
    ['an attachment', 0, (header: Member) => ({ ...header, attachments: [1] }), 'exchange.invalid'],
    ['no space', 0, (header: Member) => ({ ...header, spaces: [] }), 'exchange.invalid'],
    [
      'too many replicas',
      0,
      (header: Member) => ({
        ...header,
        replicas: Array.from({ length: bounds.MAX_REPLICAS + 1 }, (_, i) => ({ id: `r${i}`, person: '' })),
      }),
      'exchange.invalid',
    ],
  ])('%s is refused', async (_, line, change, id) => {
    expect(await withLine(line as number, change as (line: Member) => unknown)).toBe(id);
  });

  test('members that a later version adds to the header are passed over', async () => {
    expect(await withLine(0, (header) => ({ ...header, later: { a: 1 } }))).toBe('ok');
  });

  test('a file for another program is told from a damaged one', async () => {
    expect(
      await outcomeOf(Buffer.from('PK\u0003\u0004 something that is long enough to be a file of another kind')),
    ).toBe('exchange.not-exchange');
    const newer = Buffer.from(await written(fileOf([spaceOf(small())])));
    newer[7] = 2;
    expect(await outcomeOf(newer)).toBe('exchange.newer-format');
  });
});

const withSpace = (header: Member, more: Member): Member => ({
  ...header,
  spaces: [{ ...(header.spaces as Member[])[0], ...more }],
});

describe('bounds', () => {
  test('a long line, a bomb and too many ops stop the reading', async () => {
    const line = payloadOf(`${'x'.repeat(bounds.MAX_LINE_BYTES + 1)}\n`);
    expect(await outcomeOf(line)).toBe('exchange.too-large');
    const { lines } = await linesOf(small());
    const bomb = deflateRawSync(Buffer.alloc(bounds.MAX_INFLATED_BYTES / 8));
    expect(
      await outcomeOf(
        payloadOf(Buffer.concat([Buffer.from(`${lines[0]}\n`), Buffer.alloc(bounds.MAX_LINE_BYTES * 3)])),
      ),
    ).toBe('exchange.too-large');
    expect(bomb.length).toBeLessThan(bounds.MAX_FILE_BYTES);
    const group = '["task","t","delete"]';
    const more = `{"o":[${Array.from({ length: 180_000 }, () => group).join(',')}]}`;
    const text = textOf([lines[0]!, lines[1]!, more, more, more, more, more, more], []);
    expect(await outcomeOf(payloadOf(text))).toBe('exchange.too-large');
  });

  test('a file beyond its bound is not even looked at', async () => {
    expect(await outcomeOf(Buffer.alloc(bounds.MAX_FILE_BYTES + 1))).toBe('exchange.too-large');
  });

  test('what nobody could read is not written', async () => {
    const long = sealed([], 'a', [set('t', 'note', '\u2028'.repeat(1_500_000))]);
    const done = await encodePayload(fileOf([spaceOf([long])]));
    expect(done).toMatchObject({ ok: false, error: { id: 'exchange.too-large' } });
  });

  test('are those of the document', () => {
    const text = readFileSync(new URL('../../../docs/exchange-format.md', import.meta.url), 'utf8').replaceAll(',', '');
    for (const bound of [
      64,
      512,
      4,
      bounds.MAX_OPS,
      bounds.MAX_STRING,
      bounds.MAX_NOTE,
      bounds.MAX_REPLICAS,
      bounds.MAX_SPACES,
    ]) {
      expect(text).toContain(String(bound));
    }
    expect(bounds.MAX_FILE_BYTES).toBe(64 * 2 ** 20);
    expect(bounds.MAX_INFLATED_BYTES).toBe(512 * 2 ** 20);
    expect(bounds.MAX_LINE_BYTES).toBe(4 * 2 ** 20);
  });
});

test('the independent reader is short and stands alone', () => {
  const text = readFileSync(new URL('independent-reader.ts', import.meta.url), 'utf8');
  expect(text.split('\n').length).toBeLessThanOrEqual(201);
  expect([...text.matchAll(/from '([^']+)'/g)].map(([, from]) => from)).toEqual(['node:crypto', 'node:zlib']);
  expect(readdirSync(new URL('.', import.meta.url))).toContain('independent-reader.ts');
  expect(SPACE).toBe('space');
});
