import { canonicalText } from '../../src/sync/canonical-json.ts';
import type { CellValue, Op } from '../../src/sync/change-set.ts';
import { placeFrom } from '../../src/sync/task-tree.ts';
import type { RowTurn, StoredRow } from './row-tables.ts';
import { cellIn, type EntityTable, TREE } from './tables.ts';

const PLACE = 'place';

const setOp = ({ table, id }: RowTurn, cell: string, value: unknown): Op => ({
  kind: 'set',
  entity: table.entity,
  id,
  cell,
  value: value as CellValue,
});

const parentIn = (table: EntityTable, row: StoredRow): string | null =>
  placeFrom(cellIn(table, row.values, PLACE) as CellValue)?.parent ?? null;

/** How deep a task stood, as far up as what turned goes: a parent is put back before what stands under it. */
const depthOf = (turn: RowTurn, byId: ReadonlyMap<string, RowTurn>): number => {
  const seen = new Set<string>();
  let depth = 0;
  let at: RowTurn | undefined = turn;
  while (at?.before !== undefined && !seen.has(at.id)) {
    seen.add(at.id);
    const parent = parentIn(at.table, at.before);
    at = parent === null ? undefined : byId.get(parent);
    depth++;
  }
  return depth;
};

/**
 * Ops that bring rows back to what was shown before an import: the one step by which an import is undone. Rows that were
 * put back are restored first, parents before children, and what came is deleted last.
 */
export const wayBack = (turns: readonly RowTurn[]): readonly Op[] => {
  const restored: Op[] = [];
  const places: { readonly depth: number; readonly op: Op }[] = [];
  const cells: Op[] = [];
  const deleted: Op[] = [];
  const tasks = new Map(turns.filter(({ table }) => table.entity === TREE.entity).map((turn) => [turn.id, turn]));
  for (const turn of turns) {
    const { table, id, before, after } = turn;
    const wasThere = before !== undefined && before.life === 1;
    if (!wasThere) {
      if (after.life === 1) deleted.push({ kind: 'delete', entity: table.entity, id });
      continue;
    }
    if (after.life !== 1) restored.push({ kind: 'restore', entity: table.entity, id });
    for (const [cell, { first, count }] of table.cells) {
      let isSame = true;
      for (let i = first; i < first + count; i++) isSame &&= before.values[i] === after.values[i];
      if (isSame) continue;
      const old = cellIn(table, before.values, cell);
      if (canonicalText(old) === canonicalText(cellIn(table, after.values, cell))) continue;
      const op = setOp(turn, cell, old);
      if (table.entity === TREE.entity && cell === PLACE) places.push({ depth: depthOf(turn, tasks), op });
      else cells.push(op);
    }
  }
  places.sort((a, b) => a.depth - b.depth);
  return [...restored, ...places.map(({ op }) => op), ...cells, ...deleted];
};
