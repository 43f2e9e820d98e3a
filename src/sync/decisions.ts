import { type CellValue, dotOf, type Stamp } from './change-set.ts';
import { type RowState, rowKey } from './row-state.ts';

/** What a row of decisions says; the model's schema has the cells. */
export interface Decided {
  readonly kind: string;
  readonly entity: string;
  readonly id: string;
  /** Of two rows the other one, of a value its cell; empty where it is about a row alone. */
  readonly otherId: string;
}

/** A row of decisions, with what the merge knows of it. */
export interface DecisionRow {
  readonly id: string;
  readonly decided: Decided;
  readonly stands: boolean;
  /** The change sets that took it back. */
  readonly takenBackBy: readonly Stamp[];
}

/** A value that was decided, and the decision taken back. */
export interface ReopenedCell {
  readonly cell: string;
  readonly decisionId: string;
  /** The change sets that took it back, by `dotOf`. */
  readonly by: ReadonlySet<string>;
}

/** Decisions as the merge asks for them. */
export interface Decisions {
  /** Rows whose conflict between an edit and a delete was decided, and the decision taken back: `entity/id`. */
  readonly reopened: ReadonlySet<string>;
  /** Cells of a row by `entity/id` whose conflict was decided, and the decision taken back. */
  readonly reopenedCells: ReadonlyMap<string, readonly ReopenedCell[]>;
  /** Pairs of rows that are not the same thing (`pairKey`). */
  readonly apart: ReadonlySet<string>;
  /** Rows by `entity/id` that either is about. */
  readonly concerned: ReadonlySet<string>;
}

export const NO_DECISIONS: Decisions = {
  reopened: new Set(),
  reopenedCells: new Map(),
  apart: new Set(),
  concerned: new Set(),
};

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

/**
 * What decisions come to. Taken back, a decision is a deleted row; one that stands counts more than one taken back. A value
 * has one row of decisions for everybody, which is why there the last word is the row's own.
 */
export const decisionsFrom = (rows: Iterable<DecisionRow>): Decisions => {
  const reopened = new Set<string>();
  const reopenedCells = new Map<string, ReopenedCell[]>();
  const settled = new Set<string>();
  const apart = new Set<string>();
  const concerned = new Set<string>();
  for (const { id: decisionId, decided, stands, takenBackBy } of rows) {
    const { kind, entity, id, otherId } = decided;
    const key = rowKey(entity, id);
    if (kind === 'edit-delete') (stands ? settled : reopened).add(key);
    else if (kind === 'duplicate' && stands) apart.add(pairKey(entity, id, otherId));
    else if (kind === 'value' && !stands) {
      const by = new Set(takenBackBy.map(({ replica, seq }) => dotOf(replica, seq)));
      reopenedCells.set(key, [...(reopenedCells.get(key) ?? []), { cell: otherId, decisionId, by }]);
    }
    concerned.add(key);
    if (kind === 'duplicate') concerned.add(rowKey(entity, otherId));
  }
  for (const key of settled) reopened.delete(key);
  return { reopened, reopenedCells, apart, concerned };
};

/** Whether all that a cell holds was put back when the decision about it was taken back, and nothing has been written since. */
export const isReopened = (heads: readonly Stamp[], { by }: ReopenedCell): boolean =>
  heads.length > 0 && heads.every(({ replica, seq }) => by.has(dotOf(replica, seq)));

/** The decisions that rows of the merge hold. */
export const decisionsOfRows = (rows: Iterable<RowState>): Decisions =>
  decisionsFrom(
    [...rows]
      .filter(({ edited }) => edited)
      .map((row) => ({
        id: row.id,
        decided: decidedBy((cell) => row.cells.get(cell)?.at(-1)?.value),
        stands: row.kept.length > 0,
        takenBackBy: row.deletes,
      })),
  );
