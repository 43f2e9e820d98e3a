import { Menu } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useEffect, useMemo, useRef, useState } from 'react';
import { MINUTES_PER_DAY } from '../../../src/time/day.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { CommandItems } from '../../app/shell/command-items.tsx';
import { useProject, useStores } from '../../stores/stores.ts';
import { CellEditStore } from './cell-edit-store.ts';
import type { ColumnId } from '../../../src/gantt/plan-cells.ts';
import { columnIndex } from './columns.ts';
import { DragLayer } from './drag-layer.tsx';
import { useGridClipboard } from './grid-clipboard.ts';
import { PlanSurfaceStore } from './plan-surface-store.ts';
import styles from './plan-view.module.css';
import { Splitter } from './splitter.tsx';
import { TimeLine } from './time-line.tsx';
import { TreeGrid } from './tree-grid.tsx';

/** The plan: tree grid and time line side by side, scrolled as one. */
export const PlanView = observer(() => {
  const { app, commands } = useStores();
  const session = useProject();
  const { language } = useTexts();
  const surface = useMemo(() => new PlanSurfaceStore(session), [session]);
  const edit = useMemo(() => new CellEditStore(session, app.env.todayDay), [session, app]);
  const gridRef = useRef<HTMLDivElement>(null);
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null);
  const clipboard = useGridClipboard(surface, edit, gridRef);

  useEffect(
    () =>
      session.planView.attach({
        fit: () => surface.fit(),
        showDay: (day) => surface.showInstant(day * MINUTES_PER_DAY, true),
        showTask: (taskId) => {
          session.selection.reveal([taskId]);
          surface.showRow(surface.rowOf(taskId));
          const dates = session.schedule.of(taskId);
          if (dates) surface.showInstant(dates.startMin);
        },
        editCell: (taskId, column) => {
          const known: ColumnId = columnIndex(column) < 0 ? 'name' : (column as ColumnId);
          session.selection.selectOnly(taskId);
          session.selection.focusCell(taskId, known);
          surface.showRow(surface.rowOf(taskId));
          edit.begin(taskId, known, language, null);
        },
        ...clipboard.actions,
      }),
    [session, surface, edit, language, clipboard.actions],
  );

  useEffect(() => gridRef.current?.focus({ preventScroll: true }), []);

  const openMenu = (event: React.MouseEvent): void => {
    if (edit.active) return;
    event.preventDefault();
    setMenuAt({ x: event.clientX, y: event.clientY });
  };

  return (
    <div className={styles.plan}>
      <div className={styles.body} {...clipboard.handlers}>
        <div style={{ flex: 'none', width: session.planView.gridWidth, display: 'flex' }}>
          <TreeGrid surface={surface} edit={edit} gridRef={gridRef} onContextMenu={openMenu} />
        </div>
        <Splitter />
        {/* Clicks on the time line leave the keyboard with the grid, which speaks for both. */}
        <div
          className={styles.timeSide}
          role="presentation"
          onContextMenu={openMenu}
          onPointerUp={() => !edit.active && gridRef.current?.focus({ preventScroll: true })}
        >
          <TimeLine surface={surface} />
          <DragLayer surface={surface} />
        </div>
      </div>
      <Menu
        opened={menuAt !== null}
        onChange={(opened) => !opened && setMenuAt(null)}
        onClose={() => gridRef.current?.focus({ preventScroll: true })}
        position="bottom-start"
        returnFocus={false}
      >
        <Menu.Target>
          <span className={styles.contextAnchor} style={{ left: menuAt?.x ?? 0, top: menuAt?.y ?? 0 }} />
        </Menu.Target>
        <Menu.Dropdown>
          <CommandItems commands={commands.on('context')} />
        </Menu.Dropdown>
      </Menu>
    </div>
  );
});
