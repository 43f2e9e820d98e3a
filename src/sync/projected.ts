import type { CellValue, VersionVector } from './change-set.ts';
import type { Conflict } from './conflict.ts';
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
