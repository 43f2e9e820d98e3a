import { isSummary, wbsOf } from '../model/outline.ts';
import { type Plan, projectOf } from '../model/plan.ts';
import { formatLinks } from '../schedule/link-text.ts';
import { group } from '../schedule/network.ts';
import type { PlanSchedule } from '../schedule/plan-schedule.ts';
import { dayOfInstant, minuteOfDay } from '../time/day.ts';
import {
  type DateStyle,
  type DurationRates,
  type EntryLanguage,
  formatDate,
  formatDuration,
  STANDARD_RATES,
} from '../time/entry.ts';

/** Columns of the task table, on screen and in print, from left to right. */
export const COLUMN_IDS = [
  'wbs',
  'name',
  'duration',
  'start',
  'finish',
  'predecessors',
  'responsible',
  'percentComplete',
] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

/** How many working minutes a written day, week or month has in a plan. */
export const ratesOf = (plan: Plan): DurationRates => projectOf(plan)?.workUnits ?? STANDARD_RATES;

/** The day on which something that ends at an instant ends: midnight still belongs to the day before, unless it began then. */
export const finishDayOf = (finishMin: number, startMin: number | null): number => {
  const atMidnight = minuteOfDay(finishMin) === 0 && startMin !== null && startMin < finishMin;
  return dayOfInstant(atMidnight ? finishMin - 1 : finishMin);
};

const intoBySuccessors = new WeakMap<Int32Array, readonly [Int32Array, Int32Array]>();

/** Links into every task, those in circles too: the links into task i are members[from[i]..from[i + 1]]. Kept as long as no link's end changes. */
const linksIntoOf = ({ input, outline }: PlanSchedule): readonly [from: Int32Array, members: Int32Array] => {
  const { linkSucc } = input;
  const known = intoBySuccessors.get(linkSucc);
  if (known && known[0].length === outline.ids.length + 1) return known;
  const grouped = group(outline.ids.length, linkSucc);
  intoBySuccessors.set(linkSucc, grouped);
  return grouped;
};

const predecessorText = (plan: Plan, schedule: PlanSchedule, at: number, language: EntryLanguage): string => {
  const { outline, input, links } = schedule;
  const [from, members] = linksIntoOf(schedule);
  const into = Array.from(members.subarray(from[at], from[at + 1]), (link) => ({
    at: input.linkPred[link]!,
    row: wbsOf(outline, input.linkPred[link]!),
    type: links[link]!.type,
    lag: links[link]!.lag,
  }));
  into.sort((a, b) => a.at - b.at);
  return formatLinks(into, language, ratesOf(plan));
};

/** A task's duration as it was written; a summary's is computed, and shown in days. */
const durationText = (plan: Plan, schedule: PlanSchedule, at: number, language: EntryLanguage): string => {
  const { outline, result } = schedule;
  const rates = ratesOf(plan);
  const { duration } = plan.rows.task.get(outline.ids[at]!)!;
  if (!isSummary(outline, at)) return formatDuration(duration.minutes, duration.unit, language, rates, duration);
  const days = Math.round(result.durationMin[at]! / rates.minutesPerDay);
  return formatDuration(days * rates.minutesPerDay, 'day', language, rates);
};

/** What a cell of the task table shows; empty for tasks that are not in the plan. */
export const planCellText = (
  plan: Plan,
  schedule: PlanSchedule,
  column: ColumnId,
  taskId: string,
  language: EntryLanguage,
  dateStyle: DateStyle = 'short',
): string => {
  const { outline, result } = schedule;
  const task = plan.rows.task.get(taskId);
  const at = outline.position.get(taskId);
  if (!task || at === undefined) return '';
  const dates = schedule.datesOf(taskId);
  switch (column) {
    case 'wbs':
      return wbsOf(outline, at);
    case 'name':
      return task.name;
    case 'duration':
      return durationText(plan, schedule, at, language);
    case 'start':
      return dates ? formatDate(dayOfInstant(dates.startMin), language, dateStyle) : '';
    case 'finish':
      return dates ? formatDate(finishDayOf(dates.finishMin, dates.startMin), language, dateStyle) : '';
    case 'predecessors':
      return predecessorText(plan, schedule, at, language);
    case 'responsible':
      return (task.responsibleId === null ? undefined : plan.rows.party.get(task.responsibleId)?.name) ?? '';
    case 'percentComplete':
      return `${result.percentComplete[at]} %`;
  }
};
