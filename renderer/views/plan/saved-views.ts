import type { Row } from '../../../src/model/row.ts';
import type { PlanStore } from '../../stores/plan-store.ts';

/** The plan's own views by their names. */
export const savedViews = ({ rows }: PlanStore): readonly Row<'savedView'>[] =>
  [...rows.savedView.values()].sort((a, b) => a.name.localeCompare(b.name, 'da') || (a.id < b.id ? -1 : 1));
