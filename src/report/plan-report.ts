import { COLUMN_IDS, type ColumnId, planCellText } from '../gantt/plan-cells.ts';
import { barTexts } from '../gantt/plan-labels.ts';
import { planRowsOf } from '../gantt/plan-rows.ts';
import { outlineOf } from '../model/outline.ts';
import { type Plan, projectOf } from '../model/plan.ts';
import { visibleRowsOf } from '../model/visible-rows.ts';
import { scheduleOf } from '../schedule/plan-schedule.ts';
import { dayOfInstant, MINUTES_PER_DAY } from '../time/day.ts';
import { type EntryLanguage, formatDate, formatTimeOfDay } from '../time/entry.ts';
import { type PaperName, paperOf } from './paper.ts';
import { filled, type ReportColumn, type ReportInput, type ReportLabels } from './report-input.ts';

/** What a person chooses of a print of the plan. */
export interface PlanReportOptions {
  readonly paper: PaperName;
  readonly portrait: boolean;
  readonly fromDay: number | null;
  readonly toDay: number | null;
  readonly pagesWide: number | null;
  readonly criticalPath: boolean;
  readonly collapsed: readonly string[];
  readonly baselineId: string | null;
  readonly language: EntryLanguage;
}

/** Words of the title block and the table, besides those of every report. */
export interface PlanReportLabels extends ReportLabels {
  readonly columns: Readonly<Record<ColumnId, string>>;
  readonly author: string;
  readonly caseNumber: string;
  readonly finish: string;
  /** With {at}: when it was printed. */
  readonly printed: string;
  readonly subtitle: string;
}

/** Which columns go first when the paper is narrow: the lower, the earlier. */
const RANKS: Readonly<Record<ColumnId, number>> = {
  name: 10,
  wbs: 9,
  start: 8,
  finish: 7,
  duration: 5,
  predecessors: 4,
  responsible: 3,
  percentComplete: 2,
};
const RIGHT: ReadonlySet<ColumnId> = new Set(['duration', 'start', 'finish', 'percentComplete']);
const MUTED: ReadonlySet<ColumnId> = new Set(['wbs', 'predecessors']);

const columnsOf = (labels: PlanReportLabels): ReportColumn[] =>
  COLUMN_IDS.map((id) => ({
    id,
    title: labels.columns[id],
    align: RIGHT.has(id) ? 'end' : 'start',
    style: id === 'name' ? 'name' : MUTED.has(id) ? 'muted' : 'plain',
    rank: RANKS[id],
  }));

const stageNames = (plan: Plan): string[] => {
  const names: string[] = [];
  for (const stage of plan.rows.stage.values()) names[stage.color] ??= stage.name;
  return Array.from(names, (name) => name ?? '');
};

const factsOf = (plan: Plan, labels: PlanReportLabels, finish: string) => {
  const project = projectOf(plan);
  const facts = [
    { caption: labels.caseNumber, value: project?.caseNumber ?? '' },
    { caption: labels.author, value: project?.author ?? '' },
    { caption: labels.finish, value: finish },
  ];
  return facts.filter(({ value }) => value !== '');
};

/** The plan as a report: the rows that are shown, with the same cells and bars as on screen. `nowMin` is local time. */
export const planReport = (
  plan: Plan,
  options: PlanReportOptions,
  labels: PlanReportLabels,
  nowMin: number,
): ReportInput => {
  const { language } = options;
  const schedule = scheduleOf(plan);
  const collapsed = new Set(options.collapsed);
  const visible = visibleRowsOf(outlineOf(plan), collapsed);
  const shown = planRowsOf({ plan, schedule, visible, collapsed, baselineId: options.baselineId });
  const rows = Array.from({ length: shown.count }, (_, index) => {
    const row = shown.at(index);
    const cells = COLUMN_IDS.map((id) => planCellText(plan, schedule, id, row.id, language));
    return { ...row, cells, texts: barTexts(row, language) };
  });
  const day = (instant: number, style: 'plain' | 'long' = 'plain') =>
    formatDate(dayOfInstant(instant), language, style);
  const at = `${day(nowMin)} ${formatTimeOfDay(nowMin % MINUTES_PER_DAY)}`;
  const hasRows = rows.length > 0;
  return {
    rows,
    links: shown.links.links,
    columns: columnsOf(labels),
    paper: paperOf(options.paper, options.portrait ? 'portrait' : 'landscape'),
    scale: { kind: 'fit', pagesAcross: options.pagesWide ?? 1 },
    ...(options.fromDay === null ? {} : { fromMin: options.fromDay * MINUTES_PER_DAY }),
    ...(options.toDay === null ? {} : { toMin: (options.toDay + 1) * MINUTES_PER_DAY }),
    title: {
      project: projectOf(plan)?.name ?? '',
      subtitle: labels.subtitle,
      facts: factsOf(plan, labels, hasRows ? day(schedule.result.projectFinish) : ''),
      printed: filled(labels.printed, { at }),
    },
    labels: { ...labels, tones: stageNames(plan) },
    todayMin: nowMin,
    options: { showCritical: options.criticalPath, showBaseline: options.baselineId !== null },
  };
};
