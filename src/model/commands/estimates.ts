import * as v from 'valibot';
import { ok } from '../../result.ts';
import { setCell } from '../change.ts';
import type { AnyCommand } from '../command.ts';
import { isSummary, outlineOf } from '../outline.ts';
import type { Task } from '../row.ts';
import { define, idsSchema, missingTask, refuseAt, taskCell } from './define.ts';

type Estimate = Task['estimate'];

/** Whether the points that a person has named rise from low over likely to high. */
const isRising = ({ lowMin, likelyMin, highMin }: Estimate): boolean => {
  const points = [lowMin, likelyMin, highMin].filter((point) => point !== null);
  return points.every((point, i) => i === 0 || points[i - 1]! <= point);
};

/** Says how sure the durations of tasks are; what of a summary varies is what is below it. */
const setEstimate = define<{ ids: string[]; estimate: Estimate }>({
  id: 'task.setEstimate',
  input: v.strictObject({ ids: idsSchema, estimate: taskCell('estimate') as v.GenericSchema<Estimate> }),
  run: (plan, { ids, estimate }) => {
    const missing = missingTask(plan, ids);
    if (missing) return missing;
    const outline = outlineOf(plan);
    const summary = ids.find((id) => isSummary(outline, outline.position.get(id)!));
    if (summary !== undefined) return refuseAt(summary, 'estimate', 'task.summary-computed');
    if (!isRising(estimate)) return refuseAt(ids[0]!, 'estimate', 'task.estimate-order');
    const group = estimate.group.trim();
    const value: Estimate = { ...estimate, group };
    const isOther = (id: string): boolean =>
      (Object.keys(value) as (keyof Estimate)[]).some((part) => plan.rows.task.get(id)!.estimate[part] !== value[part]);
    return ok({ ops: ids.filter(isOther).map((id) => setCell('task', id, 'estimate', value)) });
  },
});

/** Commands about how sure durations are. */
export const estimateCommands: readonly AnyCommand[] = [setEstimate];
