import { MAX_DURATION_MIN } from '../../model/schema.ts';
import { addRow, clamped, type Mapping } from './mapping.ts';
import type { PlacedTasks } from './outline.ts';
import type { MspdiBaseline } from './parsed.ts';

const isSet = ({ startMin, finishMin }: MspdiBaseline): boolean => startMin !== null || finishMin !== null;

/** Makes a baseline of each number that any task has, the plain one first, and its dates of each task. */
export const mapBaselines = (mapping: Mapping, { tasks }: PlacedTasks): void => {
  const { env, book } = mapping;
  const numbers = new Set<number>();
  for (const { task } of tasks)
    for (const baseline of task.baselines) if (isSet(baseline)) numbers.add(baseline.number ?? 0);
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const baselineId = env.newId();
    const name = number === 0 ? env.names.baseline : `${env.names.baseline} ${number}`;
    addRow(mapping, 'baseline', baselineId, { name });
    book.add('baselines', name);
    for (const { task, id, name: owner } of tasks) {
      const dates = task.baselines.find((baseline) => (baseline.number ?? 0) === number && isSet(baseline));
      if (!dates) continue;
      const { startMin, finishMin } = dates;
      const durationMin = clamped(mapping, dates.durationMin ?? 0, 0, MAX_DURATION_MIN, owner);
      addRow(mapping, 'baselineTask', env.newId(), {
        baselineId,
        taskId: id,
        dates: { startMin, finishMin, durationMin },
      });
    }
  }
};
