import { finishDayOf } from '../../../src/gantt/plan-cells.ts';
import { isAsPlanned } from '../../../src/reading/arrange.ts';
import { STANDARD_COLUMNS } from '../../../src/reading/view-setup.ts';
import type { ScreenState } from '../../../src/report/print-settings.ts';
import { dayOfInstant } from '../../../src/time/day.ts';
import type { ProjectSession } from '../../stores/project-session.ts';

/** What the plan view of a project shows now. */
export const screenStateOf = ({ plan, planView, selection, schedule, reading }: ProjectSession): ScreenState => {
  const { result } = schedule.current;
  return {
    columns: reading.columns === STANDARD_COLUMNS ? null : reading.columns.map(({ id }) => id),
    arrangement: isAsPlanned(reading.arrangement) ? null : JSON.stringify(reading.arrangement),
    collapsed: [...selection.collapsed],
    selectedIds: [...selection.selected],
    pxPerDay: planView.pxPerDay,
    criticalPath: planView.criticalPath,
    slack: planView.chart.look.switches.slack,
    links: planView.chart.look.switches.links,
    look: JSON.stringify(planView.chart.look),
    baselineId:
      planView.baselineId !== null && plan.rows.baseline.has(planView.baselineId) ? planView.baselineId : null,
    planDays:
      plan.rows.task.size === 0
        ? null
        : {
            fromDay: dayOfInstant(result.projectStart),
            toDay: finishDayOf(result.projectFinish, result.projectStart),
          },
  };
};
