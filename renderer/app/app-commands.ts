import definitions from '../../assets/commands/window-commands.json';
import { type ChartLook, COLOR_KEYS, LABEL_SIDES, LOOK_SWITCHES } from '../../src/gantt/chart-look.ts';
import { ZOOM_STEPS } from '../../src/gantt/time-axis.ts';
import { TIER_PAIR_IDS } from '../../src/gantt/time-tiers.ts';
import { type AppStore, GLOBAL_VIEWS, PROJECT_VIEWS, type View } from '../stores/app-store.ts';
import type { ChartLookStore } from '../stores/chart-look-store.ts';
import type { UiCommand } from '../stores/command-registry.ts';
import { lookIntoFolder, previewFolder } from '../stores/folder-flow.ts';
import { importFile } from '../stores/import-flow.ts';
import { DENSITIES, type PlanSurface, type PlanViewStore, ZOOM_NAMES } from '../stores/plan-view-store.ts';
import type { SelectionStore } from '../stores/selection-store.ts';
import { copyTimetable, saveCalendar } from '../views/tender/tender-outputs.ts';
import type { Behaviour, Behaviours } from './behaviour.ts';
import { historyBehaviours } from './history-commands.ts';
import { readingBehaviours } from './reading-commands.ts';

const fileBehaviours = (app: AppStore): Behaviours => {
  const open = () => app.project !== null;
  return {
    'app.newProject': { run: () => app.openDialog({ kind: 'new-project', templateId: null }) },
    'app.import': { run: () => void importFile(app), enabled: () => app.busy === null },
    'app.joinFolder': { run: () => app.openDialog({ kind: 'join-folder' }) },
    'app.folderLook': { run: () => void lookIntoFolder(app), enabled: () => app.project?.folder.state != null },
    'app.folderTake': { run: () => void previewFolder(app), enabled: () => app.project?.folder.state?.news != null },
    'app.print': { run: () => app.openDialog({ kind: 'print' }), enabled: open },
    'app.saveTemplate': { run: () => app.openDialog({ kind: 'save-template' }), enabled: open },
    'app.closeProject': { run: () => app.closeProject(), enabled: open },
  };
};

const editBehaviours = (app: AppStore): Behaviours => {
  const history = () => app.project?.plan.history;
  const surface = () => app.project?.planView.surface ?? null;
  const hasRows = () => surface() !== null && app.project!.selection.selected.size > 0;
  const current = () => app.project?.selection.current ?? null;
  return {
    'app.undo': { run: () => void app.project?.undo(), enabled: () => (history()?.undo ?? null) !== null },
    'app.redo': { run: () => void app.project?.redo(), enabled: () => (history()?.redo ?? null) !== null },
    'app.cut': { run: () => surface()?.cut(), enabled: hasRows },
    'app.copy': { run: () => surface()?.copy(), enabled: hasRows },
    'app.paste': { run: () => surface()?.paste(), enabled: () => surface() !== null },
    'app.pasteRows': { run: () => surface()?.pasteRows(), enabled: () => surface() !== null },
    'app.fillDown': { run: () => surface()?.fillDown(), enabled: hasRows },
    'app.clearCells': { run: () => surface()?.clearCells(), enabled: hasRows },
    'app.rename': {
      run: () => surface()?.editCell(current()!, 'name'),
      enabled: () => surface() !== null && current() !== null,
    },
    'app.selectAll': { run: () => app.project?.selection.selectAll(), enabled: () => surface() !== null },
  };
};

const viewBehaviours = (app: AppStore): Behaviours => {
  const views: readonly View[] = [...PROJECT_VIEWS, ...GLOBAL_VIEWS];
  const global = GLOBAL_VIEWS as readonly View[];
  return Object.fromEntries(
    views.map((view) => [
      `view.${view}`,
      {
        run: () => app.show(view),
        enabled: () => global.includes(view) || app.project !== null,
        checked: () => app.view === view,
      },
    ]),
  );
};

interface PlanInView {
  readonly planView: PlanViewStore;
  readonly selection: SelectionStore;
}

const planViewBehaviours = (app: AppStore): Behaviours => {
  const shown = (): PlanInView | null => (app.view === 'plan' ? app.project : null);
  const onPlan = (run: (plan: PlanInView) => void, checked?: (plan: PlanInView) => boolean): Behaviour => ({
    run: () => {
      const plan = shown();
      if (plan) run(plan);
    },
    enabled: () => shown() !== null,
    ...(checked ? { checked: () => app.project !== null && checked(app.project) } : {}),
  });
  const onSurface = (run: (surface: PlanSurface) => void): Behaviour => ({
    run: () => {
      const surface = shown()?.planView.surface;
      if (surface) run(surface);
    },
    enabled: () => (shown()?.planView.surface ?? null) !== null,
  });
  const onCurrent = (collapsed: boolean): Behaviour => ({
    run: () => {
      const current = shown()?.selection.current;
      if (current) shown()?.selection.setCollapsed(current, collapsed);
    },
    enabled: () => (shown()?.selection.current ?? null) !== null,
  });
  const zooms = ZOOM_NAMES.map((name) => [
    `view.zoom.${name}`,
    onPlan(
      ({ planView }) => planView.setPxPerDay(ZOOM_STEPS[name]),
      ({ planView }) => planView.zoomName === name,
    ),
  ]);
  return {
    ...(Object.fromEntries(zooms) as Behaviours),
    'view.zoomIn': onPlan(({ planView }) => planView.zoomBy(1)),
    'view.zoomOut': onPlan(({ planView }) => planView.zoomBy(-1)),
    'view.fit': onSurface((surface) => surface.fit()),
    'view.fitSelection': onSurface((surface) => surface.fitSelection()),
    'view.today': onSurface((surface) => surface.showDay(app.env.todayDay())),
    'view.criticalPath': onPlan(
      ({ planView }) => planView.toggleCriticalPath(),
      ({ planView }) => planView.criticalPath,
    ),
    'view.collapse': onCurrent(true),
    'view.expand': onCurrent(false),
    'view.collapseAll': onPlan(({ selection }) => selection.collapseAll()),
    'view.expandAll': onPlan(({ selection }) => selection.expandAll()),
    'view.density': onPlan(({ planView }) =>
      planView.setDensity(DENSITIES[(DENSITIES.indexOf(planView.density) + 1) % DENSITIES.length]!),
    ),
    'view.panel': onPlan(
      ({ planView }) => planView.togglePanel(),
      ({ planView }) => planView.panelOpen,
    ),
  };
};

/** What is drawn on the time line, and how. */
const chartBehaviours = (app: AppStore): Behaviours => {
  const plan = () => (app.view === 'plan' ? app.project : null);
  const onChart = (run: (chart: ChartLookStore) => void, checked?: (look: ChartLook) => boolean): Behaviour => ({
    run: () => {
      const project = plan();
      if (project) run(project.planView.chart);
    },
    enabled: () => plan() !== null,
    ...(checked ? { checked: () => app.project !== null && checked(app.project.planView.chart.look) } : {}),
  });
  /** The next of the plan's baselines, the newest first, and after the last none. */
  const nextBaseline = (shown: string | null): string | null => {
    const list = [...(plan()?.plan.rows.baseline.values() ?? [])].sort((a, b) => (b.takenMin ?? 0) - (a.takenMin ?? 0));
    const at = list.findIndex(({ id }) => id === shown);
    return list[at + 1]?.id ?? null;
  };
  const table = <K extends string>(prefix: string, keys: readonly K[], behaviour: (key: K) => Behaviour): Behaviours =>
    Object.fromEntries(keys.map((key) => [`${prefix}${key}`, behaviour(key)]));
  return {
    ...table('view.show.', LOOK_SWITCHES, (key) =>
      onChart(
        (chart) => chart.toggle(key),
        ({ switches }) => switches[key],
      ),
    ),
    ...table('view.color.', COLOR_KEYS, (key) =>
      onChart(
        (chart) => chart.colorBy(key),
        ({ colorBy }) => colorBy === key,
      ),
    ),
    ...table('view.scales.', TIER_PAIR_IDS, (key) =>
      onChart(
        (chart) => chart.setTiers(key),
        ({ tiers }) => tiers === key,
      ),
    ),
    ...table('view.label.', LABEL_SIDES, (side) => onChart((chart) => chart.nextLabel(side))),
    'view.nextBaseline': onChart(() => {
      const { planView } = plan()!;
      planView.showBaseline(nextBaseline(planView.baselineId));
    }),
    'view.compareBaselines': onChart(() => app.openDialog({ kind: 'compare-baselines' })),
    'view.resetLook': onChart((chart) => chart.reset()),
  };
};

const tenderBehaviours = (app: AppStore): Behaviours => {
  const isLaid = () => app.project?.tenders.all.some(({ source }) => source === 'plan') ?? false;
  return {
    'tender.new': {
      run: () => app.openDialog({ kind: 'new-tender', preset: null }),
      enabled: () => app.project !== null,
    },
    'tender.print': { run: () => app.openDialog({ kind: 'print-tender' }), enabled: isLaid },
    'tender.calendar': { run: () => void saveCalendar(app), enabled: isLaid },
    'tender.copyTable': {
      run: () => copyTimetable(app),
      enabled: () => app.project?.tenders.all.some(({ rows }) => rows.length > 0) ?? false,
    },
  };
};

const windowBehaviours = (app: AppStore): Behaviours => {
  const themes = (['system', 'light', 'dark'] as const).map((theme) => [
    `app.theme.${theme}`,
    { run: () => void app.setSettings({ theme }), checked: () => app.settings?.theme === theme },
  ]);
  return {
    ...(Object.fromEntries(themes) as Behaviours),
    'app.palette': { run: () => app.openDialog({ kind: 'palette' }) },
    'app.shortcuts': { run: () => app.openDialog({ kind: 'shortcuts' }) },
    'app.language': { run: () => void app.setSettings({ language: app.language === 'da' ? 'en' : 'da' }) },
  };
};

interface Definition {
  readonly id: string;
  readonly shortcut?: string;
  readonly alsoKeys?: readonly string[];
  readonly nativeKeys?: boolean;
  readonly planKeys?: boolean;
}

/** What the window itself can do, as commands of the same shape as those of the plan. */
export const appCommandsFor = (app: AppStore): UiCommand[] => {
  const behaviours: Behaviours = {
    ...fileBehaviours(app),
    ...editBehaviours(app),
    ...viewBehaviours(app),
    ...planViewBehaviours(app),
    ...chartBehaviours(app),
    ...readingBehaviours(app),
    ...tenderBehaviours(app),
    ...historyBehaviours(app),
    ...windowBehaviours(app),
  };
  return (definitions as readonly Definition[]).map(({ id, shortcut, alsoKeys, nativeKeys, planKeys }) => {
    const behaviour = behaviours[id];
    if (!behaviour) throw new Error(`no behaviour for the command ${id}`);
    return {
      id,
      shortcuts: [...(shortcut ? [shortcut] : []), ...(alsoKeys ?? [])],
      enabled: () => true,
      ...behaviour,
      nativeKeys,
      planKeys,
    };
  });
};
