import { type CellValue, deleteRow, type Op } from './change.ts';
import type { CommandEnv } from './command.ts';
import { references } from './deletion.ts';
import { outlineOf } from './outline.ts';
import type { Plan } from './plan.ts';
import type { EntityName } from './schema.ts';

/**
 * Entities of which people add the same thing apart, known by its name alone. Answers, links and the tasks of a tender have
 * ids that are equal for everybody, and so are one row from the beginning.
 */
export const TWIN_ENTITIES = ['task', 'party', 'calendar', 'stage'] as const satisfies readonly EntityName[];

/** Rows that go, each with the row that takes over what belongs to it. */
type Heirs = ReadonlyMap<string, string>;
const NONE: Heirs = new Map();

const plainName = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();

/**
 * Which tasks below the one that goes have a counterpart of the same name below the one that stays, all the way down: what
 * two people made apart in the same way becomes one branch.
 */
const heirsOfBranch = (plan: Plan, goneId: string, keptId: string): Map<string, string> => {
  const { ids } = outlineOf(plan);
  const children = new Map<string, string[]>();
  for (const id of ids) {
    const parent = plan.rows.task.get(id)!.place.parent;
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), id]);
  }
  const heirs = new Map([[goneId, keptId]]);
  for (const [gone, kept] of heirs) {
    const free = new Map<string, string[]>();
    for (const id of children.get(kept) ?? []) {
      const name = plainName(plan.rows.task.get(id)!.name);
      if (name !== '' && id !== goneId) free.set(name, [...(free.get(name) ?? []), id]);
    }
    for (const id of children.get(gone) ?? []) {
      const heir = id === keptId ? undefined : free.get(plainName(plan.rows.task.get(id)!.name))?.shift();
      // Entries that are added while the map is walked are walked too.
      if (heir !== undefined) heirs.set(id, heir);
    }
  }
  return heirs;
};

const set = (entity: string, id: string, cell: string, value: CellValue): Op => ({
  kind: 'set',
  entity,
  id,
  cell,
  value,
});

/** Links of a task that goes, made anew at its heir unless the same link is there; what would join a task to itself goes. */
const linkOps = (plan: Plan, heirs: Heirs, env: CommandEnv): Op[] => {
  const ops: Op[] = [];
  const there = new Set(plan.rows.link.keys());
  for (const link of plan.rows.link.values()) {
    const { id, predecessorId, successorId, ...cells } = link;
    const from = heirs.get(predecessorId ?? '') ?? predecessorId;
    const to = heirs.get(successorId ?? '') ?? successorId;
    if (from === predecessorId && to === successorId) continue;
    ops.push(deleteRow('link', id));
    if (from === null || to === null || from === to) continue;
    const newId = env.linkId(from, to, link.type);
    if (there.has(newId)) continue;
    there.add(newId);
    const all = { predecessorId: from, successorId: to, ...cells };
    ops.push(...Object.entries(all).map(([cell, value]) => set('link', newId, cell, value as CellValue)));
  }
  return ops;
};

/** What makes a row the same as another once both point at the same: then one of them goes. */
const SAME_BY: Readonly<Partial<Record<EntityName, readonly string[]>>> = {
  assignment: ['taskId', 'partyId'],
  baselineTask: ['baselineId', 'taskId'],
  tenderLot: ['tenderId', 'name'],
};

const valuesIn = (row: object, cells: readonly string[], heirs: Heirs): string =>
  cells
    .map((cell) => (row as Readonly<Record<string, string | null>>)[cell] ?? '')
    .map((id) => heirs.get(id) ?? id)
    .join(' ');

/** Cells that point at what goes point at its heir; rows that would then stand there twice go. */
const referenceOps = (plan: Plan, entity: EntityName, heirs: Heirs): Op[] => {
  const ops: Op[] = [];
  const gone = new Set<string>();
  for (const reference of references) {
    if (reference.to !== entity || reference.entity === 'link') continue;
    const same = SAME_BY[reference.entity];
    const rows = [...plan.rows[reference.entity].values()];
    const pointsAt = (row: object) => (row as Readonly<Record<string, string | null>>)[reference.cell] ?? '';
    const known = new Set(
      same === undefined
        ? []
        : rows.filter((row) => !heirs.has(pointsAt(row))).map((row) => valuesIn(row, same, heirs)),
    );
    for (const row of rows) {
      const heir = heirs.get(pointsAt(row));
      if (heir === undefined || (reference.entity === entity && heirs.has(row.id)) || gone.has(row.id)) continue;
      const key = same === undefined ? null : valuesIn(row, same, heirs);
      if (key !== null && known.has(key)) {
        gone.add(row.id);
        ops.push(deleteRow(reference.entity, row.id));
        continue;
      }
      if (key !== null) known.add(key);
      ops.push(set(reference.entity, row.id, reference.cell, heir));
    }
  }
  for (const note of plan.rows.note.values()) {
    const heir = note.subject.entity === entity ? heirs.get(note.subject.id) : undefined;
    if (heir !== undefined) ops.push(set('note', note.id, 'subject', { entity, id: heir }));
  }
  return ops;
};

/** Tasks below what goes, and without a counterpart, come below its heir. */
const childOps = (plan: Plan, heirs: Heirs): Op[] =>
  [...plan.rows.task.values()].flatMap(({ id, place }) => {
    const heir = place.parent === null ? undefined : heirs.get(place.parent);
    return heir === undefined || heirs.has(id) || heir === id
      ? []
      : [set('task', id, 'place', { parent: heir, order: place.order })];
  });

/** Tenders whose timetable becomes part of another one's, each with that one: a tender has one timetable, and a timetable one tender. */
const heirsOfTenders = (plan: Plan, tasks: Heirs): Heirs => {
  const bySummary = new Map([...plan.rows.tender.values()].flatMap(({ id, taskId }) => (taskId ? [[taskId, id]] : [])));
  const heirs = new Map<string, string>();
  for (const [gone, kept] of tasks) {
    const [from, to] = [bySummary.get(gone), bySummary.get(kept)];
    if (from !== undefined && to !== undefined) heirs.set(from, to);
  }
  return heirs;
};

/** References to what goes, and that it goes; of the heirs, that they stay. */
const handOver = (plan: Plan, entity: EntityName, heirs: Heirs): Op[] => [
  ...referenceOps(plan, entity, heirs),
  ...[...new Set(heirs.values())].map((id): Op => ({ kind: 'restore', entity, id })),
  ...[...heirs.keys()].map((id) => deleteRow(entity, id)),
];

/**
 * Ops that make one row of two that are the same thing. The one that is kept has its own values and takes over what
 * belongs to the other: links, people, notes, and everything else that points at it; of a task also what lies below it,
 * where tasks of one name become one as well, and the tender whose timetable that is. That it is kept is said besides: where somebody elsewhere has kept the other
 * one, both stay.
 */
export const foldRows = (plan: Plan, entity: EntityName, keptId: string, goneId: string, env: CommandEnv): Op[] => {
  if (entity !== 'task') return handOver(plan, entity, new Map([[goneId, keptId]]));
  const tasks = heirsOfBranch(plan, goneId, keptId);
  const tenders = heirsOfTenders(plan, tasks);
  const isGoing = ({ entity: of, id }: Op): boolean =>
    (of === 'task' ? tasks : of === 'tender' ? tenders : NONE).has(id);
  return [
    ...childOps(plan, tasks),
    ...linkOps(plan, tasks, env),
    ...handOver(plan, 'task', tasks),
    ...handOver(plan, 'tender', tenders),
  ].filter((op) => op.kind !== 'set' || !isGoing(op));
};
