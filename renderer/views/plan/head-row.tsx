import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useRef, useState } from 'react';
import { useTexts } from '../../app/i18n/texts.ts';
import { HEAD_ROW } from '../../stores/selection-store.ts';
import { cellId } from './cell-id.ts';
import { type Column, stuckAt } from './columns.ts';
import { HEADER_HEIGHT } from './header-height.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';
import styles from './plan-view.module.css';

/** Pixels that the pointer must go before a press on a heading becomes a drag of its column. */
const DRAG_START_PX = 6;

/** The edge of a heading by which its column is sized; a double click makes it as wide as what is in sight. */
const SizeHandle = ({ surface, column }: { readonly surface: PlanSurfaceStore; readonly column: Column }) => {
  const fromRef = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const { reading, planView } = surface.session;
  return (
    <span
      className={styles.sizeHandle}
      data-size-handle
      aria-hidden
      onPointerDown={(event) => {
        event.stopPropagation();
        fromRef.current = { x: event.clientX, width: column.widthPx };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        const from = fromRef.current;
        if (from) reading.setWidth(column.id, from.width + event.clientX - from.x);
      }}
      onPointerUp={(event) => {
        event.stopPropagation();
        fromRef.current = null;
      }}
      onPointerCancel={() => {
        fromRef.current = null;
      }}
      onDoubleClick={(event) => {
        event.stopPropagation();
        planView.surface?.fitColumn(column.id);
      }}
    />
  );
};

/** Where a dragged column would go: in front of which of the shown ones, and the pixels of the line that says so. */
interface ColumnDrop {
  readonly to: number;
  readonly leftPx: number;
}

const dropAt = (headings: readonly HTMLElement[], x: number, row: DOMRect): ColumnDrop => {
  let to = 0;
  let leftPx = 0;
  for (const heading of headings) {
    const box = heading.getBoundingClientRect();
    if (x < box.left + box.width / 2) break;
    to++;
    leftPx = box.right - row.left;
  }
  return { to, leftPx };
};

const ariaSort = (sorted: boolean, descending: boolean): 'ascending' | 'descending' | undefined =>
  sorted ? (descending ? 'descending' : 'ascending') : undefined;

/** The headings: a click sorts, a drag moves the column, its right edge sizes it; the keyboard comes here from the first row. */
export const HeadRow = observer(({ surface }: { readonly surface: PlanSurfaceStore }) => {
  const { textOf } = useTexts();
  const { reading, selection } = surface.session;
  const rowRef = useRef<HTMLDivElement>(null);
  const pressRef = useRef<{ readonly x: number; readonly id: Column['id'] } | null>(null);
  const [drop, setDrop] = useState<ColumnDrop | null>(null);
  const { sort } = reading.arrangement;
  const headings = (): HTMLElement[] => [...rowRef.current!.querySelectorAll<HTMLElement>('[role="columnheader"]')];

  const endDrag = (carryOut: boolean): void => {
    const press = pressRef.current;
    pressRef.current = null;
    setDrop(null);
    if (!press || !carryOut) return;
    if (!drop) {
      reading.cycleSort(press.id);
      return;
    }
    const from = surface.columnIndex(press.id);
    reading.moveColumn(press.id, drop.to > from ? drop.to - 1 : drop.to);
  };

  return (
    <div role="rowgroup">
      <div
        ref={rowRef}
        role="row"
        className={styles.head}
        style={{ height: HEADER_HEIGHT }}
        aria-rowindex={1}
        onPointerDown={(event) => {
          const heading = (event.target as Element).closest<HTMLElement>('[role="columnheader"]');
          const column = surface.columns.find(({ id }) => id === heading?.dataset.column);
          if (!column) return;
          event.stopPropagation();
          selection.focusCell(HEAD_ROW, column.id);
          if (event.button !== 0) return;
          pressRef.current = { x: event.clientX, id: column.id };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          const press = pressRef.current;
          if (!press || (!drop && Math.abs(event.clientX - press.x) < DRAG_START_PX)) return;
          setDrop(dropAt(headings(), event.clientX, rowRef.current!.getBoundingClientRect()));
        }}
        onPointerUp={() => endDrag(true)}
        onPointerCancel={() => endDrag(false)}
      >
        {surface.columns.map((column, i) => {
          const sorted = sort?.column === column.id;
          const Arrow = sort?.descending ? IconArrowDown : IconArrowUp;
          const title = textOf('table', `column.${column.id}`);
          return (
            <div
              key={column.id}
              role="columnheader"
              id={cellId(HEAD_ROW, column.id)}
              aria-colindex={i + 1}
              aria-sort={ariaSort(sorted, sort?.descending ?? false)}
              className={styles.headCell}
              data-align={column.align}
              data-column={column.id}
              data-stuck={column.stuckPx !== null || undefined}
              data-active={(selection.focus?.taskId === HEAD_ROW && selection.focus.column === column.id) || undefined}
              style={{ width: column.widthPx, ...stuckAt(column) }}
              title={title}
            >
              <span className={styles.headText}>{title}</span>
              {sorted && <Arrow size={13} stroke={2} aria-hidden className={styles.sortArrow} />}
              <SizeHandle surface={surface} column={column} />
            </div>
          );
        })}
        {drop && <div className={styles.columnDrop} data-testid="column-drop" style={{ left: drop.leftPx - 1 }} />}
      </div>
    </div>
  );
});
