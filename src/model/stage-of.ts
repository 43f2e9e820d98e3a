import { type Outline, outlineOf } from './outline.ts';
import { derived, type Plan } from './plan.ts';
import type { Gate, GateItem, Stage } from './row.ts';

/** The stage of every task by its position in the outline: its own, or that of the nearest task above that has one. */
export const stageIdsOf: (plan: Plan) => readonly (string | null)[] = derived((plan) => {
  const outline: Outline = outlineOf(plan);
  const found: (string | null)[] = new Array(outline.ids.length).fill(null);
  for (let at = 0; at < found.length; at++) {
    const own = plan.rows.task.get(outline.ids[at]!)!.stageId;
    if (own !== null && plan.rows.stage.has(own)) found[at] = own;
    else if (outline.parent[at]! >= 0) found[at] = found[outline.parent[at]!]!;
  }
  return found;
});

const byOrder = (a: { order: string; id: string }, b: { order: string; id: string }): number =>
  a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : 1;

/** The stages in the order in which a person has put them. */
export const stagesInOrder: (plan: Plan) => readonly Stage[] = derived((plan) =>
  [...plan.rows.stage.values()].sort(byOrder),
);

/** Questions and deliverables of every gate, in order. */
export const gateItemsOf: (plan: Plan) => ReadonlyMap<string, readonly GateItem[]> = derived((plan) => {
  const byGate = new Map<string, GateItem[]>();
  for (const item of [...plan.rows.gateItem.values()].sort(byOrder)) {
    if (item.gateId === null) continue;
    const list = byGate.get(item.gateId);
    if (list) list.push(item);
    else byGate.set(item.gateId, [item]);
  }
  return byGate;
});

/** The gate at a milestone, or undefined. */
export const gateAtTask = (plan: Plan, taskId: string): Gate | undefined => gatesByTask(plan).get(taskId);

const gatesByTask: (plan: Plan) => ReadonlyMap<string, Gate> = derived(
  (plan) =>
    new Map([...plan.rows.gate.values()].flatMap((gate) => (gate.taskId === null ? [] : [[gate.taskId, gate]]))),
);
