import { byTotalOrder, type CellValue, type ChangeSet, compareText, type VersionVector } from './change-set.ts';
import type { Conflict } from './conflict.ts';
import type { MergePolicy } from './merge-policy.ts';
import { MergeState } from './merge-state.ts';
import type { Head } from './row-state.ts';

/** A living row with the values shown; the place cell holds the place that the tree gives it. */
export interface ProjectedRow {
  readonly entity: string;
  readonly id: string;
  readonly cells: ReadonlyMap<string, CellValue>;
}

/** Living rows of the tree, siblings by (order key, id). A task whose parent is not known here stands at the top. */
export interface ProjectedTree {
  readonly roots: readonly string[];
  readonly children: ReadonlyMap<string, readonly string[]>;
}

/** The state that a set of change sets means, the same on every copy. Rows and heads by `entity/id`. */
export interface Projection {
  /** What the state includes. */
  readonly vector: VersionVector;
  readonly rows: ReadonlyMap<string, ProjectedRow>;
  /** Sorted by id. */
  readonly conflicts: readonly Conflict[];
  /** Heads of all cells, of dead rows too, in total order: the last one is shown. */
  readonly heads: ReadonlyMap<string, ReadonlyMap<string, readonly Head[]>>;
  readonly tree: ProjectedTree;
  /** Ids of links left out because they close a cycle. */
  readonly inactiveLinks: ReadonlySet<string>;
}

/**
 * The state that the change sets of one space mean, whatever their order and however often each is given. What lacks a
 * predecessor, and what no honest author writes, is left out. Of two branches under one number the one with the lower
 * counter, then hash, is taken. Change sets of several spaces are a bug of the caller.
 */
export function project(changeSets: Iterable<ChangeSet>, policy: MergePolicy): Projection {
  const inOrder = [...changeSets].sort((a, b) => byTotalOrder(a, b) || compareText(a.hash, b.hash));
  const state = new MergeState(inOrder[0]?.space ?? '', policy);
  for (const changeSet of inOrder) {
    const outcome = state.apply(changeSet);
    if (!outcome.ok && outcome.error.id === 'sync.otherSpace') throw new Error('project: more than one space');
  }
  return state.projection();
}
