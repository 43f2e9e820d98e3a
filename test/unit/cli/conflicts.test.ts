import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { OpenConflict } from '../../../src/model/exchange-result.ts';
import { type InProcess, inProcess } from './in-process.ts';

let kim: InProcess;
let bo: InProcess;
let files = 0;
const ids: Record<string, string> = {};

/** Sends the plan of one to the other. */
const carry = async (from: InProcess, to: InProcess): Promise<void> => {
  const file = join(from.folder, `${++files}.udbudsplan`);
  await from.json('export', 'Bro', file);
  await to.json('import', file, '--yes');
};

type Step = readonly [command: string, input: unknown];

/** Carries commands out one after the other, as a script does. */
const run = async (who: InProcess, ...steps: readonly Step[]): Promise<void> => {
  const lines = steps.map(([command, input]) => `${JSON.stringify({ command, input })}\n`).join('');
  const { code, err } = await who.feed(lines, 'run', '-', 'Bro');
  if (code !== 0) throw new Error(err);
};
const conflictsOf = (who: InProcess, ...words: string[]): Promise<OpenConflict[]> =>
  who.json('conflicts', 'Bro', ...words);
const settling = (...decisions: unknown[]): Step => ['conflict.settle', { decisions }];
const adding = (name: string): Step => ['task.add', { name, afterId: null }];
const renaming = (name: string, to: string): Step => ['task.rename', { id: ids[name], name: to }];

const place = (name: string, parent: string) => ({
  do: 'set',
  entity: 'task',
  id: ids[name],
  cell: 'place',
  value: { parent: ids[parent], order: 'a0' },
});

beforeAll(async () => {
  [kim, bo] = [inProcess(), inProcess()];
  await kim.json('new', 'tender-plain', '--name', 'Bro');
  const names = ['Navn', 'Slettes', 'Overopgave', 'Under', 'Flyttes', 'A', 'B', 'X', 'Y', 'P', 'Q'];
  await run(kim, ...names.map(adding));
  for (const { id, name } of (await kim.json('show', 'Bro')).tasks) ids[name] = id;
  await run(kim, settling(place('Under', 'Overopgave')));
  await carry(kim, bo);
  const link = (predecessor: string, successor: string): Step => [
    'link.add',
    { predecessorId: ids[predecessor], successorId: ids[successor], type: 'FS' },
  ];
  await run(
    kim,
    renaming('Navn', 'Navn hos Kim'),
    renaming('Slettes', 'Slettes ikke'),
    renaming('Under', 'Under, ændret'),
    settling(place('Flyttes', 'A')),
    settling(place('X', 'Y')),
    link('P', 'Q'),
    adding('Statusmøde'),
  );
  await run(
    bo,
    renaming('Navn', 'Navn hos Bo'),
    ['task.delete', { ids: [ids.Slettes, ids.Overopgave] }],
    settling(place('Flyttes', 'B')),
    settling(place('Y', 'X')),
    link('Q', 'P'),
    adding('Statusmøde'),
  );
  await carry(kim, bo);
  await carry(bo, kim);
}, 120_000);

describe('what has to be decided, on the command line', () => {
  test('every kind is told with its sides, in both languages', async () => {
    const found = await conflictsOf(kim);
    expect(found.map(({ kind }) => kind).sort()).toEqual(
      ['cycle', 'duplicate', 'edit-delete', 'edit-delete', 'kept-parent', 'link-cycle', 'place', 'value'].sort(),
    );
    expect(await conflictsOf(bo)).toHaveLength(found.length);
    const { code, out } = await kim.run('conflicts', 'Bro');
    expect(code).toBe(0);
    expect(out).toMatch(/Navn hos (Kim|Bo) – Opgavenavn: To værdier\n +Før: Navn\n/);
    for (const words of [
      'Navn hos Kim',
      'Navn hos Bo',
      'Ændret og slettet',
      'Beholdt på grund af det, der ligger under',
      'Flyttet to steder hen',
      'Under »A«',
      'Flytning i ring',
      'Bindinger i ring',
      'Tilføjet to gange',
      'Det er to forskellige ting',
    ]) {
      expect(out).toContain(words);
    }
    expect(out.match(/^ {2}\* /gm)!.length).toBeGreaterThanOrEqual(7);
    const english = await kim.run('conflicts', 'Bro', '--lang', 'en');
    expect(english.out).toContain('Added twice');
    expect(english.out).not.toMatch(/conflicts:|exchange:|fields:/);
  });

  test('a decision is carried out as it was listed, and is a step of undo', async () => {
    const value = (await conflictsOf(kim)).find(({ kind }) => kind === 'value')!;
    const other = value.sides.find(({ isShown }) => !isShown)!;
    await run(kim, settling(other.decision));
    expect((await conflictsOf(kim)).some(({ id }) => id === value.id)).toBe(false);
    const shown = (await kim.json('show', 'Bro')).tasks.find(({ id }: { id: string }) => id === ids.Navn);
    expect(shown.name).toBe(other.value);
    expect((await kim.run('undo', 'Bro')).code).toBe(0);
    expect((await kim.run('redo', 'Bro')).code).toBe(0);
  });

  test('bad decisions are refused in one line, and nothing is done', async () => {
    const before = await conflictsOf(kim);
    const wrong = [
      { do: 'keep', entity: 'task', id: 'ukendt' },
      { do: 'keep', entity: 'task', id: ids.A, rows: [{ entity: 'link', id: 'ukendt' }] },
      { do: 'one', entity: 'task', id: ids.A, otherId: ids.A },
      { do: 'set', entity: 'task', id: ids.A, cell: 'place', value: { parent: ids.A, order: 'a0' } },
      { do: 'glem', entity: 'task', id: ids.A },
    ];
    for (const decision of wrong) {
      const { code, out, err } = await kim.run(
        'run',
        'conflict.settle',
        'Bro',
        JSON.stringify({ decisions: [decision] }),
      );
      expect(code, JSON.stringify(decision)).toBeGreaterThan(0);
      expect(out).toBe('');
      expect(err).toMatch(/^[^\n]+\n$/);
    }
    expect(await conflictsOf(kim)).toEqual(before);
  });

  test('all of them are settled, one way or the other, and both copies agree', async () => {
    for (let round = 0; round < 12; round++) {
      const [next] = await conflictsOf(kim);
      if (next === undefined) break;
      await run(kim, settling(next.sides.at(-1)!.decision));
    }
    expect(await conflictsOf(kim)).toEqual([]);
    await carry(kim, bo);
    expect(await conflictsOf(bo)).toEqual([]);
    const { out } = await bo.run('conflicts', 'Bro');
    expect(out).toContain('intet at afgøre');
    const states = await Promise.all([kim, bo].map((who) => who.json('doctor')));
    for (const { ok } of states) expect(ok).toBe(true);
  });

  test('there is none in a project that is not there', async () => {
    const { code, out, err } = await kim.run('conflicts', 'Nix', '--json');
    expect([code, out]).toEqual([4, '']);
    expect(err).toContain('Nix');
  });
});
