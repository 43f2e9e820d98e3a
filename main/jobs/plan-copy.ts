import { emptyRows, type MutableRows, type Plan } from '../../src/model/plan.ts';
import type { Row } from '../../src/model/row.ts';
import { ENTITY_NAMES, type EntityName } from '../../src/model/schema.ts';

/** The rows of a plan as lists: what can be posted to a worker. */
export type RowsByEntity = { readonly [E in EntityName]: readonly Row<E>[] };

/** A copy of the plan's rows as they are now; rows themselves never change, so lists of them are copy enough. */
export const copyOfPlan = (plan: Plan): RowsByEntity =>
  Object.fromEntries(ENTITY_NAMES.map((name) => [name, [...plan.rows[name].values()]])) as unknown as RowsByEntity;

/** The plan of a copy, for reading. */
export const planOfCopy = (projectId: string, copy: RowsByEntity): Plan => {
  const rows: MutableRows = emptyRows();
  for (const name of ENTITY_NAMES) {
    const map = rows[name] as Map<string, unknown>;
    for (const row of copy[name]) map.set(row.id, row);
  }
  return { projectId, revision: 0, rows };
};
