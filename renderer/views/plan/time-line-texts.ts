import type { GanttRow } from '../../../src/gantt/gantt-row.ts';
import type { BarTexts } from '../../../src/gantt/row-labels.ts';
import type { TimeLabels } from '../../../src/gantt/time-tiers.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { DATE_WORDS } from '../../../src/time/date-words.ts';
import type { EntryLanguage } from '../../../src/time/entry.ts';
import { finishDayText, instantDayText } from '../../app/i18n/formats.ts';

const WORDS: Readonly<Record<EntryLanguage, Pick<TimeLabels, 'quarter' | 'week' | 'today' | 'daySuffix'>>> = {
  da: { quarter: 'K', week: 'uge', today: 'i dag', daySuffix: '.' },
  en: { quarter: 'Q', week: 'week', today: 'today', daySuffix: '' },
};

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Words of the time header. */
export const timeLabels = (language: EntryLanguage): TimeLabels => {
  const words = DATE_WORDS[language];
  return {
    ...WORDS[language],
    months: words.months,
    monthsShort: words.shortMonths,
    weekdaysShort: words.shortWeekdays.map((day) => (language === 'en' ? capital(day) : day)),
  };
};

/** What stands beside a bar: a milestone's name is in the grid, its date is what people ask for. */
export const barTexts = (row: GanttRow, language: EntryLanguage, plan: Plan): BarTexts => {
  if (row.startMin === null) return {};
  if (row.kind === 'milestone' || row.kind === 'gate')
    return { right: instantDayText(row.startMin, language, 'short') };
  if (row.kind === 'summary')
    return row.expanded ? {} : { right: finishDayText(row.finishMin, row.startMin, language, 'short') };
  const responsible = plan.rows.task.get(row.id)?.responsibleId ?? null;
  return responsible === null ? {} : { right: row.responsible };
};
