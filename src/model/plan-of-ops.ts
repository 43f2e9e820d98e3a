import type { Op } from './change.ts';
import { emptyRows, type MutableRows, type Plan } from './plan.ts';
import { makeRow } from './row.ts';
import { type EntityName, isEntityName } from './schema.ts';

/** The plan that the ops of a new project make: every one of them sets a cell of a new row; others are passed over. */
export const planOfOps = (projectId: string, ops: readonly Op[]): Plan => {
  const made = new Map<string, { readonly entity: EntityName; readonly id: string; cells: Record<string, unknown> }>();
  for (const op of ops) {
    if (op.kind !== 'set' || !isEntityName(op.entity)) continue;
    const key = `${op.entity}/${op.id}`;
    const row = made.get(key) ?? { entity: op.entity, id: op.id, cells: {} };
    row.cells[op.cell] = op.value;
    made.set(key, row);
  }
  const rows: MutableRows = emptyRows();
  for (const { entity, id, cells } of made.values())
    (rows[entity] as Map<string, unknown>).set(id, makeRow(entity, id, cells));
  return { projectId, revision: 0, rows };
};
