import * as v from 'valibot';
import { createRow, type Op } from '../../model/change.ts';
import type { AnyCommand, CommandEnv, Refusal } from '../../model/command.ts';
import { cellsSchema, define, idsSchema, missingTask, refuse } from '../../model/commands/define.ts';
import { refuseCycle } from '../../model/commands/links.ts';
import { updateOps } from '../../model/commands/registers.ts';
import { deleteWithReferences } from '../../model/deletion.ts';
import { placeAmong } from '../../model/order-key.ts';
import { childPositions, outlineOf } from '../../model/outline.ts';
import type { Plan } from '../../model/plan.ts';
import type { Cells, Tender } from '../../model/row.ts';
import { TENDER_PROCEDURES } from '../../model/tender-schema.ts';
import { idSchema } from '../../model/validate.ts';
import { ok, type Result } from '../../result.ts';
import { dayOfInstant } from '../../time/day.ts';
import { type DatedEvent, eventKey } from '../event.ts';
import { layIntoPlan } from '../lay-into-plan.ts';
import { handDate } from '../place-event.ts';
import { timetableToPlan } from '../plan-draft.ts';
import { type ProcedureId, WITH_ROUNDS } from '../procedure.ts';
import { settingsOfTender, tasksOfTender, tendersInOrder } from '../tender-tasks.ts';
import { makeTimetable, type Timetable, type TimetableRequest } from '../timetable.ts';

/** Cells that laying a timetable writes; nobody sets them by hand. */
const KEPT_CELLS = ['taskId', 'laid'] as const;

/** Usual template and complexity of a procedure: what is negotiated is large, what is bought under a framework small. */
const usualFor = (procedure: ProcedureId): Pick<Cells<'tender'>, 'template' | 'complexity'> => {
  if (WITH_ROUNDS.has(procedure)) return { template: 'large-it', complexity: 'large' };
  if (/^(open|restricted|light|dps)$/.test(procedure)) return { template: 'open-standard', complexity: 'standard' };
  return { template: 'small', complexity: 'small' };
};

const unknownTender = (id: string): Result<never, Refusal> => refuse('row.unknown', { entity: 'tender', id });

/** Adds a tender with the usual assumptions of its procedure. */
export const addTender = define<{ id?: string; procedure?: ProcedureId; cells?: Record<string, unknown> }>({
  id: 'tender.add',
  input: v.strictObject({
    id: v.optional(idSchema),
    procedure: v.optional(v.picklist(TENDER_PROCEDURES)),
    cells: v.optional(cellsSchema('tender', KEPT_CELLS)),
  }),
  run: (plan, { id = null, procedure, cells = {} }, env) => {
    if (id !== null && plan.rows.tender.has(id)) return refuse('row.exists', { entity: 'tender', id });
    const wanted = procedure ?? (cells.procedure as ProcedureId | undefined) ?? 'open';
    const others = tendersInOrder(plan);
    const { orders, repairs } = placeAmong(others, others.length, 1, env.random);
    const name = env.text('plan.name');
    return ok({
      ops: [
        ...repairs.map(
          ({ id: other, order }): Op => ({ kind: 'set', entity: 'tender', id: other, cell: 'order', value: order }),
        ),
        ...createRow('tender', id ?? env.newId(), {
          name,
          ...usualFor(wanted),
          order: orders[0]!,
          ...(cells as Cells<'tender'>),
          procedure: wanted,
        }),
      ],
    });
  },
});

/** The prior notice has one date: moved among the assumptions, its task in the plan moves too, and goes with it. */
const pinTaskOps = (plan: Plan, tenderId: string, pin: Tender['pin'] | undefined): readonly Op[] => {
  const task = tasksOfTender(plan, tenderId).get('pin')?.task;
  if (pin === undefined || task === undefined) return [];
  if (pin.day === null) return deleteWithReferences(plan, 'task', new Set([task.id]));
  return updateOps('task', task.id, task, handDate(task, pin.day, task.timeMin));
};

/** Changes what is assumed of a tender. Its links count their periods anew by themselves; its tasks stay. */
const update = define<{ id: string; cells: Record<string, unknown> }>({
  id: 'tender.update',
  input: v.strictObject({ id: idSchema, cells: cellsSchema('tender', KEPT_CELLS) }),
  run: (plan, { id, cells }) => {
    const tender = plan.rows.tender.get(id);
    if (!tender) return unknownTender(id);
    const pin = cells.pin as Tender['pin'] | undefined;
    const moved = pin !== undefined && pin.day !== tender.pin.day;
    return ok({ ops: [...updateOps('tender', id, tender, cells), ...(moved ? pinTaskOps(plan, id, pin) : [])] });
  },
});

/** Dates that people have set, or that have happened, as far as the new timetable knows their events. */
const fixedIn = (plan: Plan, tender: Tender, timetable: Timetable, env: CommandEnv): DatedEvent[] => {
  const known = new Set(timetable.events.map(eventKey));
  return [...tasksOfTender(plan, tender.id).values()].flatMap(({ task, key, eventId: id, round }) => {
    const isSet = task.mode === 'manual' && task.manualDates.finishMin !== task.drafted.atMin;
    if (!known.has(key) || (!isSet && task.actual.finishMin === null)) return [];
    const dates = env.datesOf(task.id);
    return dates ? [{ id, round, day: dayOfInstant(dates.finishMin), timeMin: task.timeMin }] : [];
  });
};

const timetableFor = (plan: Plan, tender: Tender, day: number, env: CommandEnv): Result<Timetable, Refusal> => {
  const settings = settingsOfTender(plan, tender);
  const request: TimetableRequest = { settings, anchor: { id: tender.anchor.event, day } };
  const plain = makeTimetable(request);
  if (!plain.ok) return plain;
  const fixed = fixedIn(plan, tender, plain.value, env);
  return fixed.length === 0 ? plain : makeTimetable({ ...request, fixed });
};

/**
 * Makes the tender's timetable and lays it into the plan as tasks, milestones and links, in one step that can be undone.
 * Done again it keeps what people have changed; with `restore` also what they have deleted comes back.
 */
export const generateTender = define<{ id: string; parentId?: string | null; restore?: boolean }>({
  id: 'tender.generate',
  input: v.strictObject({
    id: idSchema,
    parentId: v.optional(v.nullable(idSchema)),
    restore: v.optional(v.boolean()),
  }),
  run: (plan, { id, parentId = null, restore = false }, env) => {
    const tender = plan.rows.tender.get(id);
    if (!tender) return unknownTender(id);
    const missing = missingTask(plan, parentId === null ? [] : [parentId]);
    if (missing) return missing;
    const { event, day } = tender.anchor;
    if (day === null) return refuse('tender.no-date', {}, { entity: 'tender', rowId: id, cell: 'anchor' });
    const timetable = timetableFor(plan, tender, day, env);
    if (!timetable.ok) return refuse(timetable.error.id, timetable.error.params);
    const draft = timetableToPlan(timetable.value);
    const laid = layIntoPlan(plan, tender, draft, { anchor: { id: event, day }, parentId, restore }, env);
    const inPlan = laid.added.filter(({ predecessorId }) => plan.rows.task.has(predecessorId));
    return refuseCycle(plan, inPlan, laid.removedLinks) ?? ok({ ops: laid.ops, select: [laid.summaryId] });
  },
});

/** The tasks of tenders, and their summaries where nothing else is below these. */
const tasksToDelete = (plan: Plan, ids: ReadonlySet<string>): ReadonlySet<string> => {
  const gone = new Set([...ids].flatMap((id) => [...tasksOfTender(plan, id).values()].map(({ task }) => task.id)));
  const outline = outlineOf(plan);
  for (const id of ids) {
    const taskId = plan.rows.tender.get(id)!.taskId;
    const at = taskId === null ? undefined : outline.position.get(taskId);
    if (at !== undefined && childPositions(outline, at).every((child) => gone.has(outline.ids[child]!)))
      gone.add(taskId!);
  }
  return gone;
};

/** Deletes tenders, with their tasks; `tasks: 'keep'` leaves these as ordinary tasks. */
const remove = define<{ ids: string[]; tasks?: 'delete' | 'keep' }>({
  id: 'tender.delete',
  input: v.strictObject({ ids: idsSchema, tasks: v.optional(v.picklist(['delete', 'keep'])) }),
  run: (plan, { ids, tasks = 'delete' }) => {
    const missing = ids.find((id) => !plan.rows.tender.has(id));
    if (missing !== undefined) return unknownTender(missing);
    const wanted = new Set(ids);
    const ops = deleteWithReferences(plan, 'tender', wanted);
    if (tasks === 'keep') return ok({ ops });
    const gone = tasksToDelete(plan, wanted);
    const others = ops.filter((op) => !(op.kind === 'set' && op.entity === 'task' && gone.has(op.id)));
    const ofTasks = deleteWithReferences(plan, 'task', gone);
    // The summary of a tender that goes too need not be taken off it.
    const kept = ofTasks.filter((op) => !(op.kind === 'set' && op.entity === 'tender' && wanted.has(op.id)));
    return ok({ ops: [...others, ...kept] });
  },
});

/** Commands about tenders as a whole. */
export const wholeTenderCommands: readonly AnyCommand[] = [addTender, update, generateTender, remove];
