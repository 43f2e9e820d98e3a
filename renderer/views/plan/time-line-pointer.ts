import { type RefObject, useEffect, useRef } from 'react';
import { hitTest } from '../../../src/gantt/hit-test.ts';
import type { Scene, Subject } from '../../../src/gantt/scene.ts';
import { breaksOf } from '../../../src/model/breaks.ts';
import { dayOfInstant, MINUTES_PER_DAY } from '../../../src/time/day.ts';
import { HEADER_HEIGHT } from './header-height.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';
import {
  DRAG_THRESHOLD_PX,
  type DraggedBar,
  type DraggedGap,
  type DraggedLink,
  dragKindOf,
  endAt,
  requestOf,
} from './timeline-drag.ts';

/** So near to an edge of the window a drag scrolls it, this far for every move of the pointer. */
const EDGE_PX = 24;
const EDGE_STEP_PX = 16;
/** So long the pointer rests on a thing before its note comes. */
const REST_MS = 450;

const CURSORS: Readonly<Record<string, string>> = {
  body: 'grab',
  start: 'ew-resize',
  finish: 'ew-resize',
  progress: 'col-resize',
  gap: 'grab',
  'gap-start': 'ew-resize',
  'gap-finish': 'ew-resize',
};

interface Press {
  readonly subject: Subject;
  readonly bar: DraggedBar;
  /** A summary's dates follow from what is below it: only links can be drawn from it. */
  readonly onlyLinks: boolean;
  /** The link that was gripped by an end. */
  readonly link: DraggedLink | null;
  /** The break that was gripped by an edge. */
  readonly gap: DraggedGap | null;
  /** Alt was held: dragging sideways interrupts the task there. */
  readonly splits: boolean;
  readonly x: number;
  readonly y: number;
  /** Instant below the pointer when it went down. */
  readonly atMin: number;
}

/** Says what the pointer does on the time line: select, move, stretch and split bars, set progress, draw links and move their ends. */
export const useTimeLinePointer = (
  surface: PlanSurfaceStore,
  scene: RefObject<Scene | null>,
  canvas: RefObject<HTMLCanvasElement | null>,
) => {
  const pressRef = useRef<Press | null>(null);
  const restRef = useRef(0);
  const { session } = surface;

  const pointOf = (event: { clientX: number; clientY: number }): { x: number; y: number } => {
    const box = canvas.current!.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top - HEADER_HEIGHT };
  };
  const instantAtX = (x: number): number => surface.leftMin + (x / session.planView.pxPerDay) * MINUTES_PER_DAY;
  const taskAtY = (y: number): string | null => {
    const index = Math.floor((y + surface.scrollTop) / surface.rowHeight);
    return y >= 0 && index < surface.rows.count ? surface.rows.at(index).id : null;
  };
  const subjectAt = (x: number, y: number): Subject | null =>
    scene.current && y >= 0 ? hitTest(scene.current, x, y) : null;

  const stopResting = (): void => {
    clearTimeout(restRef.current);
    if (surface.resting) surface.setResting(null);
  };
  const stop = (): void => {
    pressRef.current = null;
    surface.setDrag(null);
    if (canvas.current) canvas.current.style.cursor = '';
  };

  useEffect(() => {
    // Escape gives a drag up wherever the keyboard is.
    const onKeyDown = (event: KeyboardEvent): void => {
      stopResting();
      if (event.key !== 'Escape' || !pressRef.current) return;
      event.preventDefault();
      event.stopPropagation();
      stop();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => {
      window.removeEventListener('keydown', onKeyDown, true);
      clearTimeout(restRef.current);
    };
  });

  const select = (event: React.PointerEvent, taskId: string): void => {
    const { selection } = session;
    if (event.shiftKey) selection.extendTo(taskId);
    else if (event.ctrlKey || event.metaKey) selection.toggle(taskId);
    else if (!selection.selected.has(taskId) || event.button === 0) selection.selectOnly(taskId);
  };

  const barOf = (taskId: string): { bar: DraggedBar; isSummary: boolean } | null => {
    const index = surface.rowOf(taskId);
    if (index < 0) return null;
    const row = surface.rows.at(index);
    if (row.startMin === null || row.finishMin === null) return null;
    const milestone = row.kind === 'milestone' || row.kind === 'gate';
    const bar = { taskId, startMin: row.startMin, finishMin: row.finishMin, milestone };
    return { bar, isSummary: row.kind === 'summary' };
  };

  /** The break of a bar that an edge belongs to. */
  const gapOf = ({ id, part, gap }: Subject): DraggedGap | null => {
    const task = session.plan.asPlan().rows.task.get(id);
    const parts = surface.rows.at(surface.rowOf(id)).parts;
    if ((part !== 'gap-start' && part !== 'gap-finish') || gap === undefined || !task || !parts) return null;
    return {
      workMin: breaksOf(task)[gap]!.workMin,
      edge: part === 'gap-start' ? 'start' : 'finish',
      fromMin: parts[gap]!.finishMin,
      toMin: parts[gap + 1]!.startMin,
    };
  };

  const pressOnBar = (subject: Subject): Pick<Press, 'bar' | 'onlyLinks' | 'link' | 'gap'> | null => {
    const found = barOf(subject.id);
    return found && { bar: found.bar, onlyLinks: found.isSummary, link: null, gap: gapOf(subject) };
  };

  /** A link gripped by an end hangs on the bar of its other end. */
  const pressOnLink = ({ id, part }: Subject): Pick<Press, 'bar' | 'onlyLinks' | 'link' | 'gap'> | null => {
    const link = session.plan.asPlan().rows.link.get(id);
    if (!link || part === 'body') return null;
    const found = barOf((part === 'start' ? link.successorId : link.predecessorId) ?? '');
    const end = part === 'start' ? 'predecessor' : 'successor';
    return found && { bar: found.bar, onlyLinks: true, link: { id, end, type: link.type }, gap: null };
  };

  const endOf = (taskId: string | null, instant: number): 'start' | 'finish' => {
    const found = taskId === null ? null : barOf(taskId);
    return found === null ? 'start' : endAt(found.bar, instant);
  };

  const onPointerDown = (event: React.PointerEvent): void => {
    stopResting();
    const { x, y } = pointOf(event);
    const subject = subjectAt(x, y);
    surface.selectLink(subject?.kind === 'link' ? subject.id : null);
    const rowTask = taskAtY(y);
    if (subject?.kind === 'task') select(event, subject.id);
    else if (subject?.kind !== 'link' && rowTask !== null) select(event, rowTask);
    if (event.button !== 0) return;
    const press =
      subject?.kind === 'task' ? pressOnBar(subject) : subject?.kind === 'link' ? pressOnLink(subject) : null;
    if (!press || !subject) return;
    pressRef.current = { ...press, subject, splits: event.altKey, x, y, atMin: instantAtX(x) };
    event.currentTarget.setPointerCapture(event.pointerId);
  };

  const scrollAtEdge = (x: number, y: number, upAndDown: boolean): void => {
    const { scroller } = surface;
    if (!scroller) return;
    if (x < EDGE_PX) scroller.scrollLeft -= EDGE_STEP_PX;
    if (x > surface.width - EDGE_PX) scroller.scrollLeft += EDGE_STEP_PX;
    if (upAndDown && y < EDGE_PX) scroller.scrollTop -= EDGE_STEP_PX;
    if (upAndDown && y > surface.height - EDGE_PX) scroller.scrollTop += EDGE_STEP_PX;
  };

  const dragOn = (press: Press, x: number, y: number): void => {
    const { drag } = surface;
    if (!drag && Math.hypot(x - press.x, y - press.y) < DRAG_THRESHOLD_PX) return;
    const kind =
      drag?.kind ?? (press.link ? 'relink' : dragKindOf(press.subject.part, x - press.x, y - press.y, press.splits));
    const isLink = kind === 'link' || kind === 'relink';
    if (press.onlyLinks && !isLink) return;
    scrollAtEdge(x, y, isLink);
    const pointerMin = instantAtX(x);
    const overId = taskAtY(y);
    surface.setDrag({
      kind,
      bar: press.bar,
      part: press.subject.part,
      link: press.link,
      gap: press.gap,
      deltaMin: pointerMin - press.atMin,
      pointerMin,
      pointerY: y,
      overId,
      overEnd: endOf(overId, pointerMin),
    });
  };

  const rest = (event: React.PointerEvent, subject: Subject | null, x: number): void => {
    stopResting();
    if (!subject || subject.kind === 'link') return;
    const { clientX, clientY } = event;
    const { kind, id } = subject;
    const dayNumber = dayOfInstant(instantAtX(x));
    restRef.current = window.setTimeout(
      () => surface.setResting({ x: clientX, y: clientY, subject: { kind, id }, dayNumber }),
      REST_MS,
    );
  };

  const onPointerMove = (event: React.PointerEvent): void => {
    const { x, y } = pointOf(event);
    const press = pressRef.current;
    if (press) {
      dragOn(press, x, y);
      return;
    }
    const subject = subjectAt(x, y);
    canvas.current!.style.cursor =
      subject?.kind === 'task'
        ? event.altKey
          ? 'crosshair'
          : (CURSORS[subject.part] ?? '')
        : subject?.kind === 'link'
          ? subject.part === 'body'
            ? 'pointer'
            : 'move'
          : '';
    surface.setHover(taskAtY(y));
    rest(event, subject, x);
  };

  const onPointerUp = (): void => {
    const { drag } = surface;
    const request = drag ? requestOf(drag, session.planView.pxPerDay) : null;
    stop();
    if (request) void session.carryOut(request.commandId, request.input);
  };

  return {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel: stop,
    onPointerLeave: () => {
      stopResting();
      surface.setHover(null);
    },
  };
};
