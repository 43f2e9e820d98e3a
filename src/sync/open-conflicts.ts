import type { ConflictAuthor, ConflictSide, Decision, OpenConflict } from '../model/exchange-result.ts';
import { sameValue } from './canonical-json.ts';
import { byTotalOrder, type CellValue, type ChangeSet, dotOf, type Op, type Stamp } from './change-set.ts';
import type { Conflict } from './conflict.ts';
import type { MergeState } from './merge-state.ts';
import type { ProjectedRow } from './projected.ts';
import { labelOf, textIn } from './row-label.ts';
import { rowKey } from './row-state.ts';
import { placeFrom } from './task-tree.ts';
import { saw } from './version-vector.ts';

/** The change sets that touch a row, each with what it does there, in the order of the log. */
type Touches = readonly { readonly changeSet: ChangeSet; readonly op: Op }[];

interface Sources {
  readonly state: MergeState;
  /** The own replica. */
  readonly self: string;
  readonly byDot: ReadonlyMap<string, ChangeSet>;
  readonly touches: ReadonlyMap<string, Touches>;
}

const authorOf = ({ person, replica, seq, wallMs }: ChangeSet, self: string): ConflictAuthor => ({
  person,
  replica,
  seq,
  wallMs,
  isMine: replica === self,
});

/** One author for each change set, however much of it there is to tell. */
const authorsOf = (changeSets: readonly ChangeSet[], self: string): ConflictAuthor[] =>
  [...new Set(changeSets)].map((changeSet) => authorOf(changeSet, self));

const changeSetOf = ({ byDot }: Sources, { replica, seq }: Stamp): ChangeSet => byDot.get(dotOf(replica, seq))!;

/** What the cell held when all sides had last seen the same: the newest value that every one of them knew of. */
const baseOf = (sources: Sources, { entity, rowId, cell }: Conflict, heads: readonly ChangeSet[]) => {
  let newest: { readonly changeSet: ChangeSet; readonly value: CellValue } | null = null;
  for (const { changeSet, op } of sources.touches.get(rowKey(entity, rowId)) ?? []) {
    if (op.kind !== 'set' || op.cell !== cell || !heads.every((head) => saw(head, changeSet))) continue;
    if (newest === null || byTotalOrder(newest.changeSet, changeSet) <= 0) newest = { changeSet, value: op.value };
  }
  return newest === null ? null : { value: newest.value };
};

/** Where the tree has a task, as a value of its cell. */
const standing = ({ state }: Sources, { entity, rowId }: Conflict): CellValue => {
  const place = state.record(entity, rowId)?.place;
  return place === undefined ? null : { parent: place.parent, order: place.order };
};

const sameParent = (a: CellValue, b: CellValue): boolean => placeFrom(a)?.parent === placeFrom(b)?.parent;

/** The values of a cell that nobody has overwritten, equal ones as one side. */
const cellSides = (sources: Sources, conflict: Conflict) => {
  const { entity, rowId: id, kind } = conflict;
  const cell = conflict.cell!;
  const isPlace = kind !== 'value';
  const heads = sources.state.heads(entity, id, cell);
  const same = isPlace ? sameParent : sameValue;
  const shown = isPlace ? standing(sources, conflict) : heads.at(-1)!.value;
  const decide = (value: CellValue): Decision => ({ do: 'set', entity, id, cell, value });
  const sides: ConflictSide[] = [];
  for (const head of heads) {
    const authors = [authorOf(changeSetOf(sources, head), sources.self)];
    const at = sides.findIndex((side) => same(side.value, head.value));
    const known = sides[at];
    const value = head.value;
    if (known !== undefined) sides[at] = { ...known, authors: [...known.authors, ...authors] };
    else sides.push({ value, cells: [], isShown: same(value, shown), authors, decision: decide(value) });
  }
  // A move that was left out leaves the task where an older one had put it.
  if (!sides.some(({ isShown }) => isShown))
    sides.unshift({ value: shown, cells: [], isShown: true, authors: [], decision: decide(shown) });
  return {
    sides,
    base: baseOf(
      sources,
      conflict,
      heads.map((head) => changeSetOf(sources, head)),
    ),
  };
};

/** A row that some have deleted: kept by those who edited it without knowing, or as the parent of what lives. */
const rowSides = (sources: Sources, { entity, rowId: id, kind }: Conflict): ConflictSide[] => {
  const touches = sources.touches.get(rowKey(entity, id)) ?? [];
  const marks = touches.filter(({ op }) => op.kind === 'delete');
  const edits = touches.filter(({ op }) => op.kind !== 'delete');
  const unanswered = marks.filter(
    (mark) => !edits.some(({ op, changeSet }) => op.kind === 'restore' && saw(changeSet, mark.changeSet)),
  );
  const unaware = edits.filter(({ changeSet }) =>
    unanswered.some((mark) => !saw(mark.changeSet, changeSet) && !saw(changeSet, mark.changeSet)),
  );
  const against = unanswered.filter(
    (mark) => kind === 'kept-parent' || unaware.some(({ changeSet }) => !saw(mark.changeSet, changeSet)),
  );
  const cells = [...new Set(unaware.flatMap(({ op }) => (op.kind === 'set' ? [op.cell] : [])))];
  const side = (what: 'keep' | 'delete', found: Touches): ConflictSide => ({
    value: null,
    cells: what === 'keep' ? cells : [],
    isShown: what === 'keep',
    authors: authorsOf(
      found.map(({ changeSet }) => changeSet),
      sources.self,
    ),
    decision: what === 'keep' ? { do: 'keep', entity, id } : { do: 'delete', entity, id },
  });
  return [side('keep', unaware), side('delete', against)];
};

/** A link that closes a ring; what can be decided here is that it goes. */
const linkSides = (sources: Sources, { entity, rowId: id }: Conflict): ConflictSide[] => {
  const touches = sources.touches.get(rowKey(entity, id)) ?? [];
  const authors = authorsOf(
    touches.map(({ changeSet }) => changeSet),
    sources.self,
  );
  return [{ value: null, cells: [], isShown: false, authors, decision: { do: 'delete', entity, id } }];
};

const sidesOf = (sources: Sources, conflict: Conflict) => {
  if (conflict.cell !== undefined) return cellSides(sources, conflict);
  const sides = conflict.kind === 'link-cycle' ? linkSides(sources, conflict) : rowSides(sources, conflict);
  return { sides, base: null };
};

/** The task that a row is about. */
const taskIdOf = (row: ProjectedRow): string | null => {
  if (row.entity === 'task') return row.id;
  if (row.entity === 'link') return textIn(row, 'successorId') || null;
  const subject = row.cells.get('subject');
  if (typeof subject === 'object' && subject !== null && !Array.isArray(subject)) {
    const { entity, id } = subject as { readonly entity?: CellValue; readonly id?: CellValue };
    if (entity === 'task' && typeof id === 'string') return id;
  }
  return textIn(row, 'taskId') || null;
};

/**
 * What people have to decide in the state that the change sets make, with all sides of it. Conflicts of rows that are not
 * shown are left out: they come back with the row. `self` is the own replica.
 */
export const openConflicts = (
  state: MergeState,
  changeSets: readonly ChangeSet[],
  self: string,
): readonly OpenConflict[] => {
  const open = state.conflicts().filter(({ entity, rowId }) => state.row(entity, rowId) !== undefined);
  if (open.length === 0) return [];
  const touches = new Map<string, { changeSet: ChangeSet; op: Op }[]>();
  for (const { entity, rowId } of open) touches.set(rowKey(entity, rowId), []);
  for (const changeSet of changeSets)
    for (const op of changeSet.ops) touches.get(rowKey(op.entity, op.id))?.push({ changeSet, op });
  const byDot = new Map(changeSets.map((changeSet) => [dotOf(changeSet.replica, changeSet.seq), changeSet]));
  const sources: Sources = { state, self, byDot, touches };
  const find = (key: string): ProjectedRow | undefined => {
    const slash = key.indexOf('/');
    return state.row(key.slice(0, slash), key.slice(slash + 1));
  };
  return open.map((conflict) => {
    const { id, kind, entity, rowId, cell } = conflict;
    const row = state.row(entity, rowId)!;
    const { sides, base } = sidesOf(sources, conflict);
    const taskId = taskIdOf(row);
    return {
      id,
      kind,
      entity,
      rowId,
      cell: cell ?? null,
      label: labelOf(row, find),
      taskId,
      taskLabel: taskId === null ? '' : textIn(find(`task/${taskId}`), 'name'),
      base,
      isMine: sides.some(({ authors }) => authors.some(({ isMine }) => isMine)),
      sides,
    };
  });
};
