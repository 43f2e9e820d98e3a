import { type EntryLanguage, formatDate } from '../time/entry.ts';
import { LIST_COLUMNS, type ListColumn } from './answer-list.ts';
import { columnTitle } from './list-words.ts';
import type { Answer } from './standing.ts';

/** A cell of a list: a text, a whole number, or a day. */
export type ListCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'day'; readonly day: number };

type Text = (catalogue: 'fields' | 'commitment', key: string) => string;

const NOTHING: ListCell = { kind: 'text', text: '' };

const dayCell = (day: number | null | undefined): ListCell => (day == null ? NOTHING : { kind: 'day', day });

const cellOf = (answer: Answer, column: ListColumn, text: Text): ListCell => {
  const { participant, commitment, status, joinedDay } = answer;
  switch (column) {
    case 'code':
      return { kind: 'text', text: participant.code };
    case 'name':
      return { kind: 'text', text: participant.name };
    case 'status':
      return { kind: 'text', text: text('fields', `commitment.answer.status.${status}`) };
    case 'day':
      return dayCell(commitment?.answer.day ?? joinedDay);
    case 'inhabitants':
      return participant.kind === 'municipality' ? { kind: 'number', value: answer.inhabitants } : NOTHING;
    case 'signatory':
    case 'remark':
      return { kind: 'text', text: commitment?.[column] ?? '' };
    default:
      return dayCell(commitment?.[column]);
  }
};

/** Answers as a table to send out: the same columns by which a list that comes back is read. */
export const answerRows = (answers: readonly Answer[], text: Text): readonly (readonly ListCell[])[] => [
  LIST_COLUMNS.map((column): ListCell => ({ kind: 'text', text: columnTitle(text, column) })),
  ...answers.map((answer) => LIST_COLUMNS.map((column) => cellOf(answer, column, text))),
];

/** A cell as people read it: days in the style of the language, numbers without separators, so that they are read back. */
export const cellText = (cell: ListCell, language: EntryLanguage): string =>
  cell.kind === 'text' ? cell.text : cell.kind === 'number' ? String(cell.value) : formatDate(cell.day, language);
