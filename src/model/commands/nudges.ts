import * as v from 'valibot';
import { ok } from '../../result.ts';
import { dayOfInstant, FIRST_INSTANT, LAST_INSTANT, MINUTES_PER_DAY } from '../../time/day.ts';
import type { Op } from '../change.ts';
import type { AnyCommand, CommandEnv } from '../command.ts';
import { isSummary, outlineOf } from '../outline.ts';
import type { Plan } from '../plan.ts';
import { define, idsOfSelection, idsSchema, missingTask, refuseAt } from './define.ts';
import { startOps } from './task-cells.ts';

/** Days off in a row that are stepped over; a calendar with fewer working days than that has none to step to. */
const MOST_DAYS_OFF = 60;

/**
 * The start, so many days later (or earlier where negative) at the same time of day. A day on which nobody works on the task
 * is stepped over: a task that is pushed back to a Sunday would stand on the Monday that it came from.
 */
const nudgedStart = (plan: Plan, id: string, startMin: number, days: number, env: CommandEnv): number => {
  const wanted = startMin + days * MINUTES_PER_DAY;
  if (plan.rows.task.get(id)!.duration.elapsed) return wanted;
  for (let off = 0; off < MOST_DAYS_OFF; off++) {
    const there = wanted + off * Math.sign(days) * MINUTES_PER_DAY;
    const midnight = dayOfInstant(there) * MINUTES_PER_DAY;
    if (env.workBetween(id, midnight, midnight + MINUTES_PER_DAY) > 0) return there;
  }
  return wanted;
};

/** Moves the start of tasks by days. Summaries follow what is below them, so they are left out where others are chosen too. */
const nudge = (id: string, shortcut: string, days: number): AnyCommand =>
  define<{ ids: string[] }>({
    id,
    input: v.strictObject({ ids: idsSchema }),
    shortcut,
    inputFrom: idsOfSelection,
    run: (plan, { ids }, env) => {
      const missing = missingTask(plan, ids);
      if (missing) return missing;
      const outline = outlineOf(plan);
      const isComputed = (each: string): boolean =>
        plan.rows.task.get(each)!.mode === 'auto' && isSummary(outline, outline.position.get(each)!);
      const moving = ids.filter((each) => !isComputed(each));
      if (moving.length === 0) return refuseAt(ids[0]!, 'startMin', 'task.summary-computed');
      const ops: Op[] = [];
      for (const each of moving) {
        const startMin = env.datesOf(each)?.startMin ?? null;
        if (startMin === null) return refuseAt(each, 'startMin', 'task.no-start');
        const to = nudgedStart(plan, each, startMin, days, env);
        if (to < FIRST_INSTANT || to >= LAST_INSTANT) continue;
        const moved = startOps(plan, each, to, env);
        if (!moved.ok) return moved;
        ops.push(...moved.value);
      }
      return ok({ ops });
    },
  });

/** Commands that push bars along the time line, as dragging them does. */
export const nudgeCommands: readonly AnyCommand[] = [
  nudge('task.dayEarlier', 'Alt+ArrowLeft', -1),
  nudge('task.dayLater', 'Alt+ArrowRight', 1),
  nudge('task.weekEarlier', 'Alt+PageUp', -7),
  nudge('task.weekLater', 'Alt+PageDown', 7),
];
