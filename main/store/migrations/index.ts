import { log } from './0001-log.ts';
import { exchange } from './0002-exchange.ts';
import { history } from './0003-history.ts';
import type { Migration } from './migration.ts';

/** Throws unless the numbers are 1, 2, 3 and so on: two branches must not bring the same number. */
export const checkedList = (list: readonly Migration[]): readonly Migration[] => {
  list.forEach((migration, i) => {
    if (migration.number !== i + 1) throw new Error(`migration ${migration.name} should have the number ${i + 1}`);
  });
  return list;
};

/** All migrations, in the order in which they are taken. */
export const migrations: readonly Migration[] = checkedList([log, exchange, history]);
