import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readExchangeFile } from '../../../main/exchange/exchange-job.ts';
import type { ChangeSet } from '../../../src/sync/change-set.ts';
import { newService } from '../service/scratch-service.ts';
import { mustOpen, scratchFolder } from '../store/scratch-store.ts';
import { filesIn } from './folders.ts';
import { runAndKill, wordFor } from './kill.ts';
import { createProject, look, rename, stateHash, take } from './shared-folder.ts';
import { NO_HURRY_MS } from './tries.ts';

/** How often the process is killed; a release is tried with `npm run test:hard`. */
const KILLS = Number(process.env.KILLS ?? 4);

const child = fileURLToPath(new URL('folder-crash-child.ts', import.meta.url));

const namesIn = (changeSets: readonly ChangeSet[]): Set<unknown> =>
  new Set(changeSets.flatMap(({ ops }) => ops.map((op) => (op.kind === 'set' ? op.value : null))));

test(
  `${KILLS} kills during folder exchange: old or new, nothing acknowledged is lost, no half file is seen by the other`,
  async () => {
    const folder = scratchFolder();
    const path = join(folder, 'shared');
    mkdirSync(path);
    // Somebody else who shares the folder, works in it all the while, and is never killed.
    const other = newService({ person: 'Bo' });
    const projectId = await createProject(other);
    await other.must('folder.set', { projectId, at: { path }, takes: 'at-once' });
    const own = join(path, projectId, readdirSync(join(path, projectId))[0]!);
    /** After each of the other's files, how many changes of theirs are there. */
    const ends = new Set([0]);
    const seen = new Set<string>();
    const done: string[] = [];
    const wrote: string[] = [];
    let took = 0;
    let edits = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      let isAlive = true;
      const killed = runAndKill([child, folder, path, projectId], wordFor(kill)).finally(() => {
        isAlive = false;
      });
      while (isAlive) {
        // Three at a time: of each file all arrives or nothing.
        for (let n = 0; n < 3; n++) await rename(other, projectId, edits++ % 5, `Bo ${edits}`);
        const { waiting, problem } = await look(other, projectId, true);
        expect([waiting, problem]).toEqual([[], null]);
        await new Promise((next) => setTimeout(next, 120));
      }
      const lines = await killed;
      expect(lines.filter((line) => /error|report/i.test(line))).toEqual([]);
      for (const line of lines) {
        if (line.startsWith('done ')) done.push(line.slice(5));
        if (line.startsWith('wrote ')) wrote.push(line.slice(6));
        if (line === 'took') took++;
      }
      expect((await look(other, projectId)).waiting).toEqual([]);
      const store = mustOpen(join(folder, 'plans.db'));
      const held = store.changeSets(projectId);
      const names = namesIn(held);
      expect(done.filter((name) => !names.has(name))).toEqual([]);
      expect(store.doctor()).toMatchObject({ ok: true, value: { ok: true, findings: [] } });
      // What the other wrote came as the other wrote it: file by file.
      for (const name of readdirSync(own)) {
        if (seen.has(name)) continue;
        seen.add(name);
        const read = await readExchangeFile(join(own, name), { boxSecrets: [] });
        if (!read.ok) throw new Error(`${name}: ${read.error.id}`);
        const { sender, spaces } = read.value.header;
        ends.add(spaces[0]!.to[sender.replica]!);
      }
      expect([...ends]).toContain(held.filter(({ person }) => person === 'Bo').length);
      // A number that was ever seen in the folder stands for the same change for ever.
      const hashes = new Map(held.map((c) => [`${c.replica} ${c.seq}`, c.hash]));
      for (const name of filesIn(path)
        .filter((each) => each.endsWith('.udbudsplan'))
        .slice(-4)) {
        const read = await readExchangeFile(join(path, name), { boxSecrets: [] });
        if (!read.ok) throw new Error(`${name}: ${read.error.id}`);
        for (const c of read.value.changeSets[0]!) {
          const known = hashes.get(`${c.replica} ${c.seq}`);
          if (known !== undefined) expect(known).toBe(c.hash);
        }
      }
      store.close();
    }
    expect([wrote.length > 0, took > 0]).toEqual([true, true]);
    // What was said to be in the folder is with the other now; and in the end both are alike.
    await other.service.close();
    const last = newService({ path: other.path, person: 'Bo' });
    const store = newService({ path: join(folder, 'plans.db'), person: 'Stream' });
    for (const one of [last, store, last, store]) {
      const { news } = await look(one, projectId, true);
      if (news !== null) await take(one, projectId);
    }
    expect(await stateHash(last, projectId)).toBe(await stateHash(store, projectId));
    await Promise.all([last.service.close(), store.service.close()]);
    const both = mustOpen(other.path);
    const names = namesIn(both.changeSets(projectId));
    expect(wrote.filter((name) => !names.has(name))).toEqual([]);
    both.close();
  },
  NO_HURRY_MS,
);
