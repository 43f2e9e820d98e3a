import type { Plan } from '../../model/plan.ts';
import type { Task } from '../../model/row.ts';
import type { EstimateSpread } from '../../model/schema.ts';

/** Whether anybody has said of any task how sure its duration is. */
export const hasEstimates = (plan: Plan): boolean => {
  for (const { estimate } of plan.rows.task.values()) if (estimate.distribution !== 'none') return true;
  return false;
};

/** The plan as it would be if every task that nobody has estimated were of one class, in the shape of PERT. */
export const assuming = (plan: Plan, spread: EstimateSpread): Plan => {
  const task = new Map<string, Task>();
  for (const [id, row] of plan.rows.task)
    task.set(
      id,
      row.estimate.distribution === 'none'
        ? { ...row, estimate: { ...row.estimate, distribution: 'pert', spread } }
        : row,
    );
  return { ...plan, rows: { ...plan.rows, task } };
};
