import * as v from 'valibot';
import { ok } from '../../result.ts';
import { type CellValue, createRow, type Op, setCell } from '../change.ts';
import type { AnyCommand } from '../command.ts';
import { deleteWithReferences } from '../deletion.ts';
import { notesAbout } from '../notes.ts';
import { placeAmong, type Sibling } from '../order-key.ts';
import type { Plan } from '../plan.ts';
import type { Cells } from '../row.ts';
import type { EntityName } from '../schema.ts';
import { gateItemsOf, stagesInOrder } from '../stage-of.ts';
import { idSchema } from '../validate.ts';
import { cellsSchema, define, idsSchema, refuse } from './define.ts';

/** Ops that set cells of one row, leaving out what is already so. */
export const updateOps = (
  entity: EntityName,
  id: string,
  row: object,
  cells: Readonly<Record<string, unknown>>,
): Op[] =>
  Object.entries(cells)
    .filter(
      ([cell, value]) => JSON.stringify((row as Readonly<Record<string, unknown>>)[cell]) !== JSON.stringify(value),
    )
    .map(([cell, value]) => ({ kind: 'set', entity, id, cell, value: value as CellValue }));

const addCommand = (entity: EntityName): AnyCommand =>
  define<{ id?: string; cells: Record<string, unknown> }>({
    id: `${entity}.add`,
    input: v.strictObject({ id: v.optional(idSchema), cells: cellsSchema(entity) }),
    run: (plan, { id, cells }, env) => {
      if (id !== undefined && plan.rows[entity].has(id)) return refuse('row.exists', { entity, id });
      if (Object.keys(cells).length === 0) return refuse('row.empty', { entity });
      return ok({ ops: createRow(entity, id ?? env.newId(), cells as Cells<typeof entity>) });
    },
  });

const updateCommand = (entity: EntityName): AnyCommand =>
  define<{ id: string; cells: Record<string, unknown> }>({
    id: `${entity}.update`,
    input: v.strictObject({ id: idSchema, cells: cellsSchema(entity) }),
    run: (plan, { id, cells }) => {
      const row = plan.rows[entity].get(id);
      if (!row) return refuse('row.unknown', { entity, id });
      return ok({ ops: updateOps(entity, id, row, cells) });
    },
  });

const deleteCommand = (entity: EntityName): AnyCommand =>
  define<{ ids: string[] }>({
    id: `${entity}.delete`,
    input: v.strictObject({ ids: idsSchema }),
    run: (plan, { ids }) => {
      const missing = ids.find((id) => !plan.rows[entity].has(id));
      if (missing !== undefined) return refuse('row.unknown', { entity, id: missing });
      const calendarId = plan.rows.project.get(plan.projectId)?.calendarId;
      if (entity === 'calendar' && calendarId && ids.includes(calendarId)) return refuse('calendar.in-use');
      return ok({ ops: deleteWithReferences(plan, entity, new Set(ids)) });
    },
  });

/** Commands that add, change and delete rows of an entity that has no rules of its own. */
export const register = (entity: EntityName): AnyCommand[] => [
  addCommand(entity),
  updateCommand(entity),
  deleteCommand(entity),
];

/** Moves a row one place up or down among those it is listed with, by giving it a key between its new neighbours. */
export const moveCommand = (
  entity: 'stage' | 'gateItem' | 'round' | 'module' | 'wave' | 'rolloutStep',
  siblingsOf: (plan: Plan, id: string) => readonly Sibling[],
): AnyCommand =>
  define<{ id: string; direction: 'up' | 'down' }>({
    id: `${entity}.move`,
    input: v.strictObject({ id: idSchema, direction: v.picklist(['up', 'down']) }),
    run: (plan, { id, direction }, env) => {
      if (!plan.rows[entity].has(id)) return refuse('row.unknown', { entity, id });
      const siblings = siblingsOf(plan, id);
      const at = siblings.findIndex((sibling) => sibling.id === id);
      const wanted = direction === 'up' ? at - 1 : at + 1;
      if (wanted < 0) return refuse('row.is-first', { entity });
      if (wanted >= siblings.length) return refuse('row.is-last', { entity });
      const others = siblings.filter((sibling) => sibling.id !== id);
      const { orders, repairs } = placeAmong(others, wanted, 1, env.random);
      const moved = [...repairs, { id, order: orders[0] as string }];
      return ok({ ops: moved.map((sibling) => setCell(entity, sibling.id, 'order', sibling.order)) });
    },
  });

/** Questions and deliverables are two lists, each with an order of its own. */
const itemsBeside = (plan: Plan, id: string): readonly Sibling[] => {
  const item = plan.rows.gateItem.get(id);
  const items = item?.gateId ? gateItemsOf(plan).get(item.gateId) : undefined;
  return items?.filter(({ kind }) => kind === item?.kind) ?? [];
};

/** The project's own cells: name, start, calendar, units. The project itself is made and deleted by the service. */
const updateProject = define<{ cells: Record<string, unknown> }>({
  id: 'project.update',
  input: v.strictObject({ cells: cellsSchema('project') }),
  run: (plan, { cells }) => {
    const row = plan.rows.project.get(plan.projectId);
    if (!row) return refuse('row.unknown', { entity: 'project', id: plan.projectId });
    return ok({ ops: updateOps('project', plan.projectId, row, cells) });
  },
});

/** Records the answer to a gate's decision together with its day, which belong together. */
const decideGate = define<{ id: string; decision: string; decidedDay: number | null; conditions: string }>({
  id: 'gate.decide',
  input: v.strictObject({
    id: idSchema,
    decision: v.picklist(['open', 'approved', 'conditional', 'rejected']),
    decidedDay: v.nullable(v.pipe(v.number(), v.integer())),
    conditions: v.string(),
  }),
  run: (plan, { id, decision, decidedDay, conditions }) => {
    const gate = plan.rows.gate.get(id);
    if (!gate) return refuse('row.unknown', { entity: 'gate', id });
    return ok({
      ops: updateOps('gate', id, gate, { decision, decidedDay: decision === 'open' ? null : decidedDay, conditions }),
    });
  },
});

/**
 * Sets the note of a subject, making, changing or deleting the row as the text asks for. Its id follows from the subject, so that
 * two people who each write the first note do not make two, of which one would be read, but one with two texts to decide between.
 */
const writeNote = define<{ entity: string; id: string; text: string }>({
  id: 'note.write',
  input: v.strictObject({
    entity: v.pipe(v.string(), v.maxLength(40)),
    id: idSchema,
    text: v.pipe(v.string(), v.maxLength(1_000_000)),
  }),
  run: (plan, { entity, id, text }, env) => {
    const [note, ...others] = notesAbout(plan, entity, id);
    if (!note) {
      const noteId = env.rowId('note', entity, id);
      return ok({ ops: text === '' ? [] : createRow('note', noteId, { subject: { entity, id }, text }) });
    }
    const gone = new Set((text === '' ? [note, ...others] : others).map((row) => row.id));
    const written = text === '' || note.text === text ? [] : [setCell('note', note.id, 'text', text)];
    return ok({ ops: [...written, ...deleteWithReferences(plan, 'note', gone)] });
  },
});

/** Commands of the registers beside the tasks. */
export const registerCommands: readonly AnyCommand[] = [
  updateProject,
  ...register('stage'),
  moveCommand('stage', stagesInOrder),
  ...register('gate'),
  decideGate,
  ...register('gateItem'),
  moveCommand('gateItem', itemsBeside),
  ...register('calendar'),
  ...register('calendarException'),
  ...register('workWeek'),
  ...register('party'),
  ...register('savedView'),
  ...register('tenderLot'),
  ...register('threshold'),
  ...register('note'),
  writeNote,
];
