import { ownCommitment, populationIn } from '../model/commitment-rows.ts';
import type { CommitmentStatus } from '../model/commitment-schema.ts';
import type { Plan } from '../model/plan.ts';
import { type Commitment, defaultCells, type Participant } from '../model/row.ts';
import { err, ok, type Result } from '../result.ts';
import { parseDate } from '../time/entry.ts';

/** What a column of a list of answers holds. */
export const LIST_COLUMNS = [
  'code',
  'name',
  'status',
  'day',
  'inhabitants',
  'signatory',
  'expectedDay',
  'remindedDay',
  'desiredGoLiveDay',
  'agreedGoLiveDay',
  'remark',
] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];

/** Words by which columns and statuses are known, in lower case; lists come back in either language. */
export interface ListWords {
  readonly columns: ReadonlyMap<string, ListColumn>;
  readonly statuses: ReadonlyMap<string, CommitmentStatus>;
}

export interface ListRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What is wrong with a line; texts are in the catalogue `commitment` under `list.<id>`. */
export interface ListFault {
  readonly id:
    | 'no-header'
    | 'no-name-column'
    | 'no-answer-column'
    | 'column-twice'
    | 'unknown-code'
    | 'unknown-name'
    | 'broken-letters'
    | 'code-and-name-differ'
    | 'row-twice'
    | 'unknown-status'
    | 'not-a-day'
    | 'not-whole'
    | 'too-many-cells'
    | 'nobody';
  readonly params: Readonly<Record<string, string | number>>;
}

export interface AnswerToRecord {
  readonly roundId: string;
  readonly moduleId: string | null;
  readonly participantId: string;
  readonly cells: Partial<Omit<Commitment, 'id' | 'roundId' | 'participantId' | 'moduleId'>>;
}

/** What became of one line of a list. */
export interface ListLine {
  readonly line: number;
  readonly name: string;
  readonly outcome: 'changed' | 'same' | 'fault';
  readonly fault: ListFault | null;
}

/** The matching report: every line, and what would be recorded. Nothing is to be recorded while a line is at fault. */
export interface ListReport {
  readonly lines: readonly ListLine[];
  readonly faults: number;
  readonly answers: readonly AnswerToRecord[];
}

export interface ListTarget {
  readonly roundId: string;
  readonly moduleId: string | null;
  readonly words: ListWords;
  readonly todayDay: number;
}

const fault = (id: ListFault['id'], params: ListFault['params'] = {}): Result<never, ListFault> => err({ id, params });

const plain = (text: string): string => text.trim().toLowerCase().normalize('NFC').replace(/\s+/g, ' ');

/** "Aarhus Kommune", "Århus" and "aarhus" are one. */
const nameKey = (name: string): string =>
  plain(name)
    .replace(/\s*kommune$/, '')
    .replace(/aa/g, 'å');

/** Danish letters of UTF-8 that were read as if each byte were one. */
const BROKEN = /Ã[¦¸¥†˜…]|\ufffd/;

const DAY_COLUMNS: ReadonlySet<ListColumn> = new Set([
  'day',
  'expectedDay',
  'remindedDay',
  'desiredGoLiveDay',
  'agreedGoLiveDay',
]);

/** A whole number as people and spreadsheets write it: 632.340, 632 340, 632,340 and 632340,0 are the same. */
export const wholeNumber = (text: string): number | null => {
  const tight = text.trim().replace(/[\s\u00a0]/g, '');
  if (/^\d+([.,]0+)?$/.test(tight) && !/^\d{1,3}([.,]000)+$/.test(tight)) return Number(tight.replace(/[.,]0+$/, ''));
  if (/^\d{1,3}(\.\d{3})+(,0+)?$/.test(tight)) return Number(tight.replace(/,0+$/, '').replace(/\./g, ''));
  if (/^\d{1,3}(,\d{3})+(\.0+)?$/.test(tight)) return Number(tight.replace(/\.0+$/, '').replace(/,/g, ''));
  return null;
};

type Header = ReadonlyMap<ListColumn, number>;

const headerOf = ({ cells }: ListRow, words: ListWords): Result<Header, ListFault> => {
  const header = new Map<ListColumn, number>();
  for (const [i, cell] of cells.entries()) {
    const column = words.columns.get(plain(cell));
    if (column === undefined) continue;
    if (header.has(column)) return fault('column-twice', { column: cell.trim() });
    header.set(column, i);
  }
  if (header.size === 0) return fault('no-header');
  if (!header.has('code') && !header.has('name')) return fault('no-name-column');
  if (![...header.keys()].some((column) => column !== 'code' && column !== 'name' && column !== 'inhabitants'))
    return fault('no-answer-column');
  return ok(header);
};

interface Known {
  readonly byCode: ReadonlyMap<string, Participant>;
  readonly byName: ReadonlyMap<string, Participant>;
}

const knownOf = (plan: Plan): Known => {
  const all = [...plan.rows.participant.values()];
  return {
    byCode: new Map(all.filter(({ code }) => code !== '').map((one) => [one.code, one])),
    byName: new Map(all.map((one) => [nameKey(one.name), one])),
  };
};

const participantOf = ({ byCode, byName }: Known, code: string, name: string): Result<Participant, ListFault> => {
  // Where a name is broken so are the other texts of the line, whether it is known by its code or not.
  if (BROKEN.test(name)) return fault('broken-letters', { name });
  const named = name === '' ? undefined : byName.get(nameKey(name));
  if (code === '') {
    if (named) return ok(named);
    if (name === '') return fault('nobody');
    return fault('unknown-name', { name });
  }
  // Some lists write the code with a leading zero.
  const coded = byCode.get(code) ?? byCode.get(code.replace(/^0+/, ''));
  if (!coded) return fault('unknown-code', { code });
  if (named && named.id !== coded.id) return fault('code-and-name-differ', { code, name, known: coded.name });
  return ok(coded);
};

type Cells = { -readonly [K in keyof AnswerToRecord['cells']]: AnswerToRecord['cells'][K] };

const dayIn = (text: string, todayDay: number): Result<number | null, ListFault> => {
  if (text === '' || text === '-' || text === '–') return ok(null);
  const typed = parseDate(text, { todayDay });
  return typed.ok ? ok(typed.value.dayNumber) : fault('not-a-day', { text });
};

/** The cells that a line says something of; what it leaves empty stays as it is. */
const cellsOf = (
  read: (column: ListColumn) => string,
  header: Header,
  { words, todayDay }: ListTarget,
): Result<{ readonly cells: Cells; readonly inhabitants: number | null }, ListFault> => {
  const cells: Cells = {};
  for (const column of header.keys()) {
    const text = read(column);
    if (text === '') continue;
    if (DAY_COLUMNS.has(column) && column !== 'day') {
      const day = dayIn(text, todayDay);
      if (!day.ok) return day;
      cells[column as 'expectedDay'] = day.value;
    }
    if (column !== 'remark' && column !== 'signatory') continue;
    if (BROKEN.test(text)) return fault('broken-letters', { name: text });
    cells[column] = text;
  }
  const day = dayIn(read('day'), todayDay);
  if (!day.ok) return day;
  const said = read('status');
  if (said !== '') {
    const status = words.statuses.get(plain(said));
    if (status === undefined) return fault('unknown-status', { text: said });
    cells.answer = { status, day: day.value };
  }
  const counted = read('inhabitants');
  const inhabitants = counted === '' ? null : wholeNumber(counted);
  if (counted !== '' && inhabitants === null) return fault('not-whole', { text: counted });
  return ok({ cells, inhabitants });
};

const blank = defaultCells('commitment');

/** Whether recording the cells would leave the answer as it is. */
const isSame = (before: Commitment | undefined, cells: Cells): boolean =>
  Object.entries(cells).every(([cell, value]) => {
    const known = before ?? blank;
    if (cell !== 'answer') return known[cell as keyof typeof known] === value;
    const { status, day } = value as Commitment['answer'];
    return known.answer.status === status && (day === null || known.answer.day === day);
  });

/**
 * Matches a list that came back (its first row names the columns) against the participants of a plan, line by line. A
 * line is known by its code, else by its name. Pure: what is to be done with the report is for whoever asked.
 */
export const matchAnswers = (plan: Plan, rows: readonly ListRow[], target: ListTarget): ListReport => {
  const [first, ...body] = rows;
  const header = first ? headerOf(first, target.words) : fault('no-header');
  if (!header.ok) {
    const line: ListLine = { line: first?.line ?? 1, name: '', outcome: 'fault', fault: header.error };
    return { lines: [line], faults: 1, answers: [] };
  }
  const known = knownOf(plan);
  const seen = new Map<string, number>();
  const answers: AnswerToRecord[] = [];
  const lines = body.map(({ line, cells: given }): ListLine => {
    const read = (column: ListColumn): string => {
      const at = header.value.get(column);
      return at === undefined ? '' : (given[at] ?? '').trim().normalize('NFC');
    };
    const wrong = (name: string, what: ListFault): ListLine => ({ line, name, outcome: 'fault', fault: what });
    const written = read('name') || read('code');
    if (given.slice(first!.cells.length).some((cell) => cell.trim() !== ''))
      return wrong(written, { id: 'too-many-cells', params: { count: given.length, columns: first!.cells.length } });
    const participant = participantOf(known, read('code'), read('name'));
    if (!participant.ok) return wrong(written, participant.error);
    const { id, name } = participant.value;
    const before = seen.get(id);
    if (before !== undefined) return wrong(name, { id: 'row-twice', params: { name, line: before } });
    seen.set(id, line);
    const cells = cellsOf(read, header.value, target);
    if (!cells.ok) return wrong(name, cells.error);
    const { roundId, moduleId } = target;
    if (isSame(ownCommitment(plan, roundId, id, moduleId), cells.value.cells))
      return { line, name, outcome: 'same', fault: null };
    const { inhabitants } = cells.value;
    const { answer } = cells.value.cells;
    const signed =
      inhabitants !== null &&
      inhabitants !== populationIn(plan, id)?.inhabitants &&
      answer?.status === 'joined' &&
      answer.day !== null
        ? { signed: { day: answer.day, inhabitants, populationYear: null } }
        : {};
    answers.push({ roundId, moduleId, participantId: id, cells: { ...cells.value.cells, ...signed } });
    return { line, name, outcome: 'changed', fault: null };
  });
  return { lines, faults: lines.filter(({ outcome }) => outcome === 'fault').length, answers };
};
