import { timeLabels } from '../gantt/plan-labels.ts';
import type { EntryLanguage } from '../time/entry.ts';
import { LEGEND_KEYS } from './legend.ts';
import type { OverviewLabels } from './overview-labels.ts';
import type { PrintLabels } from './print-labels.ts';
import { filled } from './report-input.ts';

const recordOf = <K extends string>(keys: readonly K[], text: (key: K) => string): Readonly<Record<K, string>> =>
  Object.fromEntries(keys.map((key) => [key, text(key)])) as Record<K, string>;

const OVERVIEW_KEYS = [
  'subtitle',
  'stage',
  'start',
  'finish',
  'done',
  'drift',
  'sinceBaseline',
  'days',
  'critical',
  'errors',
  'warnings',
  'gates',
  'milestones',
  'largestDrift',
  'findings',
  'name',
  'date',
  'decision',
  'before',
  'finding',
  'task',
  'none',
  'more',
  'otherTasks',
  'chart',
] as const satisfies readonly (keyof OverviewLabels)[];

const DECISIONS = ['open', 'approved', 'conditional', 'rejected'] as const;

/** The words of a print; `word` gives a text of a catalogue by its key, such as `report:page`. */
export const printLabels = (language: EntryLanguage, word: PrintLabels['word']): PrintLabels => {
  const report = (key: string): string => word(`report:${key}`);
  return {
    word,
    time: timeLabels(language, {
      quarter: word('plan:axis.quarter'),
      week: word('plan:axis.week'),
      today: word('plan:axis.today'),
    }),
    page: report('page'),
    tile: report('tile'),
    tileChart: report('tileChart'),
    range: report('range'),
    logo: report('logo'),
    chart: report('chart'),
    legend: recordOf(LEGEND_KEYS, (key) => report(`legend.${key}`)),
    author: report('author'),
    caseNumber: report('caseNumber'),
    finish: report('finish'),
    revision: report('revision'),
    status: report('status'),
    date: report('date'),
    printed: report('printed'),
    subtitle: report('subtitle'),
    overview: {
      ...recordOf(OVERVIEW_KEYS, (key) => report(`overview.${key}`)),
      decisions: recordOf(DECISIONS, (decision) => word(`fields:gate.decision.${decision}`)),
    },
  };
};

/** The same words for a plan of which so many conflicts are open: the foot of every page says so. */
export const withOpenConflicts = (labels: PrintLabels, count: number): PrintLabels => {
  if (count === 0) return labels;
  const told = count === 1 ? labels.word('report:openConflict') : labels.word('report:openConflicts');
  return { ...labels, printed: `${labels.printed} · ${filled(told, { count })}` };
};
