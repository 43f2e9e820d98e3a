import { type EntryLanguage, formatDate } from '../time/entry.ts';
import { LIST_COLUMNS, type ListColumn } from './answer-list.ts';
import { columnTitle } from './list-words.ts';
import type { RolloutLine } from './rollout.ts';
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

/** Columns of the rollout beside the answers; they are written and not read back. */
const ROLLOUT_COLUMNS = [
  'wave',
  'plannedDay',
  'day',
  'actualDay',
  'billingDay',
  'noticeDueDay',
  'noticeDay',
  'postponed',
] as const;

const rolloutCell = (line: RolloutLine | undefined, column: (typeof ROLLOUT_COLUMNS)[number]): ListCell => {
  if (column === 'wave') return { kind: 'text', text: line?.wave?.name ?? '' };
  if (column === 'postponed') {
    const reasons = (line?.postponements ?? []).map(({ reason }) => reason).filter((reason) => reason !== '');
    return { kind: 'text', text: reasons.join('; ') };
  }
  return dayCell(column === 'actualDay' ? line?.goLive?.actualDay : line?.[column]);
};

/** What a list has beside the answers; it is written and not read back. */
export interface ListExtras {
  readonly rollout?: readonly RolloutLine[] | null;
  /** The last day on which an answer binds, in a round that binds for a time. */
  readonly boundUntil?: ((answer: Answer) => number | null) | null;
}

/**
 * Answers as a table to send out: the same columns by which a list that comes back is read, and after them how long
 * they bind, and of a rollout the waves and go-lives.
 */
export const answerRows = (
  answers: readonly Answer[],
  text: Text,
  { rollout = null, boundUntil = null }: ListExtras = {},
): readonly (readonly ListCell[])[] => {
  const lines = new Map((rollout ?? []).map((line) => [line.answer.participant.id, line]));
  const columns = rollout === null ? [] : ROLLOUT_COLUMNS;
  const heading = (words: string): ListCell => ({ kind: 'text', text: words });
  return [
    [
      ...LIST_COLUMNS.map((column) => heading(columnTitle(text, column))),
      ...(boundUntil ? [heading(text('commitment', 'list.boundUntil'))] : []),
      ...columns.map((column) => heading(text('commitment', `list.rollout.${column}`))),
    ],
    ...answers.map((answer) => [
      ...LIST_COLUMNS.map((column) => cellOf(answer, column, text)),
      ...(boundUntil ? [dayCell(boundUntil(answer))] : []),
      ...columns.map((column) => rolloutCell(lines.get(answer.participant.id), column)),
    ]),
  ];
};

/** A cell as people read it: days in the style of the language, numbers without separators, so that they are read back. */
export const cellText = (cell: ListCell, language: EntryLanguage): string =>
  cell.kind === 'text' ? cell.text : cell.kind === 'number' ? String(cell.value) : formatDate(cell.day, language);
