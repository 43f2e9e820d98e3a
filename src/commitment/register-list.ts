import type { Plan } from '../model/plan.ts';
import { type ListRow, wholeNumber } from './answer-list.ts';

/** Why a line of a register cannot be taken; texts are in the catalogue `commitment` under `list.<id>`. */
export interface RegisterFault {
  readonly line: number;
  readonly id:
    | 'no-register'
    | 'unknown-code'
    | 'row-twice'
    | 'not-whole'
    | 'no-year'
    | 'years-differ'
    | 'not-an-address';
  readonly params: Readonly<Record<string, string | number>>;
}

interface Count {
  readonly code: string;
  readonly inhabitants: number;
}

interface Mailbox {
  readonly code: string;
  readonly mailbox: string;
}

/** What a register says, for the command `participant.setRegister`; nothing is to be taken while a line is at fault. */
export interface RegisterReport {
  /** The year of the counts; null where there are none. */
  readonly year: number | null;
  readonly counts: readonly Count[];
  readonly mailboxes: readonly Mailbox[];
  readonly faults: readonly RegisterFault[];
}

const CODE = /^(code|kode|kommunekode|kommunenr\.?|komkode)$/;
const COUNT = /^(population|inhabitants|indbyggere|indbyggertal|folketal|befolkning)$/;
const YEAR = /^(population_year|year|år|tid)$/;
const MAILBOX = /^((shared )?mailbox|(funktions)?postkasse|hovedpostkasse|e-?mail|mail)$/;
/** A year, also where it is written with its quarter as Danmarks Statistik does: 2026K1. */
const YEAR_TEXT = /^(19\d\d|20\d\d|21\d\d)(?:K1)?$/;
/** Enough to tell an address from another column: what a mail server accepts only the server knows. */
const ADDRESS = /^[^\s@;,]+@[^\s@;,]+\.[^\s@;,.]+$/;

type Cell = (cells: readonly string[]) => string;

interface Columns {
  readonly code: Cell;
  readonly count: Cell | null;
  readonly year: Cell | null;
  readonly mailbox: Cell | null;
}

/** The columns by their headings; null where there is nothing to be read: neither counts with their year nor mailboxes. */
const columnsOf = (head: readonly string[]): Columns | null => {
  const names = head.map((cell) => cell.trim().toLowerCase());
  const find = (pattern: RegExp): Cell | null => {
    const at = names.findIndex((name) => pattern.test(name));
    return at < 0 ? null : (cells) => (cells[at] ?? '').trim();
  };
  const [code, count, year, mailbox] = [find(CODE), find(COUNT), find(YEAR), find(MAILBOX)];
  const isUseful = (count === null) === (year === null) && (count !== null || mailbox !== null);
  return code !== null && isUseful ? { code, count, year, mailbox } : null;
};

/**
 * Reads a register: municipality codes with the inhabitants of a year, as the figures ship, with shared mailboxes, or with
 * both. An empty mailbox says nothing.
 */
export const readRegister = (plan: Plan, rows: readonly ListRow[]): RegisterReport => {
  const [head, ...body] = rows;
  const columns = columnsOf(head?.cells ?? []);
  if (columns === null)
    return {
      year: null,
      counts: [],
      mailboxes: [],
      faults: [{ line: head?.line ?? 1, id: 'no-register', params: {} }],
    };
  const known = new Map(
    [...plan.rows.participant.values()].filter(({ code }) => code !== '').map((one) => [one.code, one]),
  );
  const seen = new Map<string, number>();
  const counts: Count[] = [];
  const mailboxes: Mailbox[] = [];
  const faults: RegisterFault[] = [];
  let year: number | null = null;
  for (const { line, cells } of body) {
    const add = (id: RegisterFault['id'], params: RegisterFault['params'] = {}): void => {
      faults.push({ line, id, params });
    };
    const given = columns.code(cells);
    const participant = known.get(given) ?? known.get(given.replace(/^0+/, ''));
    if (!participant) {
      add('unknown-code', { code: given });
      continue;
    }
    const { code, name } = participant;
    const before = seen.get(code);
    if (before !== undefined) add('row-twice', { name, line: before });
    seen.set(code, line);
    const mailbox = columns.mailbox?.(cells) ?? '';
    if (mailbox !== '' && !ADDRESS.test(mailbox)) add('not-an-address', { text: mailbox });
    if (mailbox !== '') mailboxes.push({ code, mailbox });
    if (columns.count === null || columns.year === null) continue;
    const inhabitants = wholeNumber(columns.count(cells));
    if (inhabitants === null) add('not-whole', { text: columns.count(cells) });
    else counts.push({ code, inhabitants });
    const told = YEAR_TEXT.exec(columns.year(cells))?.[1];
    if (told === undefined) add('no-year', { text: columns.year(cells) });
    else if (year !== null && year !== Number(told)) add('years-differ', { year, other: told });
    else year = Number(told);
  }
  return { year, counts, mailboxes, faults };
};

/** The input of `participant.setRegister` for a register without faults; null where it says nothing. */
export const registerInput = ({ year, counts, mailboxes }: RegisterReport) => {
  if (counts.length === 0 && mailboxes.length === 0) return null;
  return {
    ...(year !== null && counts.length > 0 && { population: { year, counts } }),
    ...(mailboxes.length > 0 && { mailboxes }),
  };
};
