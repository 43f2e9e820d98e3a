import type { PrintOptions } from '../api.ts';
import { finishDayOf } from '../gantt/plan-cells.ts';
import { outlineOf, wbsOf } from '../model/outline.ts';
import type { Plan } from '../model/plan.ts';
import { inOrderOfPlan, planFindingsOf } from '../schedule/plan-findings.ts';
import { scheduleOf } from '../schedule/plan-schedule.ts';
import { NO_TIME } from '../time/calendar.ts';
import { dayOfInstant } from '../time/day.ts';
import { formatDate } from '../time/entry.ts';
import { findingWords } from './finding-words.ts';
import { documentLogo } from './logo.ts';
import { paperOf } from './paper.ts';
import { type PlanReportLabels, planTitle, tasksAskedFor } from './plan-report.ts';
import { filled } from './report-input.ts';
import type { TableDocument } from './table-pages.ts';

/** Titles, facts and paper of a list. */
const frameOf = (
  plan: Plan,
  options: PrintOptions,
  labels: PlanReportLabels,
  subtitle: string,
  nowMin: number,
): Omit<TableDocument, 'columns' | 'rows' | 'notes'> => {
  const title = planTitle(plan, options.language, labels, subtitle, nowMin);
  return {
    title: title.project,
    subtitle: title.subtitle,
    logo: documentLogo(plan, labels.logo),
    facts: [title.facts.map(({ caption, value }) => `${caption}: ${value}`).join('   ·   ')],
    printed: title.printed,
    page: labels.page,
    paper: paperOf(options.paper, options.portrait ? 'portrait' : 'landscape'),
  };
};

/**
 * Everything that is found in a plan, the serious first, as a list with what is wrong and what can be done. Of a choice of
 * rows only what is about them. `nowMin` is local time.
 */
export const findingsDocument = (
  plan: Plan,
  options: PrintOptions,
  labels: PlanReportLabels,
  nowMin: number,
): TableDocument => {
  const { word } = labels;
  const outline = outlineOf(plan);
  const asked = tasksAskedFor(plan, options, labels, nowMin);
  const findings = inOrderOfPlan(plan, planFindingsOf(plan)).filter(
    ({ taskId }) => asked === null || (taskId !== null && asked.has(taskId)),
  );
  // What is found of many tasks is explained at the first of them.
  const explained = new Set<string>();
  const whatOf = (title: string, text: string): string => {
    if (title === text || explained.has(text)) return title;
    explained.add(text);
    return `${title}. ${text}`;
  };
  const rows = findings.map((finding) => {
    const at = finding.taskId === null ? undefined : outline.position.get(finding.taskId);
    const { title, text } = findingWords(word, options.language, finding);
    return [
      word(`report:findings.${finding.severity}`),
      at === undefined ? '' : wbsOf(outline, at),
      at === undefined ? String(finding.commitment?.params.name ?? '') : plan.rows.task.get(outline.ids[at]!)!.name,
      whatOf(title, text),
    ];
  });
  return {
    ...frameOf(plan, options, labels, word('report:findings.subtitle'), nowMin),
    columns: [
      { title: word('report:findings.severity') },
      { title: word('report:column.wbs'), muted: true },
      { title: word('report:column.name') },
      { title: word('report:findings.what'), wide: true },
    ],
    rows,
    // The first of each severity.
    bookmarks: rows.map((row, at) => (row[0] === rows[at - 1]?.[0] ? null : row[0]!)),
    notes: rows.length === 0 ? [word('report:findings.none')] : [],
  };
};

/** The baseline that changes are counted from: the one that was asked for, else the newest. */
const baselineFor = (plan: Plan, { baselineId }: PrintOptions) =>
  (baselineId === null ? undefined : plan.rows.baseline.get(baselineId)) ??
  [...plan.rows.baseline.values()].sort((a, b) => (b.takenMin ?? 0) - (a.takenMin ?? 0))[0];

/** Days with their sign. */
const daysText = (days: number, labels: PlanReportLabels): string =>
  filled(labels.word('report:changes.days'), { days: days > 0 ? `+${days}` : days === 0 ? '0' : `−${-days}` });

/**
 * What has changed since a baseline: every task that begins or ends on another day, that is new, and how many have gone.
 * `nowMin` is local time.
 */
export const changesDocument = (
  plan: Plan,
  options: PrintOptions,
  labels: PlanReportLabels,
  nowMin: number,
): TableDocument => {
  const { word } = labels;
  const { language } = options;
  const { outline, result } = scheduleOf(plan);
  const baseline = baselineFor(plan, options);
  const asked = tasksAskedFor(plan, options, labels, nowMin);
  const before = new Map(
    [...plan.rows.baselineTask.values()]
      .filter(({ baselineId }) => baselineId === baseline?.id)
      .map(({ taskId, dates }) => [taskId, dates]),
  );
  const gone = [...before.keys()].filter((taskId) => taskId !== null && !plan.rows.task.has(taskId)).length;
  const dayText = (day: number | null): string => (day === null ? '' : formatDate(day, language, 'short'));
  const rows = outline.ids.flatMap((id, at) => {
    if (baseline === undefined || (asked !== null && !asked.has(id)) || result.start[at] === NO_TIME) return [];
    const dates = before.get(id);
    const [startMin, finishMin] = [result.start[at]!, result.finish[at]!];
    const now = [dayOfInstant(startMin), finishDayOf(finishMin, startMin)] as const;
    const was =
      dates?.startMin == null || dates.finishMin == null
        ? null
        : ([dayOfInstant(dates.startMin), finishDayOf(dates.finishMin, dates.startMin)] as const);
    if (was !== null && was[0] === now[0] && was[1] === now[1]) return [];
    const row = [wbsOf(outline, at), plan.rows.task.get(id)!.name];
    const days = [was?.[0] ?? null, now[0], was?.[1] ?? null, now[1]].map(dayText);
    return [[...row, ...days, was === null ? word('report:changes.new') : daysText(now[1] - was[1], labels)]];
  });
  const since =
    baseline === undefined
      ? word('report:changes.noBaseline')
      : filled(word('report:changes.since'), {
          baseline: baseline.name,
          date: baseline.takenMin === null ? '' : dayText(dayOfInstant(baseline.takenMin)),
        });
  return {
    ...frameOf(plan, options, labels, since, nowMin),
    columns: [
      { title: word('report:column.wbs'), muted: true },
      { title: word('report:column.name'), wide: true },
      { title: word('report:changes.startBefore'), muted: true },
      { title: word('report:changes.startNow') },
      { title: word('report:changes.finishBefore'), muted: true },
      { title: word('report:changes.finishNow') },
      { title: word('report:changes.drift') },
    ],
    rows,
    // Stages: their numbers have one part.
    bookmarks: rows.map(([wbs, name]) => (wbs!.includes('.') ? null : `${wbs} ${name}`)),
    notes: [
      ...(baseline !== undefined && rows.length === 0 ? [word('report:changes.none')] : []),
      ...(gone > 0 ? [filled(word('report:changes.gone'), { count: gone })] : []),
    ],
  };
};
