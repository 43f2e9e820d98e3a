import fc from 'fast-check';
import type { CellValue, ChangeSet, Op } from '../../../src/sync/change-set.ts';
import { planPolicy } from '../../../src/sync/merge-policy.ts';

export const SPACE = 'space';
export const QUIET = ['color'];
export const policy = planPolicy((_, cell) => QUIET.includes(cell), new Set(['task']));

/** A copy at work: what it holds, in the order in which it came. */
export interface Author {
  readonly id: string;
  readonly held: ChangeSet[];
}

export const newAuthor = (id: string): Author => ({ id, held: [] });

const vectorOf = (held: readonly ChangeSet[]): Record<string, number> => {
  const vector: Record<string, number> = {};
  for (const { replica, seq } of held) vector[replica] = Math.max(vector[replica] ?? 0, seq);
  return vector;
};

/** Commits ops on top of all that the author holds. Hashes are names here; the chain of real ones has its own test. */
export function commit(author: Author, ops: readonly Op[], wallMs = 0): ChangeSet {
  const vector = vectorOf(author.held);
  const last = vector[author.id] ?? 0;
  const changeSet: ChangeSet = {
    space: SPACE,
    replica: author.id,
    seq: last + 1,
    lamport: author.held.reduce((max, c) => Math.max(max, c.lamport), 0) + 1,
    vector,
    commandId: `${author.id}-${last + 1}`,
    command: 'test',
    person: author.id,
    wallMs,
    schemaVersion: 1,
    prevHash: last === 0 ? '' : `hash-${author.id}-${last}`,
    hash: `hash-${author.id}-${last + 1}`,
    ops,
  };
  author.held.push(changeSet);
  return changeSet;
}

/** Hands over what the giver held after its first `count` steps; that part is complete in itself. */
export function pull(taker: Author, giver: Author, count = giver.held.length): void {
  const has = new Set(taker.held);
  for (const changeSet of giver.held.slice(0, count)) if (!has.has(changeSet)) taker.held.push(changeSet);
}

export const set = (entity: string, id: string, cell: string, value: CellValue): Op => ({
  kind: 'set',
  entity,
  id,
  cell,
  value,
});
export const place = (id: string, parent: string | null, order = 'a'): Op =>
  set('task', id, 'place', { parent, order });
export const remove = (entity: string, id: string): Op => ({ kind: 'delete', entity, id });
export const restore = (entity: string, id: string): Op => ({ kind: 'restore', entity, id });
export const link = (from: string, to: string): Op[] => [
  set('link', `${from}-${to}`, 'predecessorId', from),
  set('link', `${from}-${to}`, 'successorId', to),
];

/** Id of the row that holds a decision about one task, or about two. */
const decisionId = (kind: string, a: string, b: string) => `${kind}-${a}-${b}`;

/** Ops that decide about a row or two, or about a cell of a row; taken back by deleting the row of the decision. */
export const decide = (kind: 'edit-delete' | 'duplicate' | 'value', entity: string, a: string, b = ''): Op[] => {
  const [first, second] = kind === 'duplicate' && b < a ? [b, a] : [a, b];
  const id = decisionId(kind, first, second);
  return [
    set('decision', id, 'kind', kind),
    set('decision', id, 'subject', { entity, id: first }),
    set('decision', id, 'otherId', second),
  ];
};

type Code = readonly [number, number, number, number];
type Step =
  | { readonly author: number; readonly ops: readonly Code[] }
  | { readonly taker: number; readonly giver: number; readonly part: number };

const TASKS = 5;
const task = (n: number) => `t${n % TASKS}`;

function opsFrom([kind, a, b, c]: Code): Op[] {
  const id = task(a);
  if (kind < 3) {
    return [b % 3 === 0 ? set('task', id, 'name', `N${c % 3}`) : set('task', id, ['color', 'note'][b % 2]!, c % 3)];
  }
  if (kind > 12) {
    const name = set('task', id, 'name', `N${b % 3}`);
    if (c % 3 === 2) {
      // A value is decided by giving it, and taken back by giving the one before again.
      const ops = decide('value', 'task', id, 'name');
      return [name, ...(kind === 13 ? ops : [remove('decision', ops[0]!.id)])];
    }
    const ops = c % 3 === 0 ? decide('edit-delete', 'task', id) : decide('duplicate', 'task', id, task(b));
    return kind === 13 ? ops : [remove('decision', ops[0]!.id)];
  }
  if (kind < 7) return [place(id, b % 6 === 5 ? null : task(b % 6), ['a', 'b', 'c'][c % 3])];
  if (kind === 7) return [remove('task', id)];
  // As when a summary goes with all that is under it.
  if (kind === 8) return [...new Set([id, task(b), task(c)])].map((gone) => remove('task', gone));
  if (kind === 9) return [restore('task', id)];
  if (kind < 12) return link(id, task(b));
  const linkId = `${id}-${task(b)}`;
  return c % 2 === 0
    ? [remove('link', linkId)]
    : c % 3 === 0
      ? [restore('link', linkId)]
      : [set('link', linkId, 'lag', c)];
}

/** What several copies did, and an order in which it all reaches another one, some of it twice. */
export interface History {
  readonly authors: readonly Author[];
  readonly all: readonly ChangeSet[];
  /** Every change set at least once. */
  readonly delivery: readonly ChangeSet[];
  /** Another such order. */
  readonly otherDelivery: readonly ChangeSet[];
}

/** Small generator for shuffling (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
  }
  return copy;
}

function play(steps: readonly Step[], seed: number): History {
  // Not in alphabetical order, so that the order of the list and the order of ids differ.
  const authors = ['b', 'c', 'a'].map(newAuthor);
  for (const step of steps) {
    if ('author' in step) {
      commit(authors[step.author] as Author, step.ops.flatMap(opsFrom), seed);
    } else {
      const giver = authors[step.giver] as Author;
      pull(authors[step.taker] as Author, giver, Math.ceil((giver.held.length * step.part) / 4));
    }
  }
  const all = [...new Set(authors.flatMap(({ held }) => held))];
  const random = randomFrom(seed);
  const withTwins = () => shuffled([...all, ...all.filter(() => random() < 0.2)], random);
  return { authors, all, delivery: withTwins(), otherDelivery: withTwins() };
}

const author = fc.nat({ max: 2 });
const code = fc.tuple(fc.nat({ max: 14 }), fc.nat({ max: 29 }), fc.nat({ max: 29 }), fc.nat({ max: 29 }));
const commitStep = fc.record({ author, ops: fc.array(code, { minLength: 1, maxLength: 3 }) });
const pullStep = fc.record({ taker: author, giver: author, part: fc.integer({ min: 1, max: 4 }) });

/** Histories of three copies that work apart and exchange parts, with all kinds of edits on few rows. */
export const histories: fc.Arbitrary<History> = fc
  .tuple(
    fc.array(fc.oneof({ arbitrary: commitStep, weight: 3 }, { arbitrary: pullStep, weight: 2 }), {
      minLength: 2,
      maxLength: 26,
      size: 'max',
    }),
    fc.integer(),
  )
  .map(([steps, seed]) => play(steps, seed));

/** The same, but everybody takes everything before each commit: nothing is concurrent. */
export const sequentialHistories: fc.Arbitrary<History> = fc
  .tuple(fc.array(commitStep, { minLength: 1, maxLength: 20, size: 'max' }), fc.integer())
  .map(([commits, seed]) =>
    play(
      commits.flatMap((step): Step[] => [...[0, 1, 2].map((giver) => ({ taker: step.author, giver, part: 4 })), step]),
      seed,
    ),
  );
