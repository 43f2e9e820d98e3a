import type { PlanColumnId } from '../../src/reading/plan-columns.ts';
import { isPlanColumn } from '../../src/reading/plan-columns.ts';
import type { AppStore } from '../stores/app-store.ts';
import type { HistoryTab } from '../stores/history-store.ts';
import type { ProjectSession } from '../stores/project-session.ts';
import { isTaskRow } from '../stores/selection-store.ts';
import type { Behaviours } from './behaviour.ts';

/** The cells of a task that a column tells; of other columns all of the task is asked for. */
const CELLS_OF: Readonly<Partial<Record<PlanColumnId, readonly string[]>>> = {
  name: ['name'],
  duration: ['duration'],
  start: ['constraint', 'manualDates', 'actual', 'mode'],
  finish: ['constraint', 'manualDates', 'actual', 'mode', 'duration'],
  responsible: ['responsibleId'],
  percentComplete: ['percentComplete'],
  stage: ['stageId'],
  kind: ['kind'],
  mode: ['mode'],
  constraintType: ['constraint'],
  constraintDate: ['constraint'],
  deadline: ['deadlineMin'],
  actualStart: ['actual'],
  actualFinish: ['actual'],
  remaining: ['remainingMin'],
  calendar: ['calendarId'],
  taskType: ['taskType'],
  uncertainty: ['estimate'],
  breaks: ['splits'],
  inactive: ['inactive'],
};

/** What commands do with the history: where it is shown, of what, and whether the plan is compared with before. */
export const historyBehaviours = (app: AppStore): Behaviours => {
  const tab = (to: HistoryTab): Behaviours[string] => ({
    run: () => {
      app.project?.history.showTab(to);
      app.show('history');
    },
    enabled: () => app.project !== null,
    checked: () => app.view === 'history' && app.project?.history.tab === to,
  });
  const taskAt = (project: ProjectSession | null): string | null => {
    const id = project?.selection.current ?? null;
    return id !== null && isTaskRow(id) ? id : null;
  };
  const show = (project: ProjectSession, cells: readonly string[] | null): void => {
    project.history.showAbout({ entity: 'task', id: taskAt(project)!, cells });
    app.show('history');
  };
  const ofTask = (run: (project: ProjectSession) => void): Behaviours[string] => ({
    run: () => {
      if (app.project && taskAt(app.project) !== null) run(app.project);
    },
    enabled: () => taskAt(app.project) !== null,
  });
  return {
    // Asked for once more, it leads from its other pages to the list of changes.
    'view.history': {
      run: () => {
        if (app.view === 'history') app.project?.history.showTab('log');
        app.show('history');
      },
      enabled: () => app.project !== null,
      checked: () => app.view === 'history',
    },
    'view.changes': tab('changes'),
    'view.versions': tab('versions'),
    'view.show.changes': {
      run: () => app.project?.history.showInPlan(!app.project.history.inPlan),
      enabled: () => (app.project?.history.compared ?? null) !== null,
      checked: () => app.project?.history.inPlan ?? false,
    },
    'history.ofCell': ofTask((project) => {
      const column = project.selection.focus?.column ?? '';
      show(project, (isPlanColumn(column) ? CELLS_OF[column] : undefined) ?? null);
    }),
    'history.ofRow': ofTask((project) => show(project, null)),
  };
};
