import { DATE_WORDS } from '../time/date-words.ts';
import { dayOfInstant } from '../time/day.ts';
import { type EntryLanguage, formatDate } from '../time/entry.ts';
import type { GanttRow } from './gantt-row.ts';
import { finishDayOf } from './plan-cells.ts';
import type { BarTexts } from './row-labels.ts';
import type { TimeLabels } from './time-tiers.ts';

/** Words of a time header that catalogues hold; names of months and days come with the reading of dates. */
export type AxisWords = Pick<TimeLabels, 'quarter' | 'week' | 'today'>;

/** The labels of the time header in a language. */
export const timeLabels = (language: EntryLanguage, words: AxisWords): TimeLabels => ({
  ...words,
  months: DATE_WORDS[language].months,
  monthsShort: DATE_WORDS[language].shortMonths,
  weekdaysShort: DATE_WORDS[language].shortWeekdays,
  daySuffix: language === 'da' ? '.' : '',
});

/** What stands beside a bar: a milestone's name is in the table, its date is what people ask for. */
export const barTexts = (row: GanttRow, language: EntryLanguage): BarTexts => {
  if (row.startMin === null || row.finishMin === null) return {};
  if (row.kind === 'milestone' || row.kind === 'gate')
    return { right: formatDate(dayOfInstant(row.startMin), language, 'short') };
  if (row.kind !== 'summary') return { right: row.responsible };
  return row.expanded ? {} : { right: formatDate(finishDayOf(row.finishMin, row.startMin), language, 'short') };
};
