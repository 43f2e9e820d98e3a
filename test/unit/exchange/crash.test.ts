import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readExchangeFile } from '../../../main/exchange/exchange-job.ts';
import type { ChangeSet, Op } from '../../../src/sync/change-set.ts';
import { mustOpen, scratchFolder } from '../store/scratch-store.ts';
import { fileOf, sealed, spaceOf, written } from './files.ts';
import { runAndKill, wordFor } from './kill.ts';
import { NO_HURRY_MS } from './tries.ts';

/** How often the process is killed; a release is tried with `npm run test:hard`. */
const KILLS = Number(process.env.KILLS ?? 8);

const child = fileURLToPath(new URL('crash-child.ts', import.meta.url));
const PROJECT = 'p';

const set = (entity: string, id: string, cell: string, value: unknown): Op =>
  ({ kind: 'set', entity, id, cell, value }) as Op;

/** A plan of somebody else and what happened to it later, as files: each holds all of those before. */
const mailFrom = async (folder: string): Promise<ChangeSet[]> => {
  const held: ChangeSet[] = [];
  const tasks = Array.from({ length: 400 }, (_, i) => `t${i}`);
  const ops = [
    set('project', PROJECT, 'name', 'Plan'),
    ...tasks.flatMap((id, i) => [
      set('task', id, 'name', `Opgave ${i}`),
      set('task', id, 'place', { parent: null, order: `a${String(i).padStart(4, '0')}` }),
    ]),
  ];
  held.push(sealed(held, 'other', ops, { space: PROJECT }));
  for (let part = 0; part < 6; part++) {
    for (let n = 0; n < 60; n++) {
      held.push(
        sealed(held, 'other', [set('task', tasks[(n * 7 + part) % 400]!, 'name', `${part} ${n}`)], { space: PROJECT }),
      );
    }
    const space = spaceOf(held, {}, PROJECT);
    writeFileSync(
      join(folder, `from-${part}.udbudsplan`),
      await written(fileOf([space], { sender: { replica: 'other', person: 'Bo' } })),
    );
  }
  return held;
};

test(
  `${KILLS} kills during import and export: old or new, nothing acknowledged is lost, no half file is seen`,
  async () => {
    const folder = scratchFolder();
    const mail = join(folder, 'mail');
    mkdirSync(mail);
    const theirs = await mailFrom(mail);
    const done: string[] = [];
    const took = new Set<string>();
    for (let kill = 0; kill < KILLS; kill++) {
      const lines = await runAndKill([child, folder, mail], wordFor(kill));
      expect(lines.filter((line) => /error|report/i.test(line))).toEqual([]);
      for (const line of lines) {
        if (line.startsWith('done ')) done.push(line.slice(5));
        if (line.startsWith('took ')) took.add(line.split(' ')[1]!);
      }
      const store = mustOpen(join(folder, 'plans.db'));
      const held = store.changeSets(PROJECT);
      // Of each file all is there, or nothing.
      const fromThem = held.filter(({ replica }) => replica === 'other').length;
      expect([0, ...Array.from({ length: 6 }, (_, i) => 1 + 60 * (i + 1))]).toContain(fromThem);
      const most = Math.max(-1, ...[...took].map((name) => Number(/\d/.exec(name)![0])));
      expect(fromThem).toBeGreaterThanOrEqual(most < 0 ? 0 : 1 + 60 * (most + 1));
      expect(held.filter(({ replica }) => replica === 'other')).toEqual(theirs.slice(0, fromThem));
      const names = new Set(held.flatMap(({ ops }) => ops.map((op) => (op.kind === 'set' ? op.value : null))));
      expect(done.filter((name) => !names.has(name))).toEqual([]);
      expect(store.doctor()).toMatchObject({ ok: true, value: { ok: true, findings: [] } });
      // A number that left in a file stands for the same change for ever.
      const hashes = new Map(held.map((c) => [`${c.replica} ${c.seq}`, c.hash]));
      const own = readdirSync(mail).filter((name) => name.startsWith('own-'));
      for (const name of own.slice(-3)) {
        const read = await readExchangeFile(join(mail, name), { boxSecrets: [] });
        if (!read.ok) throw new Error(`${name}: ${read.error.id}`);
        for (const c of read.value.changeSets[0]!) expect(hashes.get(`${c.replica} ${c.seq}`)).toBe(c.hash);
      }
      store.close();
    }
    expect(took.size).toBeGreaterThan(0);
  },
  NO_HURRY_MS,
);
