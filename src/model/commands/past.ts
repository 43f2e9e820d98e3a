import * as v from 'valibot';
import { ok } from '../../result.ts';
import { type CellValue, type Op, setCell } from '../change.ts';
import type { AnyCommand, Past } from '../command.ts';
import { opsToReach } from '../compare-plans.ts';
import { type HistoryPoint, historyPointSchema, type RowDelta } from '../history-result.ts';
import type { Plan } from '../plan.ts';
import type { Row } from '../row.ts';
import { cellSpec, ENTITY_NAMES, type EntityName, entities } from '../schema.ts';
import { checkCell, idSchema } from '../validate.ts';
import { placeOps } from './conflicts.ts';
import { define, refuse } from './define.ts';

type AnyRow = Readonly<Record<string, unknown>>;

const isAlive = (plan: Plan, entity: EntityName, id: string): boolean => plan.rows[entity].has(id);

/** Puts a former value of a cell back. */
const restoreCell = define<{ entity: EntityName; id: string; cell: string; value: unknown }>({
  id: 'history.restoreCell',
  input: v.strictObject({
    entity: v.picklist(ENTITY_NAMES),
    id: idSchema,
    cell: v.pipe(v.string(), v.maxLength(60)),
    value: v.unknown(),
  }) as unknown as v.GenericSchema<{ entity: EntityName; id: string; cell: string; value: unknown }>,
  run: (plan, { entity, id, cell, value }) => {
    if (!isAlive(plan, entity, id)) return refuse('row.unknown', { entity, id });
    const checked = checkCell(entity, cell, value);
    if (!checked.ok) return refuse(checked.error.id, { ...checked.error.params }, { entity, rowId: id, cell });
    const spec = cellSpec(entity, cell);
    if (entity === 'task' && cell === 'place') {
      const placed = placeOps(plan, id, checked.value as Row<'task'>['place']);
      return placed.ok ? ok({ ops: placed.value, select: [id] }) : placed;
    }
    if (spec?.type === 'ref' && checked.value !== null) {
      if (!isAlive(plan, spec.entity as EntityName, checked.value as string))
        return refuse('history.row-gone', { entity: spec.entity }, { entity, rowId: id, cell });
    }
    const ops: Op[] = [{ kind: 'set', entity, id, cell, value: checked.value as CellValue }];
    return ok({ ops, select: entity === 'task' ? [id] : [] });
  },
});

const keyOf = (entity: string, id: string): string => `${entity}/${id}`;

/** The rows that a row points at, by entity and id; of a task the one above it too. */
const pointsAt = (entity: EntityName, row: AnyRow): readonly { readonly entity: EntityName; readonly id: string }[] => {
  const found: { entity: EntityName; id: string }[] = [];
  for (const [cell, spec] of Object.entries(entities[entity].cells)) {
    const value = row[cell];
    if (spec.type === 'ref' && typeof value === 'string') found.push({ entity: spec.entity as EntityName, id: value });
  }
  if (entity === 'task') {
    const { parent } = row.place as Row<'task'>['place'];
    if (parent !== null) found.push({ entity: 'task', id: parent });
  }
  if (entity === 'note') {
    const subject = row.subject as Row<'note'>['subject'];
    found.push({ entity: subject.entity as EntityName, id: subject.id });
  }
  return found;
};

/** Rows that stand between two others: with one of them gone there is nothing to stand between. */
const NEEDS_ALL: ReadonlySet<EntityName> = new Set(['link', 'assignment', 'commitment', 'goLive', 'raci']);

/** The rows that went with a row in one change, and hang on it: links, assignments, notes, what lay below it. */
const goneWith = (plan: Plan, past: Past, gone: readonly RowDelta[], entity: EntityName, id: string) => {
  const rows = new Map<string, { readonly entity: EntityName; readonly id: string; readonly row: AnyRow }>();
  for (const delta of gone) {
    const name = delta.entity as EntityName;
    if (delta.fate !== 'deleted' || isAlive(plan, name, delta.id)) continue;
    const row = past.rowOf(name, delta.id) as AnyRow | null;
    if (row !== null) rows.set(keyOf(name, delta.id), { entity: name, id: delta.id, row });
  }
  const back = new Set([keyOf(entity, id)]);
  const isThere = (at: { readonly entity: EntityName; readonly id: string }): boolean =>
    back.has(keyOf(at.entity, at.id)) || isAlive(plan, at.entity, at.id);
  let size = 0;
  while (size < back.size) {
    size = back.size;
    for (const [key, { entity: name, row }] of rows) {
      const targets = pointsAt(name, row);
      const hangs = targets.some((at) => back.has(keyOf(at.entity, at.id)));
      if (hangs && (!NEEDS_ALL.has(name) || targets.every(isThere))) back.add(key);
    }
  }
  return [...rows].flatMap(([key, found]) => (back.has(key) ? [found] : []));
};

/** The nearest task above that is there, for one whose parent has gone and stays away. */
const placeThatIs = (plan: Plan, past: Past, back: ReadonlySet<string>, place: Row<'task'>['place']) => {
  let { parent } = place;
  const seen = new Set<string>();
  while (parent !== null && !plan.rows.task.has(parent) && !back.has(keyOf('task', parent))) {
    if (seen.has(parent)) return { ...place, parent: null };
    seen.add(parent);
    parent = (past.rowOf('task', parent) as Row<'task'> | null)?.place.parent ?? null;
  }
  return { ...place, parent };
};

/** Brings a deleted row back together with what hung on it and went in the same change. */
const restoreRow = define<{ entity: EntityName; id: string }>({
  id: 'history.restoreRow',
  input: v.strictObject({ entity: v.picklist(ENTITY_NAMES), id: idSchema }),
  run: (plan, { entity, id }, { past }) => {
    if (isAlive(plan, entity, id)) return refuse('history.not-deleted', { entity, id });
    const gone = past.deletionOf(entity, id);
    if (gone === null || past.rowOf(entity, id) === null) return refuse('row.unknown', { entity, id });
    const rows = goneWith(plan, past, gone, entity, id);
    const back = new Set(rows.map((row) => keyOf(row.entity, row.id)));
    const ops: Op[] = rows.map((row) => ({ kind: 'restore', entity: row.entity, id: row.id }));
    for (const row of rows) {
      if (row.entity !== 'task') continue;
      const { place } = row.row as unknown as Row<'task'>;
      const there = placeThatIs(plan, past, back, place);
      if (there.parent !== place.parent) ops.push(setCell('task', row.id, 'place', there));
    }
    for (const delta of gone) {
      const row = plan.rows[delta.entity as EntityName].get(delta.id) as AnyRow | undefined;
      for (const { cell, before } of row === undefined ? [] : delta.cells) {
        const spec = cellSpec(delta.entity as EntityName, cell);
        const wasCleared = spec?.type === 'ref' && row![cell] === null && typeof before === 'string';
        if (wasCleared && back.has(keyOf(spec.entity, before)))
          ops.push({ kind: 'set', entity: delta.entity, id: delta.id, cell, value: before });
      }
    }
    return ok({ ops, select: rows.flatMap((row) => (row.entity === 'task' ? [row.id] : [])) });
  },
});

/** Brings the whole plan back to how it was at a point of its history; what was done since stays in the log. */
const restorePlan = define<{ point: HistoryPoint }>({
  id: 'history.restorePlan',
  input: v.strictObject({ point: historyPointSchema }),
  run: (plan, { point }, { past }) => {
    const then = past.rowsAt(point);
    // At a point before the first change there is no plan to go back to.
    if (then === null || !then.project.has(plan.projectId)) return refuse('history.no-point');
    return ok({ ops: opsToReach(plan.rows, then, past) });
  },
});

/** Commands that bring back what was. */
export const pastCommands: readonly AnyCommand[] = [restoreCell, restoreRow, restorePlan];
