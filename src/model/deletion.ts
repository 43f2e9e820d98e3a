import type { CellSpec } from './cell-spec.ts';
import { deleteRow, type Op } from './change.ts';
import type { Plan } from './plan.ts';
import { ENTITY_NAMES, type EntityName, entities } from './schema.ts';

/** Rows that have no meaning without the row they point at, and go with it. */
const OWNED_BY: ReadonlySet<string> = new Set([
  'link.predecessorId',
  'link.successorId',
  'gateItem.gateId',
  'calendarException.calendarId',
  'workWeek.calendarId',
  'baselineTask.baselineId',
  'assignment.taskId',
  'assignment.partyId',
  'tenderLot.tenderId',
  'contact.participantId',
  'population.participantId',
  'commitment.participantId',
  'commitment.roundId',
  'commitment.moduleId',
  'joinThreshold.roundId',
  'joinThreshold.moduleId',
  'joinTerm.thresholdId',
  'goLive.participantId',
  'goLive.moduleId',
  'postponement.goLiveId',
  'raci.gateId',
  'raci.participantId',
]);
/** References that are kept although their row goes: a baseline remembers tasks that are no longer there. */
const KEPT: ReadonlySet<string> = new Set(['baselineTask.taskId']);

/** A cell of an entity that points at rows of another. */
export interface Reference {
  readonly entity: EntityName;
  readonly cell: string;
  readonly to: string;
}

/** All of them, in the order of the schema. */
export const references: readonly Reference[] = ENTITY_NAMES.flatMap((entity) =>
  Object.entries(entities[entity].cells as Readonly<Record<string, CellSpec>>).flatMap(([cell, spec]) =>
    spec.type === 'ref' ? [{ entity, cell, to: spec.entity }] : [],
  ),
);

/** Whether a row has no meaning without the one that this cell of it points at. */
export const isOwner = ({ entity, cell }: Reference): boolean => OWNED_BY.has(`${entity}.${cell}`);

/** What points at the rows that go: rows that go with them, and ops that clear the others. */
const followUps = (plan: Plan, entity: EntityName, ids: ReadonlySet<string>) => {
  const cleared: Op[] = [];
  const owned = new Map<EntityName, Set<string>>();
  for (const reference of references) {
    const name = `${reference.entity}.${reference.cell}`;
    if (reference.to !== entity || KEPT.has(name)) continue;
    for (const row of plan.rows[reference.entity].values()) {
      const target = (row as unknown as Readonly<Record<string, string | null>>)[reference.cell];
      if (target === null || target === undefined || !ids.has(target)) continue;
      if (isOwner(reference)) {
        const known = owned.get(reference.entity) ?? new Set();
        owned.set(reference.entity, known.add(row.id));
      } else if (reference.entity !== entity || !ids.has(row.id))
        cleared.push({ kind: 'set', entity: reference.entity, id: row.id, cell: reference.cell, value: null });
    }
  }
  return { cleared, owned };
};

/**
 * Ops that delete rows of one entity together with what belongs to them, and to that, and clear what points at them. Tasks
 * below a deleted summary are the caller's to name.
 */
export const deleteWithReferences = (plan: Plan, entity: EntityName, ids: ReadonlySet<string>): Op[] => {
  const { cleared, owned } = followUps(plan, entity, ids);
  const ops: Op[] = [...[...ids].map((id) => deleteRow(entity, id)), ...cleared];
  for (const [ownedEntity, ownedIds] of owned) ops.push(...deleteWithReferences(plan, ownedEntity, ownedIds));
  return withoutClearsOfGone(withoutRepeats(ops));
};

/** What is deleted needs not be cleared besides. */
const withoutClearsOfGone = (ops: readonly Op[]): Op[] => {
  const gone = new Set(ops.flatMap((op) => (op.kind === 'delete' ? [`${op.entity}/${op.id}`] : [])));
  return ops.filter((op) => op.kind !== 'set' || !gone.has(`${op.entity}/${op.id}`));
};

/** A link between two deleted tasks is found twice. */
const withoutRepeats = (ops: readonly Op[]): Op[] => {
  const seen = new Set<string>();
  return ops.filter((op) => {
    const key = op.kind === 'set' ? `${op.entity}/${op.id}/${op.cell}` : `${op.entity}/${op.id}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};
