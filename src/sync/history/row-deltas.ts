import type { CellDelta, RowDelta, RowFate } from '../../model/history-result.ts';
import { sameCell } from '../../model/same-value.ts';
import { type Act, byTotalOrder, type CellValue, type Op, type Stamp } from '../change-set.ts';
import { rowKey } from '../row-state.ts';
import { saw } from '../version-vector.ts';

/** Something that a change set did to a row. */
export interface Touch extends Stamp {
  readonly op: Op;
}

/** A change set as far as its meaning for rows goes. */
export interface Deed extends Act {
  readonly ops: readonly Op[];
}

const PLACES: ReadonlySet<string> = new Set(['place', 'order']);

/** What the author of a change set saw of a row: the values shown to them, and whether it was there. */
const seenBy = (deed: Deed, touches: readonly Touch[]) => {
  const seen = touches.filter((touch) => saw(deed, touch));
  // Sorting is stable, so what one change set did keeps its order.
  seen.sort(byTotalOrder);
  const cells = new Map<string, CellValue>();
  for (const { op } of seen) if (op.kind === 'set') cells.set(op.cell, op.value);
  const last = seen.at(-1)?.op.kind;
  return { cells, isKnown: seen.some(({ op }) => op.kind !== 'delete'), isGone: last === 'delete' };
};

const fateOf = (ops: readonly Op[], cells: readonly CellDelta[], isKnown: boolean, isGone: boolean): RowFate => {
  if (ops.at(-1)!.kind === 'delete') return 'deleted';
  if (!isKnown) return 'added';
  if (isGone || ops.some(({ kind }) => kind === 'restore')) return 'restored';
  return cells.length > 0 && cells.every(({ cell }) => PLACES.has(cell)) ? 'moved' : 'changed';
};

/**
 * What a change set did to its rows, in its own order, as its author saw it: former values are those that stood before the
 * author, not what others did meanwhile. `touchesOf` gives all that is held of a row, in any order of change sets.
 */
export const rowDeltasOf = (
  deed: Deed,
  touchesOf: (entity: string, id: string) => readonly Touch[],
): readonly RowDelta[] => {
  const byRow = new Map<string, Op[]>();
  for (const op of deed.ops) {
    const key = rowKey(op.entity, op.id);
    const ops = byRow.get(key);
    if (ops) ops.push(op);
    else byRow.set(key, [op]);
  }
  return [...byRow.values()].map((ops): RowDelta => {
    const { entity, id } = ops[0]!;
    const { cells: seen, isKnown, isGone } = seenBy(deed, touchesOf(entity, id));
    const now = new Map<string, CellValue>();
    for (const op of ops) if (op.kind === 'set') now.set(op.cell, op.value);
    const cells = [...now].flatMap(([cell, after]): CellDelta[] => {
      const before = seen.get(cell) ?? null;
      return isKnown && sameCell(before, after) ? [] : [{ cell, before, after }];
    });
    return { entity, id, fate: fateOf(ops, cells, isKnown, isGone), cells };
  });
};
