import { reaction } from 'mobx';
import { NEW_ROW } from '../../stores/selection-store.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';

/** The nearest task above a hidden one that is shown; null where there is none. */
const shownAbove = (surface: PlanSurfaceStore, taskId: string): string | null => {
  const { outline } = surface.session.selection;
  const at = outline.position.get(taskId);
  for (let up = at === undefined ? -1 : outline.parent[at]!; up >= 0; up = outline.parent[up]!)
    if (surface.rowOf(outline.ids[up]!) >= 0) return outline.ids[up]!;
  return null;
};

/**
 * Keeps what the keyboard stands on in sight and in the plan: after moves, after commands that select something, when what
 * hides it is folded. A task that has just come without a name is named next. Gives the way to stop.
 */
export const followFocus = (surface: PlanSurfaceStore): (() => void) => {
  const { session } = surface;
  const { selection } = session;
  const stopFollowing = reaction(
    () => selection.focus?.taskId ?? null,
    (taskId) => {
      if (taskId === null) return;
      const row = taskId === NEW_ROW ? surface.rows.count : surface.rowOf(taskId);
      surface.showRow(row);
      const task = session.plan.asPlan().rows.task.get(taskId);
      if (task?.name === '' && selection.focus?.column !== 'name') selection.focusCell(taskId, 'name');
    },
  );
  // A row that is moved keeps the keyboard, so it stays in sight; so does the empty row when one more task stands above it.
  const stopMoving = reaction(
    () => session.plan.revision,
    () => {
      const { focus } = selection;
      if (focus?.taskId === NEW_ROW) surface.showRow(surface.rows.count);
      else if (focus && selection.selected.has(focus.taskId)) surface.showRow(surface.rowOf(focus.taskId));
    },
  );
  const stopFolding = reaction(
    () => selection.visible,
    () => {
      const { focus } = selection;
      if (!focus || focus.taskId === NEW_ROW || surface.rowOf(focus.taskId) >= 0) return;
      const above = shownAbove(surface, focus.taskId);
      if (above !== null) selection.selectOnly(above);
    },
  );
  // Among other rows, or all of them again, whoever stood on a task still sees it: once there is room to scroll to it.
  const stopArranging = reaction(
    () => session.reading.arrangement,
    () => {
      const { focus } = selection;
      if (focus && surface.scroller) requestAnimationFrame(() => surface.showRow(surface.rowOf(focus.taskId)));
    },
  );
  return () => {
    stopArranging();
    stopFollowing();
    stopMoving();
    stopFolding();
  };
};
