import { derived, type Plan } from './plan.ts';
import type { Row } from './row.ts';

const keyOf = (entity: string, id: string): string => `${entity}/${id}`;

/** What notes there are, by what they are about. */
const notesBySubject: (plan: Plan) => ReadonlyMap<string, readonly Row<'note'>[]> = derived((plan) => {
  const found = new Map<string, Row<'note'>[]>();
  for (const note of plan.rows.note.values()) {
    const key = keyOf(note.subject.entity, note.subject.id);
    const beside = found.get(key);
    if (beside === undefined) found.set(key, [note]);
    else beside.push(note);
  }
  for (const notes of found.values()) if (notes.length > 1) notes.sort((a, b) => (a.id < b.id ? -1 : 1));
  return found;
});

/**
 * The notes about a row. There is one, but where things that each had theirs became one, or people whose product gave
 * every note an id of its own wrote apart.
 */
export const notesAbout = (plan: Plan, entity: string, id: string): readonly Row<'note'>[] =>
  notesBySubject(plan).get(keyOf(entity, id)) ?? [];

/** What is noted about a row, all of it, with an empty line between one note and the next; empty where nothing is. */
export const noteAbout = (plan: Plan, entity: string, id: string): string =>
  notesAbout(plan, entity, id)
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join('\n\n');
