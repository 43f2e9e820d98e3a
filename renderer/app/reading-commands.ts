import { GROUP_KEYS } from '../../src/reading/arrange.ts';
import { isPlanColumn, type PlanColumnId } from '../../src/reading/plan-columns.ts';
import type { AppStore } from '../stores/app-store.ts';
import type { ProjectSession } from '../stores/project-session.ts';
import type { Behaviours } from './behaviour.ts';

/** What commands do to how the plan is read: search, columns, filter, order, groups, views. */
export const readingBehaviours = (app: AppStore): Behaviours => {
  const shown = (): ProjectSession | null => (app.view === 'plan' ? app.project : null);
  const onPlan = (run: (plan: ProjectSession) => void): Behaviours[string] => ({
    run: () => {
      const plan = shown();
      if (plan) run(plan);
    },
    enabled: () => shown() !== null,
  });
  /** The column that has the keyboard, where it is among those shown. */
  const columnAt = (plan: ProjectSession): PlanColumnId | null => {
    const id = plan.selection.focus?.column;
    return id !== undefined && isPlanColumn(id) && plan.reading.columns.some((column) => column.id === id) ? id : null;
  };
  const placeOf = (plan: ProjectSession, id: PlanColumnId): number =>
    plan.reading.columns.findIndex((column) => column.id === id);
  const onColumn = (run: (plan: ProjectSession, column: PlanColumnId) => void): Behaviours[string] => ({
    run: () => {
      const plan = shown();
      const column = plan && columnAt(plan);
      if (plan && column) run(plan, column);
    },
    enabled: () => {
      const plan = shown();
      return plan !== null && columnAt(plan) !== null;
    },
  });
  const moved = (step: -1 | 1) => onColumn((plan, id) => plan.reading.moveColumn(id, placeOf(plan, id) + step));
  const groups = GROUP_KEYS.map((key) => [
    `view.group.${key}`,
    {
      ...onPlan(({ reading }) => reading.setGroup(key)),
      checked: () => app.project?.reading.arrangement.group === key,
    },
  ]);
  return {
    ...(Object.fromEntries(groups) as Behaviours),
    'view.group.none': onPlan(({ reading }) => reading.setGroup(null)),
    'view.find': onPlan(({ planView }) => planView.surface?.find()),
    'view.findNext': onPlan(({ planView }) => planView.surface?.findNext(1)),
    'view.findPrevious': onPlan(({ planView }) => planView.surface?.findNext(-1)),
    'view.goTo': onPlan(() => app.openDialog({ kind: 'go-to' })),
    'view.filter': onPlan(({ planView }) => planView.setFilterOpen(true)),
    'view.clearFilter': onPlan(({ reading }) => reading.showAll()),
    'view.columns': onPlan(() => app.openDialog({ kind: 'columns' })),
    'view.saveView': onPlan(() => app.openDialog({ kind: 'save-view' })),
    'view.manageViews': onPlan(() => app.openDialog({ kind: 'manage-views' })),
    'view.sortUp': onColumn(({ reading }, column) => reading.setSort({ column, descending: false })),
    'view.sortDown': onColumn(({ reading }, column) => reading.setSort({ column, descending: true })),
    'view.unsort': onPlan(({ reading }) => reading.setSort(null)),
    'column.fit': onColumn(({ planView }, column) => planView.surface?.fitColumn(column)),
    'column.moveLeft': moved(-1),
    'column.moveRight': moved(1),
    'column.freeze': onColumn((plan, column) => plan.reading.setFrozen(placeOf(plan, column) + 1)),
    'column.hide': onColumn(({ reading, selection }, column) => {
      reading.toggleColumn(column);
      if (selection.focus) selection.focusCell(selection.focus.taskId, 'name');
    }),
  };
};
