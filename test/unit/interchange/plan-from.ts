import { expect } from 'vitest';
import type { ImportNote } from '../../../src/api.ts';
import type { ImportedPlan } from '../../../src/interchange/mspdi/imported-plan.ts';
import type { ImportEnv } from '../../../src/interchange/mspdi/mapping.ts';
import { mspdiToOps } from '../../../src/interchange/mspdi/mspdi-to-ops.ts';
import { parseMspdi } from '../../../src/interchange/mspdi/read-mspdi.ts';
import type { Row } from '../../../src/model/row.ts';
import { makeRow } from '../../../src/model/row.ts';
import { ENTITY_NAMES, type EntityName } from '../../../src/model/schema.ts';
import { checkCell } from '../../../src/model/validate.ts';

/** Ids that count, so that equal files give equal ops. */
export const countingEnv = (more: Partial<ImportEnv> = {}): ImportEnv => {
  let next = 0;
  return {
    projectId: 'p',
    newId: () => `id${next++}`,
    linkId: (predecessorId, successorId, type) => `${predecessorId}-${successorId}-${type}`,
    fallbackName: 'uden navn',
    fallbackStartMin: 0,
    names: { calendar: 'Standard', baseline: 'Basisplan' },
    ...more,
  };
};

export interface ReadPlan {
  readonly plan: ImportedPlan;
  readonly rows: { readonly [E in EntityName]: readonly Row<E>[] };
  readonly note: (id: string) => ImportNote | undefined;
}

/** Rows as the ops make them; every value must fit its cell, and every row must come before what refers to it. */
export const rowsOf = (plan: ImportedPlan): ReadPlan['rows'] => {
  const cells = new Map<string, { entity: EntityName; id: string; cells: Record<string, unknown> }>();
  for (const op of plan.ops) {
    if (op.kind !== 'set') throw new Error('an import only sets');
    const checked = checkCell(op.entity as EntityName, op.cell, op.value);
    expect(checked.ok ? '' : `${JSON.stringify(checked.error)} ${JSON.stringify(op.value)?.slice(0, 200)}`).toBe('');
    const key = `${op.entity}/${op.id}`;
    const row = cells.get(key) ?? { entity: op.entity as EntityName, id: op.id, cells: {} };
    expect(row.cells, `${key} sets ${op.cell} twice`).not.toHaveProperty(op.cell);
    row.cells[op.cell] = op.value;
    cells.set(key, row);
  }
  const rows = Object.fromEntries(ENTITY_NAMES.map((name) => [name, [] as unknown[]]));
  for (const { entity, id, cells: set } of cells.values()) rows[entity]!.push(makeRow(entity, id, set));
  return rows as unknown as ReadPlan['rows'];
};

/** Reads a text that must be a plan. */
export const planFrom = (text: string, env: ImportEnv = countingEnv()): ReadPlan => {
  const parsed = parseMspdi(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const plan = mspdiToOps(parsed.value, env);
  return { plan, rows: rowsOf(plan), note: (id) => plan.notes.find((note) => note.id === id) };
};
