import { observer } from 'mobx-react-lite';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../app/i18n/texts.ts';
import { NEW_ROW } from '../../stores/selection-store.ts';
import { useStores } from '../../stores/stores.ts';
import type { CellEditStore } from './cell-edit-store.ts';
import type { AfterCommit } from './cell-editor.tsx';
import { COLUMNS, COLUMNS_WIDTH } from './columns.ts';
import { beginEdit, focusRow, moveFocus, onGridKey, tabFocus } from './grid-keyboard.ts';
import { cellId, GridRow } from './grid-row.tsx';
import { HEADER_HEIGHT } from './header-height.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';
import styles from './plan-view.module.css';
import { type DropPlace, dropPlaceAt } from './row-drag.ts';

/** Pixels that the pointer must go before a press on a row's number becomes a drag of rows. */
const DRAG_START_PX = 5;

interface Props {
  readonly surface: PlanSurfaceStore;
  readonly edit: CellEditStore;
  readonly gridRef: React.RefObject<HTMLDivElement | null>;
  readonly onContextMenu: (event: React.MouseEvent) => void;
}

const placeOfEvent = (event: React.PointerEvent | React.MouseEvent): { taskId: string; column: string } | null => {
  const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-column]');
  const row = (event.target as HTMLElement).closest<HTMLElement>('[data-task]');
  return cell && row ? { taskId: row.dataset.task!, column: cell.dataset.column! } : null;
};

/**
 * The tasks as a tree grid. The grid itself keeps the keyboard and names its active cell, so that the focus is never lost
 * when rows come and go; only typing moves it into a cell, and back.
 */
export const TreeGrid = observer(({ surface, edit, gridRef, onContextMenu }: Props) => {
  const { language, textOf } = useTexts();
  const { commands } = useStores();
  const { session } = surface;
  const { selection } = session;
  const rowsRef = useRef<HTMLDivElement>(null);
  const pressRef = useRef<{ y: number; ids: readonly string[] } | null>(null);
  const [drop, setDrop] = useState<DropPlace | null>(null);

  // What the keyboard focus stands on must not scroll the window of rows: rows are placed by the shared scroll position.
  useEffect(() => {
    const rows = rowsRef.current!;
    const keep = (): void => {
      rows.scrollTop = 0;
    };
    rows.addEventListener('scroll', keep);
    return () => rows.removeEventListener('scroll', keep);
  }, []);

  const onEdited = (after: AfterCommit | 'cancelled'): void => {
    const wasNew = selection.focus?.taskId === NEW_ROW || edit.taskId === NEW_ROW;
    if (after !== 'stay') gridRef.current?.focus({ preventScroll: true });
    if (after === 'down') moveFocus(surface, { rows: 1, columns: 0 });
    if (after === 'up') moveFocus(surface, { rows: -1, columns: 0 });
    if (after === 'next') tabFocus(surface, 1);
    if (after === 'previous') tabFocus(surface, -1);
    if (wasNew && after === 'down') focusRow(surface, surface.rows.count, 'name');
  };

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (edit.active || event.nativeEvent.isComposing) return;
    const { selectedLinkId } = surface;
    if (event.key === 'Delete' && selectedLinkId !== null) {
      surface.selectLink(null);
      void session.carryOut('link.delete', { ids: [selectedLinkId] });
      event.preventDefault();
    } else if (onGridKey(event.nativeEvent, surface, edit, language)) event.preventDefault();
  };

  const onPointerDown = (event: React.PointerEvent): void => {
    const place = placeOfEvent(event);
    if (!place || edit.active) return;
    surface.selectLink(null);
    if (place.taskId === NEW_ROW) {
      selection.clear();
      selection.focusCell(NEW_ROW, 'name');
      return;
    }
    if (event.shiftKey) selection.extendTo(place.taskId);
    else if (event.ctrlKey || event.metaKey) selection.toggle(place.taskId);
    else if (event.button === 0 || !selection.selected.has(place.taskId)) {
      const grabs = place.column === 'wbs' && selection.selected.has(place.taskId);
      if (!grabs) selection.selectOnly(place.taskId);
    }
    selection.focusCell(place.taskId, place.column);
    session.planView.surface?.showTask(place.taskId);
    if (place.column === 'wbs' && event.button === 0) {
      pressRef.current = { y: event.clientY, ids: selection.asSelection().taskIds };
      event.currentTarget.setPointerCapture(event.pointerId);
    }
  };

  const onPointerMove = (event: React.PointerEvent): void => {
    const press = pressRef.current;
    if (press && (drop || Math.abs(event.clientY - press.y) >= DRAG_START_PX)) {
      const top = rowsRef.current!.getBoundingClientRect().top;
      setDrop(dropPlaceAt(surface, event.clientY - top + surface.scrollTop));
      return;
    }
    surface.setHover(placeOfEvent(event)?.taskId ?? null);
  };

  const endDrag = (carryOut: boolean): void => {
    const press = pressRef.current;
    pressRef.current = null;
    setDrop(null);
    if (!carryOut || !press || !drop) return;
    void session.carryOut('task.move', { ids: press.ids, parentId: drop.parentId, afterId: drop.afterId });
  };

  const onDoubleClick = (event: React.MouseEvent): void => {
    if (placeOfEvent(event) && !edit.active) beginEdit(surface, edit, language, null);
  };

  const { firstRow, lastRow, scrollTop, rowHeight, rows } = surface;
  const { focus } = selection;
  const focusShown = focus !== null && isLaidOut(surface, focus.taskId);
  const indices = Array.from({ length: Math.max(0, lastRow - firstRow) }, (_, i) => firstRow + i);
  return (
    <div
      className={styles.gridPane}
      onWheel={(event) => {
        if (surface.scroller && !event.shiftKey) surface.scroller.scrollTop += event.deltaY;
      }}
    >
      <div
        ref={gridRef}
        role="treegrid"
        tabIndex={0}
        className={styles.grid}
        data-testid="tree-grid"
        aria-label={textOf('plan', 'grid.label')}
        aria-rowcount={rows.count + 2}
        aria-colcount={COLUMNS.length}
        aria-multiselectable
        aria-activedescendant={focusShown ? cellId(focus.taskId, focus.column) : undefined}
        style={{ width: COLUMNS_WIDTH }}
        onKeyDown={onKeyDown}
        onKeyUp={(event) => event.key === 'Escape' && endDrag(false)}
        onFocus={() => {
          if (!selection.focus && rows.count > 0) selection.focusCell(rows.at(0).id, 'name');
        }}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={() => endDrag(true)}
        onPointerCancel={() => endDrag(false)}
        onPointerLeave={() => surface.setHover(null)}
        onDoubleClick={onDoubleClick}
        onContextMenu={onContextMenu}
        data-commands={commands.list.length}
      >
        <div role="rowgroup">
          <div role="row" className={styles.head} style={{ height: HEADER_HEIGHT }} aria-rowindex={1}>
            {COLUMNS.map((column, i) => (
              <div
                key={column.id}
                role="columnheader"
                aria-colindex={i + 1}
                className={styles.headCell}
                data-align={column.align}
                style={{ width: column.widthPx }}
                title={textOf('plan', `column.${column.id}`)}
              >
                {textOf('plan', `column.${column.id}`)}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" ref={rowsRef} className={styles.rows}>
          <div className={styles.moved} style={{ transform: `translateY(${-scrollTop}px)` }} role="presentation">
            {indices.map((index) => (
              <GridRow
                key={index < rows.count ? rows.at(index).id : NEW_ROW}
                surface={surface}
                edit={edit}
                index={index}
                onEdited={onEdited}
              />
            ))}
            {drop && (
              <div
                className={styles.drop}
                data-into={drop.into || undefined}
                style={{ top: drop.row * rowHeight, height: drop.into ? rowHeight : 0 }}
              />
            )}
          </div>
        </div>
      </div>
    </div>
  );
});

const isLaidOut = (surface: PlanSurfaceStore, taskId: string): boolean => {
  const row = taskId === NEW_ROW ? surface.rows.count : surface.rowOf(taskId);
  return row >= surface.firstRow && row < surface.lastRow;
};
