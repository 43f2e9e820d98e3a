import { emptyRows, type Plan } from '../../src/model/plan.ts';
import { makeRow } from '../../src/model/row.ts';
import type { EntityName } from '../../src/model/schema.ts';
import { LINK_TYPES } from '../../src/model/schema.ts';
import { oddsOf } from '../../src/schedule/odds/odds.ts';
import { scheduleOf } from '../../src/schedule/plan-schedule.ts';
import { STANDARD_CALENDAR } from '../../src/time/calendar.ts';
import { figure, type Part, type Settings, timed } from './figures.ts';
import { benchPlan } from './schedule-bench.ts';

/** The plan of the schedule's bench as rows, every task unsure and every fourth late together with others. */
const planOf = (size: number): Plan => {
  const input = benchPlan(size);
  const rows = emptyRows();
  const put = (entity: EntityName, id: string, cells: Record<string, unknown>): void =>
    void (rows[entity] as Map<string, unknown>).set(id, makeRow(entity, id, cells));
  put('project', 'p', { startMin: input.projectStart, calendarId: 'c' });
  put('calendar', 'c', { week: STANDARD_CALENDAR.week });
  for (let i = 0; i < size; i++) {
    const parent = input.parent[i]!;
    put('task', `t${i}`, {
      place: { parent: parent < 0 ? null : `t${parent}`, order: `a${String(i).padStart(7, '0')}` },
      duration: { minutes: input.durationMin[i]!, unit: 'min', elapsed: false, estimated: false },
      estimate: {
        distribution: (['pert', 'triangular', 'lognormal'] as const)[i % 3],
        lowMin: null,
        likelyMin: null,
        highMin: null,
        spread: 'high',
        group: i % 4 === 0 ? `g${i % 20}` : '',
      },
    });
  }
  for (let k = 0; k < input.linkPred.length; k++)
    put('link', `l${k}`, {
      predecessorId: `t${input.linkPred[k]}`,
      successorId: `t${input.linkSucc[k]}`,
      type: LINK_TYPES[input.linkType[k]!],
      lag: { amount: input.lag[k]!, kind: 'working', unit: 'min' },
    });
  return { projectId: 'p', revision: 1, rows };
};

const measure = async ({ isQuick, note }: Settings) => {
  const [iterations, size] = isQuick ? [500, 1000] : [10_000, 1000];
  note(`odds of ${size} tasks, ${iterations} iterations`);
  const plan = planOf(size);
  scheduleOf(plan);
  const times = await timed(isQuick ? 1 : 3, () => oddsOf(plan, { iterations, seed: 1, correlationPercent: 50 }, null));
  const aim = { below: 3000, of: 'median' } as const;
  return { figures: [figure(`odds of ${size} tasks, ${iterations} iterations`, 'ms', times, aim)] };
};

/** What simulating costs, in the one thread that a worker has. */
export const oddsBench: Part = { name: 'odds', measure };
