import { isSummary, outlineOf, wbsOf } from '../model/outline.ts';
import { derived, type Plan } from '../model/plan.ts';
import { stageIdsOf } from '../model/stage-of.ts';
import { NO_TIME } from '../time/calendar.ts';
import { dateOf, dayNumberOf, dayOfInstant, MINUTES_PER_DAY } from '../time/day.ts';
import { baselineDatesOf, findingIdsOf } from './plan-columns.ts';
import type { TableSources } from './table-sources.ts';
import { judgedMin, taskStatusAt } from './task-status.ts';

/** What a filter asks that is either so or not. */
export const FILTER_FLAGS = [
  'late',
  'critical',
  'findings',
  'thisMonth',
  'nextMonth',
  'unfinished',
  'milestones',
  'moved',
] as const;
export type FilterFlag = (typeof FILTER_FLAGS)[number];

/** Stands for "nobody" among the responsible and for "none" among the stages. */
export const NOBODY = '';

/**
 * Which tasks are shown. Different things must all hold, of several people or stages one; the two months are one thing.
 * Ids that the plan does not have let nothing through.
 */
export interface PlanFilter {
  readonly flags: readonly FilterFlag[];
  readonly responsibleIds: readonly string[];
  readonly stageIds: readonly string[];
  /** Every word of it is in the name, the outline number or the name of who is responsible. */
  readonly text: string;
}

export const NO_FILTER: PlanFilter = { flags: [], responsibleIds: [], stageIds: [], text: '' };

export const isFilterEmpty = ({ flags, responsibleIds, stageIds, text }: PlanFilter): boolean =>
  flags.length === 0 && responsibleIds.length === 0 && stageIds.length === 0 && text.trim() === '';

/** Months that tasks may overlap, as spans of instants; null where no month is asked for. */
const monthSpans = (flags: ReadonlySet<FilterFlag>, now: number): readonly (readonly [number, number])[] | null => {
  const { year, month } = dateOf(dayOfInstant(now));
  const first = (ahead: number): number => {
    const months = year * 12 + month - 1 + ahead;
    return dayNumberOf(Math.floor(months / 12), (months % 12) + 1, 1) * MINUTES_PER_DAY;
  };
  const spans: (readonly [number, number])[] = [];
  if (flags.has('thisMonth')) spans.push([first(0), first(1)]);
  if (flags.has('nextMonth')) spans.push([first(1), first(2)]);
  return spans.length === 0 ? null : spans;
};

type Test = (at: number, taskId: string) => boolean;

const flagTests = (sources: TableSources, flags: ReadonlySet<FilterFlag>): Test[] => {
  const { plan, schedule } = sources;
  const { result, outline } = schedule;
  const tests: Test[] = [];
  if (flags.has('late')) tests.push((at) => taskStatusAt(sources, at) === 'late');
  if (flags.has('critical')) tests.push((at) => result.critical[at] === 1);
  if (flags.has('findings')) {
    const found = findingIdsOf(sources);
    tests.push((at) => found.has(at));
  }
  if (flags.has('unfinished')) tests.push((at) => result.percentComplete[at]! < 100);
  if (flags.has('milestones'))
    tests.push((at, id) => plan.rows.task.get(id)!.kind === 'milestone' && !isSummary(outline, at));
  if (flags.has('moved'))
    tests.push((at, id) => {
      const was = baselineDatesOf(sources, id);
      return was !== undefined && (was.startMin !== result.start[at] || was.finishMin !== result.finish[at]);
    });
  const spans = monthSpans(flags, judgedMin(sources));
  if (spans)
    tests.push((at) => {
      const start = result.start[at]!;
      const finish = Math.max(result.finish[at]!, start + 1);
      return start !== NO_TIME && spans.some(([from, to]) => start < to && finish > from);
    });
  return tests;
};

/** Words as they are compared: case does not matter. */
export const wordsOf = (text: string): readonly string[] => text.toLocaleLowerCase('da').split(/\s+/).filter(Boolean);

/** What a search looks for each task in, in small letters; written once for a revision, however many keys are pressed. */
const searchTextsOf: (plan: Plan) => readonly string[] = derived((plan) => {
  const outline = outlineOf(plan);
  return outline.ids.map((id, at) => {
    const task = plan.rows.task.get(id)!;
    const responsible = task.responsibleId === null ? '' : (plan.rows.party.get(task.responsibleId)?.name ?? '');
    return `${task.name}\n${wbsOf(outline, at)}\n${responsible}`.toLocaleLowerCase('da');
  });
});

/** What a search looks for a task in, in small letters. */
export const searchTextOf = ({ plan }: Pick<TableSources, 'plan'>, at: number): string => searchTextsOf(plan)[at]!;

/** Positions of tasks that hold every word, from top to bottom; none for a text without words. */
export const searchTasks = (sources: Pick<TableSources, 'plan' | 'schedule'>, text: string): Int32Array => {
  const words = wordsOf(text);
  const found: number[] = [];
  if (words.length > 0)
    for (let at = 0; at < sources.schedule.outline.ids.length; at++) {
      const haystack = searchTextOf(sources, at);
      if (words.every((word) => haystack.includes(word))) found.push(at);
    }
  return Int32Array.from(found);
};

/**
 * 1 for every task that a filter lets through. A summary is let through by its name, stage or person only: what is late,
 * critical or a milestone is found below it.
 */
export const matchesOf = (sources: TableSources, filter: PlanFilter): Uint8Array => {
  const { plan, schedule } = sources;
  const { outline } = schedule;
  const matches = new Uint8Array(outline.ids.length);
  const flags = new Set(filter.flags);
  const tests = flagTests(sources, flags);
  if (filter.responsibleIds.length > 0) {
    const wanted = new Set(filter.responsibleIds);
    tests.push((_at, id) => wanted.has(plan.rows.task.get(id)!.responsibleId ?? NOBODY));
  }
  if (filter.stageIds.length > 0) {
    const wanted = new Set(filter.stageIds);
    const stages = stageIdsOf(plan);
    tests.push((at) => wanted.has(stages[at] ?? NOBODY));
  }
  const words = wordsOf(filter.text);
  if (words.length > 0)
    tests.push((at) => {
      const haystack = searchTextOf(sources, at);
      return words.every((word) => haystack.includes(word));
    });
  for (let at = 0; at < matches.length; at++) {
    if (flags.size > 0 && isSummary(outline, at)) continue;
    const id = outline.ids[at]!;
    if (tests.every((test) => test(at, id))) matches[at] = 1;
  }
  return matches;
};
