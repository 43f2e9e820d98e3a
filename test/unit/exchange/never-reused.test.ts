/** Property 19: whatever is put back or copied, a number that was given out in a copy's name never means another change. */
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeLogOf } from '../../../main/store/change-log.ts';
import { rebuildTables } from '../../../main/store/derived-tables.ts';
import { rowTablesOf } from '../../../main/store/row-tables.ts';
import type { Store } from '../../../main/store/store.ts';
import { projectionLayout } from '../../../main/store/tables.ts';
import { upgrade } from '../../../main/store/upgrade.ts';
import { commit, mustOpen, set, sha256 } from '../store/scratch-store.ts';
import { newFolder } from './folders.ts';
import { triesOf } from './tries.ts';

const HISTORIES = Number(process.env.HISTORIES ?? 25);
const P = 'project';

/** `keep` sets the database aside; `back` puts one of those in its place by hand; `move` carries all to another computer. */
type Deed = { readonly do: 'edit' | 'send' | 'keep' | 'back' | 'restart' | 'move'; readonly which: number };

const deeds: fc.Arbitrary<readonly Deed[]> = fc.array(
  fc.record({
    do: fc.constantFrom('edit', 'edit', 'edit', 'send', 'send', 'keep', 'back', 'restart', 'move'),
    which: fc.nat({ max: 9 }),
  }),
  { minLength: 4, maxLength: 14, size: 'max' },
);

/** The file of a store that nobody has opened yet: laying it out takes as long as a fifth of a history. */
const unopened = (() => {
  const db = new BetterSqlite(':memory:');
  upgrade(db, projectionLayout(sha256), () => rebuildTables('', changeLogOf(db), rowTablesOf(db)));
  const bytes = db.serialize();
  db.close();
  return bytes;
})();

/** Numbers that were given out for two different changes. */
const reused = (history: readonly Deed[], forgetsWhatWasSent = false): string[] => {
  const folder = newFolder();
  const path = join(folder, 'plans.db');
  writeFileSync(path, unopened);
  const kept: string[] = [];
  const given = new Map<string, string>();
  const twice: string[] = [];
  let installation = 'a@here';
  let edits = 0;
  let store: Store = mustOpen(path, { installation });
  const closed = (between: () => void): void => {
    store.close();
    between();
    if (forgetsWhatWasSent) rmSync(`${path}.sent`, { force: true });
    store = mustOpen(path, { installation });
  };
  commit(store, P, [set('project', P, 'name', 'Plan')]);
  for (const deed of history) {
    if (deed.do === 'edit') commit(store, P, [set('task', `t${deed.which}`, 'name', `Opgave ${++edits}`)]);
    else if (deed.do === 'send') {
      if (!store.noteSent([P]).ok) throw new Error('not noted');
      for (const { replica, seq, hash } of store.changeSets(P)) {
        const name = `${replica} ${seq}`;
        if ((given.get(name) ?? hash) !== hash) twice.push(name);
        given.set(name, hash);
      }
    } else if (deed.do === 'restart') closed(() => {});
    else if (deed.do === 'move') {
      installation = `${deed.which}@there`;
      closed(() => {});
    } else if (deed.do === 'keep') {
      const copy = join(folder, `kept-${kept.length}.db`);
      closed(() => copyFileSync(path, copy));
      kept.push(copy);
    } else if (kept.length > 0) {
      const copy = kept[deed.which % kept.length]!;
      closed(() => copyFileSync(copy, path));
    }
  }
  store.close();
  rmSync(folder, { recursive: true });
  return twice;
};

triesOf('19: no number that was given out is used again, in histories', HISTORIES, deeds, (history) => {
  expect(reused(history)).toEqual([]);
});

test('without the record of what was given out numbers would be used again, which the test sees', () => {
  const names = ['keep', 'edit', 'send', 'back', 'edit', 'send'] as const;
  const history = names.map((name, which): Deed => ({ do: name, which }));
  expect(reused(history, true)).not.toEqual([]);
  expect(reused(history)).toEqual([]);
});

test('a copy older than the last change of id is put back: the numbers of the first id stay given out', () => {
  const names = ['edit', 'keep', 'edit', 'send', 'back', 'edit', 'send', 'back', 'edit', 'send'] as const;
  expect(reused(names.map((name): Deed => ({ do: name, which: 0 })))).toEqual([]);
});
