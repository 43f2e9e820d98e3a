import type { Task } from '../../src/model/row.ts';
import { oddsOf } from '../../src/schedule/odds/odds.ts';
import { scheduleOf } from '../../src/schedule/plan-schedule.ts';
import { benchPlan } from './bench-plan.ts';
import { figure, type Part, type Settings, timed } from './figures.ts';

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
  const times = await timed(isQuick ? 1 : 3, () => oddsOf(plan, { iterations, seed: 1, correlationPercent: 50 }, null));
  const aim = { below: 3000, of: 'median' } as const;
  return { figures: [figure(`odds of ${size} tasks, ${iterations} iterations`, 'ms', times, aim)] };
};

/** What simulating costs, in the one thread that a worker has. */
export const oddsBench: Part = { name: 'odds', measure };
