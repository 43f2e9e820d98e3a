import { childPositions, type Outline } from '../../../src/model/outline.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';

/** Where dragged rows would land: between two rows, or as last below one. */
export interface DropPlace {
  /** Row at whose upper edge the line stands; or the row that takes them in. */
  readonly row: number;
  readonly into: boolean;
  readonly parentId: string | null;
  readonly afterId: string | null;
}

/** Share of a row's height at its edges that means "between rows"; the middle means "below this row". */
const EDGE_SHARE = 0.3;

const lastChild = (outline: Outline, at: number): string | null => {
  const children = childPositions(outline, at);
  return children.length === 0 ? null : outline.ids[children[children.length - 1]!]!;
};

const siblingBefore = (outline: Outline, at: number): string | null => {
  const siblings = childPositions(outline, outline.parent[at]!);
  const index = siblings.indexOf(at);
  return index > 0 ? outline.ids[siblings[index - 1]!]! : null;
};

const parentId = (outline: Outline, at: number): string | null =>
  outline.parent[at]! < 0 ? null : outline.ids[outline.parent[at]!]!;

/** The place at `y` pixels below the first row's upper edge. */
export const dropPlaceAt = (surface: PlanSurfaceStore, y: number): DropPlace => {
  const { rows, rowHeight } = surface;
  const { outline, visible, collapsed } = surface.session.selection;
  const index = Math.floor(y / rowHeight);
  if (index >= rows.count || rows.count === 0)
    return { row: rows.count, into: false, parentId: null, afterId: lastChild(outline, -1) };
  const row = Math.max(0, index);
  const at = visible.positions[row]!;
  // The head of a group is no place in the plan.
  if (at < 0) return { row, into: false, parentId: null, afterId: null };
  const share = y / rowHeight - row;
  if (share < EDGE_SHARE)
    return { row, into: false, parentId: parentId(outline, at), afterId: siblingBefore(outline, at) };
  const id = outline.ids[at]!;
  if (share < 1 - EDGE_SHARE) return { row, into: true, parentId: id, afterId: lastChild(outline, at) };
  const open = outline.subtreeEnd[at]! > at + 1 && !collapsed.has(id);
  return open
    ? { row: row + 1, into: false, parentId: id, afterId: null }
    : { row: row + 1, into: false, parentId: parentId(outline, at), afterId: id };
};
