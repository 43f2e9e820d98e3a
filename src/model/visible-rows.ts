import type { Outline } from './outline.ts';

/** The head of a group of rows: not a task, but what the tasks below it have in common. */
export interface RowGroup {
  /** Begins with `group:`, which no task's id does. */
  readonly id: string;
  readonly title: string;
  /** Tasks in the group. */
  readonly count: number;
  /** From the first start to the last finish in the group, as instants; null where no task has dates. */
  readonly startMin: number | null;
  readonly finishMin: number | null;
}

/** The rows that are shown, from top to bottom. */
export interface VisibleRows {
  /** Positions in the outline; `-1 - n` is the head of group n. */
  readonly positions: Int32Array;
  /** Row of every shown task and group by its id. */
  readonly indexOf: ReadonlyMap<string, number>;
  readonly groups: readonly RowGroup[];
  /** By position in the outline 1 where a filter lets the task through; null without a filter. */
  readonly matches: Uint8Array | null;
  /** Tasks that the filter lets through; all tasks without one. */
  readonly matchCount: number;
  /** Rows stand one below the other without their outline: their levels say nothing. */
  readonly flat: boolean;
}

/** Outline positions that are shown when the tasks of `collapsed` hide what is below them. */
export const visibleRowsOf = (outline: Outline, collapsed: ReadonlySet<string>): VisibleRows => {
  const positions = new Int32Array(outline.ids.length);
  if (collapsed.size === 0) {
    // Everything is shown: rows are positions, and there is a map from ids to those.
    for (let at = 0; at < positions.length; at++) positions[at] = at;
    return {
      positions,
      indexOf: outline.position,
      groups: [],
      matches: null,
      matchCount: outline.ids.length,
      flat: false,
    };
  }
  const indexOf = new Map<string, number>();
  let count = 0;
  for (let at = 0; at < outline.ids.length; ) {
    const id = outline.ids[at]!;
    indexOf.set(id, count);
    positions[count++] = at;
    at = collapsed.has(id) ? outline.subtreeEnd[at]! : at + 1;
  }
  return {
    positions: positions.subarray(0, count),
    indexOf,
    groups: [],
    matches: null,
    matchCount: outline.ids.length,
    flat: false,
  };
};

/** The task or group that a shown row stands for. */
export const idOfRow = (outline: Outline, { positions, groups }: VisibleRows, row: number): string => {
  const at = positions[row]!;
  return at < 0 ? groups[-1 - at]!.id : outline.ids[at]!;
};

/** Says whether an id is that of a group's head. */
export const isGroupId = (id: string): boolean => id.startsWith('group:');
