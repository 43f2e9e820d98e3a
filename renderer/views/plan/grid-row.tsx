import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { compareStructural, computed } from 'mobx';
import { observer } from 'mobx-react-lite';
import { useMemo } from 'react';
import type { EntryLanguage } from '../../../src/time/entry.ts';
import type { Texts } from '../../app/i18n/texts.ts';
import { NEW_ROW } from '../../stores/selection-store.ts';
import type { CellEditStore } from './cell-edit-store.ts';
import { type AfterCommit, CellEditor } from './cell-editor.tsx';
import { COLUMNS, type Column, cellText, columnWidth } from './columns.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';
import styles from './plan-view.module.css';

const INDENT_PX = 16;
/** Levels beyond this are indented no further: their names would have no room left. */
const MAX_INDENTS = 8;

/** Id of a cell's element, by which the grid names the active one. */
export const cellId = (taskId: string, column: string): string => `cell-${taskId || 'new'}-${column}`;

interface RowProps {
  readonly surface: PlanSurfaceStore;
  readonly edit: CellEditStore;
  readonly index: number;
  readonly texts: Texts;
  readonly onEdited: (after: AfterCommit | 'cancelled') => void;
}

/** Everything a row shows. Rows are drawn anew only when something of this has changed, whatever else did. */
const shownRowOf = (surface: PlanSurfaceStore, edit: CellEditStore, index: number, language: EntryLanguage) => {
  const { rows, session } = surface;
  const { selection, planView } = session;
  const row = index < rows.count ? rows.at(index) : null;
  const taskId = row?.id ?? NEW_ROW;
  const { focus } = selection;
  return {
    taskId,
    kind: row?.kind ?? ('new' as const),
    depth: row?.depth ?? 0,
    hasChildren: row?.hasChildren ?? false,
    expanded: row?.expanded ?? false,
    finding: row?.finding ?? null,
    critical: planView.criticalPath && (row?.critical ?? false),
    selected: row !== null && selection.selected.has(taskId),
    hovered: row !== null && surface.hoverId === taskId,
    focusedColumn: focus?.taskId === taskId ? focus.column : null,
    editedColumn: edit.taskId === taskId ? edit.column : null,
    texts: row ? COLUMNS.map(({ id }) => cellText(session, id, taskId, language)) : null,
  };
};

type ShownRow = ReturnType<typeof shownRowOf>;

/** The button that folds a summary, or the room it would take. */
const Fold = ({ shown, surface, texts }: Pick<CellProps, 'shown' | 'surface' | 'texts'>) => {
  if (!shown.hasChildren) return <span className={styles.foldSpace} />;
  const Icon = shown.expanded ? IconChevronDown : IconChevronRight;
  return (
    <button
      type="button"
      className={styles.fold}
      tabIndex={-1}
      aria-label={texts.textOf('plan', shown.expanded ? 'row.collapse' : 'row.expand')}
      onPointerDown={(event) => event.stopPropagation()}
      onMouseDown={(event) => event.preventDefault()}
      onDoubleClick={(event) => event.stopPropagation()}
      onClick={() => surface.session.selection.setCollapsed(shown.taskId, shown.expanded)}
    >
      <Icon size={14} aria-hidden />
    </button>
  );
};

interface CellProps extends RowProps {
  readonly shown: ShownRow;
  readonly column: Column;
  readonly columnNumber: number;
}

const Cell = ({ surface, edit, shown, column, columnNumber, texts, onEdited }: CellProps) => {
  const { language, textOf } = texts;
  const isName = column.id === 'name';
  const editing = shown.editedColumn === column.id;
  const text = shown.texts?.[columnNumber - 1] ?? '';
  return (
    <div
      role="gridcell"
      id={cellId(shown.taskId, column.id)}
      className={styles.cell}
      aria-colindex={columnNumber}
      aria-readonly={!column.editable}
      data-column={column.id}
      data-align={column.align}
      data-active={shown.focusedColumn === column.id || undefined}
      data-editing={editing || undefined}
      title={editing || text === '' ? undefined : text}
      style={{
        width: columnWidth(column, language, surface.session.planView.gridWidth),
        paddingLeft: isName ? 6 + Math.min(shown.depth, MAX_INDENTS) * INDENT_PX : undefined,
      }}
    >
      {isName && <Fold shown={shown} surface={surface} texts={texts} />}
      {editing ? (
        <CellEditor edit={edit} label={textOf('plan', `column.${column.id}`)} onDone={onEdited} />
      ) : (
        <span className={styles.cellText}>{shown.texts === null && isName ? textOf('plan', 'row.new') : text}</span>
      )}
    </div>
  );
};

/** One row of the grid: a task, or the empty row in which a new one is typed. */
export const GridRow = observer((props: RowProps) => {
  const { surface, edit, index, texts } = props;
  const { language } = texts;
  const shownNow = useMemo(
    () => computed(() => shownRowOf(surface, edit, index, language), { equals: compareStructural }),
    [surface, edit, index, language],
  );
  const shown = shownNow.get();
  const { rowHeight } = surface;
  return (
    <div
      role="row"
      className={styles.row}
      aria-rowindex={index + 2}
      aria-level={shown.depth + 1}
      aria-expanded={shown.hasChildren ? shown.expanded : undefined}
      aria-selected={shown.selected}
      data-task={shown.taskId}
      data-kind={shown.kind}
      data-level={shown.depth}
      data-critical={shown.critical || undefined}
      data-finding={shown.finding ?? undefined}
      data-hover={shown.hovered || undefined}
      style={{ top: index * rowHeight, height: rowHeight }}
    >
      {COLUMNS.map((column, i) => (
        <Cell key={column.id} {...props} shown={shown} column={column} columnNumber={i + 1} />
      ))}
    </div>
  );
});
