import { createRow, type Op } from '../../model/change.ts';
import type { Cells } from '../../model/row.ts';
import { type EntityName, MAX_TEXT } from '../../model/schema.ts';
import { type CleanText, cleanName, cleanText } from '../clean-text.ts';
import type { NoteBook, NoteId } from '../note-book.ts';
import type { MspdiFile } from './parsed.ts';

/** What an import asks of the world. */
export interface ImportEnv {
  readonly projectId: string;
  readonly newId: () => string;
  /** The deterministic id of a link. */
  readonly linkId: (predecessorId: string, successorId: string, type: string) => string;
  /** The project's name where the file has none: that of the file. */
  readonly fallbackName: string;
  /** The project's start where the file says nothing of it. */
  readonly fallbackStartMin: number;
  /** Names for what has none in such files, in the person's language. */
  readonly names: { readonly calendar: string; readonly baseline: string };
  /** The file declared another encoding than it has. */
  readonly encodingGuessed?: boolean;
  /** What the file says of its tasks is wanted beside the plan. */
  readonly wantsFiled?: boolean;
}

/** An import under way: the file, the ops made so far and the notes. */
export interface Mapping {
  readonly file: MspdiFile;
  readonly env: ImportEnv;
  readonly ops: Op[];
  readonly book: NoteBook;
}

/** Adds the ops of a new row. */
export const addRow = <E extends EntityName>({ ops }: Mapping, entity: E, id: string, cells: Cells<E>): void => {
  for (const op of createRow(entity, id, cells)) ops.push(op);
};

const noted = ({ book }: Mapping, { text, cut, stripped }: CleanText, id: NoteId): string => {
  if (cut) book.add(id, text);
  if (stripped) book.add('characters-removed', text);
  return text;
};

/** A name that fits its cell; what was changed is noted. */
export const nameFor = (mapping: Mapping, text: string, max?: number): string =>
  noted(mapping, cleanName(text, max), 'names-cut');

/** A running text that fits its cell; what was changed is noted. */
export const textFor = (mapping: Mapping, text: string): string =>
  noted(mapping, cleanText(text, MAX_TEXT), 'texts-cut');

/** A whole number within bounds; what was changed is noted under the name of its owner. */
export const clamped = ({ book }: Mapping, value: number, min: number, max: number, owner: string): number => {
  const whole = Math.round(value) + 0;
  if (whole >= min && whole <= max) return whole;
  book.add('values-clamped', owner);
  return whole < min ? min : max;
};
