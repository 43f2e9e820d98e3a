import type { Row } from '../../src/model/row.ts';
import { READY_VIEWS, readSetup, type ViewSetup } from '../../src/reading/view-setup.ts';
import type { PlanStore } from './plan-store.ts';
import type { ProjectSession } from './project-session.ts';

/** A view that a person can choose. */
export interface PlanView {
  /** `ready:…` for those that every plan has, else the id of its row. */
  readonly id: string;
  readonly name: string;
  readonly setup: ViewSetup;
}

/** The plan's own views by their names. */
export const savedViews = ({ rows }: PlanStore): readonly Row<'savedView'>[] =>
  [...rows.savedView.values()].sort((a, b) => a.name.localeCompare(b.name, 'da') || (a.id < b.id ? -1 : 1));

/** The views that every plan has; `nameOf` says what one is called in the window's language. */
export const readyViews = (nameOf: (id: string) => string): readonly PlanView[] =>
  READY_VIEWS.map(({ id, setup }) => ({ id: `ready:${id}`, name: nameOf(id), setup }));

export const ownViews = (plan: PlanStore): readonly PlanView[] =>
  savedViews(plan).map(({ id, name, setup }) => ({ id, name, setup: readSetup(setup) }));

/** Reads the plan by a view; whoever chooses one goes on in it. */
export const chooseView = ({ reading, planView }: ProjectSession, { id, setup }: PlanView): void => {
  reading.apply(setup, id);
  planView.surface?.focusGrid();
};
