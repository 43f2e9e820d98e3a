import * as v from 'valibot';
import { createRow, type Op } from '../../model/change.ts';
import { cellsSchema, define } from '../../model/commands/define.ts';
import { orderKeysBetween } from '../../model/order-key.ts';
import type { Plan } from '../../model/plan.ts';
import { type Cells, makeRow } from '../../model/row.ts';
import { idSchema } from '../../model/validate.ts';
import { ok } from '../../result.ts';
import { addTender, generateTender } from './tenders.ts';

/** Most lots that one tender begins with. */
const MOST_LOTS = 200;

interface BeginInput {
  readonly id?: string;
  readonly cells: Record<string, unknown>;
  readonly lots?: readonly Record<string, unknown>[];
}

/** The plan with one row more, for whoever must know what is about to come. */
const withTender = (plan: Plan, id: string, ops: readonly Op[]): Plan => {
  const cells = ops.flatMap((op) =>
    op.kind === 'set' && op.entity === 'tender' && op.id === id ? [[op.cell, op.value] as const] : [],
  );
  const tender = new Map(plan.rows.tender).set(id, makeRow('tender', id, Object.fromEntries(cells)));
  return { ...plan, rows: { ...plan.rows, tender } };
};

/**
 * Begins a tender: adds it with what is assumed and what it is worth, makes its timetable and lays it into the plan, all in
 * one step that can be undone. Refused whole where no timetable can be made.
 */
export const beginTender = define<BeginInput>({
  id: 'tender.begin',
  input: v.strictObject({
    id: v.optional(idSchema),
    cells: cellsSchema('tender', ['taskId', 'laid']),
    lots: v.optional(v.pipe(v.array(cellsSchema('tenderLot', ['tenderId', 'order'])), v.maxLength(MOST_LOTS))),
  }) as v.GenericSchema<BeginInput>,
  run: (plan, { id: wanted, cells, lots = [] }, env) => {
    const id = wanted ?? env.newId();
    const added = addTender.run(plan, { id, cells } as never, env);
    if (!added.ok) return added;
    const laid = generateTender.run(withTender(plan, id, added.value.ops), { id } as never, env);
    if (!laid.ok) return laid;
    const orders = orderKeysBetween(null, null, lots.length, env.random);
    const lotOps = lots.flatMap((lot, at) =>
      createRow('tenderLot', env.newId(), { ...(lot as Cells<'tenderLot'>), tenderId: id, order: orders[at]! }),
    );
    return ok({ ops: [...added.value.ops, ...lotOps, ...laid.value.ops], select: laid.value.select ?? [] });
  },
});
