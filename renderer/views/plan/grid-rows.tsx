import { autorun, computed, type IObservableValue, observable, runInAction } from 'mobx';
import { observer } from 'mobx-react-lite';
import { useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { type Texts, useTexts } from '../../app/i18n/texts.ts';
import { NEW_ROW } from '../../stores/selection-store.ts';
import { useStores } from '../../stores/stores.ts';
import type { CellEditStore } from './cell-edit-store.ts';
import { type AfterCommit, CellEditor } from './cell-editor.tsx';
import type { PlanSurfaceStore } from './plan-surface-store.ts';
import { type RowActions, RowElement } from './row-element.ts';
import { cellTextsOf, shownRowOf } from './shown-row.ts';

/** What rows follow from, beside their number. */
interface RowSources {
  readonly surface: PlanSurfaceStore;
  readonly edit: CellEditStore;
  readonly texts: Texts;
  readonly actions: RowActions;
}

/** An element with the number of the row that it shows at the moment. */
interface Slot {
  readonly row: RowElement;
  readonly index: IObservableValue<number>;
  readonly stop: () => void;
}

const slotFor = ({ surface, edit, texts, actions }: RowSources, first: number): Slot => {
  const row = new RowElement(texts, actions);
  const index = observable.box(first);
  // What is selected changes more often than what is written in the cells.
  const cellTexts = computed(() => cellTextsOf(surface, index.get()));
  const stopPlacing = autorun(() => row.place(index.get(), surface.rowHeight));
  const stopShowing = autorun(() => row.show(shownRowOf(surface, edit, index.get()), surface.columns, cellTexts.get()));
  return {
    row,
    index,
    stop: () => {
      stopPlacing();
      stopShowing();
    },
  };
};

/** Row of the task that is typed into, or of the empty row; -1 where nobody types. */
const editedRowOf = ({ surface, edit }: RowSources): number => {
  if (edit.taskId === null) return -1;
  return edit.taskId === NEW_ROW ? surface.rows.count : surface.rowOf(edit.taskId);
};

/** So long after rows have come and gone their elements are put in the order of the rows. */
const REST_MS = 200;

/**
 * The rows in sight. Rows that scroll away leave their elements to those that come, which stay where they are in the page:
 * moved, they would be styled and laid out like new ones. In the order of the rows, as screen readers read a page, they are
 * put when scrolling rests. The element in which somebody types goes on showing its row, wherever that moves.
 */
class RowsInSight {
  /** From top to bottom: the first shows row `first`. */
  private readonly slots: Slot[] = [];
  private first = 0;
  private edited: Slot | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly layer: HTMLElement;
  private readonly sources: RowSources;
  private readonly stopFollowing: () => void;

  constructor(layer: HTMLElement, sources: RowSources) {
    this.layer = layer;
    this.sources = sources;
    this.stopFollowing = autorun(() => {
      const { firstRow, lastRow } = sources.surface;
      const editedRow = editedRowOf(sources);
      runInAction(() => this.show(firstRow, Math.max(0, lastRow - firstRow), editedRow));
    });
  }

  /** The cell that is typed into, for its editor; null where nobody types, or out of sight. */
  get editedCell(): HTMLElement | null {
    const { edit, surface } = this.sources;
    if (edit.taskId === null) return null;
    const row = editedRowOf(this.sources);
    if (row < surface.firstRow || row >= surface.lastRow || surface.columnIndex(edit.column) < 0) return null;
    return this.slots[row - surface.firstRow]?.row.cellOf(edit.column) ?? null;
  }

  stop(): void {
    clearTimeout(this.timer);
    this.stopFollowing();
    for (const slot of this.slots) slot.stop();
    this.layer.replaceChildren();
  }

  private show(first: number, count: number, editedRow: number): void {
    const { slots } = this;
    const moved = first - this.first;
    this.first = first;
    if (Math.abs(moved) < slots.length) this.turn(moved);
    while (slots.length < count) {
      const slot = slotFor(this.sources, first + slots.length);
      slots.push(slot);
      this.layer.append(slot.row.element);
    }
    while (slots.length > count) {
      const slot = slots.pop()!;
      slot.stop();
      slot.row.element.remove();
    }
    this.keepEdited(editedRow - first);
    slots.forEach((slot, at) => {
      slot.index.set(first + at);
    });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.putInOrder(), REST_MS);
  }

  /** Lets so many of the first slots follow the last, or of the last ones (negative) go before the first. */
  private turn(by: number): void {
    const { slots } = this;
    if (by > 0) slots.push(...slots.splice(0, by));
    else if (by < 0) slots.unshift(...slots.splice(by));
  }

  /** Where rows came or went above the edited one, the other elements step around its own. */
  private keepEdited(wanted: number): void {
    const { slots } = this;
    if (wanted < 0 || wanted >= slots.length) {
      this.edited = null;
      return;
    }
    const at = this.edited === null ? -1 : slots.indexOf(this.edited);
    if (at >= 0) this.turn(at - wanted);
    this.edited = slots[wanted]!;
  }

  private putInOrder(): void {
    // A field that moves in the page loses the keyboard: the rest waits until nobody types.
    if (this.edited !== null) return;
    const elements = this.slots.map(({ row }) => row.element);
    const { layer } = this;
    const firstAt = [...layer.children].indexOf(elements[0]!);
    // Whichever moves fewer: what stands before the first row, or what stands from it on.
    if (firstAt <= elements.length / 2) {
      for (let at = elements.length - 1; at >= 0; at--) {
        const next = elements[at + 1] ?? null;
        if (elements[at]!.nextSibling !== next) layer.insertBefore(elements[at]!, next);
      }
      return;
    }
    for (let at = 0; at < elements.length; at++) {
      const next = at === 0 ? layer.firstChild : elements[at - 1]!.nextSibling;
      if (elements[at] !== next) layer.insertBefore(elements[at]!, next);
    }
  }
}

interface Props {
  readonly surface: PlanSurfaceStore;
  readonly edit: CellEditStore;
  readonly onEdited: (after: AfterCommit | 'cancelled') => void;
}

/** The rows of the grid, written to the page directly, with the field in the cell that is typed into. */
export const GridRows = observer(({ surface, edit, onEdited }: Props) => {
  const { app } = useStores();
  const texts = useTexts();
  const layerRef = useRef<HTMLDivElement>(null);
  const [inSight, setInSight] = useState<RowsInSight | null>(null);
  useLayoutEffect(() => {
    const { session } = surface;
    const actions: RowActions = {
      fold: (taskId, folded) => session.selection.setCollapsed(taskId, folded),
      showConflicts: (taskId) => {
        session.conflicts.want(taskId);
        app.show('conflicts');
      },
    };
    const rows = new RowsInSight(layerRef.current!, { surface, edit, texts, actions });
    setInSight(rows);
    return () => rows.stop();
  }, [surface, edit, texts, app]);
  const cell = inSight?.editedCell ?? null;
  return (
    <>
      <div ref={layerRef} role="presentation" />
      {cell &&
        createPortal(
          <CellEditor edit={edit} label={texts.textOf('table', `column.${edit.column}`)} onDone={onEdited} />,
          cell,
        )}
    </>
  );
});
