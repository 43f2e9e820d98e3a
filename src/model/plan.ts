import type { Row } from './row.ts';
import { ENTITY_NAMES, type EntityName } from './schema.ts';

/** The living rows of one project by entity and id. */
export type PlanRows = { readonly [E in EntityName]: ReadonlyMap<string, Row<E>> };

/**
 * A plan as its readers see it. The maps are patched in place by their owner (the service, or a window's store), which
 * raises `revision` with every change; readers never write, and cache what they derive by revision.
 */
export interface Plan {
  readonly projectId: string;
  readonly revision: number;
  readonly rows: PlanRows;
}

/** One row that came, changed (`row` is its new value) or went (`row` is null). */
export type RowChange = {
  [E in EntityName]: { readonly entity: E; readonly id: string; readonly row: Row<E> | null };
}[EntityName];

/** The rows of a plan that can be patched: what owners of a plan hold. */
export type MutableRows = { readonly [E in EntityName]: Map<string, Row<E>> };

/** Empty maps for every entity of the schema. */
export const emptyRows = (): MutableRows =>
  Object.fromEntries(ENTITY_NAMES.map((name) => [name, new Map()])) as unknown as MutableRows;

/** Carries changes into an owner's maps. */
export const patchRows = (rows: MutableRows, changes: readonly RowChange[]): void => {
  for (const change of changes) {
    const map = rows[change.entity] as Map<string, Row<EntityName>>;
    if (change.row) map.set(change.id, change.row);
    else map.delete(change.id);
  }
};

/**
 * Caches a derivation of the plan until its revision changes, so that an outline or an index is built once per change
 * however many readers ask.
 */
export const derived = <T>(compute: (plan: Plan) => T): ((plan: Plan) => T) => {
  const cache = new WeakMap<PlanRows, { revision: number; value: T }>();
  return (plan) => {
    const hit = cache.get(plan.rows);
    if (hit && hit.revision === plan.revision) return hit.value;
    const value = compute(plan);
    cache.set(plan.rows, { revision: plan.revision, value });
    return value;
  };
};

/** The project's own row; every plan has one once it is made. */
export const projectOf = (plan: Plan): Row<'project'> | undefined => plan.rows.project.get(plan.projectId);
