import { describe, expect, it } from 'vitest';
import { commandById } from '../../../src/commands/index.ts';
import type { CommandEnv } from '../../../src/model/command.ts';
import { dayOfInstant, instantOf, MINUTES_PER_DAY } from '../../../src/time/day.ts';
import { OutlinePlan } from './outline-plan.ts';

/** 1 January 2027. */
const FIRST_OF_JANUARY = 20_819;

const at = (day: number, minute = 480): number => instantOf(FIRST_OF_JANUARY + day - 1, minute);

/** Nobody works on Saturdays, Sundays and the days given; tasks stand where the table says. */
const envOf = (
  plan: OutlinePlan,
  starts: Readonly<Record<string, number>>,
  off: readonly number[] = [],
): CommandEnv => ({
  ...plan.env,
  datesOf: (id) => (id in starts ? { startMin: starts[id]!, finishMin: starts[id]! + 480, durationMin: 480 } : null),
  workBetween: (_id, from, to) => {
    let minutes = 0;
    for (let day = dayOfInstant(from); day * MINUTES_PER_DAY < to; day++) {
      // 1 January 1970 was a Thursday.
      const weekday = (day + 3) % 7;
      const isOff = weekday > 4 || off.some((each) => dayOfInstant(at(each)) === day);
      const begins = Math.max(from, day * MINUTES_PER_DAY + 480);
      if (!isOff) minutes += Math.max(0, Math.min(to, day * MINUTES_PER_DAY + 960) - begins);
    }
    return minutes;
  },
});

const run = (plan: OutlinePlan, command: string, ids: readonly string[], env: CommandEnv) => {
  const effect = commandById(command)!.run(plan, { ids } as never, env);
  if (effect.ok) plan.apply(effect.value.ops);
  return effect;
};

describe('nudging tasks', () => {
  // 4 January 2027 is a Monday.
  it.each([
    ['task.dayLater', 4, 5],
    ['task.dayLater', 8, 11],
    ['task.dayEarlier', 5, 4],
    ['task.dayEarlier', 11, 8],
    ['task.weekLater', 6, 13],
    ['task.weekEarlier', 13, 6],
  ])('%s from the %d.: to the %d., stepping over the weekend', (command, from, to) => {
    const plan = new OutlinePlan('A');
    run(plan, command, ['A'], envOf(plan, { A: at(from) }));
    expect(plan.rows.task.get('A')!.constraint).toEqual({ type: 'SNET', atMin: at(to) });
  });

  it('steps over holidays in the direction in which it goes', () => {
    const plan = new OutlinePlan('A');
    run(plan, 'task.weekEarlier', ['A'], envOf(plan, { A: at(18) }, [11]));
    expect(plan.rows.task.get('A')!.constraint.atMin).toBe(at(8));
    run(plan, 'task.weekLater', ['A'], envOf(plan, { A: at(8) }, [15]));
    expect(plan.rows.task.get('A')!.constraint.atMin).toBe(at(18));
  });

  it('takes a milestone at the end of a day to the end of a working day', () => {
    const plan = new OutlinePlan('A');
    run(plan, 'task.dayEarlier', ['A'], envOf(plan, { A: at(11, 1020) }));
    expect(plan.rows.task.get('A')!.constraint.atMin).toBe(at(8, 1020));
  });

  it('goes by the clock where the task does', () => {
    const plan = new OutlinePlan('A');
    const duration = { minutes: 480, unit: 'day', elapsed: true, estimated: false };
    plan.apply([{ kind: 'set', entity: 'task', id: 'A', cell: 'duration', value: duration }]);
    run(plan, 'task.dayLater', ['A'], envOf(plan, { A: at(8) }));
    expect(plan.rows.task.get('A')!.constraint.atMin).toBe(at(9));
  });

  it('moves every chosen task in one command; a summary follows what is below it', () => {
    const plan = new OutlinePlan('S\n A\n B');
    const env = envOf(plan, { S: at(4), A: at(4), B: at(6) });
    const effect = run(plan, 'task.dayLater', ['S', 'A', 'B'], env);
    expect(effect.ok && effect.value.ops.length).toBe(2);
    expect(plan.rows.task.get('B')!.constraint.atMin).toBe(at(7));
    const refused = run(plan, 'task.dayLater', ['S'], env);
    expect(!refused.ok && refused.error.id).toBe('task.summary-computed');
  });

  it('shifts a task of one’s own hand with both ends, and refuses one that has begun', () => {
    const plan = new OutlinePlan('A\nB');
    const env = envOf(plan, { A: at(4), B: at(4) });
    plan.apply([
      { kind: 'set', entity: 'task', id: 'A', cell: 'mode', value: 'manual' },
      { kind: 'set', entity: 'task', id: 'A', cell: 'manualDates', value: { startMin: at(4), finishMin: at(5) } },
      { kind: 'set', entity: 'task', id: 'B', cell: 'actual', value: { startMin: at(4), finishMin: null } },
      { kind: 'set', entity: 'task', id: 'B', cell: 'percentComplete', value: 50 },
    ]);
    run(plan, 'task.dayLater', ['A'], env);
    expect(plan.rows.task.get('A')!.manualDates).toEqual({ startMin: at(5), finishMin: at(6) });
    const refused = run(plan, 'task.dayLater', ['A', 'B'], env);
    expect(!refused.ok && refused.error.id).toBe('task.has-started');
    expect(plan.rows.task.get('A')!.manualDates.startMin).toBe(at(5));
  });
});
