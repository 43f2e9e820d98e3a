import { join } from 'node:path';
import { simulate } from '../../main/jobs/simulate.ts';
import type { Task } from '../../src/model/row.ts';
import { oddsOf } from '../../src/schedule/odds/odds.ts';
import { scheduleOf } from '../../src/schedule/plan-schedule.ts';
import { benchPlan } from './bench-plan.ts';
import { figure, type Part, type Settings, timed } from './figures.ts';
import { root } from './scratch-service.ts';

/** Every task unsure, and every fourth late together with others. */
const unsure = (index: number): Partial<Task> => ({
  estimate: {
    distribution: (['pert', 'triangular', 'lognormal'] as const)[index % 3]!,
    lowMin: null,
    likelyMin: null,
    highMin: null,
    spread: 'high',
    group: index % 4 === 0 ? `g${index % 20}` : '',
  },
});

const measure = async ({ isQuick, note }: Settings) => {
  const [iterations, size] = isQuick ? [500, 1000] : [10_000, 1000];
  note(`odds of ${size} tasks, ${iterations} iterations`);
  const plan = benchPlan(size, unsure);
  scheduleOf(plan);
  const run = { iterations, seed: 1, correlationPercent: 50 };
  const what = `odds of ${size} tasks, ${iterations} iterations`;
  const runs = isQuick ? 1 : 5;
  const alone = await timed(runs, () => oddsOf(plan, run, null));
  const worker = join(root, 'main/jobs/simulate-worker.ts');
  const shared = await timed(runs, async () => {
    const odds = await simulate(worker, { plan, run, targetIds: null });
    if (!odds.ok) throw new Error(odds.error.id);
  });
  const aim = { below: 3000, of: 'median' } as const;
  return {
    figures: [figure(`${what}, as the product does`, 'ms', shared, aim), figure(`${what}, in one thread`, 'ms', alone)],
  };
};

/** What simulating costs: in workers with their start, as windows and the command line have it, and the bare work in one thread. */
export const oddsBench: Part = { name: 'odds', measure };
