import type { Outline } from './outline.ts';

/** The tasks that are not hidden below a collapsed summary. */
export interface VisibleRows {
  /** Positions in the outline, from top to bottom. */
  readonly positions: Int32Array;
  readonly indexOf: ReadonlyMap<string, number>;
}

/** Outline positions that are shown when the tasks of `collapsed` hide what is below them. */
export const visibleRowsOf = (outline: Outline, collapsed: ReadonlySet<string>): VisibleRows => {
  const positions = new Int32Array(outline.ids.length);
  const indexOf = new Map<string, number>();
  let count = 0;
  for (let at = 0; at < outline.ids.length; ) {
    const id = outline.ids[at]!;
    indexOf.set(id, count);
    positions[count++] = at;
    at = collapsed.has(id) ? outline.subtreeEnd[at]! : at + 1;
  }
  return { positions: positions.subarray(0, count), indexOf };
};
