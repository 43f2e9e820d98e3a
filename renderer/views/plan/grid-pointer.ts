import { type RefObject, useEffect, useRef, useState } from 'react';
import type { EntryLanguage } from '../../../src/time/entry.ts';
import { HEAD_ROW, isTaskRow, NEW_ROW } from '../../stores/selection-store.ts';
import { useStores } from '../../stores/stores.ts';
import { fillWith } from './cell-commands.ts';
import type { CellEditStore } from './cell-edit-store.ts';
import { fillFrom, rangeColumnIds, rangeTasks } from './cell-range.ts';
import { beginEdit } from './grid-keyboard.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';
import { type DropPlace, dropPlaceAt } from './row-drag.ts';

/** Pixels that the pointer must go before a press becomes a drag. */
const DRAG_START_PX = 5;
/** So near to the upper or lower edge a drag scrolls, this far for every move of the pointer. */
const EDGE_PX = 24;
const EDGE_STEP_PX = 14;

interface Place {
  readonly taskId: string;
  readonly column: string;
}

/** What a press may become: rows dragged by their number, a range of cells, or cells filled from the handle of a range. */
type Press =
  | { readonly kind: 'rows'; readonly y: number; readonly taskId: string; readonly ids: readonly string[] }
  | { readonly kind: 'range'; readonly y: number }
  | { readonly kind: 'fill'; readonly y: number; readonly tasks: readonly string[] };

const placeOf = (target: Element | null): Place | null => {
  const cell = target?.closest<HTMLElement>('[data-column]');
  const row = target?.closest<HTMLElement>('[data-task]');
  return cell && row ? { taskId: row.dataset.task!, column: cell.dataset.column! } : null;
};

/** Says what the pointer does in the grid: select cells and rows, drag rows by their number, fill, open cells. */
export const useGridPointer = (
  surface: PlanSurfaceStore,
  edit: CellEditStore,
  language: EntryLanguage,
  rowsRef: RefObject<HTMLElement | null>,
) => {
  const { app } = useStores();
  const { session } = surface;
  const { selection } = session;
  const pressRef = useRef<Press | null>(null);
  const [drop, setDrop] = useState<DropPlace | null>(null);
  /** Last row that a drag of the fill handle reaches. */
  const [fillTo, setFillTo] = useState<number | null>(null);

  const giveUp = (): void => {
    pressRef.current = null;
    setDrop(null);
    setFillTo(null);
  };

  const dropRows = (ids: readonly string[], place: DropPlace): void => {
    if (session.reading.isReordered) app.notices.show('info', { namespace: 'table', id: 'message.reordered' });
    else void session.carryOut('task.move', { ids, parentId: place.parentId, afterId: place.afterId });
  };

  const fill = (tasks: readonly string[], to: number): void => {
    const last = surface.rowOf(tasks[tasks.length - 1]!);
    const first = surface.rowOf(tasks[0]!);
    const targets: string[] = [];
    const down = to > last;
    for (let row = down ? last + 1 : to; row <= (down ? to : first - 1); row++)
      if (isTaskRow(surface.rows.at(row).id)) targets.push(surface.rows.at(row).id);
    if (targets.length === 0) return;
    const source = down ? tasks[tasks.length - 1]! : tasks[0]!;
    fillWith(app, surface, fillFrom(surface, source, targets, rangeColumnIds(surface)));
    selection.extendTo(down ? targets[targets.length - 1]! : targets[0]!);
  };

  const endDrag = (carryOut: boolean): void => {
    const press = pressRef.current;
    const [place, reach] = [drop, fillTo];
    giveUp();
    if (!press || !carryOut) return;
    if (press.kind === 'fill' && reach !== null) fill(press.tasks, reach);
    if (press.kind !== 'rows') return;
    if (place) dropRows(press.ids, place);
    // A press on one of several selected rows may begin a drag of all; without one it selects this row alone.
    else if (press.ids.length > 1) selection.selectOnly(press.taskId);
  };

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !pressRef.current) return;
      event.preventDefault();
      event.stopPropagation();
      pressRef.current = null;
      setDrop(null);
      setFillTo(null);
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, []);

  const begin = (event: React.PointerEvent, press: Press): void => {
    pressRef.current = press;
    event.currentTarget.setPointerCapture(event.pointerId);
  };

  const selectAt = (event: React.PointerEvent, { taskId, column }: Place): void => {
    if (taskId === HEAD_ROW) {
      selection.focusCell(HEAD_ROW, column);
      return;
    }
    if (taskId === NEW_ROW) {
      selection.clear();
      selection.focusCell(NEW_ROW, 'name');
      return;
    }
    const many = event.ctrlKey || event.metaKey;
    const onNumber = column === 'wbs';
    const inRange = selection.selected.has(taskId) && (event.button !== 0 || onNumber);
    if (event.shiftKey && event.button === 0) selection.extendTo(taskId);
    else if (many && event.button === 0) selection.toggle(taskId);
    else if (!inRange) {
      selection.selectOnly(taskId);
      selection.anchorAt(onNumber ? null : column);
    }
    // The right button keeps the range that it asks about.
    if (event.button === 0 || !inRange) selection.focusCell(taskId, column);
    if (event.button !== 0 || many) return;
    if (!onNumber) begin(event, { kind: 'range', y: event.clientY });
    else if (!event.shiftKey)
      begin(event, { kind: 'rows', y: event.clientY, taskId, ids: selection.asSelection().taskIds });
  };

  const onPointerDown = (event: React.PointerEvent): void => {
    const target = event.target as Element;
    const handle = target.closest('[data-fill]') !== null;
    const place = placeOf(target);
    if (!place && !handle) return;
    // A text that cannot be taken keeps the person in its cell.
    if (edit.active && !edit.commit()) {
      event.preventDefault();
      return;
    }
    surface.selectLink(null);
    if (handle) begin(event, { kind: 'fill', y: event.clientY, tasks: rangeTasks(surface) });
    else selectAt(event, place!);
  };

  const scrollAtEdge = (y: number): void => {
    const { scroller } = surface;
    if (scroller && y < EDGE_PX) scroller.scrollTop -= EDGE_STEP_PX;
    if (scroller && y > surface.height - EDGE_PX) scroller.scrollTop += EDGE_STEP_PX;
  };

  const extendTo = (event: React.PointerEvent, row: number): void => {
    if (surface.rows.count === 0) return;
    const { id } = surface.rows.at(row);
    // The pointer is captured, so what lies below it has to be asked for.
    const over = placeOf(document.elementFromPoint(event.clientX, event.clientY));
    selection.extendTo(id);
    selection.focusCell(id, over?.column ?? selection.focus?.column ?? 'name');
  };

  const onPointerMove = (event: React.PointerEvent): void => {
    const press = pressRef.current;
    if (!press) {
      surface.setHover(placeOf(event.target as Element)?.taskId || null);
      return;
    }
    const y = event.clientY - rowsRef.current!.getBoundingClientRect().top;
    if (press.kind === 'rows') {
      if (!drop && Math.abs(event.clientY - press.y) < DRAG_START_PX) return;
      scrollAtEdge(y);
      setDrop(dropPlaceAt(surface, y + surface.scrollTop));
      return;
    }
    if (press.kind === 'range') {
      const over = placeOf(document.elementFromPoint(event.clientX, event.clientY));
      const { focus } = selection;
      if (over && over.taskId === focus?.taskId && over.column === focus.column) return;
    }
    if (Math.abs(event.clientY - press.y) >= DRAG_START_PX) scrollAtEdge(y);
    const row = Math.max(0, Math.min(surface.rows.count - 1, Math.floor((y + surface.scrollTop) / surface.rowHeight)));
    if (press.kind === 'fill') setFillTo(row);
    else extendTo(event, row);
  };

  return {
    drop,
    fillTo,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp: () => endDrag(true),
      onPointerCancel: () => endDrag(false),
      onPointerLeave: () => surface.setHover(null),
      onDoubleClick: (event: React.MouseEvent) => {
        const place = placeOf(event.target as Element);
        if (place && isTaskRow(place.taskId || HEAD_ROW) && !edit.active) beginEdit(surface, edit, language, null);
        else if (place?.taskId === NEW_ROW && !edit.active) beginEdit(surface, edit, language, null);
      },
    },
  };
};
