import BetterSqlite from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TableFile, TooManyBytes } from '../../../main/store/table-file.ts';
import type { SqlValue } from '../../../main/store/tables.ts';

type Rows = readonly (readonly SqlValue[])[];

const MOST_BYTES = 64 * 1024 * 1024;
const SMALL_PAGE = 512;
const columnsOf = (count: number): string[] => Array.from({ length: count }, (_, i) => `c${i}`);

const fileOf = (tables: readonly Rows[], width: number, pageBytes?: number): Buffer => {
  const file = new TableFile(MOST_BYTES, pageBytes);
  for (const [t, rows] of tables.entries()) {
    file.add(`t${t}`, columnsOf(width), rows.length, (row, into, at) => {
      for (const [c, value] of rows[row]!.entries()) into[at + c] = value;
    });
  }
  return file.end();
};

/** What SQLite reads in a file that it finds in order. */
const readBack = (bytes: Buffer, tables: number): SqlValue[][][] => {
  const db = new BetterSqlite(bytes);
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    return Array.from({ length: tables }, (_, t) => {
      const numbers = db.prepare<[], number>(`SELECT rowid FROM t${t} ORDER BY rowid`).pluck().all();
      expect(numbers).toEqual(numbers.map((_number, i) => i + 1));
      return db.prepare<[], SqlValue[]>(`SELECT * FROM t${t} ORDER BY rowid`).raw().all();
    });
  } finally {
    db.close();
  }
};

const numbers = [
  0,
  ...[1, 2, 127, 128, 2 ** 53 - 1].flatMap((number) => [number, -number]),
  ...[15, 23, 31, 32, 47].flatMap((bits) => [2 ** bits - 1, 2 ** bits, -(2 ** bits), -(2 ** bits) - 1]),
];

test('SQLite reads numbers of every length, texts of every kind, and what is missing', () => {
  const texts = [
    '',
    ' ',
    'a\nb\0c',
    'æøå',
    '🙂'.repeat(60),
    '\u2028',
    'x'.repeat(100),
    'x'.repeat(101),
    'ø'.repeat(9000),
  ];
  const rows: Rows = [...numbers, ...texts, null].map((value, i) => [i, value, `${i}`]);
  expect(readBack(fileOf([rows], 3), 1)).toEqual([rows]);
});

test('tables of no rows, of many, and of more columns than one byte counts', () => {
  const many = Array.from({ length: 30_000 }, (_, i) => [i, `row ${i}`]);
  expect(readBack(fileOf([[], many, []], 2), 3)).toEqual([[], many, []]);
  const wide = [Array.from({ length: 200 }, (_, i) => (i % 3 === 0 ? null : `${i}`))];
  expect(readBack(fileOf([wide], 200), 1)).toEqual([wide]);
});

test('rows of any length lie in small pages, several levels deep', () => {
  // About every border between a row that is held whole and one that goes on in other pages.
  const rows: Rows = Array.from({ length: 1_100 }, (_, i) => [i, 'x'.repeat(i), i % 7 === 0 ? null : 'y']);
  expect(readBack(fileOf([rows, rows], 3, SMALL_PAGE), 2)).toEqual([rows, rows]);
  for (const count of [1, 2, 3, 90, 91, 92, 93, 4_000]) {
    const short = Array.from({ length: count }, (_, i) => ['x'.repeat(200), i]);
    expect(readBack(fileOf([short], 2, SMALL_PAGE), 1)).toEqual([short]);
  }
});

test('rows that are longer than the largest page go on in others', () => {
  const rows: Rows = [65_480, 65_490, 65_500, 65_501, 65_510, 131_000, 131_050, 1_000_000].flatMap((length) => [
    ['x'.repeat(length), length],
    ['short', 1],
  ]);
  expect(readBack(fileOf([rows], 2), 1)).toEqual([rows]);
});

test('whatever is written is read again', () => {
  const value = fc.oneof(
    fc.constant(null),
    fc.maxSafeInteger(),
    fc.string({ unit: 'binary', maxLength: 700 }),
    fc.string({ maxLength: 30 }),
  );
  const rows = fc.array(fc.tuple(value, value, value), { maxLength: 60 });
  fc.assert(
    fc.property(fc.array(rows, { maxLength: 4 }), fc.constantFrom(512, 1024, 65_536), (tables, pageBytes) => {
      expect(readBack(fileOf(tables, 3, pageBytes), tables.length)).toEqual(tables);
    }),
  );
});

test('no more is written than may be, and nothing but whole numbers', () => {
  const file = new TableFile(4 * SMALL_PAGE, SMALL_PAGE);
  const addTo = (to: TableFile, value: SqlValue, count: number): void =>
    to.add('t', ['c'], count, (_row, into, at) => {
      into[at] = value;
    });
  expect(() => addTo(file, 'x'.repeat(400), 2)).not.toThrow();
  expect(() => addTo(file, 'x'.repeat(400), 1)).toThrow(TooManyBytes);
  expect(() => addTo(new TableFile(MOST_BYTES), 0.5, 1)).toThrow('0.5');
});
