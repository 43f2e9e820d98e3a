import { err, ok, type Result } from '../result.ts';
import type { WorkPeriod } from './calendar.ts';
import { formatTimeOfDay } from './date-text.ts';
import { MINUTES_PER_DAY } from './day.ts';
import type { EntryLanguage } from './duration-text.ts';

/** Why a text is not a list of working periods. */
export type PeriodTextError = {
  readonly id:
    | 'entry.period-unreadable'
    | 'entry.period-backwards'
    | 'entry.periods-overlap'
    | 'entry.too-many-periods';
  readonly params: { readonly text: string };
};

/** Most periods of one day: what a calendar can hold. */
const MOST_PERIODS = 12;

const minuteOf = (hour: string, minute: string | undefined): number | null => {
  const value = Number(hour) * 60 + Number(minute ?? 0);
  return Number(minute ?? 0) > 59 || value > MINUTES_PER_DAY ? null : value;
};

/**
 * Reads working hours as people write them: `8-12, 13-17`, `8.30-16`, `08:00 - 12:00 og 13:00 - 17:00`; nothing means that
 * nobody works. Gives periods in order. Refuses what cannot be read, ends before it begins, or overlaps.
 */
export function parsePeriods(text: string): Result<readonly WorkPeriod[], PeriodTextError> {
  const refuse = (id: PeriodTextError['id']) => err({ id, params: { text } });
  const pieces = text
    .trim()
    .split(/\s*(?:[,;+]|\bog\b|\band\b)\s*/i)
    .filter(Boolean);
  if (pieces.length > MOST_PERIODS) return refuse('entry.too-many-periods');
  const periods: WorkPeriod[] = [];
  for (const piece of pieces) {
    const match = /^(\d{1,2})(?:[.:](\d{2}))?\s*(?:-|–|til|to)\s*(\d{1,2})(?:[.:](\d{2}))?$/i.exec(piece);
    const startMin = match && minuteOf(match[1]!, match[2]);
    const endMin = match && minuteOf(match[3]!, match[4]);
    if (startMin === null || endMin === null) return refuse('entry.period-unreadable');
    if (startMin >= endMin) return refuse('entry.period-backwards');
    periods.push({ startMin, endMin });
  }
  periods.sort((a, b) => a.startMin - b.startMin);
  const overlap = periods.some((period, i) => i > 0 && period.startMin < periods[i - 1]!.endMin);
  return overlap ? refuse('entry.periods-overlap') : ok(periods);
}

/** Writes working hours; `parsePeriods` reads them back. */
export function formatPeriods(periods: readonly WorkPeriod[], language: EntryLanguage): string {
  const time = (minute: number): string => {
    const shown = formatTimeOfDay(minute);
    return language === 'da' ? shown.replace(':', '.') : shown;
  };
  return periods.map(({ startMin, endMin }) => `${time(startMin)}-${time(endMin)}`).join(', ');
}
