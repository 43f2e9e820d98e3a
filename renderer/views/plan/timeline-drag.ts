import type { SubjectPart } from '../../../src/gantt/scene.ts';
import type { LinkType } from '../../../src/model/schema.ts';
import { dayOfInstant, MINUTES_PER_DAY, minuteOfDay } from '../../../src/time/day.ts';

/** What a drag on the time line does: which the first move decides. */
export type DragKind = 'move' | 'start' | 'finish' | 'progress' | 'split' | 'gap' | 'link' | 'relink';

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
  /** Task below the pointer, for links, and the end of it that is meant: the start, but on the right end of its bar. */
  readonly overId: string | null;
  readonly overEnd: 'start' | 'finish';
  /** The link whose end is moved; null unless one is. */
  readonly link: DraggedLink | null;
  /** The break whose edge is moved; null unless one is. */
  readonly gap: DraggedGap | null;
}

/** A break of a bar that is gripped by an edge: the one after so many minutes of work, from one instant to another. */
export interface DraggedGap {
  readonly workMin: number;
  readonly edge: 'start' | 'finish';
  readonly fromMin: number;
  readonly toMin: number;
}

/** A link that is gripped by an end; the bar of the drag is that of its other end. */
export interface DraggedLink {
  readonly id: string;
  readonly end: 'predecessor' | 'successor';
  readonly type: LinkType;
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

/**
 * What a press on a part of a bar becomes: dragging up or down draws a link, dragging sideways moves what was pressed; with
 * Alt held (`splits`) it interrupts the task there.
 */
export const dragKindOf = (part: SubjectPart, dx: number, dy: number, splits = false): DragKind => {
  if (Math.abs(dy) > Math.abs(dx)) return 'link';
  if (splits) return 'split';
  if (part === 'gap-start' || part === 'gap-finish') return 'gap';
  return part === 'body' || part === 'gap' ? 'move' : part;
};

/**
 * An instant moved by a drag: whole days at coarse zooms, with the time of day kept (that of `like` where the instant is one
 * of the pointer's); quarters of an hour at fine ones.
 */
export const snapped = (instant: number, deltaMin: number, pxPerDay: number, like = instant): number => {
  if (pxPerDay >= FINE_PX_PER_DAY) return Math.round((instant + deltaMin) / 15) * 15;
  const days = Math.round(deltaMin / MINUTES_PER_DAY);
  return (dayOfInstant(instant) + days) * MINUTES_PER_DAY + minuteOfDay(like);
};

/** The right end of a bar, which a link can be dropped on, as a share of its length. */
const FINISH_SHARE = 0.25;

/** The end of a bar that a link dropped at an instant goes to: the finish only on the right end of the bar itself. */
export const endAt = ({ startMin, finishMin }: DraggedBar, instant: number): 'start' | 'finish' =>
  instant <= finishMin && instant > finishMin - (finishMin - startMin) * FINISH_SHARE ? 'finish' : 'start';

/** The type of a link that is drawn from an end of a bar to an end of another. */
export const linkTypeOf = (from: SubjectPart, to: 'start' | 'finish'): LinkType => {
  if (from === 'start') return to === 'start' ? 'SS' : 'SF';
  return to === 'start' ? 'FS' : 'FF';
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
    case 'split':
      // What is left of the bar moves by as much as the break is long.
      return { startMin, finishMin: finishMin + Math.max(0, deltaMin), percent: null };
    case 'gap': {
      const { fromMin, toMin } = gapAfter(drag, pxPerDay);
      // A break that is closed by hand gives all of its time back.
      const change = Math.max(fromMin, toMin) - drag.gap!.toMin;
      return { startMin, finishMin: Math.max(startMin, finishMin + change), percent: null };
    }
    case 'link':
    case 'relink':
      return { startMin, finishMin, percent: null };
  }
};

/** The break as it would be: the gripped edge moved, the other where it is. */
const gapAfter = (
  { gap, deltaMin }: DragState,
  pxPerDay: number,
): { readonly fromMin: number; readonly toMin: number } => {
  const { edge, fromMin, toMin } = gap!;
  return edge === 'start'
    ? { fromMin: snapped(fromMin, deltaMin, pxPerDay), toMin }
    : { fromMin, toMin: snapped(toMin, deltaMin, pxPerDay) };
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
    case 'split': {
      const fromMin = snapped(drag.pointerMin - drag.deltaMin, 0, pxPerDay, bar.startMin);
      const toMin = snapped(drag.pointerMin, 0, pxPerDay, bar.startMin);
      return toMin <= fromMin ? null : { commandId: 'task.split', input: { id, fromMin, toMin } };
    }
    case 'gap': {
      const { fromMin, toMin } = gapAfter(drag, pxPerDay);
      const { workMin, ...before } = drag.gap!;
      if (fromMin === before.fromMin && toMin === before.toMin) return null;
      return { commandId: 'task.setBreak', input: { id, workMin, fromMin, toMin } };
    }
    case 'link':
      if (drag.overId === null || drag.overId === id) return null;
      return {
        commandId: 'link.add',
        input: { predecessorId: id, successorId: drag.overId, type: linkTypeOf(drag.part, drag.overEnd) },
      };
    case 'relink': {
      const { link, overId } = drag;
      if (!link || overId === null || overId === id) return null;
      const ends = link.end === 'predecessor' ? { predecessorId: overId } : { successorId: overId };
      return { commandId: 'link.reroute', input: { id: link.id, ...ends } };
    }
  }
};
