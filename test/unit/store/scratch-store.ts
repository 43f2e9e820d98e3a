import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { trySpaces } from '../../../main/exchange/exchange-job.ts';
import { openStore, type StoreOptions } from '../../../main/store/open-store.ts';
import type { Store } from '../../../main/store/store.ts';
import { rowIdFrom } from '../../../src/model/row-id.ts';
import { SCHEMA_VERSION } from '../../../src/model/schema.ts';
import type { ChangeSet, Op } from '../../../src/sync/change-set.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
export const newId = (): string => rowIdFrom(randomBytes(16));
export const SELF = { process: process.pid, host: 'here' };

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder that is gone after the tests of the file. */
export const scratchFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'udbudsplan-'));
  folders.push(folder);
  return folder;
};

export const optionsAt = (path: string, more: Partial<StoreOptions> = {}): StoreOptions => ({
  path,
  installation: 'installation@here',
  holder: SELF,
  now: Date.now,
  random: randomBytes,
  sha256,
  nativeBinding: process.env.SQLITE_NATIVE_BINDING ?? null,
  ...more,
});

/** Opens a store that must open. */
export const mustOpen = (path: string, more: Partial<StoreOptions> = {}): Store => {
  const opened = openStore(optionsAt(path, more));
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
};

export const newStore = (more: Partial<StoreOptions> = {}): Store => mustOpen(join(scratchFolder(), 'plans.db'), more);

export const set = (entity: string, id: string, cell: string, value: unknown): Op =>
  ({ kind: 'set', entity, id, cell, value }) as Op;
export const del = (entity: string, id: string): Op => ({ kind: 'delete', entity, id });
export const restore = (entity: string, id: string): Op => ({ kind: 'restore', entity, id });
export const place = (id: string, parent: string | null, order = 'a0'): Op =>
  set('task', id, 'place', { parent, order });

export const BY = { person: 'Kim', commandId: 'c' };

/** Commits as a command would and fails the test if that is refused. */
export const commit = (store: Store, space: string, ops: readonly Op[], command = 'task.test', isUndoable = true) => {
  const done = store.commit({ ...BY, space, command, ops, isUndoable });
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return done.value;
};

/** The living rows as plain values, by `entity/id`. */
export const shown = (store: Store, space: string): Record<string, unknown> => {
  const rows = store.readPlan(space);
  if (!rows.ok || rows.value === null) throw new Error('no plan');
  return Object.fromEntries(
    Object.entries(rows.value).flatMap(([entity, map]) =>
      [...map.values()].map((row) => [`${entity}/${row.id}`, { ...row }] as const),
    ),
  );
};

/** Takes change sets in as if they had come in a file that was found in order. */
export const receive = (store: Store, space: string, changeSets: readonly ChangeSet[], isUndoable = false) => {
  const toTry = [{ id: space, name: '', held: store.heldOf(space), incoming: changeSets }];
  const tried = trySpaces(toTry, SCHEMA_VERSION);
  if (!tried.ok) return tried;
  const done = store.takeImport({
    fileHash: '',
    fileName: '',
    kind: 'delta',
    sender: { replica: 'someone', person: 'Kim', signKey: null, boxKey: null },
    trust: 'unsigned',
    backup: '',
    report: '{}',
    spaces: [{ id: space, draft: tried.value.spaces[0]!.draft, to: {}, state: null }],
    arrived: tried.value.arrived,
    isUndoable,
  });
  return done.ok ? { ok: true as const, value: done.value[0]!.changes() } : done;
};
