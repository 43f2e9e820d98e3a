import type { Database } from 'better-sqlite3';

/** Writes into a table without one of its indices, which is made anew afterwards. To be called inside a transaction. */
export const withoutIndex = (db: Database, index: string, write: () => void): void => {
  const made = db.prepare<[string], string>("SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?").pluck();
  const definition = made.get(index)!;
  db.exec(`DROP INDEX "${index}"`);
  write();
  db.exec(definition);
};
