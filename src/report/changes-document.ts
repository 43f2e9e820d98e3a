import { finishDayOf } from '../gantt/plan-cells.ts';
import type { CellValue } from '../model/change.ts';
import type { CellDelta, DateMove, NamedDelta, PlanComparison } from '../model/history-result.ts';
import { type Plan, projectOf } from '../model/plan.ts';
import { deltaText, type HistoryWords, shiftText, valueInWords } from '../reading/history-words.ts';
import { dayOfInstant, MINUTES_PER_DAY } from '../time/day.ts';
import { formatDate, formatTimeOfDay } from '../time/entry.ts';
import { documentLogo } from './logo.ts';
import { paperOf } from './paper.ts';
import type { TableDocument } from './table-pages.ts';

/** A point of the history as a document names it. */
export interface NamedPoint {
  readonly name: string;
  readonly atMin: number | null;
}

export interface ChangesInput {
  readonly plan: Plan;
  readonly comparison: PlanComparison;
  readonly since: NamedPoint;
  /** Null for the plan as it is. */
  readonly until: NamedPoint | null;
  readonly word: HistoryWords['word'];
  readonly language: 'da' | 'en';
  /** Now, in minutes since 1970-01-01T00:00 local. */
  readonly nowMin: number;
}

/** Margins of a letter and not of a chart, in millimetres. */
const MARGIN_MM = { top: 20, right: 18, bottom: 16, left: 20 };
/** A value is told so far: whole notes belong into the plan. */
const MOST_CHARS = 300;

const short = (text: string): string => (text.length > MOST_CHARS ? `${text.slice(0, MOST_CHARS - 1)}…` : text);

/**
 * What has changed in a plan between two points of its history, on paper: what came, changed and went, with former values,
 * and the dates that moved.
 */
export const changesDocument = (input: ChangesInput): TableDocument => {
  const { plan, comparison, since, until, word, language, nowMin } = input;
  const words: HistoryWords = { plan, language, word, names: comparison.names };
  const text = (key: string, params?: Readonly<Record<string, string | number>>) => word(`history:${key}`, params);
  const moment = (min: number): string =>
    `${formatDate(dayOfInstant(min), language)} ${formatTimeOfDay(min - dayOfInstant(min) * MINUTES_PER_DAY)}`;
  const named = ({ name, atMin }: NamedPoint): string =>
    [name, atMin === null ? '' : moment(atMin)].filter((part) => part !== '').join(', ');
  const value = (entity: string, cell: string, given: CellValue): string =>
    short(valueInWords(entity, cell, given, words)) || '–';
  const cellRow = (delta: NamedDelta, what: string, { cell, before, after }: CellDelta): readonly string[] => [
    what,
    word(`fields:${delta.entity}.${cell}`),
    value(delta.entity, cell, before),
    value(delta.entity, cell, after),
  ];
  const rowsOf = (delta: NamedDelta): readonly (readonly string[])[] => {
    const what = deltaText(delta, words);
    if (delta.cells.length === 0) return [[what, text(`fate.${delta.fate}`), '', '']];
    return delta.cells.map((cell) => cellRow(delta, what, cell));
  };
  const dates = ({ startMin, finishMin }: DateMove['before']): string => {
    const start = formatDate(dayOfInstant(startMin), language);
    const finish = formatDate(finishDayOf(finishMin, startMin), language);
    return start === finish ? start : `${start} – ${finish}`;
  };
  const moveRow = (move: DateMove): readonly string[] => [
    plan.rows.task.get(move.taskId)?.name || word('app:task.unnamed'),
    text(move.isConsequence ? 'document.follows' : 'document.moved', { shift: shiftText(move, words) }),
    dates(move.before),
    dates(move.after),
  ];
  const { added, changed, moved, deleted } = comparison.counts;
  const told = comparison.changes.length;
  const all = added + changed + moved + deleted;
  const project = projectOf(plan);
  const caseNumber = project?.caseNumber ?? '';
  const rows = [...comparison.changes.flatMap(rowsOf), ...comparison.moves.map(moveRow)];
  return {
    title: project?.name ?? '',
    subtitle: text('document.subtitle', { point: named(since) }),
    logo: documentLogo(plan, word('report:logo')),
    facts: [
      ...(caseNumber === '' ? [] : [word('tender:document.caseNumber', { number: caseNumber })]),
      ...(until === null ? [] : [text('document.until', { point: named(until) })]),
      text('counts', { added, changed, moved, deleted, dates: comparison.moves.length }),
    ],
    columns: [
      { title: text('document.what'), wide: true },
      { title: text('document.field') },
      { title: text('document.before'), muted: true },
      { title: text('document.after') },
    ],
    rows,
    notes: [
      ...(rows.length === 0 ? [text('document.nothing')] : []),
      ...(told < all ? [text('document.more', { count: all - told })] : []),
      ...(comparison.moves.length > 0 ? [text('document.dates')] : []),
    ],
    printed: word('tender:document.printed', { at: moment(nowMin) }),
    page: word('tender:document.page'),
    paper: { ...paperOf('A4', 'landscape'), marginMm: MARGIN_MM },
  };
};
