/**
 * People who share a folder, each with a copy of it on a computer of their own as synchronisation programs make them: files come late,
 * by half, twice under other names, in any order or not at all, and sub-folders get lost. The real service looks into real folders.
 */
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { sha256 } from '../../../main/exchange/codec.ts';
import { exchangeJob } from '../../../main/exchange/exchange-job.ts';
import { folderJob } from '../../../main/exchange/folder-job.ts';
import { newIdentity } from '../../../main/exchange/identity.ts';
import { ExchangeService } from '../../../main/service/exchange-service.ts';
import { writeFolder } from '../../../main/service/folder-memory.ts';
import { FolderService } from '../../../main/service/folder-service.ts';
import type { ServiceDeps } from '../../../main/service/service-deps.ts';
import type { Store } from '../../../main/store/store.ts';
import type { CallError, FolderState } from '../../../src/api.ts';
import { err, ok, type Result } from '../../../src/result.ts';
import { randomFrom } from '../sync/history.ts';
import { filesIn, newFolder } from './folders.ts';
import { faultOfAlike, faultOfMerge, faultOfTables } from './life.ts';
import { closeAll, held, type Person, peopleOf, SPACE, type Work, workArbitraries, workOn } from './people.ts';

type FolderAct =
  | Work
  /** Looks into the own copy of the folder, and takes in what is new. */
  | { readonly do: 'look'; readonly who: number; readonly tells: boolean }
  /** Files come from one copy of the folder to another: each after `seed` whole, by half, twice, or not yet. */
  | { readonly do: 'carry'; readonly who: number; readonly to: number; readonly seed: number }
  /** A sub-folder goes from one copy of the folder. */
  | { readonly do: 'lose'; readonly who: number; readonly which: number };

export interface FolderGroup {
  readonly size: number;
  readonly acts: readonly FolderAct[];
  readonly seed: number;
}

const who = fc.nat({ max: 4 });

export const folderGroups: fc.Arbitrary<FolderGroup> = fc.record({
  size: fc.integer({ min: 2, max: 5 }),
  acts: fc.array(
    fc.oneof(
      ...workArbitraries,
      { weight: 4, arbitrary: fc.record({ do: fc.constant('look' as const), who, tells: fc.boolean() }) },
      { weight: 4, arbitrary: fc.record({ do: fc.constant('carry' as const), who, to: who, seed: fc.integer() }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('lose' as const), who, which: fc.nat({ max: 4 }) }) },
    ),
    { minLength: 1, maxLength: 24, size: 'max' },
  ),
  seed: fc.integer(),
});

interface Sharer {
  readonly person: Person;
  /** This person's copy of the folder. */
  readonly copy: string;
  readonly folders: FolderService;
  readonly exchange: ExchangeService;
}

/** All histories share the keys: making them takes longer than anything else here. */
const identities = Promise.all(Array.from({ length: 5 }, () => newIdentity()));

const sharerOf = async (person: Person, nth: number, copy: string): Promise<Sharer> => {
  const identity = (await identities)[nth]!;
  const store: Store = {
    ...person.store,
    backup: async () => ok({ name: 'none', createdMs: 0, bytes: 0, verified: true }),
  };
  const deps = {
    version: '1.0.0',
    jobs: { folder: folderJob, exchange: exchangeJob },
    identity: { get: async () => identity, put: async () => {}, isProtected: () => false },
    now: () => person.clockMs,
    random: randomBytes,
    sha256,
    timer: null,
    report: (what: string, error: unknown) => {
      throw new Error(what, { cause: error });
    },
  } as unknown as ServiceDeps;
  const opened = (): Result<Store, CallError> => ok(store);
  const exchange = new ExchangeService(deps, {
    store: opened,
    person: () => person.id,
    failure: (error) => {
      throw new Error(JSON.stringify(error));
    },
    told: () => {},
    appChanged: () => {},
    rowsAt: async () => err({ id: 'history.no-point', params: {} }),
  });
  const host = { store: opened, person: () => person.id, tell: () => {} };
  const takes = nth % 2 === 0 ? 'at-once' : 'on-request';
  mkdirSync(copy, { recursive: true });
  writeFolder(store.machine, SPACE, { path: copy, takes, lock: 'none' });
  return { person, copy, folders: new FolderService(deps, host, exchange), exchange };
};

/** Looks, and says yes to what waits. */
const look = async ({ folders, exchange, person }: Sharer, tells: boolean): Promise<FolderState> => {
  const states = await folders.look({ projectId: SPACE, tells });
  if (!states.ok) throw new Error(JSON.stringify(states.error));
  const [state] = states.value;
  if (state!.problem !== null) throw new Error(`${person.id}: ${JSON.stringify(state!.problem)}`);
  if (state!.news === null) return state!;
  const preview = await folders.preview(SPACE);
  if (!preview.ok) throw new Error(JSON.stringify(preview.error));
  const taken = await exchange.apply({ token: preview.value.token, confirmed: true });
  if (!taken.ok) throw new Error(JSON.stringify(taken.error));
  return state!;
};

const place = (from: string, to: string, name: string): void => {
  mkdirSync(join(to, name, '..'), { recursive: true });
  copyFileSync(join(from, name), join(to, name));
};

/** What a synchronisation program does with the files of one copy that another lacks. */
const carry = (from: Sharer, to: Sharer, seed: number): void => {
  const random = randomFrom(seed);
  for (const name of filesIn(from.copy)) {
    const fate = random();
    if (fate < 0.25) continue;
    if (fate < 0.4) {
      // By half: over what is there too, as a copy that is made anew.
      const bytes = readFileSync(join(from.copy, name));
      mkdirSync(join(to.copy, name, '..'), { recursive: true });
      writeFileSync(join(to.copy, name), bytes.subarray(0, Math.floor(bytes.length * random())));
    } else place(from.copy, to.copy, name);
    if (fate > 0.85)
      copyFileSync(
        join(from.copy, name),
        join(to.copy, name.replace(/\.udbudsplan$/, `-PC${(fate * 100) | 0}.udbudsplan`)),
      );
  }
};

/** The copies become alike, as they do when everybody has been connected long enough. */
const settle = (sharers: readonly Sharer[], written: ReadonlyMap<string, Buffer>): void => {
  for (const { copy } of sharers) {
    for (const [name, bytes] of written) {
      mkdirSync(join(copy, name, '..'), { recursive: true });
      writeFileSync(join(copy, name), bytes);
    }
  }
};

/** What the people do with the folder; `written` gets every file that was ever written, as it was. */
const live = async (
  sharers: readonly Sharer[],
  acts: readonly FolderAct[],
  written: Map<string, Buffer>,
): Promise<string | null> => {
  for (const step of acts) {
    const sharer = sharers[step.who % sharers.length]!;
    if (step.do === 'look') {
      const before = new Set(filesIn(sharer.copy));
      await look(sharer, step.tells);
      for (const name of filesIn(sharer.copy)) {
        if (before.has(name)) continue;
        if (!name.startsWith(`${SPACE}/${sharer.person.store.replica()}/`)) return `${sharer.person.id} wrote ${name}`;
        written.set(name, readFileSync(join(sharer.copy, name)));
      }
    } else if (step.do === 'carry') {
      const to = sharers[step.to % sharers.length]!;
      if (to !== sharer) carry(sharer, to, step.seed);
    } else if (step.do === 'lose') {
      const project = join(sharer.copy, SPACE);
      const subs = filesIn(sharer.copy).length > 0 ? readdirSync(project).sort() : [];
      if (subs.length > 0) rmSync(join(project, subs[step.which % subs.length]!), { recursive: true });
    } else workOn(sharer.person, step);
  }
  return null;
};

/** Everything that is promised of a folder and of those who share it; null if it all holds. */
export const faultOfFolder = async ({ size, acts, seed }: FolderGroup): Promise<string | null> => {
  const root = newFolder();
  const people = peopleOf(size, root);
  try {
    const sharers = await Promise.all(people.map((person, i) => sharerOf(person, i, join(root, `copy-${i}`))));
    const written = new Map<string, Buffer>();
    const lived = await live(sharers, acts, written);
    if (lived !== null) return lived;
    const before = people.map((person) => [...held(person)]);
    // Three times round: what they lack, what they made of it, and that it has arrived.
    const everybody = sharers.map((_, i): FolderAct => ({ do: 'look', who: i, tells: true }));
    for (let round = 0; round < 3; round++) {
      settle(sharers, written);
      const fault = await live(sharers, everybody, written);
      if (fault !== null) return fault;
    }
    settle(sharers, written);
    const count = written.size;
    const fault = await live(sharers, everybody, written);
    if (fault !== null) return fault;
    if (written.size !== count) return 'files are written though nothing is new';
    const all = held(people[0]!);
    const unlike = faultOfAlike(people);
    if (unlike !== null) return unlike;
    if (all.length === 0) return null;
    for (const { folders } of sharers) {
      const state = folders.get(SPACE);
      if (!state.ok || state.value?.unsent !== 0 || state.value.news !== null) return 'something is left';
    }
    for (const person of people) {
      const known = person.store.peers(SPACE);
      const vector = person.store.vector(SPACE);
      for (const other of people) {
        if (other === person) continue;
        const theirs = known.get(other.id) ?? {};
        if (Object.keys(vector).some((replica) => theirs[replica] !== vector[replica]))
          return 'not everybody knows what has arrived';
      }
    }
    for (const [name, bytes] of written) {
      for (const { copy } of sharers) if (!readFileSync(join(copy, name)).equals(bytes)) return `${name} was changed`;
    }
    return faultOfTables(people[0]!, all) ?? faultOfMerge(all, before, randomFrom(seed));
  } finally {
    closeAll(people);
    rmSync(root, { recursive: true, force: true });
  }
};
