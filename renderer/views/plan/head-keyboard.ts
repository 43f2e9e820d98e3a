import type { KeyLike } from './key-like.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';

/** Pixels by which a key makes a column wider or narrower. */
const STEP_PX = 8;

/**
 * Keys on a heading: Enter and Space sort by it, Shift with an arrow sizes the column, Alt with an arrow moves it among the
 * others. Says whether the key meant anything; the rest is as on a cell.
 */
export const onHeadKey = (event: KeyLike, surface: PlanSurfaceStore): boolean => {
  const { reading, selection } = surface.session;
  const at = surface.columnIndex(selection.focus?.column ?? '');
  const column = surface.columns[at];
  if (!column) return false;
  const arrow = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
  const mod = event.ctrlKey || event.metaKey;
  if (arrow !== 0 && event.altKey && !event.shiftKey && !mod) {
    reading.moveColumn(column.id, at + arrow);
    return true;
  }
  if (arrow !== 0 && event.shiftKey && !event.altKey && !mod) {
    reading.setWidth(column.id, column.widthPx + arrow * STEP_PX);
    return true;
  }
  if (event.altKey) return false;
  if ((event.key === 'Enter' || event.key === ' ') && !event.shiftKey && !mod) {
    reading.cycleSort(column.id);
    return true;
  }
  // A heading holds no text to type over, to correct or to clear.
  return ['F2', 'Backspace', 'Delete', 'Enter', ' '].includes(event.key) || (event.key.length === 1 && !mod);
};
