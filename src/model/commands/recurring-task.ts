import * as v from 'valibot';
import { ok } from '../../result.ts';
import { FIRST_DAY, instantOf, LAST_DAY } from '../../time/day.ts';
import { type Recurrence, recurringDays } from '../../time/recurrence.ts';
import { createRow } from '../change.ts';
import { orderKeysBetween } from '../order-key.ts';
import { gapAfter, keysInGap, lastChildId } from '../placing.ts';
import type { Cells } from '../row.ts';
import { entities, MAX_NAME } from '../schema.ts';
import { cellSchema, idSchema } from '../validate.ts';
import { define, missingTask, refuse, taskCell } from './define.ts';

/** As many as Microsoft Project allows; more are a mistake, and would bury the plan. */
const MOST_OCCURRENCES = 999;
/** When an occurrence begins that says no time of day. */
const USUAL_START_MIN = 8 * 60;

interface RecurringInput {
  readonly name: string;
  readonly recurrence: Recurrence;
  readonly fromDay: number;
  readonly toDay: number;
  readonly duration?: NonNullable<Cells<'task'>['duration']>;
  /** Minute of the day at which each begins. */
  readonly startMinute?: number;
  readonly afterId?: string | null;
  readonly parentId?: string | null;
}

/**
 * A task that comes again, as in Microsoft Project: a summary, and below it one task for each occurrence that begins no
 * earlier than its day. Each is an ordinary task from then on: it can be moved, linked, done or deleted by itself.
 */
const addRecurring = define<RecurringInput>({
  id: 'task.addRecurring',
  input: v.strictObject({
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_NAME - 5)),
    recurrence: cellSchema(entities.calendarException.cells.recurrence) as unknown as v.GenericSchema<Recurrence>,
    fromDay: v.pipe(v.number(), v.integer(), v.minValue(FIRST_DAY), v.maxValue(LAST_DAY)),
    toDay: v.pipe(v.number(), v.integer(), v.minValue(FIRST_DAY), v.maxValue(LAST_DAY)),
    duration: v.optional(taskCell('duration') as unknown as v.GenericSchema<NonNullable<Cells<'task'>['duration']>>),
    startMinute: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1439))),
    afterId: v.optional(v.nullable(idSchema)),
    parentId: v.optional(v.nullable(idSchema)),
  }),
  run: (plan, input, env) => {
    const named = [input.parentId, input.afterId].filter((id): id is string => typeof id === 'string');
    const missing = missingTask(plan, named);
    if (missing) return missing;
    const days: number[] = [];
    for (const day of recurringDays(input.recurrence, input.fromDay, input.toDay)) {
      if (days.length === MOST_OCCURRENCES) return refuse('task.too-many-occurrences', { most: MOST_OCCURRENCES });
      days.push(day);
    }
    if (days.length === 0) return refuse('task.no-occurrence');
    const gap =
      input.parentId === undefined
        ? gapAfter(plan, input.afterId ?? null)
        : { parentId: input.parentId, afterId: input.afterId ?? lastChildId(plan, input.parentId) };
    const summaryId = env.newId();
    const { orders, repairs } = keysInGap(plan, gap, 1, env);
    const summary: Cells<'task'> = { name: input.name, place: { parent: gap.parentId, order: orders[0]! } };
    const below = orderKeysBetween(null, null, days.length, env.random);
    const minute = input.startMinute ?? USUAL_START_MIN;
    const occurrences = days.flatMap((day, i) =>
      createRow('task', env.newId(), {
        name: `${input.name} ${i + 1}`,
        ...(input.duration && {
          duration: input.duration,
          kind: input.duration.minutes === 0 ? ('milestone' as const) : ('task' as const),
        }),
        constraint: { type: 'SNET', atMin: instantOf(day, minute) },
        place: { parent: summaryId, order: below[i]! },
      }),
    );
    return ok({ ops: [...repairs, ...createRow('task', summaryId, summary), ...occurrences], select: [summaryId] });
  },
});

export const recurringCommands = [addRecurring];
