/**
 * People at work with real stores and real files: random edits, sending in parts, losing files, sending twice, in any
 * order. The commands make sense where a window would not let anybody do otherwise.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import fc from 'fast-check';
import { decodePayload, sha256 } from '../../../main/exchange/codec.ts';
import { trySpaces } from '../../../main/exchange/exchange-job.ts';
import type { Backups } from '../../../main/store/backups.ts';
import { changeLogOf } from '../../../main/store/change-log.ts';
import { rebuildTables } from '../../../main/store/derived-tables.ts';
import type { SpaceOrder } from '../../../main/store/import-changes.ts';
import { rowTablesOf } from '../../../main/store/row-tables.ts';
import { type Store, storeOver } from '../../../main/store/store.ts';
import { projectionLayout } from '../../../main/store/tables.ts';
import { upgrade } from '../../../main/store/upgrade.ts';
import type { Decision } from '../../../src/model/exchange-result.ts';
import { SCHEMA_VERSION } from '../../../src/model/schema.ts';
import type { ChangeSet, Op, VersionVector } from '../../../src/sync/change-set.ts';
import type { Exchange } from '../../../src/sync/exchange/read-exchange.ts';
import type { FileToWrite } from '../../../src/sync/exchange/write-exchange.ts';
import { fileOf, vectorOf, written } from './files.ts';

export const SPACE = 'space';
const TASKS = ['t0', 't1', 't2', 't3', 't4'];

/** One person with a store of their own. */
export interface Person {
  readonly id: string;
  readonly store: Store;
  readonly db: BetterSqlite.Database;
  /** Wall clock of this person's computer. */
  clockMs: number;
}

const noBackups = {} as Backups;

/** Where a file lies on its way from one person to another; a process has one on its way at a time. */
const ON_ITS_WAY = join(tmpdir(), `on-its-way-${randomBytes(8).toString('hex')}.udbudsplan`);

/** Databases that nobody works with now. Laying one out and preparing its statements takes longer than a history. */
const free: BetterSqlite.Database[] = [];
const pooled = new WeakSet<BetterSqlite.Database>();

/** A database in memory whose statements are prepared once, whoever asks for them. */
const laidOut = (): BetterSqlite.Database => {
  const db = new BetterSqlite(':memory:');
  db.pragma('temp_store = MEMORY');
  upgrade(db, projectionLayout(sha256), () => rebuildTables('', changeLogOf(db), rowTablesOf(db)));
  const prepare = db.prepare.bind(db);
  const known = new Map<string, BetterSqlite.Statement>();
  db.prepare = ((sql: string) => {
    const statement = known.get(sql) ?? prepare(sql);
    known.set(sql, statement);
    return statement;
  }) as typeof db.prepare;
  pooled.add(db);
  return db;
};

/** An empty store. */
const blank = (): BetterSqlite.Database => free.pop() ?? laidOut();

const KEPT_TABLES: ReadonlySet<string> = new Set(['meta', 'sqlite_sequence']);

/** Tables that may hold anything, each before those that its rows refer to. */
const childrenFirst = (db: BetterSqlite.Database): string[] => {
  const names = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  const parents = new Map(
    names.map((name) => {
      const keys = db.pragma(`foreign_key_list("${name}")`) as readonly { readonly table: string }[];
      return [name, keys.map(({ table }) => table).filter((table) => table !== name)] as const;
    }),
  );
  const inOrder: string[] = [];
  const visit = (name: string): void => {
    if (inOrder.includes(name)) return;
    for (const [child, above] of parents) if (above.includes(name)) visit(child);
    inOrder.push(name);
  };
  for (const name of names) visit(name);
  return inOrder.filter((name) => !KEPT_TABLES.has(name));
};

interface Emptying {
  /** Names of the tables that hold anything, in one query: most of them never do. */
  readonly filled: BetterSqlite.Statement<[], string>;
  readonly empty: ReadonlyMap<string, BetterSqlite.Statement<[]>>;
}
const emptyings = new WeakMap<BetterSqlite.Database, Emptying>();

const emptyingOf = (db: BetterSqlite.Database): Emptying => {
  const known = emptyings.get(db);
  if (known !== undefined) return known;
  const names = childrenFirst(db);
  const asked = names.map((name) => `SELECT '${name}' WHERE EXISTS (SELECT 1 FROM "${name}")`);
  const made = {
    filled: db.prepare<[], string>(asked.join(' UNION ALL ')).pluck(),
    empty: new Map(names.map((name) => [name, db.prepare<[]>(`DELETE FROM "${name}"`)])),
  };
  emptyings.set(db, made);
  return made;
};

/**
 * Empties the store of somebody who has gone; the tables and statements stay for the next one. With foreign keys as they are:
 * to turn them off and on would have SQLite prepare every statement anew, which takes longer than the history.
 */
const putBack = (db: BetterSqlite.Database): void => {
  if (!pooled.has(db)) {
    db.close();
    return;
  }
  const { filled, empty } = emptyingOf(db);
  db.exec('BEGIN');
  for (const name of filled.all()) empty.get(name)!.run();
  db.exec('COMMIT');
  free.push(db);
};

/** `place`: where the store takes its database to be; what is kept beside that is lost without one. */
export const newPerson = (id: string, clockMs = 0, db: BetterSqlite.Database = blank(), place = '/nowhere'): Person => {
  const person = { id, db, clockMs } as { -readonly [K in keyof Person]: Person[K] };
  let renewed = 0;
  person.store = storeOver({
    path: `${place}/${id}`,
    db,
    replica: id,
    renewReplica: () => `${id}-${++renewed}`,
    now: () => person.clockMs,
    sha256,
    backups: noBackups,
    onClose: () => {},
  });
  return person;
};

/** What was read of a store, until anything is written into it. */
interface Reading {
  readonly at: number;
  held?: readonly ChangeSet[];
  readonly told: Map<string, string>;
}
const readings = new WeakMap<Person, Reading>();

/** Rows that were ever written by the one connection that writes: while it is the same, so is everything that is read. */
const writtenIn = (db: BetterSqlite.Database): number =>
  db.prepare<[], number>('SELECT total_changes()').pluck().get()!;

const readingOf = (person: Person): Reading => {
  const at = writtenIn(person.db);
  const known = readings.get(person);
  if (known?.at === at) return known;
  const made = { at, told: new Map<string, string>() };
  readings.set(person, made);
  return made;
};

export const held = (person: Person): readonly ChangeSet[] => {
  const reading = readingOf(person);
  reading.held ??= person.store.sendable(SPACE)?.changeSets ?? [];
  return reading.held;
};

/** What is told of a person's store, asked once while nothing is written. */
export const toldOnce = (person: Person, what: string, tell: (person: Person) => string): string => {
  const { told } = readingOf(person);
  const known = told.get(what) ?? tell(person);
  told.set(what, known);
  return known;
};

export const stateOf = (person: Person): string => toldOnce(person, 'state', ({ store }) => store.stateHash(SPACE));

/** A file as it is packed, written, read and unpacked by who gets it. */
export const throughFile = async (file: FileToWrite): Promise<Exchange> => {
  writeFileSync(ON_ITS_WAY, await written(file));
  const payload = readFileSync(ON_ITS_WAY);
  rmSync(ON_ITS_WAY);
  const read = await decodePayload(payload);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
};

/** A file of what the person holds beyond `from`. */
export const fileFrom = (person: Person, from: VersionVector = {}): Promise<Exchange> => {
  const changeSets = held(person);
  const space = { id: SPACE, name: 'Fælles plan', from, to: vectorOf(changeSets), changeSets, state: stateOf(person) };
  return throughFile(fileOf([space], { sender: { replica: person.id, person: person.id } }));
};

/** Merges what a file brings with what the person holds, as the worker does, and takes it in. */
export const tryToTakeIn = (
  { store }: Person,
  { header, changeSets, trailer }: Exchange,
  { isUndoable, comparesStates }: { readonly isUndoable: boolean; readonly comparesStates: boolean },
) => {
  const toTry = header.spaces.map(({ id, name }, i) => ({
    id,
    name,
    held: store.heldOf(id),
    incoming: changeSets[i]!,
  }));
  const tried = trySpaces(toTry, SCHEMA_VERSION);
  if (!tried.ok) return tried;
  const spaces = header.spaces.map(
    ({ id, to }, i): SpaceOrder => ({
      id,
      to,
      draft: tried.value.spaces[i]!.draft,
      state: comparesStates ? trailer.states[i]! : null,
    }),
  );
  return store.takeImport({
    fileHash: trailer.sha256,
    fileName: 'file',
    kind: header.kind,
    sender: { ...header.sender, signKey: null, boxKey: null },
    trust: 'unsigned',
    backup: '',
    report: '{}',
    spaces,
    arrived: tried.value.arrived,
    isUndoable,
  });
};

/** Takes a file in; fails the test if it is refused. */
export const takeIn = (person: Person, file: Exchange, isUndoable = false, comparesStates = true) => {
  const done = tryToTakeIn(person, file, { isUndoable, comparesStates });
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return done.value[0]!;
};

type Code = readonly [number, number, number, number];
export type Act =
  | { readonly do: 'edit'; readonly who: number; readonly ops: readonly Code[] }
  | { readonly do: 'undo' | 'redo'; readonly who: number }
  /** Decides a conflict that is listed, and may think better of it. */
  | {
      readonly do: 'settle';
      readonly who: number;
      readonly which: number;
      readonly side: number;
      readonly takesBack: boolean;
    }
  /** Gets what everybody has: whoever does meets most of the conflicts that there are. */
  | { readonly do: 'gather'; readonly who: number }
  | { readonly do: 'send'; readonly who: number; readonly to: number; readonly part: number; readonly lost: boolean };

const set = (entity: string, id: string, cell: string, value: unknown): Op =>
  ({ kind: 'set', entity, id, cell, value }) as Op;

const opsOf = ([kind, a, b, c]: Code): Op[] => {
  const id = TASKS[a % TASKS.length]!;
  const other = TASKS[b % TASKS.length]!;
  const link = `l${c % 3}`;
  if (kind < 3) return [set('task', id, 'name', `name ${c % 3}`)];
  if (kind < 5) return [set('task', id, 'kind', c % 2 === 0 ? 'task' : 'milestone')];
  if (kind < 9) {
    const order = ['a0', 'a1', 'a2'][c % 3]!;
    return [set('task', id, 'place', { parent: b % 4 === 0 ? null : other, order })];
  }
  if (kind === 9) return [{ kind: 'delete', entity: 'task', id }];
  if (kind === 10) return [{ kind: 'restore', entity: 'task', id }];
  if (kind < 13) return [set('link', link, 'predecessorId', id), set('link', link, 'successorId', other)];
  if (kind === 13) return [set('link', link, 'successorId', other)];
  // Nobody is asked about a colour.
  if (kind === 14) return [set('stage', 'stage', 'color', c % 3)];
  return [{ kind: 'delete', entity: 'link', id: link }];
};

/** What some groups begin with: tasks in a small tree that all of them have, so that what they do apart does not go together. */
const SHARED: readonly (readonly Op[])[] = [
  TASKS.map((id) => set('task', id, 'name', `Begun ${id}`)),
  [
    set('task', 't1', 'place', { parent: 't0', order: 'a0' }),
    set('task', 't2', 'place', { parent: 't1', order: 'a0' }),
  ],
];

/** What a window would let this person do: no move into a circle, nothing about rows that never were. */
const sensible = (person: Person, ops: readonly Op[]): Op[] => {
  const rows = new Set(person.db.prepare('SELECT id FROM task WHERE life > 0').pluck().all() as string[]);
  const all = held(person);
  const known = new Set(
    all.flatMap((c) => c.ops.flatMap((op) => (op.kind === 'set' ? [`${op.entity}/${op.id}`] : []))),
  );
  const parents = placesIn(person);
  const kept: Op[] = [];
  for (const op of ops) {
    const key = `${op.entity}/${op.id}`;
    if (op.kind !== 'set' && !known.has(key)) continue;
    if (op.kind === 'set' && op.cell === 'place') {
      const { parent } = op.value as { parent: string | null };
      if (parent !== null && !rows.has(parent)) continue;
      let at: string | null = parent;
      while (at !== null && at !== op.id) at = parents.get(at) ?? null;
      if (at === op.id) continue;
      parents.set(op.id, parent);
    }
    known.add(key);
    kept.push(op);
  }
  return kept;
};

/** Where every task stands, deleted ones too. */
const placesIn = ({ db }: Person): Map<string, string | null> =>
  new Map(db.prepare<[], [string, string | null]>('SELECT id, place_parent FROM task').raw().all());

let commandCount = 0;

export const edit = (person: Person, ops: readonly Op[], command = 'task.test'): void => {
  const commandId = `c${++commandCount}`;
  const by = { person: person.id, commandId };
  const done = person.store.commit({ ...by, space: SPACE, command, ops: sensible(person, ops), isUndoable: true });
  if (!done.ok) throw new Error(JSON.stringify(done.error));
};

/** What settles a conflict, as far as the merge can tell; the command does the same and more with links and branches. */
const settlingOps = (decision: Decision): readonly Op[] => {
  const { entity, id } = decision;
  const decided = (kind: string, otherId: string): Op[] =>
    Object.entries({ kind, subject: { entity, id }, otherId }).map(([cell, value]) =>
      set('decision', `${kind}-${id}-${otherId}`, cell, value),
    );
  switch (decision.do) {
    case 'set':
      return [
        set(entity, id, decision.cell, decision.value),
        ...(decision.settles ? decided(decision.settles, decision.cell) : []),
      ];
    case 'keep':
    case 'delete':
      return [
        { kind: decision.do === 'keep' ? 'restore' : 'delete', entity, id },
        ...(decision.settles ? decided(decision.settles, '') : []),
      ];
    case 'one':
      return [
        { kind: 'restore', entity, id },
        { kind: 'delete', entity, id: decision.otherId },
      ];
    case 'both':
      return decided('duplicate', decision.otherId);
  }
};

type Settling = Extract<Act, { readonly do: 'settle' }>;

/** Decides one of the conflicts that the person's store lists. */
const settle = (person: Person, { which, side, takesBack }: Settling): void => {
  const listed = person.store.conflicts(SPACE);
  const conflict = listed[which % Math.max(1, listed.length)];
  if (conflict === undefined) return;
  edit(person, settlingOps(conflict.sides[side % conflict.sides.length]!.decision), 'conflict.settle');
  if (takesBack) goStep(person, 'undo');
};

const goStep = (person: Person, way: 'undo' | 'redo'): void => {
  person.store.step(way, SPACE, { person: person.id, commandId: `c${++commandCount}` });
};

export type Work = Exclude<Act, { readonly do: 'send' | 'gather' }>;

/** Carries out one thing that a person does alone. */
export const workOn = (person: Person, step: Work): void => {
  person.clockMs += 1000;
  if (step.do === 'edit') edit(person, step.ops.flatMap(opsOf));
  else if (step.do === 'settle') settle(person, step);
  else goStep(person, step.do);
};

/** Gives everybody the plan that a group begins with, where it begins with one. */
export const begin = async (people: readonly Person[], { shares }: Group): Promise<void> => {
  if (!shares) return;
  const [first, ...others] = people as [Person, ...Person[]];
  for (const ops of SHARED) edit(first, ops);
  const file = await fileFrom(first);
  for (const other of others) takeIn(other, file);
};

/** Carries out what a group does; files that are lost are never taken in, the others at once. */
export const act = async (people: readonly Person[], acts: readonly Act[]): Promise<void> => {
  for (const step of acts) {
    const person = people[step.who % people.length]!;
    if (step.do === 'gather') {
      for (const other of people) {
        if (other !== person && held(other).length > 0)
          takeIn(person, await fileFrom(other, lower(person.store.vector(SPACE), other.store.vector(SPACE))));
      }
    } else if (step.do !== 'send') workOn(person, step);
    else if (!step.lost && held(person).length > 0) {
      const to = people[step.to % people.length]!;
      if (to === person) continue;
      const mine = person.store.vector(SPACE);
      const theirs = to.store.vector(SPACE);
      // Now and then more than is needed, now and then what the receiver cannot use yet.
      const from = step.part === 0 ? {} : step.part === 1 ? lower(theirs, mine) : ahead(theirs, mine);
      takeIn(to, await fileFrom(person, from));
    }
  }
};

const lower = (a: VersionVector, b: VersionVector): VersionVector =>
  Object.fromEntries(
    Object.keys(a).flatMap((r) => (Math.min(a[r]!, b[r] ?? 0) > 0 ? [[r, Math.min(a[r]!, b[r] ?? 0)]] : [])),
  );

/** A point one change set beyond what the receiver has: what follows it has to wait. */
const ahead = (theirs: VersionVector, mine: VersionVector): VersionVector =>
  Object.fromEntries(Object.keys(mine).map((r) => [r, Math.min(mine[r]!, (theirs[r] ?? 0) + 1)]));

/**
 * Everybody gets everything: the last collects from all, then gives to all, by files from the beginning. Gives these files: what
 * each had before, and last the one with everything; none where nobody has anything.
 */
export const meet = async (people: readonly Person[]): Promise<readonly Exchange[]> => {
  const last = people.at(-1)!;
  const others = people.slice(0, -1);
  const files: Exchange[] = [];
  if (held(last).length > 0) files.push(await fileFrom(last));
  for (const giver of others) {
    if (held(giver).length === 0) continue;
    const file = await fileFrom(giver);
    takeIn(last, file);
    files.push(file);
  }
  if (files.length === 0) return files;
  const whole = await fileFrom(last);
  for (const taker of others) takeIn(taker, whole);
  return [...files, whole];
};

const code = fc.tuple(fc.nat({ max: 15 }), fc.nat({ max: 29 }), fc.nat({ max: 29 }), fc.nat({ max: 29 }));
const who = fc.nat({ max: 4 });
/** What somebody does alone. */
export const workArbitraries = [
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      who,
      ops: fc.array(code, { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const), who }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      who,
      which: fc.nat({ max: 9 }),
      side: fc.nat({ max: 5 }),
      takesBack: fc.boolean(),
    }),
  },
] as const;
const settling = workArbitraries[2].arbitrary;
const hearAndSettle = settling.map((act): readonly Act[] => [{ do: 'gather', who: act.who }, act]);

/** Two people name, move or delete one task without knowing of each other, and somebody who hears of both decides. */
const quarrel: fc.Arbitrary<readonly Act[]> = fc
  .record({
    sides: fc.tuple(who, who),
    kinds: fc.tuple(...[0, 1].map(() => fc.constantFrom(0, 5, 9))),
    about: fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 29 }), fc.nat({ max: 29 })),
    settled: hearAndSettle,
  })
  .map(({ sides, kinds, about: [task, b, c], settled }) => [
    ...sides.map((who, i): Act => ({ do: 'edit', who, ops: [[kinds[i]!, task, b + i, c + i]] })),
    ...settled,
  ]);

const send = fc.record({
  do: fc.constant('send' as const),
  who,
  to: who,
  part: fc.nat({ max: 3 }),
  lost: fc.nat({ max: 4 }).map((n) => n === 0),
});

/** What comes of one draw: an act, or several where the last would find nothing to do without the others. */
const actsArbitrary: fc.Arbitrary<readonly Act[]> = fc.oneof(
  ...[...workArbitraries, { weight: 3, arbitrary: send }].map(({ weight, arbitrary }) => ({
    weight,
    arbitrary: arbitrary.map((act: Act): readonly Act[] => [act]),
  })),
  { weight: 1, arbitrary: hearAndSettle },
  { weight: 1, arbitrary: quarrel },
);

export interface Group {
  readonly size: number;
  /** Whether they begin with a plan that everybody has. */
  readonly shares: boolean;
  readonly acts: readonly Act[];
  readonly seed: number;
}

/** Two to five people and what they do. */
export const groups: fc.Arbitrary<Group> = fc.record({
  size: fc.integer({ min: 2, max: 5 }),
  shares: fc.boolean(),
  acts: fc.array(actsArbitrary, { minLength: 1, maxLength: 14, size: 'max' }).map((acts) => acts.flat()),
  seed: fc.integer(),
});

export const peopleOf = (size: number, place?: string): Person[] =>
  // Not in alphabetical order, and with clocks years apart.
  ['m', 'c', 'z', 'a', 'k']
    .slice(0, size)
    .map((id, i) => newPerson(id, [1e12, 4e12, 0, 2e12, 1][i]!, undefined, place));

export const closeAll = (people: readonly Person[]): void => {
  for (const { db } of people) putBack(db);
};

export const randomSuffix = (): string => randomBytes(4).toString('hex');
