import type { CellValue } from './change.ts';
import { cellSpec, type EntityName, entities, isEntityName } from './schema.ts';

/** A row's cells, whether it is living or not. */
export type NamedRow = Readonly<Record<string, unknown>>;
/** The row of an id; null where there never was one. */
export type FindRow = (entity: EntityName, id: string) => NamedRow | null;

/** Of what has no name of its own, so much of its text is told. */
const MOST_CHARS = 80;
/** A row between two others between two others: no further. */
const MOST_STEPS = 2;

const short = (text: string): string => {
  const line = text.trim().split(/\s*\n/, 1)[0]!;
  return line.length > MOST_CHARS ? `${line.slice(0, MOST_CHARS - 1)}…` : line;
};

const namesOfEnds = (entity: EntityName, row: NamedRow, find: FindRow, steps: number): string[] =>
  Object.entries(entities[entity].cells).flatMap(([cell, spec]) => {
    const id = row[cell];
    if (spec.type !== 'ref' || typeof id !== 'string') return [];
    const name = nameOf(spec.entity as EntityName, id, find, steps - 1);
    return name === '' ? [] : [name];
  });

const nameOf = (entity: EntityName, id: string, find: FindRow, steps: number): string => {
  const row = find(entity, id);
  if (row === null) return '';
  if (typeof row.name === 'string') return row.name;
  if (entity === 'note') {
    const { entity: about, id: aboutId } = row.subject as { readonly entity: string; readonly id: string };
    return isEntityName(about) && steps > 0 ? nameOf(about, aboutId, find, steps - 1) : '';
  }
  if (typeof row.text === 'string') return short(row.text);
  if (steps === 0) return '';
  return namesOfEnds(entity, row, find, steps).join(entity === 'link' ? ' → ' : ' – ');
};

/**
 * What people know a row by: its name; of a link or another row between others their names; of a question the beginning of
 * its text. Empty where there is nothing of the kind.
 */
export const rowName = (entity: string, id: string, find: FindRow): string =>
  isEntityName(entity) ? nameOf(entity, id, find, MOST_STEPS) : '';

/** Rows that a value of a cell points at. */
export const rowsPointedAt = (
  entity: string,
  cell: string,
  value: CellValue,
): readonly { readonly entity: EntityName; readonly id: string }[] => {
  if (!isEntityName(entity)) return [];
  const spec = cellSpec(entity, cell);
  if (spec === undefined || value === null) return [];
  if (spec.type === 'ref' && typeof value === 'string') return [{ entity: spec.entity as EntityName, id: value }];
  if (entity === 'task' && cell === 'place') {
    const { parent } = value as { readonly parent: string | null };
    return parent === null ? [] : [{ entity: 'task', id: parent }];
  }
  return [];
};
