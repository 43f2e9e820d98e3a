/** Whether what a group did, through files and stores, has the properties of the design; the first that fails by name. */
import { sha256 } from '../../../main/exchange/codec.ts';
import type { ChangeSet } from '../../../src/sync/change-set.ts';
import type { Exchange } from '../../../src/sync/exchange/read-exchange.ts';
import { MergeState } from '../../../src/sync/merge-state.ts';
import { policy } from '../../../src/sync/plan-policy.ts';
import { project } from '../../../src/sync/projection.ts';
import { stateHash } from '../../../src/sync/state-hash.ts';
import { type History, randomFrom, shuffled } from '../sync/history.ts';
import { properties } from '../sync/merge-properties.ts';
import { fileOf, vectorOf } from './files.ts';
import { conflictsByLog } from './listed-conflicts.ts';
import {
  act,
  begin,
  closeAll,
  fileFrom,
  type Group,
  held,
  meet,
  newPerson,
  type Person,
  peopleOf,
  SPACE,
  stateOf,
  takeIn,
  throughFile,
  toldOnce,
} from './people.ts';

const engine = { MergeState, project };

/** What a file tells where nobody compares it. */
const NO_STATE = '0'.repeat(64);

/** The tables that follow from the log, but for the local numbers of change sets. */
const contents = (person: Person): string => toldOnce(person, 'contents', readContents);

const readContents = (person: Person): string => {
  const { db } = person;
  const heads = db
    .prepare(
      `SELECT h.entity, h.row_id, h.cell, r.replica_id, c.seq, h.value FROM cell_head h
       JOIN change_set c ON c.id = h.change_set JOIN replica r ON r.id = c.replica ORDER BY 1, 2, 3, 4, 5`,
    )
    .raw()
    .all();
  const rows = ['task', 'link', 'stage'].map((name) => db.prepare(`SELECT * FROM ${name} ORDER BY id`).raw().all());
  return JSON.stringify([stateOf(person), heads, rows]);
};

const conflictsIn = (all: readonly ChangeSet[]): string =>
  project(all, policy)
    .conflicts.map(({ id }) => id)
    .join('\n');

/** Whether every store lists what its log says is to be decided; asked twice, as what was found is kept. */
const listsConflicts = (people: readonly Person[]): boolean =>
  people.every((person) => toldOnce(person, 'listed', readListed) === toldOnce(person, 'to be listed', readToBeListed));

/** What the store lists; where it lists something else when it is asked again, that. */
const readListed = ({ store }: Person): string => {
  const first = JSON.stringify(store.conflicts(SPACE));
  const second = JSON.stringify(store.conflicts(SPACE));
  return first === second ? first : `at first ${first}, then ${second}`;
};

const readToBeListed = (person: Person): string => {
  const all = held(person);
  const isOneHand = new Set(all.map(({ replica }) => replica)).size <= 1;
  return JSON.stringify(isOneHand ? [] : conflictsByLog(SPACE, all, person.store.replica()));
};

/** Parts of what is held, each as a file of its own, given to a new store in any order and some of them twice. */
const bySplits = async (all: readonly ChangeSet[], random: () => number): Promise<string> => {
  const files: Exchange[] = [];
  for (let from = 0; from < all.length; ) {
    const to = Math.min(all.length, from + 1 + Math.floor(random() * 4));
    const changeSets = all.slice(0, to);
    const space = { changeSets, from: vectorOf(all.slice(0, from)), to: vectorOf(changeSets), state: NO_STATE };
    files.push(await throughFile(fileOf([{ id: SPACE, name: '', ...space }], { kind: 'delta', schema: 99 })));
    from = to;
  }
  const taker = newPerson('taker');
  for (const file of shuffled([...files, ...files.filter(() => random() < 0.3)], random)) {
    takeIn(taker, file, false, false);
  }
  if (taker.store.parked(SPACE).length > 0) return 'something waits though all is there';
  const told = contents(taker);
  closeAll([taker]);
  return told;
};

/** What comes of the same files in any order, of which some went through another store and came as one file of that. */
const byGrouping = async (files: readonly Exchange[], random: () => number): Promise<string> => {
  const inOrder = shuffled(files, random);
  const count = 1 + Math.floor(random() * files.length);
  const [between, taker] = [newPerson('between'), newPerson('taker')];
  for (const file of inOrder.slice(0, count)) takeIn(between, file);
  const rest = [...inOrder.slice(count), await fileFrom(between)];
  for (const file of shuffled(rest, random)) takeIn(taker, file);
  const told = contents(taker);
  closeAll([between, taker]);
  return told;
};

/** Ops of an undo that touch what somebody else did after the step that it takes back. */
const undoTouchesForeign = (person: Person): boolean => {
  const { store, db } = person;
  const entry = db
    .prepare<[], number>('SELECT change_set FROM undo WHERE is_done = 1 ORDER BY id DESC LIMIT 1')
    .pluck()
    .get();
  if (entry === undefined) return false;
  const foreign = new Set(
    db
      .prepare<[number], string>(
        `SELECT o.entity || '/' || o.row_id || '/' || coalesce(o.cell, o.kind) FROM op o
         JOIN change_set c ON c.id = o.change_set WHERE c.received = 1 AND c.id > ?`,
      )
      .pluck()
      .all(entry),
  );
  const before = held(person).length;
  const done = store.step('undo', SPACE, { person: person.id, commandId: 'undo' });
  if (!done.ok) return false;
  const made = held(person).slice(before);
  return made.some(({ ops }) => ops.some((op) => op.kind === 'set' && foreign.has(`${op.entity}/${op.id}/${op.cell}`)));
};

/** Whether people to whom everything has come are alike in all. */
export const faultOfAlike = (people: readonly Person[]): string | null => {
  if (new Set(people.map(contents)).size > 1) return '1: the same set, and not the same plan';
  if (new Set(people.map((person) => conflictsIn(held(person)))).size > 1) return '1: the same set, other conflicts';
  if (!listsConflicts(people)) return '9: what is listed is not what differs';
  return people.some(({ store }) => store.parked(SPACE).length > 0) ? '6: something waits though all is there' : null;
};

/** Whether the tables are what follows from the log, however they came about. */
export const faultOfTables = (person: Person, all: readonly ChangeSet[]): string | null => {
  const { store } = person;
  const before = contents(person);
  if (stateHash(project(all, policy), sha256) !== store.stateHash(SPACE)) return '13: the tables are not the log';
  const rebuilt = store.rebuild();
  return !rebuilt.ok || rebuilt.value.isChanged || contents(person) !== before ? '13: rebuilt otherwise' : null;
};

/** What the merge promises of all that was done; `before` is what some of the people held when they worked apart. */
export const faultOfMerge = (
  all: readonly ChangeSet[],
  before: readonly (readonly ChangeSet[])[],
  random: () => number,
): string | null => {
  const [one = all, two = all] = before;
  const authors = [one, two, all].map((held, i) => ({ id: `author ${i}`, held: [...held] }));
  const twins = () => shuffled([...all, ...all.filter(() => random() < 0.2)], random);
  const history: History = { authors, all: [...all], delivery: twins(), otherDelivery: twins() };
  for (const [name, property] of Object.entries(properties)) if (!property(engine, history)) return name;
  return null;
};

/** Everything that the design promises of one history; null if it all holds. */
export const faultOf = async (group: Group): Promise<string | null> => {
  const { size, acts, seed } = group;
  const random = randomFrom(seed);
  const people = peopleOf(size);
  try {
    await begin(people, group);
    for (const step of acts) {
      await act(people, [step]);
      if (!listsConflicts([people[step.who % size]!]))
        return 'conflicts are listed that the log does not know, or not all';
    }
    if (!listsConflicts(people)) return 'conflicts are listed that the log does not know, or not all';
    const before = people.map((person) => [...held(person)]);
    for (const person of people.slice(0, 2)) {
      if (undoTouchesForeign(person)) return '18: undo after an import touches what others did';
    }
    const files = await meet(people);
    const [first] = people as [Person];
    const all = held(first);
    if (files.length === 0) return null;
    const unlike = faultOfAlike(people);
    if (unlike !== null) return unlike;
    const told = contents(first);
    const again = takeIn(first, files.at(-1)!);
    if (again.taken > 0 || again.changes.length > 0 || contents(first) !== told)
      return '2: a second import changes something';
    if ((await bySplits(all, random)) !== told) return '3: split into files, in any order, another plan';
    if ((await byGrouping(files, random)) !== told) return '4: order or grouping of merges matters';
    return faultOfTables(first, all) ?? faultOfMerge(all, before, random);
  } finally {
    closeAll(people);
  }
};
