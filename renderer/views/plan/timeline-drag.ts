import type { SubjectPart } from '../../../src/gantt/scene.ts';
import { dayOfInstant, MINUTES_PER_DAY, minuteOfDay } from '../../../src/time/day.ts';

/** What a drag on the time line does: which the first move decides. */
export type DragKind = 'move' | 'start' | 'finish' | 'progress' | 'link';

/** The bar that a drag began on, as it stood then. */
export interface DraggedBar {
  readonly taskId: string;
  readonly startMin: number;
  readonly finishMin: number;
  readonly milestone: boolean;
}

/** A drag as far as it has come. `deltaMin` is how far the pointer went along the time line. */
export interface DragState {
  readonly kind: DragKind;
  readonly bar: DraggedBar;
  /** The part of the bar that was pressed: a link drawn from the left end starts with it. */
  readonly part: SubjectPart;
  readonly deltaMin: number;
  /** Instant below the pointer. */
  readonly pointerMin: number;
  /** Pixels from the upper edge of the window of rows to the pointer. */
  readonly pointerY: number;
  /** Task below the pointer, for links. */
  readonly overId: string | null;
}

/** Where the bar would stand if the drag ended now. */
export interface DragPreview {
  readonly startMin: number;
  readonly finishMin: number;
  readonly percent: number | null;
}

/** Pixels that the pointer must go before a press becomes a drag. */
export const DRAG_THRESHOLD_PX = 4;

/** Below this width of a day, drags go by whole days; above it by quarters of an hour. */
const FINE_PX_PER_DAY = 200;

/** What a press on a part of a bar becomes: dragging up or down draws a link, dragging sideways moves what was pressed. */
export const dragKindOf = (part: SubjectPart, dx: number, dy: number): DragKind => {
  if (Math.abs(dy) > Math.abs(dx)) return 'link';
  return part === 'body' ? 'move' : part;
};

/** An instant moved by a drag: whole days at coarse zooms, with the time of day kept; quarters of an hour at fine ones. */
export const snapped = (instant: number, deltaMin: number, pxPerDay: number): number => {
  if (pxPerDay >= FINE_PX_PER_DAY) return Math.round((instant + deltaMin) / 15) * 15;
  const days = Math.round(deltaMin / MINUTES_PER_DAY);
  return (dayOfInstant(instant) + days) * MINUTES_PER_DAY + minuteOfDay(instant);
};

/** The bar as it would be. A bar never turns inside out: an end stops at the other. */
export const previewOf = (drag: DragState, pxPerDay: number): DragPreview => {
  const { bar, kind, deltaMin, pointerMin } = drag;
  const { startMin, finishMin } = bar;
  switch (kind) {
    case 'move': {
      const moved = snapped(startMin, deltaMin, pxPerDay);
      return { startMin: moved, finishMin: finishMin + (moved - startMin), percent: null };
    }
    case 'start':
      return { startMin: Math.min(snapped(startMin, deltaMin, pxPerDay), finishMin), finishMin, percent: null };
    case 'finish':
      return { startMin, finishMin: Math.max(snapped(finishMin, deltaMin, pxPerDay), startMin), percent: null };
    case 'progress': {
      const share = finishMin === startMin ? 0 : (pointerMin - startMin) / (finishMin - startMin);
      return { startMin, finishMin, percent: Math.round(Math.max(0, Math.min(1, share)) * 20) * 5 };
    }
    case 'link':
      return { startMin, finishMin, percent: null };
  }
};

/** A command with its input. */
export interface Request {
  readonly commandId: string;
  readonly input: unknown;
}

/** What to ask for when the drag ends; null where it changes nothing. */
export const requestOf = (drag: DragState, pxPerDay: number): Request | null => {
  const { bar, kind } = drag;
  const preview = previewOf(drag, pxPerDay);
  const id = bar.taskId;
  switch (kind) {
    case 'move':
      return preview.startMin === bar.startMin
        ? null
        : { commandId: 'task.setStart', input: { id, startMin: preview.startMin } };
    case 'start':
      return preview.startMin === bar.startMin
        ? null
        : { commandId: 'task.setSpan', input: { id, startMin: preview.startMin, finishMin: bar.finishMin } };
    case 'finish':
      return preview.finishMin === bar.finishMin
        ? null
        : { commandId: 'task.setFinish', input: { id, finishMin: preview.finishMin } };
    case 'progress':
      return { commandId: 'task.setProgress', input: { ids: [id], percent: preview.percent } };
    case 'link': {
      if (drag.overId === null || drag.overId === id) return null;
      const type = drag.part === 'start' ? 'SS' : 'FS';
      return { commandId: 'link.add', input: { predecessorId: id, successorId: drag.overId, type } };
    }
  }
};
