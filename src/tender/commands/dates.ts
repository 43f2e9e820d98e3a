import * as v from 'valibot';
import type { Op } from '../../model/change.ts';
import type { AnyCommand, Refusal } from '../../model/command.ts';
import { define, refuse } from '../../model/commands/define.ts';
import { updateOps } from '../../model/commands/registers.ts';
import type { Plan } from '../../model/plan.ts';
import type { Cells, Task } from '../../model/row.ts';
import { MAX_TENDER_KEY } from '../../model/tender-schema.ts';
import { daySchema, idSchema } from '../../model/validate.ts';
import { ok, type Result } from '../../result.ts';
import { MINUTES_PER_DAY } from '../../time/day.ts';
import { DATE_PRECISIONS } from '../../time/precise-date.ts';
import { eventOfKey } from '../event.ts';
import { addEventByHand } from '../lay-into-plan.ts';
import { placeEvent } from '../place-event.ts';
import { ruleOf } from '../rules.ts';
import { tasksOfTender } from '../tender-tasks.ts';

const eventSchema = v.pipe(v.string(), v.maxLength(MAX_TENDER_KEY));
const minuteSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1439));
const AFTERNOON_MIN = 960;

const taskFor = (plan: Plan, tenderId: string, event: string): Result<Task, Refusal> => {
  if (!plan.rows.tender.has(tenderId)) return refuse('row.unknown', { entity: 'tender', id: tenderId });
  if (eventOfKey(event) === null) return refuse('tender.unknown-event', { event });
  const found = tasksOfTender(plan, tenderId).get(event);
  return found ? ok(found.task) : refuse('tender.not-in-plan', { event });
};

interface DateInput {
  readonly id: string;
  readonly event: string;
  readonly day: number;
  readonly timeMin?: number | null;
  /** How exactly the day is meant: a week or a quarter is told by one of its days. */
  readonly precision?: Task['precision'];
}

/**
 * Puts an event of a tender on a day, and at a time of day where one is given (null: the whole day). An event that is not
 * in the plan comes as a milestone on that date, so that a timetable which others made can be entered and checked.
 */
const setDate = define<DateInput>({
  id: 'tender.setDate',
  input: v.strictObject({
    id: idSchema,
    event: eventSchema,
    day: daySchema,
    timeMin: v.optional(v.nullable(minuteSchema)),
    precision: v.optional(v.picklist(DATE_PRECISIONS)),
  }) as v.GenericSchema<DateInput>,
  run: (plan, { id, event, day, timeMin, precision }, env) => {
    const tender = plan.rows.tender.get(id);
    if (!tender) return refuse('row.unknown', { entity: 'tender', id });
    const ops: Op[] = event === 'pin' ? updateOps('tender', id, tender, { pin: { ...tender.pin, day } }) : [];
    const task = taskFor(plan, id, event);
    if (!task.ok) {
      const named = eventOfKey(event);
      if (named === null) return task;
      const added = addEventByHand(plan, tender, { ...named, day, timeMin: timeMin ?? null }, env);
      return ok({ ops: [...ops, ...added.ops], select: [added.taskId] });
    }
    const time = timeMin === undefined ? task.value.timeMin : timeMin;
    const exact = precision === undefined ? [] : updateOps('task', task.value.id, task.value, { precision });
    return ok({ ops: [...ops, ...placeEvent(plan, task.value, day, time, env), ...exact], select: [task.value.id] });
  },
});

/** Gives an event back to its links: no date of its own any more. */
const releaseDate = define<{ id: string; event: string }>({
  id: 'tender.releaseDate',
  input: v.strictObject({ id: idSchema, event: eventSchema }),
  run: (plan, { id, event }) => {
    const task = taskFor(plan, id, event);
    if (!task.ok) return task;
    const cells: Cells<'task'> = {
      mode: 'auto',
      manualDates: { startMin: null, finishMin: null },
      constraint: { type: 'ASAP', atMin: null },
    };
    return ok({ ops: updateOps('task', task.value.id, task.value, cells), select: [task.value.id] });
  },
});

/** Records when an event happened; null: it has not. */
const setActual = define<{ id: string; event: string; day: number | null; timeMin?: number | null }>({
  id: 'tender.setActual',
  input: v.strictObject({
    id: idSchema,
    event: eventSchema,
    day: v.nullable(daySchema),
    timeMin: v.optional(v.nullable(minuteSchema)),
  }) as v.GenericSchema<{ id: string; event: string; day: number | null; timeMin?: number | null }>,
  run: (plan, { id, event, day, timeMin }, env) => {
    const found = taskFor(plan, id, event);
    if (!found.ok) return found;
    const task = found.value;
    const finishMin = day === null ? null : day * MINUTES_PER_DAY + (timeMin ?? task.timeMin ?? AFTERNOON_MIN);
    const begun = task.actual.startMin ?? env.datesOf(task.id)?.startMin ?? finishMin;
    const startMin =
      finishMin === null ? null : task.kind === 'milestone' ? finishMin : Math.min(begun ?? finishMin, finishMin);
    const cells: Cells<'task'> = { actual: { startMin, finishMin }, percentComplete: finishMin === null ? 0 : 100 };
    return ok({ ops: updateOps('task', task.id, task, cells), select: [task.id] });
  },
});

/** Makes an ordinary task an event of a tender, in the place of the one that is it now; or an ordinary task again. */
const assign = define<{ taskId: string; id: string | null; event?: string }>({
  id: 'tender.assign',
  input: v.strictObject({ taskId: idSchema, id: v.nullable(idSchema), event: v.optional(eventSchema) }),
  run: (plan, { taskId, id, event = '' }) => {
    const task = plan.rows.task.get(taskId);
    if (!task) return refuse('task.unknown', { id: taskId });
    if (id === null)
      return ok({ ops: updateOps('task', taskId, task, { tenderId: null, tenderEvent: '' }), select: [taskId] });
    if (!plan.rows.tender.has(id)) return refuse('row.unknown', { entity: 'tender', id });
    if (eventOfKey(event) === null) return refuse('tender.unknown-event', { event });
    const former = tasksOfTender(plan, id).get(event)?.task;
    const freed =
      former && former.id !== taskId ? updateOps('task', former.id, former, { tenderId: null, tenderEvent: '' }) : [];
    return ok({
      ops: [...freed, ...updateOps('task', taskId, task, { tenderId: id, tenderEvent: event })],
      select: [taskId],
    });
  },
});

/** Makes a link carry a rule of tender law, or none. */
const setRule = define<{ id: string; ruleId: string | null }>({
  id: 'link.setRule',
  input: v.strictObject({ id: idSchema, ruleId: v.nullable(eventSchema) }),
  run: (plan, { id, ruleId }) => {
    const link = plan.rows.link.get(id);
    if (!link) return refuse('row.unknown', { entity: 'link', id });
    if (ruleId !== null && !ruleOf(ruleId)) return refuse('tender.unknown-rule', { rule: ruleId });
    return ok({ ops: updateOps('link', id, link, { ruleId: ruleId ?? '' }) });
  },
});

/** Commands about the dates of a tender's events. */
export const tenderDateCommands: readonly AnyCommand[] = [setDate, releaseDate, setActual, assign, setRule];
