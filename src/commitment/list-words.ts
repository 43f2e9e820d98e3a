import { COMMITMENT_STATUSES, type CommitmentStatus } from '../model/commitment-schema.ts';
import { LIST_COLUMNS, type ListColumn, type ListWords } from './answer-list.ts';

/** A text of a catalogue by its key, in one language. */
type Text = (catalogue: 'fields' | 'commitment', key: string) => string;

const plain = (text: string): string => text.trim().toLowerCase().normalize('NFC').replace(/\s+/g, ' ');

/** Other words for columns that lists bear; `|` parts them. */
const otherWords = (text: Text, column: ListColumn): string[] => text('commitment', `list.words.${column}`).split('|');

/** The heading of a column in lists that go out. */
export const columnTitle = (text: Text, column: ListColumn): string => text('commitment', `list.column.${column}`);

/** By which words columns and statuses are known in lists that come back: those of all given languages, and the ids. */
export const listWords = (texts: readonly Text[]): ListWords => {
  const columns = new Map<string, ListColumn>();
  const statuses = new Map<string, CommitmentStatus>();
  for (const column of LIST_COLUMNS) {
    columns.set(plain(column), column);
    for (const text of texts)
      for (const word of [columnTitle(text, column), ...otherWords(text, column)]) columns.set(plain(word), column);
  }
  for (const status of COMMITMENT_STATUSES) {
    statuses.set(status, status);
    for (const text of texts) statuses.set(plain(text('fields', `commitment.answer.status.${status}`)), status);
  }
  return { columns, statuses };
};
