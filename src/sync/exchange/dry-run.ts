import type { AuthorNote, ConflictNote, RowNote, SpacePreview, WaitingNote } from '../../model/exchange-result.ts';
import { sameValue } from '../canonical-json.ts';
import type { ChangeSet, VersionVector } from '../change-set.ts';
import type { Conflict } from '../conflict.ts';
import type { MergeState, RowName } from '../merge-state.ts';
import type { ProjectedRow, Projection } from '../projected.ts';
import { labelOf } from '../row-label.ts';
import { rowKey } from '../row-state.ts';
import { missingRanges } from '../version-vector.ts';
import { offerAll, type Waiting } from './offer-all.ts';

/** Rows of each kind that a preview names; it counts all of them. */
export const MOST_NAMED = 200;
/** So many rows may go without a question. */
export const DELETIONS_WITHOUT_ASKING = 20;
/** So much of a plan may go without a question, in percent. */
export const PERCENT_WITHOUT_ASKING = 10;

/** A change set that no honest author writes. */
export interface DryRefusal {
  readonly id: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What the merge came to, for whoever writes it down. */
export interface Tried {
  readonly preview: SpacePreview;
  /** What was shown and which values stood before. */
  readonly before: Projection;
  /** Rows that may be other than before. */
  readonly changed: readonly RowName[];
  /** Taken, in a causal order. */
  readonly taken: readonly ChangeSet[];
  readonly waiting: readonly Waiting[];
  readonly refusal: null;
}

export type DryRun = Tried | { readonly refusal: DryRefusal };

export interface SpaceToTry {
  readonly id: string;
  readonly name: string;
  /** What is held, merged; what is incoming is merged into it. */
  readonly state: MergeState;
  /** Whether nothing of the space is held. */
  readonly isNew: boolean;
  readonly waited: readonly Waiting[];
  readonly incoming: readonly ChangeSet[];
  readonly schema: number;
}

type Rows = ReadonlyMap<string, ProjectedRow>;

const changedCells = (before: ProjectedRow, after: ProjectedRow): string[] => {
  const names = new Set([...before.cells.keys(), ...after.cells.keys()]);
  return [...names].filter((cell) => !sameValue(before.cells.get(cell), after.cells.get(cell)));
};

class Notes {
  count = 0;
  readonly rows: RowNote[] = [];

  add({ entity, id }: RowName, label: () => string, cells: readonly string[]): void {
    this.count++;
    if (this.rows.length < MOST_NAMED) this.rows.push({ entity, id, label: label(), cells });
  }
}

const authorsOf = (taken: readonly ChangeSet[]): AuthorNote[] => {
  const found = new Map<string, { -readonly [K in keyof AuthorNote]: AuthorNote[K] }>();
  for (const { person, replica, wallMs } of taken) {
    const key = `${replica} ${person}`;
    const note = found.get(key);
    if (note === undefined) found.set(key, { person, replica, changeSets: 1, firstMs: wallMs, lastMs: wallMs });
    else {
      note.changeSets++;
      note.firstMs = Math.min(note.firstMs, wallMs);
      note.lastMs = Math.max(note.lastMs, wallMs);
    }
  }
  return [...found.values()];
};

const waitingNotes = (waiting: readonly Waiting[], vector: VersionVector): WaitingNote[] =>
  waiting.map(({ changeSet, reason }) => ({
    replica: changeSet.replica,
    seq: changeSet.seq,
    person: changeSet.person,
    reason,
    missing: reason === 'missing' ? missingRanges(vector, changeSet.vector) : [],
  }));

/** Compares what is shown before and after, row by row. */
const compare = (state: MergeState, before: Rows, names: readonly { entity: string; id: string }[]) => {
  const notes = { added: new Notes(), changed: new Notes(), moved: new Notes(), deleted: new Notes() };
  const find = (key: string): ProjectedRow | undefined => {
    const slash = key.indexOf('/');
    return state.row(key.slice(0, slash), key.slice(slash + 1)) ?? before.get(key);
  };
  for (const name of names) {
    const { entity, id } = name;
    const was = before.get(rowKey(entity, id));
    if (was === undefined) {
      // Most of a plan that is new is only counted.
      if (state.isShown(entity, id)) notes.added.add(name, () => labelOf(state.row(entity, id)!, find), []);
      continue;
    }
    const is = state.row(entity, id);
    if (is === undefined) notes.deleted.add(was, () => labelOf(was, find), []);
    else {
      const cells = changedCells(was, is);
      if (cells.includes('place')) notes.moved.add(is, () => labelOf(is, find), ['place']);
      const others = cells.filter((cell) => cell !== 'place');
      if (others.length > 0) notes.changed.add(is, () => labelOf(is, find), others);
    }
  }
  return { notes, find };
};

const conflictNote = ({ id, kind, entity, rowId, cell }: Conflict, label: string): ConflictNote => ({
  id,
  kind,
  entity,
  rowId,
  cell: cell ?? null,
  label,
});

/** Works out in memory what taking in change sets does, for the preview and for the tables alike: there is no other merge. */
export const dryRun = (space: SpaceToTry): DryRun => {
  const { id, name, state, isNew, waited, incoming, schema } = space;
  const before = state.projection();
  state.changedRows();
  const { taken, known, waiting, refusal } = offerAll(state, [...waited.map((w) => w.changeSet), ...incoming]);
  if (refusal !== null) return { refusal };
  const changed = state.changedRows();
  const { notes, find } = compare(state, before.rows, changed);
  const listed = new Set(before.conflicts.map((conflict) => conflict.id));
  const conflicts = changed.flatMap(({ entity, id: rowId }) => {
    const fresh = state.conflictsOf(entity, rowId).filter((conflict) => !listed.has(conflict.id));
    if (fresh.length === 0) return [];
    const row = find(rowKey(entity, rowId));
    return fresh.map((conflict) => conflictNote(conflict, row === undefined ? '' : labelOf(row, find)));
  });
  const rowsBefore = before.rows.size;
  const gone = notes.deleted.count;
  const asks = gone > DELETIONS_WITHOUT_ASKING || (gone > 0 && gone * 100 > rowsBefore * PERCENT_WITHOUT_ASKING);
  const preview: SpacePreview = {
    id,
    name,
    isNew,
    taken: taken.length,
    known,
    authors: authorsOf(taken),
    ...notes,
    conflicts,
    waiting: waitingNotes(waiting, state.vector),
    newer: taken.filter((changeSet) => changeSet.schemaVersion > schema).length,
    rowsBefore,
    asks,
  };
  return { preview, before, changed, taken, waiting, refusal: null };
};
