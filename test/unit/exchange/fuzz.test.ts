import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { decodePayload, sha256 } from '../../../main/exchange/codec.ts';
import { fingerprint } from '../../../main/store/derived-tables.ts';
import { SCHEMA_VERSION } from '../../../src/model/schema.ts';
import { randomFrom } from '../sync/history.ts';
import { fileOf, spaceOf, written } from './files.ts';
import { dearMakers, makers } from './fuzz.ts';
import { act, closeAll, held, newPerson, peopleOf, SPACE, takeIn, tryToTakeIn } from './people.ts';

/** How many bad files are tried; a release is tried with `npm run test:hard`. */
const FILES = Number(process.env.FUZZ_FILES ?? 1_500);
const DEAR = Math.max(Object.keys(dearMakers).length, Math.floor(FILES / 2_000));
/** Memory that reading one bad file may leave standing at the end of all. */
const MOST_MB = 700;
const SEED = Number(process.env.SEED ?? 20_271_104);

const seedFiles = async (): Promise<Buffer[]> => {
  const people = peopleOf(3);
  await act(people, [
    {
      do: 'edit',
      who: 0,
      ops: [
        [0, 0, 0, 0],
        [0, 1, 0, 0],
        [5, 1, 0, 1],
        [11, 0, 0, 0],
        [12, 1, 2, 0],
      ],
    },
    { do: 'send', who: 0, to: 1, part: 0, lost: false },
    {
      do: 'edit',
      who: 1,
      ops: [
        [1, 0, 0, 2],
        [9, 1, 0, 0],
      ],
    },
    {
      do: 'edit',
      who: 0,
      ops: [
        [3, 1, 0, 1],
        [8, 0, 1, 1],
      ],
    },
    { do: 'send', who: 1, to: 2, part: 0, lost: false },
    { do: 'edit', who: 2, ops: [[2, 2, 0, 1]] },
  ]);
  const files: Buffer[] = [];
  for (const person of people) {
    const space = { ...spaceOf(held(person)), state: person.store.stateHash(SPACE) };
    files.push(await written(fileOf([space], { sender: { replica: person.id, person: person.id } })));
  }
  closeAll(people);
  return files;
};

test(
  `${FILES} bad files: no crash, nothing taken by half, memory bounded, a clear error each`,
  async () => {
    const random = randomFrom(SEED);
    const good = await seedFiles();
    const victim = newPerson('victim');
    const [first] = good;
    const read = await decodePayload(first!);
    if (!read.ok) throw new Error(read.error.id);
    takeIn(victim, read.value);
    let before = fingerprint(victim.db, sha256);
    const outcomes = new Map<string, number>();
    const names = Object.keys(makers);
    const dear = Object.keys(dearMakers);
    for (let n = 0; n < FILES; n++) {
      const isDear = n < DEAR;
      const name = isDear ? dear[n % dear.length]! : names[n % names.length]!;
      const file = (isDear ? dearMakers : makers)[name]!(good, random);
      const outcome = await decodePayload(file);
      let told = outcome.ok ? 'read' : outcome.error.id;
      if (outcome.ok) {
        // What can be read is made of whole change sets of real authors: all of it is taken, or nothing.
        const { header } = outcome.value;
        const comparesStates = header.schema === SCHEMA_VERSION && header.kind !== 'receipt';
        const done = tryToTakeIn(victim, outcome.value, { isUndoable: false, comparesStates });
        told = done.ok ? 'taken' : done.error.id;
        if (done.ok) before = fingerprint(victim.db, sha256);
      } else {
        expect(outcome.error.id, name).toMatch(/^exchange\./);
        if (outcome.error.id === 'exchange.invalid') expect(outcome.error.params.place, name).not.toBe('');
      }
      outcomes.set(told, (outcomes.get(told) ?? 0) + 1);
      // What zlib leaves of damaged files is given back between tasks, as between the files that a person opens.
      if (n % 20 === 0) await setImmediate();
      if (n % 100 === 0) expect(fingerprint(victim.db, sha256), name).toBe(before);
    }
    expect(fingerprint(victim.db, sha256)).toBe(before);
    expect(victim.store.rebuild()).toEqual({ ok: true, value: { isChanged: false } });
    const known = [
      'exchange.damaged',
      'exchange.truncated',
      'exchange.invalid',
      'exchange.chain',
      'exchange.too-large',
    ];
    for (const id of known) expect(outcomes.get(id) ?? 0, id).toBeGreaterThan(0);
    expect(process.memoryUsage().rss / 2 ** 20).toBeLessThan(MOST_MB);
    if (process.env.FUZZ_FILES !== undefined) console.log(Object.fromEntries(outcomes), process.memoryUsage().rss);
    victim.store.close();
  },
  60_000 + FILES * 40,
);
