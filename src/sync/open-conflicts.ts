import type { ConflictAuthor, ConflictSide, Decision, OpenConflict } from '../model/exchange-result.ts';
import { sameValue } from './canonical-json.ts';
import { byTotalOrder, type CellValue, type ChangeSet, dotOf, type Op, type Stamp } from './change-set.ts';
import type { Conflict } from './conflict.ts';
import { type DeletionSource, deletedWith } from './deleted-with.ts';
import { policy } from './plan-policy.ts';
import type { ProjectedRow } from './projected.ts';
import { labelOf, textIn } from './row-label.ts';
import type { Head } from './row-state.ts';
import { type Place, placeFrom } from './task-tree.ts';
import { saw } from './version-vector.ts';

/** The change sets that touch a row, each with what it does there, in the order of the log. */
export type Touches = readonly { readonly changeSet: ChangeSet; readonly op: Op }[];

/** Where what has to be told about a conflict is known: a merged state with its log, or a store. */
export interface ConflictSource {
  /** The row as shown; undefined if it is not. */
  readonly row: (entity: string, id: string) => ProjectedRow | undefined;
  /** Values of a cell that nobody has overwritten, in total order; of deleted rows too. */
  readonly heads: (entity: string, id: string, cell: string) => readonly Head[];
  /** Where the tree has a task; its parent as it was named. */
  readonly place: (id: string) => Place | undefined;
  /** The change set that a stamp names; it is held. */
  readonly changeSet: (stamp: Stamp) => ChangeSet;
  readonly touches: (entity: string, id: string) => Touches;
  /** The links that count and that make a circle with one that was left out. */
  readonly circle: (linkId: string) => readonly string[];
}

interface Sources extends ConflictSource {
  /** The own replica. */
  readonly self: string;
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

/** What the cell held when all sides had last seen the same: the newest value that every one of them knew of. */
const baseOf = (sources: Sources, { entity, rowId, cell }: Conflict, heads: readonly ChangeSet[]) => {
  let newest: { readonly changeSet: ChangeSet; readonly value: CellValue } | null = null;
  for (const { changeSet, op } of sources.touches(entity, rowId)) {
    if (op.kind !== 'set' || op.cell !== cell || !heads.every((head) => saw(head, changeSet))) continue;
    if (newest === null || byTotalOrder(newest.changeSet, changeSet) <= 0) newest = { changeSet, value: op.value };
  }
  return newest === null ? null : { value: newest.value };
};

/** Where the tree has a task, as a value of its cell; one that was never placed stands at the top. */
const standing = (sources: Sources, { rowId }: Conflict): CellValue => {
  const place = sources.place(rowId);
  return { parent: place?.parent ?? null, order: place?.order ?? '' };
};

const sameParent = (a: CellValue, b: CellValue): boolean => placeFrom(a)?.parent === placeFrom(b)?.parent;

/** Change sets that none of the others knew of: of what several people wrote, what stood beside each other. */
const unseen = (touches: Touches): Touches =>
  touches.filter((one) => !touches.some((other) => other !== one && saw(other.changeSet, one.changeSet)));

/**
 * The values between which had been decided, before the decision was taken back: what the cell held beside each other when
 * the first change set wrote to it that is about the decision too.
 */
const formerHeads = (sources: Sources, { entity, rowId, cell }: Conflict, decisionId: string): readonly Head[] => {
  const writes = sources.touches(entity, rowId).filter(({ op }) => op.kind === 'set' && op.cell === cell);
  const decisive = new Set(
    sources.touches(policy.decisionEntity, decisionId).map(({ changeSet }) => dotOf(changeSet.replica, changeSet.seq)),
  );
  const found = new Map<string, Head>();
  const goBack = (from: Touches): void => {
    for (const { changeSet, op } of unseen(from)) {
      const { replica, seq, lamport } = changeSet;
      if (decisive.has(dotOf(replica, seq))) goBack(writes.filter((one) => saw(changeSet, one.changeSet)));
      else if (op.kind === 'set') found.set(dotOf(replica, seq), { replica, seq, lamport, value: op.value });
    }
  };
  goBack(writes);
  return [...found.values()].sort(byTotalOrder);
};

/** The values of a cell that nobody has overwritten, equal ones as one side. */
const cellSides = (sources: Sources, conflict: Conflict) => {
  const { entity, rowId: id, kind } = conflict;
  const cell = conflict.cell!;
  const isPlace = kind !== 'value';
  const now = sources.heads(entity, id, cell);
  const heads = conflict.decisionId === undefined ? now : formerHeads(sources, conflict, conflict.decisionId);
  const same = isPlace ? sameParent : sameValue;
  const shown = isPlace ? standing(sources, conflict) : now.at(-1)!.value;
  const decide = (value: CellValue): Decision => ({ do: 'set', entity, id, cell, value, settles: 'value' });
  const sides: ConflictSide[] = [];
  for (const head of heads) {
    const authors = [authorOf(sources.changeSet(head), sources.self)];
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
      heads.map((head) => sources.changeSet(head)),
    ),
  };
};

/** A row that some have deleted: kept by those who edited it without knowing, or as the parent of what lives. */
const rowSides = (sources: Sources, { entity, rowId: id, kind }: Conflict): ConflictSide[] => {
  const touches = sources.touches(entity, id);
  const marks = touches.filter(({ op }) => op.kind === 'delete');
  const edits = touches.filter(({ op }) => op.kind !== 'delete');
  const isAnswered = ({ changeSet }: Touches[number]): boolean =>
    edits.some(({ op, changeSet: by }) => op.kind === 'restore' && saw(by, changeSet));
  const open = marks.filter((mark) => !isAnswered(mark));
  // A decision that was taken back leaves the question as it was: all deletes count again.
  const unanswered = open.length > 0 ? open : marks;
  const unaware = edits.filter(
    ({ changeSet }) =>
      unanswered.some((mark) => !saw(mark.changeSet, changeSet) && !saw(changeSet, mark.changeSet)) &&
      !unanswered.some((mark) => mark.changeSet === changeSet),
  );
  const against = unanswered.filter(
    (mark) => kind === 'kept-parent' || unaware.some(({ changeSet }) => !saw(mark.changeSet, changeSet)),
  );
  const cells = [...new Set(unaware.flatMap(({ op }) => (op.kind === 'set' ? [op.cell] : [])))];
  const byWhom = (found: Touches): ConflictAuthor[] =>
    authorsOf(
      found.map(({ changeSet }) => changeSet),
      sources.self,
    );
  const settles = kind === 'edit-delete' ? { settles: kind } : {};
  const went = deletedWith(deletionSource(sources), { entity, id }, [
    ...new Set(against.map(({ changeSet }) => changeSet)),
  ]);
  const keep: Decision = {
    do: 'keep',
    entity,
    id,
    ...settles,
    ...(went.rows.length > 0 && { rows: went.rows }),
    ...(went.refs.length > 0 && { refs: went.refs }),
  };
  return [
    { value: null, cells, isShown: true, authors: byWhom(unaware), decision: keep },
    {
      value: null,
      cells: [],
      isShown: false,
      authors: byWhom(against),
      decision: { do: 'delete', entity, id, ...settles },
    },
  ];
};

const deletionSource = (sources: Sources): DeletionSource => ({
  isShown: (entity, id) => sources.row(entity, id) !== undefined,
  valueOf: (entity, id, cell) => sources.heads(entity, id, cell).at(-1)?.value,
  touches: sources.touches,
});

/** Two rows that are the same thing, each with who made it, and that they are not. */
const twinSides = (sources: Sources, { entity, rowId, otherId }: Conflict): ConflictSide[] => {
  const side = (id: string, other: string): ConflictSide => ({
    value: id,
    cells: [],
    isShown: false,
    authors: authorsOf([bornBy(sources.touches(entity, id))], sources.self),
    decision: { do: 'one', entity, id, otherId: other },
  });
  const both: Decision = { do: 'both', entity, id: rowId, otherId: otherId! };
  return [
    side(otherId!, rowId),
    side(rowId, otherId!),
    { value: null, cells: [], isShown: true, authors: [], decision: both },
  ];
};

/** The change set that made a row: its first edit in total order. */
const bornBy = (touches: Touches): ChangeSet =>
  touches
    .filter(({ op }) => op.kind !== 'delete')
    .map(({ changeSet }) => changeSet)
    .reduce((first, one) => (byTotalOrder(one, first) < 0 ? one : first));

/** A link that closes a circle, and those that count and make it with the one: any of them can go. */
const linkSides = (sources: Sources, { entity, rowId }: Conflict): ConflictSide[] => {
  const side = (id: string, isShown: boolean): ConflictSide => ({
    value: id,
    cells: [],
    isShown,
    authors: authorsOf(
      sources.touches(entity, id).map(({ changeSet }) => changeSet),
      sources.self,
    ),
    decision: { do: 'delete', entity, id },
  });
  return [side(rowId, false), ...sources.circle(rowId).map((id) => side(id, true))];
};

const sidesOf = (sources: Sources, conflict: Conflict) => {
  if (conflict.cell !== undefined) return cellSides(sources, conflict);
  const { kind } = conflict;
  if (kind === 'duplicate') return { sides: twinSides(sources, conflict), base: null };
  return { sides: kind === 'link-cycle' ? linkSides(sources, conflict) : rowSides(sources, conflict), base: null };
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
 * What people have to decide, with all sides of it. Conflicts of rows that are not shown are left out: they come back with
 * the row. `self` is the own replica.
 */
export const openConflicts = (
  source: ConflictSource,
  conflicts: readonly Conflict[],
  self: string,
): readonly OpenConflict[] => {
  const sources: Sources = { ...source, self };
  const find = (key: string): ProjectedRow | undefined => {
    const slash = key.indexOf('/');
    return source.row(key.slice(0, slash), key.slice(slash + 1));
  };
  return conflicts.flatMap((conflict): OpenConflict[] => {
    const { id, kind, entity, rowId, cell } = conflict;
    const row = source.row(entity, rowId);
    if (row === undefined) return [];
    const { sides, base } = sidesOf(sources, conflict);
    if (conflict.decisionId !== undefined && sides.length < 2) return [];
    const taskId = taskIdOf(row);
    return [
      {
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
      },
    ];
  });
};
