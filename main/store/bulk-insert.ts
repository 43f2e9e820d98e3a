import type { Database, Statement } from 'better-sqlite3';
import type { SqlValue } from './tables.ts';

/** Values that one statement takes; SQLite's own bound is far above it, and beyond this nothing is gained. */
const VALUES_AT_ONCE = 560;

/** Writes `count` rows; `put` places the values of a row, by its number, in a list from a given place on. */
export type BulkInsert = (count: number, put: (row: number, into: SqlValue[], at: number) => void) => void;

/**
 * Writes rows of one table many at a time: a call into SQLite for each row takes as long again as its writing. The statements are
 * prepared when they are first needed.
 */
export const bulkInsert = (db: Database, table: string, columns: readonly string[]): BulkInsert => {
  const width = columns.length;
  const most = Math.max(1, Math.floor(VALUES_AT_ONCE / width));
  const marks = `(${columns.map(() => '?').join(', ')})`;
  const names = columns.map((name) => `"${name}"`).join(', ');
  const prepare = (rows: number): Statement =>
    db.prepare(`INSERT INTO "${table}" (${names}) VALUES ${new Array<string>(rows).fill(marks).join(', ')}`);
  let many: Statement | null = null;
  let one: Statement | null = null;
  return (count, put) => {
    let row = 0;
    if (count >= most) {
      many ??= prepare(most);
      const values = new Array<SqlValue>(most * width).fill(null);
      for (; row + most <= count; row += most) {
        for (let i = 0; i < most; i++) put(row + i, values, i * width);
        many.run(values);
      }
    }
    if (row === count) return;
    one ??= prepare(1);
    const values = new Array<SqlValue>(width).fill(null);
    for (; row < count; row++) {
      put(row, values, 0);
      one.run(values);
    }
  };
};
