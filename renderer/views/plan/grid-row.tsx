import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useTexts } from '../../app/i18n/texts.ts';
import { NEW_ROW } from '../../stores/selection-store.ts';
import type { CellEditStore } from './cell-edit-store.ts';
import { type AfterCommit, CellEditor } from './cell-editor.tsx';
import { COLUMNS, type Column, cellText } from './columns.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';
import styles from './plan-view.module.css';

const INDENT_PX = 16;

/** Id of a cell's element, by which the grid names the active one. */
export const cellId = (taskId: string, column: string): string => `cell-${taskId || 'new'}-${column}`;

interface RowProps {
  readonly surface: PlanSurfaceStore;
  readonly edit: CellEditStore;
  readonly index: number;
  readonly onEdited: (after: AfterCommit | 'cancelled') => void;
}

interface CellProps extends RowProps {
  readonly taskId: string;
  readonly column: Column;
  readonly columnNumber: number;
}

const Cell = observer(({ surface, edit, index, taskId, column, columnNumber, onEdited }: CellProps) => {
  const { language, textOf } = useTexts();
  const { session } = surface;
  const isNew = taskId === NEW_ROW;
  const { focus } = session.selection;
  const active = focus?.taskId === taskId && focus.column === column.id;
  const editing = edit.taskId === taskId && edit.column === column.id;
  const text = isNew ? '' : cellText(session, column.id, taskId, language);
  const row = isNew ? null : surface.rows.at(index);
  const isName = column.id === 'name';
  const summary = row?.hasChildren ?? false;
  return (
    <div
      role="gridcell"
      id={cellId(taskId, column.id)}
      className={styles.cell}
      aria-colindex={columnNumber}
      aria-readonly={!column.editable}
      data-column={column.id}
      data-align={column.align}
      data-active={active || undefined}
      data-editing={editing || undefined}
      title={editing ? undefined : text}
      style={{ width: column.widthPx, paddingLeft: isName && row ? 6 + row.depth * INDENT_PX : undefined }}
    >
      {isName && summary && (
        <button
          type="button"
          className={styles.fold}
          tabIndex={-1}
          aria-label={textOf('plan', row?.expanded ? 'row.collapse' : 'row.expand')}
          onPointerDown={(event) => event.stopPropagation()}
          onClick={() => session.selection.setCollapsed(taskId, row?.expanded ?? false)}
        >
          {row?.expanded ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
        </button>
      )}
      {isName && !summary && <span className={styles.foldSpace} />}
      {editing ? (
        <CellEditor edit={edit} label={textOf('plan', `column.${column.id}`)} onDone={onEdited} />
      ) : (
        <span className={styles.cellText}>{isNew && isName ? textOf('plan', 'row.new') : text}</span>
      )}
    </div>
  );
});

/** One row of the grid: a task, or the empty row in which a new one is typed. */
export const GridRow = observer((props: RowProps) => {
  const { surface, index } = props;
  const { rows, rowHeight, session } = surface;
  const row = index < rows.count ? rows.at(index) : null;
  const taskId = row?.id ?? NEW_ROW;
  const selected = row !== null && session.selection.selected.has(taskId);
  return (
    <div
      role="row"
      className={styles.row}
      aria-rowindex={index + 2}
      aria-level={row ? row.depth + 1 : 1}
      aria-expanded={row?.hasChildren ? row.expanded : undefined}
      aria-selected={selected}
      data-task={taskId}
      data-kind={row?.kind ?? 'new'}
      data-critical={(session.planView.criticalPath && row?.critical) || undefined}
      data-finding={row?.finding ?? undefined}
      data-hover={(row !== null && surface.hoverId === taskId) || undefined}
      style={{ top: index * rowHeight, height: rowHeight }}
    >
      {COLUMNS.map((column, i) => (
        <Cell key={column.id} {...props} taskId={taskId} column={column} columnNumber={i + 1} />
      ))}
    </div>
  );
});
