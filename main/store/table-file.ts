import type { SqlValue } from './tables.ts';

/** The largest that SQLite knows: a table has few pages, and nearly every row lies whole in one. */
const LARGEST_PAGE = 65_536;
const FILE_HEAD_BYTES = 100;
const LEAF = { kind: 0x0d, headBytes: 8 } as const;
const INNER = { kind: 0x05, headBytes: 12 } as const;
type Kind = typeof LEAF | typeof INNER;
/** What a page holds of each cell beside the cell itself. */
const POINTER_BYTES = 2;
/** The number of a page. */
const LINK_BYTES = 4;
/** Lengths and numbers of rows, which are below 2 ** 31. */
const MOST_VARINT_BYTES = 5;
/** What a value takes at most beside its text: its type, or its type and a whole number. */
const MOST_VALUE_BYTES = MOST_VARINT_BYTES + 8;
/** Longer texts are written in one call, shorter ones sooner byte by byte. */
const SHORT_TEXT = 100;
/** Any that knows this format of files. */
const SQLITE_VERSION = 3_040_000;

/** What is to be written is larger than it may be. */
export class TooManyBytes extends Error {}

/** Places the values of a row, by its number from 0, in a list from a given place on. */
export type PutRow = (row: number, into: SqlValue[], at: number) => void;

/** Writes a number before a place, seven bits a byte; gives the new place. */
const varintBefore = (bytes: Buffer, end: number, value: number): number => {
  let at = end - 1;
  bytes[at] = value & 0x7f;
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes[--at] = (rest & 0x7f) | 0x80;
  return at;
};

/** Writes a text before a place; gives the new place. */
const textBefore = (bytes: Buffer, end: number, text: string): number => {
  const { length } = text;
  if (length <= SHORT_TEXT) {
    const at = end - length;
    let i = 0;
    for (; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) break;
      bytes[at + i] = code;
    }
    if (i === length) return at;
  }
  const at = end - Buffer.byteLength(text);
  bytes.write(text, at, 'utf8');
  return at;
};

/** The numbers by which the file format calls whole numbers, by how many bytes they take. */
const INT_TYPES = [0, 1, 2, 3, 4, 0, 5, 0, 6] as const;
const [NULL_TYPE, ZERO_TYPE, ONE_TYPE] = [0, 8, 9] as const;

const intBytes = (value: number): number => {
  const size = value < 0 ? -1 - value : value;
  if (size < 0x80) return 1;
  if (size < 0x8000) return 2;
  if (size < 0x80_0000) return 3;
  if (size < 0x8000_0000) return 4;
  return size < 0x8000_0000_0000 ? 6 : 8;
};

const intBefore = (bytes: Buffer, end: number, value: number, count: number): number => {
  let at = end;
  let rest = value;
  for (let i = 0; i < count; i++) {
    // Bits of numbers beyond 32 are not at hand in their upper half.
    if (i === 4) rest = Math.floor(value / 2 ** 32);
    bytes[--at] = rest & 0xff;
    rest >>= 8;
  }
  return at;
};

/** Writes rows of so many values, each ending before a given place. */
class RowWriter {
  readonly values: SqlValue[];
  readonly #types: Uint32Array;

  constructor(columns: number) {
    this.values = new Array<SqlValue>(columns).fill(null);
    this.#types = new Uint32Array(columns);
  }

  /** How long the row of `values` is at most, what stands before it in a page included. */
  mostBytes(): number {
    const { values } = this;
    let most = 3 * MOST_VARINT_BYTES + values.length * MOST_VALUE_BYTES;
    for (const value of values) if (typeof value === 'string') most += 3 * value.length;
    return most;
  }

  /** Writes the row of `values`; gives where it begins. */
  before(bytes: Buffer, end: number): number {
    const { values } = this;
    const types = this.#types;
    let at = end;
    for (let c = values.length - 1; c >= 0; c--) {
      const value = values[c]!;
      if (typeof value === 'string') {
        const start = textBefore(bytes, at, value);
        types[c] = 2 * (at - start) + 13;
        at = start;
      } else if (value === null) types[c] = NULL_TYPE;
      else if (value === 0) types[c] = ZERO_TYPE;
      else if (value === 1) types[c] = ONE_TYPE;
      else {
        if (!Number.isSafeInteger(value)) throw new Error(`no whole number: ${value}`);
        const count = intBytes(value);
        at = intBefore(bytes, at, value, count);
        types[c] = INT_TYPES[count]!;
      }
    }
    const head = at;
    for (let c = values.length - 1; c >= 0; c--) at = varintBefore(bytes, at, types[c]!);
    // The length counts itself, which takes a second byte from 128 on.
    const headBytes = head - at + 1;
    return varintBefore(bytes, at, headBytes < 0x80 ? headBytes : headBytes + 1);
  }
}

/** A page of the tree that is a table: its number, and the number of the last row in it or below it. */
interface Page {
  readonly number: number;
  readonly lastRow: number;
}

/**
 * Tables as the bytes of an SQLite database (https://www.sqlite.org/fileformat2.html), written here page by page: a call into
 * SQLite for each value takes several times as long. Rows are numbered from 1.
 */
export class TableFile {
  readonly #pageBytes: number;
  readonly #mostPages: number;
  #bytes: Buffer;
  /** Pages begun; the first holds the head of the file and the list of its tables, and is filled at the end. */
  #pages = 1;
  readonly #tables: { readonly name: string; readonly root: number; readonly sql: string }[] = [];
  /** Of the page that is being filled: where it and its head begin, its kind, its cells, and where the first of them lies. */
  #start = 0;
  #head = 0;
  #kind: Kind = LEAF;
  #cells = 0;
  #content = 0;

  /** Of at most so many bytes, a gigabyte at most; smaller pages are for tests. */
  constructor(mostBytes: number, pageBytes = LARGEST_PAGE) {
    this.#pageBytes = pageBytes;
    this.#mostPages = Math.floor(mostBytes / pageBytes);
    this.#bytes = Buffer.alloc(16 * pageBytes);
  }

  /** Adds a table of `count` rows. */
  add(name: string, columns: readonly string[], count: number, put: PutRow): void {
    const sql = `CREATE TABLE "${name}" (${columns.map((column) => `"${column}"`).join(', ')})`;
    this.#tables.push({ name, root: this.#rootOf(this.#leaves(columns.length, count, put)), sql });
  }

  /** The whole file. */
  end(): Buffer {
    this.#begin(1, LEAF, FILE_HEAD_BYTES);
    for (const [i, { name, root, sql }] of this.#tables.entries()) {
      const values = ['table', name, name, root, sql];
      const writer = new RowWriter(values.length);
      for (const [c, value] of values.entries()) writer.values[c] = value;
      if (!this.#hasRoom(writer.mostBytes())) throw new TooManyBytes('tables');
      this.#addRow(writer, i + 1);
    }
    this.#close();
    const bytes = this.#bytes.subarray(0, this.#pages * this.#pageBytes);
    bytes.write('SQLite format 3\0', 0, 'latin1');
    // 1 stands for the largest page.
    bytes.writeUInt16BE(this.#pageBytes === LARGEST_PAGE ? 1 : this.#pageBytes, 16);
    // A rollback journal, nothing kept free in a page, and shares of a page that never differ.
    bytes.set([1, 1, 0, 64, 32, 32], 18);
    const CHANGES = 1;
    const numbers = { 24: CHANGES, 28: this.#pages, 40: 1, 44: 4, 56: 1, 92: CHANGES, 96: SQLITE_VERSION };
    for (const [at, value] of Object.entries(numbers)) bytes.writeUInt32BE(value, Number(at));
    return bytes;
  }

  #leaves(columns: number, count: number, put: PutRow): Page[] {
    const writer = new RowWriter(columns);
    const leaves: Page[] = [];
    this.#open(LEAF);
    for (let row = 0; row < count; row++) {
      put(row, writer.values, 0);
      const most = writer.mostBytes();
      if (this.#cells > 0 && !this.#hasRoom(most)) {
        leaves.push({ number: this.#close(), lastRow: row });
        this.#open(LEAF);
      }
      if (this.#hasRoom(most)) this.#addRow(writer, row + 1);
      else this.#addLongRow(writer, row + 1, most);
    }
    leaves.push({ number: this.#close(), lastRow: count });
    return leaves;
  }

  /** Puts pages above pages until there is one. */
  #rootOf(leaves: readonly Page[]): number {
    const mostBelow = Math.floor(
      (this.#pageBytes - INNER.headBytes) / (LINK_BYTES + MOST_VARINT_BYTES + POINTER_BYTES),
    );
    let level = leaves;
    while (level.length > 1) {
      // Evenly, as a page with one below it would be none.
      const below = Math.ceil(level.length / Math.ceil(level.length / mostBelow));
      const above: Page[] = [];
      for (let from = 0; from < level.length; from += below) above.push(this.#above(level.slice(from, from + below)));
      level = above;
    }
    return level[0]!.number;
  }

  #above(pages: readonly Page[]): Page {
    const last = pages.at(-1)!;
    this.#open(INNER);
    for (const { number, lastRow } of pages.slice(0, -1)) {
      const at = varintBefore(this.#bytes, this.#content, lastRow) - LINK_BYTES;
      this.#bytes.writeUInt32BE(number, at);
      this.#point(at);
    }
    this.#bytes.writeUInt32BE(last.number, this.#head + INNER.headBytes - LINK_BYTES);
    return { number: this.#close(), lastRow: last.lastRow };
  }

  #startOf(page: number): number {
    return (page - 1) * this.#pageBytes;
  }

  /** Takes the next page; gives its number. */
  #take(): number {
    if (this.#pages === this.#mostPages) throw new TooManyBytes('pages');
    this.#pages++;
    if (this.#pages * this.#pageBytes > this.#bytes.length) {
      const larger = Buffer.alloc(Math.min(2 * this.#bytes.length, this.#mostPages * this.#pageBytes));
      this.#bytes.copy(larger);
      this.#bytes = larger;
    }
    return this.#pages;
  }

  #open(kind: Kind): void {
    this.#begin(this.#take(), kind);
  }

  /** Begins to fill a page, whose head stands after so many bytes. */
  #begin(page: number, kind: Kind, headAfter = 0): void {
    this.#start = this.#startOf(page);
    this.#head = this.#start + headAfter;
    this.#kind = kind;
    this.#cells = 0;
    this.#content = this.#start + this.#pageBytes;
    this.#bytes[this.#head] = kind.kind;
  }

  /** Ends the page that is being filled; gives its number. */
  #close(): number {
    this.#bytes.writeUInt16BE(this.#cells, this.#head + 3);
    // 0 stands for the end of the largest page.
    this.#bytes.writeUInt16BE((this.#content - this.#start) % LARGEST_PAGE, this.#head + 5);
    return this.#start / this.#pageBytes + 1;
  }

  #hasRoom(bytes: number): boolean {
    const used = this.#head + this.#kind.headBytes + this.#cells * POINTER_BYTES;
    return this.#content - used >= bytes + POINTER_BYTES;
  }

  /** Notes a cell that was written before the others. */
  #point(at: number): void {
    const pointer = this.#head + this.#kind.headBytes + this.#cells * POINTER_BYTES;
    this.#bytes[pointer] = (at - this.#start) >>> 8;
    this.#bytes[pointer + 1] = (at - this.#start) & 0xff;
    this.#cells++;
    this.#content = at;
  }

  #addRow(writer: RowWriter, number: number): void {
    const end = this.#content;
    const at = writer.before(this.#bytes, end);
    this.#point(varintBefore(this.#bytes, varintBefore(this.#bytes, at, number), end - at));
  }

  /** Adds a row to an empty page that may not hold all of it. */
  #addLongRow(writer: RowWriter, number: number, most: number): void {
    const scratch = Buffer.alloc(most);
    const row = scratch.subarray(writer.before(scratch, most));
    const mostHeld = this.#pageBytes - 35;
    let held = row.length;
    let end = this.#content;
    if (held > mostHeld) {
      // So much that the last page beyond is full.
      const leastHeld = Math.floor(((this.#pageBytes - 12) * 32) / 255) - 23;
      held = leastHeld + ((row.length - leastHeld) % (this.#pageBytes - LINK_BYTES));
      if (held > mostHeld) held = leastHeld;
      end -= LINK_BYTES;
      this.#putBeyond(row.subarray(held), end);
    }
    const at = end - held;
    row.copy(this.#bytes, at, 0, held);
    this.#point(varintBefore(this.#bytes, varintBefore(this.#bytes, at, number), row.length));
  }

  /** Puts bytes into pages of their own, each of which names the next; `link` is where the first is to be named. */
  #putBeyond(rest: Buffer, link: number): void {
    const inPage = this.#pageBytes - LINK_BYTES;
    let namedAt = link;
    for (let from = 0; from < rest.length; from += inPage) {
      const page = this.#take();
      this.#bytes.writeUInt32BE(page, namedAt);
      namedAt = this.#startOf(page);
      rest.copy(this.#bytes, namedAt + LINK_BYTES, from, from + inPage);
    }
  }
}
