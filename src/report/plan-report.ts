import type { PrintOptions } from '../api.ts';
import { type ChartLook, DEFAULT_LOOK, readLook } from '../gantt/chart-look.ts';
import { ROW_STATUSES, type RowStatus } from '../gantt/gantt-row.ts';
import { allLinks } from '../gantt/link-index.ts';
import { COLUMN_IDS, type ColumnId } from '../gantt/plan-cells.ts';
import { chosenTexts } from '../gantt/plan-labels.ts';
import { baselinesIn, planRowsOf, toneNamesOf } from '../gantt/plan-rows.ts';
import { type Plan, projectOf } from '../model/plan.ts';
import { isGroupId, type VisibleRows } from '../model/visible-rows.ts';
import { type Arrangement, AS_PLANNED, arrangedRows } from '../reading/arrange.ts';
import { columnText, isPlanColumn, isRightAligned, type PlanColumnId } from '../reading/plan-columns.ts';
import type { TableSources } from '../reading/table-sources.ts';
import { readArrangement } from '../reading/view-setup.ts';
import { scheduleOf } from '../schedule/plan-schedule.ts';
import { dayOfInstant, MINUTES_PER_DAY } from '../time/day.ts';
import { type EntryLanguage, formatDate, formatTimeOfDay } from '../time/entry.ts';
import { logoOfCell } from './logo.ts';
import { paperOf } from './paper.ts';
import { filled, type ReportColumn, type ReportInput, type ReportLabels, type ReportTitle } from './report-input.ts';

/** Words of the title block and the table, besides those of every report. */
export interface PlanReportLabels extends ReportLabels {
  /** Words of the catalogues by key, as cells need them: `fields:task.mode.auto`, `table:column.status`. */
  readonly word: (key: string, params?: Readonly<Record<string, string | number>>) => string;
  readonly author: string;
  readonly caseNumber: string;
  readonly finish: string;
  readonly revision: string;
  readonly status: string;
  readonly date: string;
  /** With {at}: when it was printed. */
  readonly printed: string;
  readonly subtitle: string;
}

/** Which of the usual columns go first when the paper is narrow: the lower, the earlier. */
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
const MUTED: ReadonlySet<string> = new Set(['wbs', 'predecessors', 'successors']);
/** Titles that print has shorter than the screen. */
const SHORT_TITLES: ReadonlySet<string> = new Set(COLUMN_IDS);

/** The columns that were chosen, in their order; unknown ids are of another version and are passed over. */
const columnIdsOf = (chosen: readonly string[] | null): readonly PlanColumnId[] => {
  const known = chosen?.filter(isPlanColumn) ?? [];
  return known.length > 0 ? known : COLUMN_IDS;
};

/** Of chosen columns the last ones go first, but never the name. */
const columnsOf = (ids: readonly PlanColumnId[], { word }: PlanReportLabels): ReportColumn[] =>
  ids.map((id, at) => ({
    id,
    title: word(SHORT_TITLES.has(id) ? `report:column.${id}` : `table:column.${id}`),
    align: isRightAligned(id) ? 'end' : 'start',
    style: id === 'name' ? 'name' : MUTED.has(id) ? 'muted' : 'plain',
    rank: ids === COLUMN_IDS ? RANKS[id as ColumnId] : id === 'name' ? ids.length + 1 : ids.length - at,
  }));

const wordsOfStatuses = (word: PlanReportLabels['word']): Readonly<Record<RowStatus, string>> =>
  Object.fromEntries(ROW_STATUSES.map((status) => [status, word(`chart:status.${status}`)])) as Record<
    RowStatus,
    string
  >;

const arrangementOf = ({ arrangement }: PrintOptions): Arrangement => {
  if (arrangement === null) return AS_PLANNED;
  try {
    return readArrangement(JSON.parse(arrangement));
  } catch {
    return AS_PLANNED;
  }
};

const lookOf = ({ look }: PrintOptions): ChartLook => {
  if (look === null) return DEFAULT_LOOK;
  try {
    return readLook(JSON.parse(look));
  } catch {
    return DEFAULT_LOOK;
  }
};

const NOTHING_HELD: ReadonlySet<string> = new Set();

/** The rows that were asked for: filtered, in order and in groups, of a list of tasks where there is one. */
const rowsAskedFor = (sources: TableSources, options: PrintOptions): VisibleRows => {
  const { outline } = sources.schedule;
  const rows = arrangedRows(sources, arrangementOf(options), new Set(options.collapsed), NOTHING_HELD);
  if (options.taskIds === null) return rows;
  const wanted = new Set(options.taskIds);
  const positions = rows.positions.filter((at) => at >= 0 && wanted.has(outline.ids[at]!));
  return { ...rows, positions, indexOf: new Map(Array.from(positions, (at, row) => [outline.ids[at]!, row])) };
};

/** The tasks of a list: those that were chosen, or that a filter lets through; null for all. */
export const tasksAskedFor = (
  plan: Plan,
  options: PrintOptions,
  { word }: PlanReportLabels,
  nowMin: number,
): ReadonlySet<string> | null => {
  if (options.taskIds === null && options.arrangement === null) return null;
  const schedule = scheduleOf(plan);
  const { language, baselineId } = options;
  const sources = { plan, schedule, language, dateStyle: 'short', baselineId, nowMin, word } as const;
  const { positions, matches } = rowsAskedFor(sources, { ...options, collapsed: [] });
  const isMatch = (at: number): boolean => at >= 0 && (matches == null || matches[at] === 1);
  return new Set(Array.from(positions).flatMap((at) => (isMatch(at) ? [schedule.outline.ids[at]!] : [])));
};

const dayText = (instant: number, language: EntryLanguage): string =>
  formatDate(dayOfInstant(instant), language, 'plain');

/** The block of titles: what is said of the plan as a paper. `nowMin` is local time. */
export const planTitle = (
  plan: Plan,
  language: EntryLanguage,
  labels: PlanReportLabels,
  subtitle: string,
  nowMin: number,
): ReportTitle => {
  const project = projectOf(plan);
  const status = project?.documentStatus ?? 'none';
  const finish = plan.rows.task.size > 0 ? scheduleOf(plan).result.projectFinish : null;
  const facts = [
    { caption: labels.status, value: status === 'none' ? '' : labels.word(`fields:project.documentStatus.${status}`) },
    { caption: labels.revision, value: project?.revision ?? '' },
    { caption: labels.date, value: dayText(nowMin, language) },
    { caption: labels.author, value: project?.author ?? '' },
    { caption: labels.finish, value: finish === null ? '' : dayText(finish, language) },
    { caption: labels.caseNumber, value: project?.caseNumber ?? '' },
  ];
  const at = `${dayText(nowMin, language)} ${formatTimeOfDay(nowMin % MINUTES_PER_DAY)}`;
  return {
    project: project?.name ?? '',
    subtitle,
    facts: facts.filter(({ value }) => value !== ''),
    logo: logoOfCell(project?.logo ?? ''),
    printed: filled(labels.printed, { at }),
  };
};

/** The plan as a report: the rows that are shown, with the same cells and bars as on screen. `nowMin` is local time. */
export const planReport = (
  plan: Plan,
  options: PrintOptions,
  labels: PlanReportLabels,
  nowMin: number,
): ReportInput => {
  const { language } = options;
  const schedule = scheduleOf(plan);
  const { word } = labels;
  const sources = {
    plan,
    schedule,
    language,
    dateStyle: 'short',
    baselineId: options.baselineId,
    nowMin,
    word,
  } as const;
  const visible = rowsAskedFor(sources, options);
  const look = lookOf(options);
  const statusWords = wordsOfStatuses(word);
  const statusMin = projectOf(plan)?.statusMin ?? null;
  const { switches } = look;
  const compared = baselinesIn(plan, look.comparedBaselineIds, options.baselineId);
  const shown = planRowsOf({
    plan,
    schedule,
    visible,
    collapsed: new Set(options.collapsed),
    baselineId: options.baselineId,
    comparedBaselineIds: compared,
    colorBy: look.colorBy,
    nowMin,
  });
  const columns = columnIdsOf(options.columns);
  const rows = Array.from({ length: shown.count }, (_, index) => {
    const row = shown.at(index);
    const isGroup = isGroupId(row.id);
    const cells = columns.map((id) => (isGroup && id === 'name' ? row.name : columnText(sources, id, row.id)));
    return { ...row, cells, texts: chosenTexts(row, look, language, statusWords) };
  });
  return {
    rows,
    links: allLinks(shown.links),
    columns: columnsOf(columns, labels),
    paper: paperOf(options.paper, options.portrait ? 'portrait' : 'landscape'),
    scale: { kind: 'fit', pagesAcross: 1 },
    ...(options.fromDay === null ? {} : { fromMin: options.fromDay * MINUTES_PER_DAY }),
    ...(options.toDay === null ? {} : { toMin: (options.toDay + 1) * MINUTES_PER_DAY }),
    skipEmptySheets: options.skipEmptySheets,
    title: planTitle(plan, language, labels, labels.subtitle, nowMin),
    labels: {
      ...labels,
      tones: toneNamesOf(plan, look.colorBy, statusWords),
      baseline: options.baselineId === null ? undefined : plan.rows.baseline.get(options.baselineId)?.name,
      compared: compared.map((id) => plan.rows.baseline.get(id)!.name),
    },
    todayMin: nowMin,
    statusMin: switches.statusLine ? (statusMin ?? (switches.progressLine ? nowMin : null)) : null,
    options: {
      showCritical: options.criticalPath,
      showBaseline: options.baselineId !== null || compared.length > 0,
      comparedCount: compared.length,
      showSlack: options.slack,
      showDeadlines: switches.deadlines,
      showConstraints: options.look !== null && switches.constraints,
      showProgressLine: switches.progressLine,
      showLinks: options.links,
      tiers: look.tiers,
    },
  };
};
