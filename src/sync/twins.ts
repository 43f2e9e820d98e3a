import { byTotalOrder, type ChangeSet, compareText } from './change-set.ts';
import { pairKey } from './decisions.ts';
import { saw } from './version-vector.ts';

/** A name that more rows of one place have says nothing about what is the same. */
const MOST_OF_A_NAME = 100;

/** A row that may have a twin, and the change set that made it. */
export interface TwinRow {
  readonly entity: string;
  readonly id: string;
  readonly born: Pick<ChangeSet, 'replica' | 'seq' | 'lamport' | 'vector'>;
}

/** Under what rows are looked for that are the same thing; null of a row without a name. */
export const twinKey = (entity: string, name: unknown, parent: string | null): string | null => {
  const plain = typeof name === 'string' ? name.trim().replace(/\s+/g, ' ').toLowerCase() : '';
  return plain === '' ? null : `${entity}/${parent ?? ''}/${plain}`;
};

/**
 * Of rows of one name in one place, those that somebody added who did not know that another had: by id, the row that it
 * is a twin of, the earliest such in total order. Pairs that people have said are not the same are none.
 */
export const twinsAmong = (rows: readonly TwinRow[], apart: ReadonlySet<string>): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  if (rows.length < 2 || rows.length > MOST_OF_A_NAME) return found;
  if (rows.every(({ born }) => born.replica === rows[0]!.born.replica)) return found;
  const inOrder = [...rows].sort((a, b) => byTotalOrder(a.born, b.born) || compareText(a.id, b.id));
  for (const [at, row] of inOrder.entries()) {
    const first = inOrder
      .slice(0, at)
      .find(
        (other) =>
          !saw(row.born, other.born) &&
          (row.born.replica !== other.born.replica || row.born.seq !== other.born.seq) &&
          !apart.has(pairKey(row.entity, row.id, other.id)),
      );
    if (first !== undefined) found.set(row.id, first.id);
  }
  return found;
};
