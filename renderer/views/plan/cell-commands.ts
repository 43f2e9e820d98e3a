import { textsFor } from '../../app/i18n/texts.ts';
import type { AppStore } from '../../stores/app-store.ts';
import type { CellWrite } from '../../stores/paste-preview.ts';
import { type CellPlan, fillWrites, planCells, rangeColumnIds, rangeTasks } from './cell-range.ts';
import { isEditable } from './columns.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';

type BatchId = 'cells.paste' | 'cells.fill' | 'cells.clear';

/** Carries out what cells are to become as one change, and tells how many took it and how many could not. */
export const carryOutCells = async (
  app: AppStore,
  { session }: PlanSurfaceStore,
  commandId: BatchId,
  { steps, taken, refused }: CellPlan,
): Promise<void> => {
  if (steps.length > 0) {
    const answer = await session.carryOut(commandId, { steps });
    if (!answer.ok) return;
    session.live.say(`message.${commandId}`, { count: taken.length });
  } else if (refused.length === 0) session.live.say('message.nothing');
  const [first] = refused;
  if (first)
    app.notices.show('warning', {
      namespace: 'table',
      id: 'message.refused',
      params: { count: refused.length, reason: textsFor(app.language).errorText(first.reason) },
    });
};

/** Writes into cells at once; for edits of which nobody needs to see a preview. */
const write = (app: AppStore, surface: PlanSurfaceStore, commandId: BatchId, writes: readonly CellWrite[]): void => {
  void carryOutCells(app, surface, commandId, planCells(surface.session, writes, app.env.todayDay()));
};

/** Gives the cells of the first selected row to those below. */
export const fillDown = (app: AppStore, surface: PlanSurfaceStore): void =>
  write(app, surface, 'cells.fill', fillWrites(surface));

export const fillWith = (app: AppStore, surface: PlanSurfaceStore, writes: readonly CellWrite[]): void =>
  write(app, surface, 'cells.fill', writes);

/** Empties the selected cells; rows stay. */
export const clearCells = (app: AppStore, surface: PlanSurfaceStore): void => {
  const columns = rangeColumnIds(surface).filter(isEditable);
  const writes = rangeTasks(surface).flatMap((taskId) =>
    columns.map((column): CellWrite => ({ taskId, column, text: null })),
  );
  write(app, surface, 'cells.clear', writes);
};
