import type { ConflictKind } from '../model/exchange-result.ts';
import { sameValue } from './canonical-json.ts';
import { isReopened, type ReopenedCell } from './decisions.ts';
import type { MergePolicy } from './merge-policy.ts';
import type { Head, RowState } from './row-state.ts';
import { placeFrom, type TaskTree } from './task-tree.ts';

export type { ConflictKind } from '../model/exchange-result.ts';

export interface Conflict {
  /** Kind and subject, the same on every copy. */
  readonly id: string;
  readonly kind: ConflictKind;
  readonly entity: string;
  readonly rowId: string;
  /** Set for `value`, `place` and `cycle`. */
  readonly cell?: string;
  /** Set for `duplicate`: the row that was there before in total order. */
  readonly otherId?: string;
  /** The decision about a cell that was taken back, where that is why it is open. */
  readonly decisionId?: string;
}

/** A conflict about a row or a cell of it, with the id that it has on every copy. */
export function conflict(kind: ConflictKind, row: Pick<RowState, 'entity' | 'id' | 'key'>, cell?: string): Conflict {
  const subject = { kind, entity: row.entity, rowId: row.id };
  if (cell === undefined) return { id: `${kind} ${row.key}`, ...subject };
  return { id: `${kind} ${row.key}/${cell}`, ...subject, cell };
}

/** The conflict that a row is the same thing as another one that was there before it. */
export const duplicate = (row: Pick<RowState, 'entity' | 'id' | 'key'>, otherId: string): Conflict => ({
  ...conflict('duplicate', row),
  id: `duplicate ${row.key}/${otherId}`,
  otherId,
});

/** The conflict about a cell that was decided, and the decision taken back. */
export const reopenedConflict = (
  row: Pick<RowState, 'entity' | 'id' | 'key'>,
  { cell, decisionId }: ReopenedCell,
  policy: MergePolicy,
): Conflict => {
  const isPlace = row.entity === policy.place.entity && cell === policy.place.cell;
  return { ...conflict(isPlace ? 'place' : 'value', row, cell), decisionId };
};

/** Whether a row that lives was deleted by somebody who did not know an edit of it, and nobody has decided. */
export const isContested = (row: RowState, isReopened: boolean): boolean =>
  row.contested || (isReopened && row.kept.length > 0 && row.deletes.length > 0);

/** Whether the values of heads differ by what `part` picks. */
function differ(heads: readonly Head[], part: (head: Head) => Head['value'] | undefined): boolean {
  const [first, ...others] = heads;
  return first !== undefined && others.some((head) => !sameValue(part(first), part(head)));
}

function placeConflict(row: RowState, cell: string, heads: readonly Head[], tree: TaskTree): Conflict[] {
  if (heads.some((head) => tree.isSkipped(row.id, head))) return [conflict('cycle', row, cell)];
  return differ(heads, (head) => placeFrom(head.value)?.parent) ? [conflict('place', row, cell)] : [];
}

/** All conflicts of one row, dead rows included: a copy that brings the row back has them too. */
export function conflictsOf(
  row: RowState,
  policy: MergePolicy,
  tree: TaskTree,
  is: {
    readonly keptParent: boolean;
    readonly inactiveLink: boolean;
    readonly reopened: boolean;
    readonly reopenedCells: readonly ReopenedCell[];
    readonly twinOf: string | null;
  },
): readonly Conflict[] {
  const found: Conflict[] = [];
  for (const [cell, heads] of row.cells) {
    if (row.entity === policy.place.entity && cell === policy.place.cell) {
      found.push(...placeConflict(row, cell, heads, tree));
    } else if (heads.length > 1 && !policy.isQuiet(row.entity, cell) && differ(heads, (head) => head.value)) {
      found.push(conflict('value', row, cell));
    }
  }
  for (const reopened of is.reopenedCells) {
    const isListed = found.some(({ cell }) => cell === reopened.cell);
    if (!isListed && isReopened(row.cells.get(reopened.cell) ?? [], reopened))
      found.push(reopenedConflict(row, reopened, policy));
  }
  if (isContested(row, is.reopened)) found.push(conflict('edit-delete', row));
  if (is.keptParent) found.push(conflict('kept-parent', row));
  if (is.inactiveLink) found.push(conflict('link-cycle', row));
  if (is.twinOf !== null) found.push(duplicate(row, is.twinOf));
  return found;
}
