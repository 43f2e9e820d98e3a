import { type Cells, defaultCells } from './row.ts';
import type { EntityName } from './schema.ts';

/** A value as the log keeps it: JSON without undefined, numbers being safe integers. */
export type CellValue = null | boolean | number | string | readonly CellValue[] | { readonly [key: string]: CellValue };

/**
 * The three things that can happen to a row. `restore` brings a deleted row back with the cells it had. Together with
 * src/sync/change-set.ts this is the whole language of the log.
 */
export type Op =
  | {
      readonly kind: 'set';
      readonly entity: string;
      readonly id: string;
      readonly cell: string;
      readonly value: CellValue;
    }
  | { readonly kind: 'delete'; readonly entity: string; readonly id: string }
  | { readonly kind: 'restore'; readonly entity: string; readonly id: string };

/** An op that sets one cell, typed by the schema. */
export const setCell = <E extends EntityName, C extends keyof Cells<E> & string>(
  entity: E,
  id: string,
  cell: C,
  value: NonNullable<Cells<E>[C]> | (null extends Cells<E>[C] ? null : never),
): Op => ({ kind: 'set', entity, id, cell, value: value as CellValue });

/** Ops that make a row: one per cell that differs from the schema's default, and at least one so that the row exists. */
export const createRow = <E extends EntityName>(entity: E, id: string, cells: Cells<E>): Op[] => {
  const fallback = defaultCells(entity) as Readonly<Record<string, unknown>>;
  const given = Object.entries(cells).filter(([, value]) => value !== undefined);
  const told = given.filter(([cell, value]) => JSON.stringify(value) !== JSON.stringify(fallback[cell]));
  const kept = told.length > 0 ? told : given.slice(0, 1);
  return kept.map(([cell, value]) => ({ kind: 'set', entity, id, cell, value: value as CellValue }));
};

/** An op that deletes a row. */
export const deleteRow = (entity: EntityName, id: string): Op => ({ kind: 'delete', entity, id });
