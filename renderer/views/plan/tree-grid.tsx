import { autorun } from 'mobx';
import { observer } from 'mobx-react-lite';
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { useTexts } from '../../app/i18n/texts.ts';
import { NEW_ROW } from '../../stores/selection-store.ts';
import type { CellEditStore } from './cell-edit-store.ts';
import type { AfterCommit } from './cell-editor.tsx';
import { widthOf } from './columns.ts';
import { GridEmpty } from './grid-empty.tsx';
import { focusRow, moveFocus, onGridKey, tabFocus } from './grid-keyboard.ts';
import { useGridPointer } from './grid-pointer.ts';
import { GridRows } from './grid-rows.tsx';
import { HeadRow } from './head-row.tsx';
import type { PlanSurfaceStore } from './plan-surface-store.ts';
import styles from './plan-view.module.css';

interface Props {
  readonly surface: PlanSurfaceStore;
  readonly edit: CellEditStore;
  readonly gridRef: React.RefObject<HTMLDivElement | null>;
  readonly onContextMenu: (event: React.MouseEvent) => void;
}

/** Where the keyboard goes after an edit. */
const goOn = (surface: PlanSurfaceStore, after: AfterCommit | 'cancelled'): void => {
  const wasNew = surface.session.selection.focus?.taskId === NEW_ROW;
  if (wasNew && (after === 'down' || after === 'next')) focusRow(surface, surface.rows.count, 'name');
  else if (after === 'down') moveFocus(surface, { rows: 1, columns: 0 });
  else if (after === 'up') moveFocus(surface, { rows: -1, columns: 0 });
  else if (after === 'next') tabFocus(surface, 1);
  else if (after === 'previous') tabFocus(surface, -1);
};

/** Keeps the focused cell in sight sideways, beside the columns that stand still. */
const useColumnInSight = (surface: PlanSurfaceStore, paneRef: React.RefObject<HTMLElement | null>): void => {
  const { focus } = surface.session.selection;
  const column = focus?.column;
  useEffect(() => {
    const pane = paneRef.current;
    const at = column === undefined ? -1 : surface.columnIndex(column);
    const { columns } = surface;
    if (!pane || at < 0 || columns[at]!.stuckPx !== null) return;
    const left = widthOf(columns.slice(0, at));
    const stuck = widthOf(columns.filter(({ stuckPx }) => stuckPx !== null));
    const right = left + columns[at]!.widthPx;
    if (left - stuck < pane.scrollLeft) pane.scrollLeft = left - stuck;
    else if (right > pane.scrollLeft + pane.clientWidth) pane.scrollLeft = right - pane.clientWidth;
  }, [column, surface, paneRef]);
};

/**
 * The tasks as a tree grid. The grid itself keeps the keyboard and names its active cell, so that the focus is never lost
 * when rows come and go; only typing moves it into a cell, and back.
 */
export const TreeGrid = observer(({ surface, edit, gridRef, onContextMenu }: Props) => {
  const { language, textOf } = useTexts();
  const { session, rows, rowHeight } = surface;
  const { selection } = session;
  const paneRef = useRef<HTMLDivElement>(null);
  const rowsRef = useRef<HTMLDivElement>(null);
  const movedRef = useRef<HTMLDivElement>(null);
  const { drop, fillTo, handlers } = useGridPointer(surface, edit, language, rowsRef);
  useColumnInSight(surface, paneRef);

  useLayoutEffect(() => {
    // Scrolling moves one layer and draws nothing anew.
    const stop = autorun(() => {
      movedRef.current!.style.transform = `translateY(${-surface.scrollTop}px)`;
    });
    // Rows are placed by the shared scroll position: what the browser scrolls here to show something is scrolled there.
    const element = rowsRef.current!;
    const keep = (): void => {
      const { scroller } = surface;
      if (!scroller || element.scrollTop === 0) return;
      scroller.scrollTop += element.scrollTop;
      element.scrollTop = 0;
      surface.setScroll(scroller.scrollTop, scroller.scrollLeft);
    };
    element.addEventListener('scroll', keep);
    return () => {
      stop();
      element.removeEventListener('scroll', keep);
    };
  }, [surface]);

  const onEdited = useCallback(
    (after: AfterCommit | 'cancelled'): void => {
      gridRef.current?.focus({ preventScroll: true });
      goOn(surface, after);
    },
    [surface, gridRef],
  );

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (edit.active || event.nativeEvent.isComposing || event.target !== gridRef.current) return;
    const { selectedLinkId } = surface;
    if (selectedLinkId !== null && (event.key === 'Delete' || event.key === 'Backspace')) {
      surface.selectLink(null);
      void session.carryOut('link.delete', { ids: [selectedLinkId] });
      event.preventDefault();
    } else if (onGridKey(event.nativeEvent, surface, edit, language)) {
      surface.selectLink(null);
      event.preventDefault();
    }
  };

  return (
    <div
      ref={paneRef}
      className={styles.gridPane}
      onScroll={({ currentTarget: pane }) => pane.toggleAttribute('data-scrolled', pane.scrollLeft > 0)}
      onWheel={(event) => {
        if (surface.scroller && !event.shiftKey) surface.scroller.scrollTop += wheelPixels(event, rowHeight);
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
        aria-colcount={surface.columns.length}
        aria-multiselectable
        aria-activedescendant={surface.activeCell ?? undefined}
        style={{ width: Math.max(widthOf(surface.columns), session.planView.gridWidth) }}
        onKeyDown={onKeyDown}
        onFocus={() => {
          if (!selection.focus && rows.count > 0) selection.focusCell(rows.at(0).id, 'name');
          else if (!selection.focus) selection.focusCell(NEW_ROW, 'name');
        }}
        onContextMenu={onContextMenu}
        {...handlers}
      >
        <HeadRow surface={surface} />
        <div role="rowgroup" ref={rowsRef} className={styles.rows}>
          <div ref={movedRef} className={styles.moved} role="presentation">
            <GridRows surface={surface} edit={edit} onEdited={onEdited} />
            {fillTo !== null && <FillFrame surface={surface} to={fillTo} />}
            {drop && (
              <div
                className={styles.drop}
                data-testid="row-drop"
                data-into={drop.into || undefined}
                style={{ top: drop.row * rowHeight, height: drop.into ? rowHeight : 0 }}
              />
            )}
          </div>
          <GridEmpty session={session} />
        </div>
      </div>
    </div>
  );
});

/** The cells that a drag of the fill handle would fill. */
const FillFrame = observer(({ surface, to }: { readonly surface: PlanSurfaceStore; readonly to: number }) => {
  const { rangeColumns, columns, rowHeight, rangeEnd, session } = surface;
  if (!rangeColumns) return null;
  let first = rangeEnd;
  for (const id of session.selection.selected) first = Math.min(first, surface.rowOf(id));
  const top = Math.min(first, to);
  const bottom = Math.max(rangeEnd, to);
  return (
    <div
      className={styles.fillFrame}
      data-testid="fill-frame"
      style={{
        left: widthOf(columns.slice(0, rangeColumns[0])),
        width: widthOf(columns.slice(rangeColumns[0], rangeColumns[1] + 1)),
        top: top * rowHeight,
        height: (bottom - top + 1) * rowHeight,
      }}
    />
  );
});

/** How far a wheel asks to scroll, in pixels: some mice count in lines or pages. */
const wheelPixels = (event: React.WheelEvent, rowHeight: number): number =>
  event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * rowHeight : event.deltaY;
