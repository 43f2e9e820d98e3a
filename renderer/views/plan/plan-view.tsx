import { observer } from 'mobx-react-lite';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { isPlanColumn } from '../../../src/reading/plan-columns.ts';
import { MINUTES_PER_DAY } from '../../../src/time/day.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { late } from '../../app/shell/late.tsx';
import { HEAD_ROW } from '../../stores/selection-store.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import { clearCells, fillDown } from './cell-commands.ts';
import { CellEditStore } from './cell-edit-store.ts';
import { ContextMenu, type MenuPlace } from './context-menu.tsx';
import { DragLayer } from './drag-layer.tsx';
import { EditMessages } from './edit-messages.tsx';
import { FindBar } from './find-bar.tsx';
import { fitColumn } from './fit-column.ts';
import { followFocus } from './focus-follower.ts';
import { useGridClipboard } from './grid-clipboard.ts';
import { HoverNote } from './hover-note.tsx';
import { MiniMap } from './mini-map.tsx';
import { PlanFinder } from './plan-finder.ts';
import { type PlanSurfaceStore, surfaceOf } from './plan-surface-store.ts';
import styles from './plan-view.module.css';
import { Splitter } from './splitter.tsx';
import { TimeLine } from './time-line.tsx';
import { TreeGrid } from './tree-grid.tsx';

/** Long enough for a closed dialog, menu or palette to be gone, and to have given the keyboard back to what had it. */
const OVERLAY_GONE_MS = 60;

const ChartLegend = late('ChartLegend');

/** Where a context menu opens: at the pointer, or below the active cell when a key asked for it. */
const menuPlace = (event: React.MouseEvent, grid: HTMLElement | null): MenuPlace => {
  const activeId = grid?.getAttribute('aria-activedescendant');
  const cell = event.button === 2 || !activeId ? null : document.getElementById(activeId);
  if (!cell) return { x: event.clientX, y: event.clientY };
  const box = cell.getBoundingClientRect();
  return { x: box.left + 8, y: box.bottom };
};

/** Hands the view to the commands of the window while it is on screen. */
const useAttachedSurface = (
  surface: PlanSurfaceStore,
  edit: CellEditStore,
  clipboard: ReturnType<typeof useGridClipboard>,
  finder: PlanFinder,
  gridRef: RefObject<HTMLDivElement | null>,
): void => {
  const { app } = useStores();
  const { language, textOf } = useTexts();
  const { session } = surface;
  useEffect(
    () =>
      session.planView.attach({
        fit: () => surface.fit(),
        fitSelection: () => surface.fitSelection(),
        showDay: (day) => surface.showInstant(day * MINUTES_PER_DAY, true),
        showTask: (taskId) => {
          session.selection.reveal([taskId]);
          surface.showRow(surface.rowOf(taskId));
          const dates = session.schedule.of(taskId);
          if (dates) surface.showInstant(dates.startMin);
        },
        editCell: (taskId, column) => {
          const known = isPlanColumn(column) && surface.columnIndex(column) >= 0 ? column : 'name';
          session.selection.selectOnly(taskId);
          session.selection.focusCell(taskId, known);
          edit.begin(taskId, known, language, null);
        },
        ...clipboard,
        // Not away from a cell in which somebody has begun to type.
        focusGrid: () =>
          app.env.later(() => {
            const grid = gridRef.current;
            if (grid && !grid.contains(document.activeElement)) grid.focus({ preventScroll: true });
          }, OVERLAY_GONE_MS),
        fillDown: () => fillDown(app, surface),
        clearCells: () => clearCells(app, surface),
        find: () => finder.open(),
        findNext: (step) => finder.go(step),
        fitColumn: (column) => {
          if (!isPlanColumn(column)) return;
          const heading = textOf('table', `column.${column}`);
          fitColumn(surface, column, heading, getComputedStyle(document.body).font);
        },
      }),
    [app, session, surface, edit, language, textOf, clipboard, finder, gridRef],
  );
};

/**
 * The keyboard begins in the grid, and goes back there from a button that has done something to the plan, and when a
 * dialog leaves it with nobody.
 */
const useKeyboardInGrid = (
  surface: PlanSurfaceStore,
  gridRef: RefObject<HTMLDivElement | null>,
  dialogIsOpen: boolean,
): void => {
  useEffect(() => {
    if (dialogIsOpen) return;
    const timer = setTimeout(() => {
      if (document.activeElement === document.body) gridRef.current?.focus({ preventScroll: true });
    }, OVERLAY_GONE_MS);
    return () => clearTimeout(timer);
  }, [dialogIsOpen, gridRef]);
  useEffect(() => {
    gridRef.current?.focus({ preventScroll: true });
    return followFocus(surface);
  }, [surface, gridRef]);
  // As in any desktop program, a click on a tool bar leaves the keyboard with the work; keys reach the bar all the same.
  useEffect(() => {
    const onClick = (event: MouseEvent): void => {
      const target = event.target as Element;
      if (event.detail === 0 || !target.closest('[role="toolbar"]') || target.closest('[aria-haspopup]')) return;
      requestAnimationFrame(() => gridRef.current?.focus({ preventScroll: true }));
    };
    document.addEventListener('click', onClick);
    return () => document.removeEventListener('click', onClick);
  }, [gridRef]);
  const { selected } = surface.session.selection;
  useEffect(() => {
    const active = document.activeElement;
    if (selected.size > 0 && active instanceof HTMLButtonElement && active.closest('[role="toolbar"], header'))
      gridRef.current?.focus({ preventScroll: true });
  }, [selected, gridRef]);
};

/** The plan: tree grid and time line side by side, scrolled as one. */
export const PlanView = observer(() => {
  const { app } = useStores();
  const session = useProject();
  const surface = surfaceOf(session, app.env.nowMs);
  const edit = useMemo(
    () =>
      new CellEditStore(session, {
        todayDay: app.env.todayDay,
        tellLate: ({ id, params }) => app.notices.show('error', { namespace: 'refusals', id, params }),
      }),
    [session, app],
  );
  const gridRef = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<{ at: MenuPlace; ofHead: boolean; isOpen: boolean } | null>(null);
  const { commandTitle } = useTexts();
  const clipboard = useGridClipboard(surface, edit, gridRef);
  const finder = useMemo(() => new PlanFinder(surface), [surface]);
  useAttachedSurface(surface, edit, clipboard, finder, gridRef);
  useKeyboardInGrid(surface, gridRef, app.dialog !== null);
  // What stands in a cell when the person goes elsewhere is an edit like any other.
  useEffect(() => () => void edit.commit(), [edit]);

  const openMenu = (event: React.MouseEvent): void => {
    if (edit.active) return;
    event.preventDefault();
    const ofHead = session.selection.focus?.taskId === HEAD_ROW;
    setMenu({ at: menuPlace(event, gridRef.current), ofHead, isOpen: true });
  };
  const focusGrid = (): void => gridRef.current?.focus({ preventScroll: true });

  return (
    <div className={styles.plan}>
      <h1 className="up-visually-hidden">{commandTitle('view.plan')}</h1>
      <FindBar finder={finder} gridRef={gridRef} />
      <div className={styles.body}>
        <div className={styles.gridSide} style={{ width: session.planView.gridWidth }}>
          <TreeGrid surface={surface} edit={edit} gridRef={gridRef} onContextMenu={openMenu} />
        </div>
        <Splitter surface={surface} />
        {/* Clicks on the time line leave the keyboard with the grid, which speaks for both. */}
        <div
          className={styles.timeSide}
          role="presentation"
          onContextMenu={openMenu}
          onMouseDown={(event) => event.preventDefault()}
          onPointerDown={() => (!edit.active || edit.commit()) && focusGrid()}
        >
          <TimeLine surface={surface} />
          <DragLayer surface={surface} />
          <EditMessages />
        </div>
        <HoverNote surface={surface} />
      </div>
      {session.planView.chart.look.switches.legend && <ChartLegend />}
      <MiniMap surface={surface} />
      {/* Nobody waits for a menu that nobody has asked for yet. */}
      {menu && (
        <ContextMenu
          at={menu.at}
          commands={menu.ofHead ? 'context-column' : 'context'}
          isOpen={menu.isOpen}
          onClose={() => setMenu({ ...menu, isOpen: false })}
          onGone={focusGrid}
        />
      )}
    </div>
  );
});
