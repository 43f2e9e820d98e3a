import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, canonicalText, sameValue } from '../../../src/sync/canonical-json.ts';
import { byTotalOrder, type ChangeSet } from '../../../src/sync/change-set.ts';
import { hashOf, sealChangeSet, verifyChangeSet } from '../../../src/sync/hash-chain.ts';
import { MergeState } from '../../../src/sync/merge-state.ts';
import { project } from '../../../src/sync/projection.ts';
import {
  covers,
  coversAll,
  depsOf,
  mergeVectors,
  missingRanges,
  vectorFromDeps,
} from '../../../src/sync/version-vector.ts';
import { commit, newAuthor, place, policy, pull, SPACE, set } from './history.ts';
import { sha256 } from './merge-properties.ts';

const vectors = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 1, max: 9 }));

describe('version vectors', () => {
  test('merging is the least vector that covers both', () => {
    fc.assert(
      fc.property(vectors, vectors, vectors, (a, b, c) => {
        const merged = mergeVectors(a, b);
        expect(coversAll(merged, a) && coversAll(merged, b)).toBe(true);
        expect(coversAll(c, merged)).toBe(coversAll(c, a) && coversAll(c, b));
        expect(mergeVectors(b, a)).toEqual(merged);
      }),
    );
  });

  test('what is missing, once there, covers', () => {
    fc.assert(
      fc.property(vectors, vectors, (held, wanted) => {
        const ranges = missingRanges(held, wanted);
        const filled = mergeVectors(held, Object.fromEntries(ranges.map(({ replica, toSeq }) => [replica, toSeq])));
        expect(coversAll(filled, wanted)).toBe(true);
        expect(
          ranges.every(({ replica, fromSeq }) => covers(held, replica, fromSeq - 1) && !covers(held, replica, fromSeq)),
        ).toBe(true);
      }),
    );
  });

  test('stored as differences, they come back', () => {
    fc.assert(
      fc.property(vectors, vectors, fc.integer({ min: 2, max: 9 }), (before, news, seq) => {
        const previous = vectorFromDeps('a', seq - 1, {}, before);
        const vector = { ...mergeVectors(previous, news), a: seq - 1 };
        const deps = depsOf('a', seq, vector, { ...previous, a: Math.max(1, seq - 2) });
        if (!deps.ok) throw new Error('refused');
        expect(vectorFromDeps('a', seq, deps.value, previous)).toEqual(vector);
        expect(Object.keys(deps.value)).not.toContain('a');
      }),
    );
  });

  test('a vector that forgets is refused; names of objects are no entries', () => {
    expect(depsOf('a', 3, { a: 2 }, { a: 1, b: 1 })).toMatchObject({ ok: false });
    expect(covers({}, 'constructor', 1)).toBe(false);
  });
});

describe('canonical text', () => {
  test('the same for any order of keys, and JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const reversed: unknown = JSON.parse(JSON.stringify(value), (_, v: unknown) =>
          typeof v === 'object' && v !== null && !Array.isArray(v)
            ? Object.fromEntries(Object.entries(v).reverse())
            : v,
        );
        expect(canonicalText(reversed)).toBe(canonicalText(value));
        expect(JSON.parse(canonicalText(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('very deep values need no stack', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 200_000; i++) deep = [deep];
    expect(canonicalText(deep)).toHaveLength(400_001);
    expect(canonicalJson(deep)).toMatchObject({ ok: false, error: { params: { reason: 'depth' } } });
  });

  test.each([
    [undefined, 'undefined'],
    [{ a: [undefined] }, 'undefined'],
    [new Array(1), 'undefined'],
    [0.5, 'number'],
    [Number.NaN, 'number'],
    [2 ** 53, 'number'],
    ['A\u030a', 'notNfc'],
    [{ 'A\u030a': 1 }, 'notNfc'],
    [new Date(0), 'type'],
    [1n, 'type'],
    [() => 1, 'type'],
  ])('refuses %s', (value, reason) => {
    expect(canonicalJson(value)).toMatchObject({ ok: false, error: { id: 'sync.notCanonical', params: { reason } } });
  });

  test('sorts keys by code unit', () => {
    expect(canonicalJson({ b: 1, å: 2, a: { z: null, A: true } })).toEqual({
      ok: true,
      value: '{"a":{"A":true,"z":null},"b":1,"å":2}',
    });
    expect(sameValue({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
    expect(sameValue({ a: 1 }, { a: 2 })).toBe(false);
  });
});

const draft = (over: Partial<ChangeSet> = {}): ChangeSet => ({
  ...commit(newAuthor('a'), [
    set('task', 't', 'name', 'Udbud'),
    place('t', null),
    { kind: 'delete', entity: 'task', id: 'u' },
  ]),
  ...over,
});

describe('hash chain', () => {
  test('every field is part of the hash', () => {
    const base = hashOf(draft(), sha256);
    const variants: Partial<ChangeSet>[] = [
      { space: 'other' },
      { replica: 'b' },
      { seq: 2 },
      { lamport: 2 },
      { vector: { b: 1 } },
      { commandId: 'x' },
      { command: 'x' },
      { person: 'x' },
      { wallMs: 1 },
      { schemaVersion: 2 },
      { prevHash: 'x' },
      { ops: [] },
      { ops: draft().ops.slice(0, 2) },
      { ops: [...draft().ops].reverse() },
      { ops: [{ kind: 'restore', entity: 'task', id: 'u' }] },
    ];
    const hashes = [base, ...variants.map((over) => hashOf(draft(over), sha256))].map((h) => h.ok && h.value);
    expect(new Set(hashes).size).toBe(variants.length + 1);
  });

  test('sealed verifies, changed does not, values that are not canonical are refused', () => {
    const sealed = sealChangeSet(draft(), sha256);
    if (!sealed.ok) throw new Error('refused');
    expect(verifyChangeSet(sealed.value, sha256).ok).toBe(true);
    expect(verifyChangeSet({ ...sealed.value, person: 'x' }, sha256)).toMatchObject({
      error: { id: 'sync.hashMismatch' },
    });
    expect(sealChangeSet(draft({ ops: [set('task', 't', 'name', 0.5)] }), sha256).ok).toBe(false);
  });
});

describe('what can never be taken', () => {
  const author = newAuthor('a');
  const first = commit(author, [place('t', null)]);
  const second = commit(author, [place('u', 't')]);
  const other = newAuthor('b');
  pull(other, author);
  const third = commit(other, [set('task', 't', 'name', 'x')]);

  test.each<[string, ChangeSet, string]>([
    ['another space', { ...third, space: 'other' }, 'sync.otherSpace'],
    ['another hash under a known number', { ...second, hash: 'other' }, 'sync.fork'],
    ['a first one that continues something', { ...third, prevHash: 'x' }, 'sync.fork'],
    ['own number not counted', { ...third, seq: 2 }, 'sync.badVector'],
    ['own number in the future', { ...third, vector: { a: 2, b: 1 } }, 'sync.badVector'],
    ['entries below one', { ...third, vector: { a: 0 } }, 'sync.badVector'],
    ['a counter not above what was seen', { ...third, lamport: second.lamport }, 'sync.badLamport'],
    ['a counter that is no number', { ...third, lamport: Number.NaN }, 'sync.badLamport'],
  ])('%s', (_, changeSet, id) => {
    const state = new MergeState(SPACE, policy);
    for (const c of [first, second]) state.apply(c);
    const before = state.projection();
    expect(state.apply(changeSet)).toMatchObject({ ok: false, error: { id } });
    expect(state.projection()).toEqual(before);
    expect(state.apply(third)).toMatchObject({ ok: true, value: { status: 'ready' } });
  });

  test('a second branch is refused when what it continues is not what is held, also after waiting', () => {
    const branch = { ...second, hash: 'branch' };
    const tip: ChangeSet = { ...second, seq: 3, lamport: 9, vector: { a: 2 }, prevHash: branch.hash, hash: 'tip' };
    const state = new MergeState(SPACE, policy);
    expect(state.apply(tip)).toMatchObject({
      value: { status: 'parked', missing: [{ replica: 'a', fromSeq: 1, toSeq: 2 }] },
    });
    state.apply(first);
    expect(state.parked()).toMatchObject([{ changeSet: tip, missing: [{ replica: 'a', fromSeq: 2, toSeq: 2 }] }]);
    expect(state.apply(second)).toMatchObject({ value: { status: 'ready', refused: [{ id: 'sync.fork' }] } });
    expect(state.parked()).toEqual([]);
    expect(state.vector).toEqual({ a: 2 });
  });

  test('projecting several spaces at once is a bug; branches give one state in any order', () => {
    expect(() => project([first, { ...third, space: 'other' }], policy)).toThrow();
    const fork = { ...second, hash: 'branch', ops: [place('v', null)] };
    expect(project([first, second, fork], policy)).toEqual(project([fork, second, first], policy));
  });

  test('the total order does not look at clocks', () => {
    const late = { ...first, wallMs: 9e15 };
    expect(byTotalOrder(late, second)).toBeLessThan(0);
  });
});
