/**
 * Property 15: a program of an older schema takes in what it does not understand, blocks nothing, and after its update
 * shows what a newer one shows. The older program is this one with a cell and an entity taken out of its schema.
 */
import BetterSqlite from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import { sha256 } from '../../../main/exchange/codec.ts';
import { changeLogOf } from '../../../main/store/change-log.ts';
import { rebuildTables } from '../../../main/store/derived-tables.ts';
import { rowTablesOf } from '../../../main/store/row-tables.ts';
import { projectionLayout } from '../../../main/store/tables.ts';
import { upgrade } from '../../../main/store/upgrade.ts';
import {
  act,
  begin,
  closeAll,
  fileFrom,
  groups,
  held,
  newPerson,
  type Person,
  peopleOf,
  SPACE,
  takeIn,
} from './people.ts';
import { triesOf } from './tries.ts';

const HISTORIES = Number(process.env.HISTORIES ?? 20);
const SCHEMA = '../../../src/model/schema.ts';

type People = typeof import('./people.ts');

/** People who still have the version before: without the kind of a task, and without links. */
const olderPeople = async (): Promise<People> => {
  vi.resetModules();
  vi.doMock(SCHEMA, async (importOriginal) => {
    const real = await importOriginal<typeof import('../../../src/model/schema.ts')>();
    const { link: _link, ...others } = real.entities;
    const { kind: _kind, ...cells } = real.entities.task.cells;
    const entities: Readonly<Record<string, { cells: Readonly<Record<string, unknown>> }>> = {
      ...others,
      task: { ...real.entities.task, cells },
    };
    const isEntityName = (name: string) => Object.hasOwn(entities, name);
    return {
      ...real,
      entities,
      ENTITY_NAMES: Object.keys(entities),
      isEntityName,
      cellSpec: (entity: string, cell: string) =>
        Object.hasOwn(entities[entity]?.cells ?? {}, cell) ? entities[entity]!.cells[cell] : undefined,
      SCHEMA_VERSION: real.SCHEMA_VERSION - 1,
    };
  });
  const people = await import('./people.ts');
  vi.doUnmock(SCHEMA);
  vi.resetModules();
  return people;
};

const updated = ({ id, db }: Person): Person => {
  const file = new BetterSqlite(db.serialize());
  upgrade(file, projectionLayout(sha256), () => rebuildTables('', changeLogOf(file), rowTablesOf(file)));
  return newPerson(id, 0, file);
};

const shownBy = ({ store, db }: Person): string =>
  JSON.stringify([
    store.stateHash(SPACE),
    ...['task', 'link'].map((name) => db.prepare(`SELECT * FROM ${name} ORDER BY id`).raw().all()),
  ]);

const columnsOf = ({ db }: Person, table: string): string[] =>
  (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);

const older = await olderPeople();
let unknownCells = 0;

triesOf(
  '15: after its update a reader of an older schema shows what a newer one shows, in histories',
  HISTORIES,
  groups,
  async (group) => {
    const writers = peopleOf(group.size);
    const old = older.newPerson('old');
    const people = [...writers, old];
    try {
      expect(columnsOf(old, 'task')).not.toContain('kind');
      expect(columnsOf(old, 'link')).toEqual([]);
      await begin(writers, group);
      await act(writers, group.acts);
      for (const writer of writers)
        if (held(writer).length > 0) older.takeIn(old, await fileFrom(writer), false, false);
      expect(old.store.parked(SPACE).every(({ reason }) => reason === 'missing')).toBe(true);
      // Work goes on in the older program, upon what it does not understand.
      older.edit(old, [{ kind: 'set', entity: 'task', id: 't0', cell: 'name', value: 'Fra den ældre' }]);
      older.edit(old, [{ kind: 'set', entity: 'task', id: 'new', cell: 'name', value: 'Ny fra den ældre' }]);
      const reader = newPerson('reader');
      people.push(reader);
      for (const writer of writers) if (held(writer).length > 0) takeIn(reader, await fileFrom(writer));
      takeIn(reader, await older.fileFrom(old), false, false);
      const after = updated(old);
      people.push(after);
      expect(after.store.vector(SPACE)).toEqual(reader.store.vector(SPACE));
      expect(shownBy(after)).toBe(shownBy(reader));
      unknownCells += held(after).filter(({ ops }) => ops.some((op) => op.kind === 'set' && op.cell === 'kind')).length;
    } finally {
      closeAll(people);
    }
  },
);

test('the writers of the histories knew what the older reader did not', () => {
  expect(unknownCells).toBeGreaterThan(0);
});
