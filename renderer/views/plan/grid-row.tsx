import { IconArrowsSplit2, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { compareStructural, computed } from 'mobx';
import { observer } from 'mobx-react-lite';
import { useMemo } from 'react';
import { measureText } from '../../../src/gantt/text-metrics.ts';
import { isGroupId } from '../../../src/model/visible-rows.ts';
import type { Texts } from '../../app/i18n/texts.ts';
import type { ChangeMark as ChangeSince } from '../../stores/history-store.ts';
import { isTaskRow, NEW_ROW } from '../../stores/selection-store.ts';
import { useStores } from '../../stores/stores.ts';
import type { CellEditStore } from './cell-edit-store.ts';
import { type AfterCommit, CellEditor } from './cell-editor.tsx';
import { type Column, indentOf, stuckAt } from './columns.ts';
import { conflictColumns } from './conflict-columns.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';
import styles from './plan-view.module.css';

/** As in the style sheet: size of the text, room beside it, and the button that folds. */
const FONT_PX = 13;
const PADDING_PX = 8;
const NAME_PADDING_PX = 6;
const FOLD_PX = 18;
/** Room of the badge of conflicts beside a name. */
const BADGE_PX = 30;

/** Id of a cell's element, by which the grid names the active one. */
export const cellId = (taskId: string, column: string): string => `cell-${taskId || 'new'}-${column}`;

interface RowProps {
  readonly surface: PlanSurfaceStore;
  readonly edit: CellEditStore;
  readonly index: number;
  readonly texts: Texts;
  readonly onEdited: (after: AfterCommit | 'cancelled') => void;
}

const NO_COLUMNS: readonly string[] = [];

/** Everything a row shows. Rows are drawn anew only when something of this has changed, whatever else did. */
const shownRowOf = (surface: PlanSurfaceStore, edit: CellEditStore, index: number) => {
  const { rows, session, columns, rangeColumns } = surface;
  const { selection, planView, reading } = session;
  const row = index < rows.count ? rows.at(index) : null;
  const taskId = row?.id ?? NEW_ROW;
  const { focus } = selection;
  const selected = row !== null && selection.selected.has(taskId);
  const conflicts = session.conflicts.byTask.get(taskId);
  return {
    taskId,
    kind: row?.kind ?? ('new' as const),
    depth: row?.depth ?? 0,
    hasChildren: row?.hasChildren ?? false,
    expanded: row?.expanded ?? false,
    finding: row?.finding ?? null,
    critical: planView.criticalPath && (row?.critical ?? false),
    selected,
    // A single cell needs no ground of its own: the frame of the focus says it.
    range:
      selected && rangeColumns && (selection.selected.size > 1 || rangeColumns[0] < rangeColumns[1])
        ? rangeColumns
        : null,
    fillColumn: rangeColumns && surface.rangeEnd === index ? rangeColumns[1] : null,
    cut: surface.cut?.columns === null && surface.cut.ids.has(taskId),
    aside: row !== null && surface.isAside(index),
    found: row !== null && surface.isFound(taskId),
    groupCount: isGroupId(taskId) ? surface.groupCount(index) : null,
    hovered: row !== null && surface.hoverId === taskId,
    focusedColumn: focus?.taskId === taskId ? focus.column : null,
    editedColumn: edit.taskId === taskId ? edit.column : null,
    change: session.history.marks.get(taskId) ?? null,
    conflicts: conflicts?.count ?? 0,
    conflictColumns: conflicts ? conflictColumns(conflicts.cells) : NO_COLUMNS,
    columns,
    texts: row
      ? columns.map(({ id }) => (isTaskRow(taskId) ? reading.text(id, taskId) : id === 'name' ? row.name : ''))
      : null,
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

/** How much is to be decided about a task; leads to it. From the keyboard the view of conflicts begins with the task too. */
const ConflictBadge = ({ shown, surface, texts }: Pick<CellProps, 'shown' | 'surface' | 'texts'>) => {
  const { app } = useStores();
  const label = texts.textOf('conflicts', 'badge', { count: shown.conflicts });
  const show = (): void => {
    surface.session.conflicts.want(shown.taskId);
    app.show('conflicts');
  };
  return (
    <button
      type="button"
      className={styles.conflictBadge}
      tabIndex={-1}
      aria-label={label}
      title={label}
      data-conflicts={shown.conflicts}
      onPointerDown={(event) => event.stopPropagation()}
      onMouseDown={(event) => event.preventDefault()}
      onDoubleClick={(event) => event.stopPropagation()}
      onClick={show}
    >
      <IconArrowsSplit2 size={13} aria-hidden />
      {shown.conflicts > 1 && <span aria-hidden>{shown.conflicts}</span>}
    </button>
  );
};

/** What has become of a task since the point with which the plan is compared, as a sign with its words. */
const ChangeMark = ({ change, texts }: { readonly change: ChangeSince; readonly texts: Texts }) => {
  const word = texts.textOf('history', `mark.${change}`);
  return <span className={styles.changeMark} data-change={change} role="img" aria-label={word} title={word} />;
};

interface CellProps extends RowProps {
  readonly shown: ShownRow;
  readonly column: Column;
  readonly columnNumber: number;
}

const Cell = ({ surface, edit, shown, column, columnNumber, texts, onEdited }: CellProps) => {
  const { textOf } = texts;
  const { range } = shown;
  const inRange = range !== null && columnNumber - 1 >= range[0] && columnNumber - 1 <= range[1];
  const isName = column.id === 'name';
  const editing = shown.editedColumn === column.id;
  const hasHandle = shown.fillColumn === columnNumber - 1 && !editing;
  const text = shown.texts?.[columnNumber - 1] ?? '';
  const isContested = shown.conflictColumns.includes(column.id);
  const isBadged = isName && shown.conflicts > 0;
  const indentPx = isName ? indentOf(shown.depth) : 0;
  const roomPx = column.widthPx - 2 * PADDING_PX - (isName ? indentPx + FOLD_PX : 0) - (isBadged ? BADGE_PX : 0);
  const isWide = measureText(text, FONT_PX, shown.kind === 'summary' ? 600 : 400) > roomPx;
  return (
    <div
      role="gridcell"
      id={cellId(shown.taskId, column.id)}
      className={styles.cell}
      aria-colindex={columnNumber}
      aria-readonly={!column.editable}
      aria-selected={inRange || undefined}
      data-column={column.id}
      data-align={column.align}
      data-active={shown.focusedColumn === column.id || undefined}
      data-editing={editing || undefined}
      data-contested={isContested || undefined}
      data-stuck={column.stuckPx !== null || undefined}
      data-fill-from={hasHandle || undefined}
      title={editing || text === '' ? undefined : text}
      style={{
        width: column.widthPx,
        ...stuckAt(column),
        paddingLeft: isName ? NAME_PADDING_PX + indentPx : undefined,
      }}
    >
      {isName && <Fold shown={shown} surface={surface} texts={texts} />}
      {isName && shown.change !== null && <ChangeMark change={shown.change} texts={texts} />}
      {editing ? (
        <CellEditor edit={edit} label={textOf('table', `column.${column.id}`)} onDone={onEdited} />
      ) : (
        <span className={styles.cellText} data-wide={isWide || undefined}>
          {shown.texts === null && isName ? textOf('plan', 'row.new') : text}
        </span>
      )}
      {isContested && !editing && <span className="up-visually-hidden">{textOf('conflicts', 'contested')}</span>}
      {isBadged && !editing && <ConflictBadge shown={shown} surface={surface} texts={texts} />}
      {isName && shown.groupCount !== null && (
        <span className={styles.groupCount}>{textOf('table', 'group.count', { count: shown.groupCount })}</span>
      )}
      {hasHandle && <span className={styles.fillHandle} data-fill title={textOf('table', 'fill.handle')} aria-hidden />}
    </div>
  );
};

/** One row of the grid: a task, or the empty row in which a new one is typed. */
export const GridRow = observer((props: RowProps) => {
  const { surface, edit, index } = props;
  const shownNow = useMemo(
    () => computed(() => shownRowOf(surface, edit, index), { equals: compareStructural }),
    [surface, edit, index],
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
      data-cut={shown.cut || undefined}
      data-aside={shown.aside || undefined}
      data-found={shown.found || undefined}
      data-lifted={shown.editedColumn !== null || shown.fillColumn !== null || undefined}
      data-group={shown.groupCount !== null || undefined}
      style={{ top: index * rowHeight, height: rowHeight }}
    >
      {shown.columns.map((column, i) => (
        <Cell key={column.id} {...props} shown={shown} column={column} columnNumber={i + 1} />
      ))}
    </div>
  );
});
