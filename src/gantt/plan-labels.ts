import { DATE_WORDS } from '../time/date-words.ts';
import { dayOfInstant } from '../time/day.ts';
import { type EntryLanguage, formatDate } from '../time/entry.ts';
import type { ChartLook, LabelKey } from './chart-look.ts';
import type { GanttRow, RowStatus } from './gantt-row.ts';
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
  const right = standardText(row, language);
  return right === undefined ? {} : { right };
};

const dateText = (row: GanttRow, language: EntryLanguage): string =>
  formatDate(finishDayOf(row.finishMin!, row.startMin), language, 'short');

const standardText = (row: GanttRow, language: EntryLanguage): string | undefined => {
  if (row.startMin === null || row.finishMin === null) return undefined;
  if (row.kind === 'milestone' || row.kind === 'gate') return formatDate(dayOfInstant(row.startMin), language, 'short');
  if (row.kind !== 'summary') return row.responsible;
  return row.expanded ? undefined : dateText(row, language);
};

const textFor = (row: GanttRow, key: LabelKey, language: EntryLanguage): string | undefined => {
  if (row.startMin === null || row.finishMin === null) return undefined;
  const isPoint = row.kind === 'milestone' || row.kind === 'gate';
  switch (key) {
    case 'none':
      return undefined;
    case 'standard':
      return standardText(row, language);
    case 'name':
      return row.name;
    case 'dates': {
      const start = formatDate(dayOfInstant(row.startMin), language, 'short');
      return isPoint ? start : `${start}–${dateText(row, language)}`;
    }
    case 'responsible':
      return row.responsible;
    case 'percent':
      return isPoint ? undefined : `${row.percentComplete} %`;
    case 'wbs':
      return row.wbs;
  }
};

/**
 * What stands left of, in and right of a bar by the reader's choice. Where colours stand for persons or statuses, the person
 * or the word for the status is among it, so that nothing is told by colour alone.
 */
export const chosenTexts = (
  row: GanttRow,
  look: Pick<ChartLook, 'labels' | 'colorBy'>,
  language: EntryLanguage,
  statusWords: Readonly<Record<RowStatus, string>>,
): BarTexts => {
  const { labels, colorBy } = look;
  const left = textFor(row, labels.left, language);
  const inside = textFor(row, labels.inside, language);
  const right = textFor(row, labels.right, language);
  const said = [left, inside, right];
  const word =
    row.kind === 'summary'
      ? undefined
      : colorBy === 'status' && row.status
        ? statusWords[row.status]
        : colorBy === 'responsible'
          ? row.responsible
          : undefined;
  const added = word && !said.includes(word) ? [right, word].filter(Boolean).join(' · ') : right;
  return { ...(left ? { left } : {}), ...(inside ? { inside } : {}), ...(added ? { right: added } : {}) };
};
