import { type RefObject, useEffect, useRef, useState } from 'react';
import type { EntryLanguage } from '../../../src/time/entry.ts';
import { NEW_ROW } from '../../stores/selection-store.ts';
import type { CellEditStore } from './cell-edit-store.ts';
import { beginEdit } from './grid-keyboard.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';
import { type DropPlace, dropPlaceAt } from './row-drag.ts';

/** Pixels that the pointer must go before a press on a row's number becomes a drag of rows. */
const DRAG_START_PX = 5;
/** So near to the upper or lower edge a drag of rows scrolls, this far for every move of the pointer. */
const EDGE_PX = 24;
const EDGE_STEP_PX = 14;

const placeOfEvent = (event: React.SyntheticEvent): { taskId: string; column: string } | null => {
  const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-column]');
  const row = (event.target as HTMLElement).closest<HTMLElement>('[data-task]');
  return cell && row ? { taskId: row.dataset.task!, column: cell.dataset.column! } : null;
};

/** Says what the pointer does in the grid: select cells and rows, drag rows by their number, open cells. */
export const useGridPointer = (
  surface: PlanSurfaceStore,
  edit: CellEditStore,
  language: EntryLanguage,
  rowsRef: RefObject<HTMLElement | null>,
) => {
  const { session } = surface;
  const { selection } = session;
  const pressRef = useRef<{ y: number; taskId: string; ids: readonly string[] } | null>(null);
  const [drop, setDrop] = useState<DropPlace | null>(null);

  const endDrag = (carryOut: boolean): void => {
    const press = pressRef.current;
    pressRef.current = null;
    setDrop(null);
    if (!press) return;
    if (!drop) {
      // A press on one of several selected rows may begin a drag of all; without one it selects this row alone.
      if (carryOut && press.ids.length > 1) selection.selectOnly(press.taskId);
      return;
    }
    if (carryOut)
      void session.carryOut('task.move', { ids: press.ids, parentId: drop.parentId, afterId: drop.afterId });
  };

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !pressRef.current) return;
      event.preventDefault();
      event.stopPropagation();
      pressRef.current = null;
      setDrop(null);
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, []);

  const selectAt = (event: React.PointerEvent, place: { taskId: string; column: string }): void => {
    const { taskId, column } = place;
    if (taskId === NEW_ROW) {
      selection.clear();
      selection.focusCell(NEW_ROW, 'name');
      return;
    }
    const many = event.ctrlKey || event.metaKey;
    if (event.shiftKey) selection.extendTo(taskId);
    else if (many && event.button === 0) selection.toggle(taskId);
    else if (event.button === 0 || !selection.selected.has(taskId)) {
      if (column !== 'wbs' || !selection.selected.has(taskId)) selection.selectOnly(taskId);
    }
    selection.focusCell(taskId, column);
    if (column !== 'wbs' || event.button !== 0 || many || event.shiftKey) return;
    pressRef.current = { y: event.clientY, taskId, ids: selection.asSelection().taskIds };
    event.currentTarget.setPointerCapture(event.pointerId);
  };

  const onPointerDown = (event: React.PointerEvent): void => {
    const place = placeOfEvent(event);
    if (!place) return;
    // A text that cannot be taken keeps the person in its cell.
    if (edit.active && !edit.commit()) {
      event.preventDefault();
      return;
    }
    surface.selectLink(null);
    selectAt(event, place);
  };

  const onPointerMove = (event: React.PointerEvent): void => {
    const press = pressRef.current;
    if (!press) {
      surface.setHover(placeOfEvent(event)?.taskId || null);
      return;
    }
    if (!drop && Math.abs(event.clientY - press.y) < DRAG_START_PX) return;
    const { scroller } = surface;
    const y = event.clientY - rowsRef.current!.getBoundingClientRect().top;
    if (scroller && y < EDGE_PX) scroller.scrollTop -= EDGE_STEP_PX;
    if (scroller && y > surface.height - EDGE_PX) scroller.scrollTop += EDGE_STEP_PX;
    setDrop(dropPlaceAt(surface, y + surface.scrollTop));
  };

  return {
    drop,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp: () => endDrag(true),
      onPointerCancel: () => endDrag(false),
      onPointerLeave: () => surface.setHover(null),
      onDoubleClick: (event: React.MouseEvent) => {
        if (placeOfEvent(event) && !edit.active) beginEdit(surface, edit, language, null);
      },
    },
  };
};
