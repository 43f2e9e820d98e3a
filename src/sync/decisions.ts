import type { CellValue } from './change-set.ts';
import { type RowState, rowKey } from './row-state.ts';

/** What a row of decisions says; the model's schema has the cells. */
export interface Decided {
  readonly kind: string;
  readonly entity: string;
  readonly id: string;
  /** Of two rows the other one; empty where it is about one. */
  readonly otherId: string;
}

/** Decisions as the merge asks for them. */
export interface Decisions {
  /** Rows whose conflict between an edit and a delete was decided, and the decision taken back: `entity/id`. */
  readonly reopened: ReadonlySet<string>;
  /** Pairs of rows that are not the same thing (`pairKey`). */
  readonly apart: ReadonlySet<string>;
  /** Rows by `entity/id` that either is about. */
  readonly concerned: ReadonlySet<string>;
}

export const NO_DECISIONS: Decisions = { reopened: new Set(), apart: new Set(), concerned: new Set() };

/** Name of two rows of an entity, whichever is named first. */
export const pairKey = (entity: string, a: string, b: string): string =>
  a < b ? `${entity}/${a}/${b}` : `${entity}/${b}/${a}`;

const text = (value: CellValue | undefined): string => (typeof value === 'string' ? value : '');

/** Reads a decision from the values of its row. */
export const decidedBy = (cellOf: (cell: string) => CellValue | undefined): Decided => {
  const subject = cellOf('subject');
  const { entity, id } =
    typeof subject === 'object' && subject !== null && !Array.isArray(subject)
      ? (subject as { readonly [field: string]: CellValue })
      : {};
  return { kind: text(cellOf('kind')), entity: text(entity), id: text(id), otherId: text(cellOf('otherId')) };
};

/** What decisions come to. Taken back, a decision is a deleted row; one that stands counts more than one taken back. */
export const decisionsFrom = (rows: Iterable<{ readonly decided: Decided; readonly stands: boolean }>): Decisions => {
  const reopened = new Set<string>();
  const settled = new Set<string>();
  const apart = new Set<string>();
  const concerned = new Set<string>();
  for (const { decided, stands } of rows) {
    const { kind, entity, id, otherId } = decided;
    if (kind === 'edit-delete') (stands ? settled : reopened).add(rowKey(entity, id));
    else if (kind === 'duplicate' && stands) apart.add(pairKey(entity, id, otherId));
    concerned.add(rowKey(entity, id));
    if (otherId !== '') concerned.add(rowKey(entity, otherId));
  }
  for (const key of settled) reopened.delete(key);
  return { reopened, apart, concerned };
};

/** The decisions that rows of the merge hold. */
export const decisionsOfRows = (rows: Iterable<RowState>): Decisions =>
  decisionsFrom(
    [...rows]
      .filter(({ edited }) => edited)
      .map((row) => ({
        decided: decidedBy((cell) => row.cells.get(cell)?.at(-1)?.value),
        stands: row.kept.length > 0,
      })),
  );
