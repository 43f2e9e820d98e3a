import type { Op } from '../change.ts';
import type { Plan, PlanRows } from '../plan.ts';
import { makeRow } from '../row.ts';
import { type EntityName, isEntityName } from '../schema.ts';

/** Says whether ops leave the outline and the links as they are, and with them all that commands look up. */
const leavesShape = (rows: PlanRows, ops: readonly Op[]): boolean =>
  ops.every((op) => op.kind === 'set' && op.entity === 'task' && op.cell !== 'place' && rows.task.has(op.id));

/** A plan that takes ops up as they come, beside the plan it begins as. Maps are copied when they are first written to. */
export class WorkingPlan implements Plan {
  readonly projectId: string;
  revision = 0;
  readonly rows: PlanRows;
  private readonly own = new Map<EntityName, Map<string, unknown>>();

  constructor(plan: Plan) {
    this.projectId = plan.projectId;
    this.rows = { ...plan.rows };
  }

  apply(ops: readonly Op[]): void {
    if (!leavesShape(this.rows, ops)) this.revision++;
    for (const op of ops) {
      if (!isEntityName(op.entity)) continue;
      const rows = this.rowsOf(op.entity);
      if (op.kind === 'delete') rows.delete(op.id);
      if (op.kind !== 'set') continue;
      const before = rows.get(op.id) as object | undefined;
      const cells = { ...before, [op.cell]: op.value };
      rows.set(op.id, before ? Object.freeze(cells) : makeRow(op.entity, op.id, cells));
    }
  }

  private rowsOf(entity: EntityName): Map<string, unknown> {
    const known = this.own.get(entity);
    if (known) return known;
    const copy = new Map<string, unknown>(this.rows[entity]);
    this.own.set(entity, copy);
    (this.rows as Record<EntityName, unknown>)[entity] = copy;
    return copy;
  }
}

/** Of several values for one cell only the last: they are one change. */
export const lastOfEach = (ops: readonly Op[]): Op[] => {
  const kept: Op[] = [];
  const seen = new Set<string>();
  for (let i = ops.length - 1; i >= 0; i--) {
    const op = ops[i]!;
    const key = op.kind === 'set' ? `${op.entity}/${op.id}/${op.cell}` : '';
    if (op.kind === 'set' && seen.has(key)) continue;
    if (op.kind === 'set') seen.add(key);
    kept.push(op);
  }
  return kept.reverse();
};
