import { dateOf, dayNumberOf, dayOfInstant, isoWeekOf, MINUTES_PER_DAY, weekdayOf } from '../time/day.ts';
import { instantAt, type TimeAxis, xOf } from './time-axis.ts';

/** A stretch of the calendar that a tier of the header is divided in. */
export type TierUnit = 'hour' | 'hours6' | 'day' | 'week' | 'month' | 'quarter' | 'year' | 'years5' | 'decade';

/** Words of the header in the language of the reader. */
export type TimeLabels = {
  readonly months: readonly string[];
  readonly monthsShort: readonly string[];
  /** Monday first. */
  readonly weekdaysShort: readonly string[];
  readonly quarter: string;
  readonly week: string;
  readonly today: string;
  /** What follows the number of a day in a month: a full stop in Danish, nothing in English. */
  readonly daySuffix: string;
};

/** A cell of a tier: its stretch of time, where it lies, and its texts from the longest to the shortest. */
export type TierCell = {
  readonly startMin: number;
  readonly endMin: number;
  readonly x: number;
  readonly width: number;
};

/** The two tiers of a header: `major` above `minor`. */
export type Tiers = { readonly major: TierUnit; readonly minor: TierUnit };

/** The least width of a minor cell, in ems of its text, for each pair of tiers from the finest to the coarsest. */
const LADDER: readonly { readonly tiers: Tiers; readonly days: number; readonly ems: number }[] = [
  { tiers: { major: 'day', minor: 'hour' }, days: 1 / 24, ems: 1.9 },
  { tiers: { major: 'day', minor: 'hours6' }, days: 1 / 4, ems: 2.2 },
  { tiers: { major: 'week', minor: 'day' }, days: 1, ems: 1.5 },
  { tiers: { major: 'month', minor: 'week' }, days: 7, ems: 1.7 },
  { tiers: { major: 'year', minor: 'month' }, days: 30, ems: 2.2 },
  { tiers: { major: 'year', minor: 'quarter' }, days: 91, ems: 1.9 },
  { tiers: { major: 'years5', minor: 'year' }, days: 365, ems: 2.8 },
  { tiers: { major: 'decade', minor: 'years5' }, days: 1826, ems: 2.8 },
];

/** Pairs of scales that a reader can choose; `auto` follows the zoom. */
export const TIER_PAIRS = {
  auto: null,
  weekDay: { major: 'week', minor: 'day' },
  monthDay: { major: 'month', minor: 'day' },
  monthWeek: { major: 'month', minor: 'week' },
  quarterMonth: { major: 'quarter', minor: 'month' },
  yearMonth: { major: 'year', minor: 'month' },
  yearQuarter: { major: 'year', minor: 'quarter' },
} as const satisfies Readonly<Record<string, Tiers | null>>;
export type TierPairId = keyof typeof TIER_PAIRS;
export const TIER_PAIR_IDS = Object.keys(TIER_PAIRS) as readonly TierPairId[];

/** Less than this share of the room that a text needs, and cells are lines without words: the scale follows the zoom then. */
const LEAST_ROOM_SHARE = 0.6;

/** The chosen pair of scales, or the pair that follows the zoom where the chosen one has no room. */
export function chosenTiers(chosen: TierPairId, pxPerDay: number, fontSize: number): Tiers {
  const pair = TIER_PAIRS[chosen];
  const step = pair && LADDER.find(({ tiers }) => tiers.minor === pair.minor);
  if (!pair || !step || step.days * pxPerDay < step.ems * fontSize * LEAST_ROOM_SHARE)
    return tiersFor(pxPerDay, fontSize);
  return pair;
}

/** The tiers whose cells have room for their text at a zoom; `fontSize` is in the unit of the axis. */
export function tiersFor(pxPerDay: number, fontSize: number): Tiers {
  for (const { tiers, days, ems } of LADDER) if (days * pxPerDay >= ems * fontSize) return tiers;
  return { major: 'decade', minor: 'decade' };
}

const MONTHS_OF = { month: 1, quarter: 3, year: 12, years5: 60, decade: 120 } as const;
const MINUTES_OF = { hour: 60, hours6: 360, day: MINUTES_PER_DAY } as const;

/** The beginning of the unit an instant lies in. Weeks begin on Monday (ISO 8601). */
export function startOfUnit(instantMin: number, unit: TierUnit): number {
  if (unit === 'hour' || unit === 'hours6' || unit === 'day') {
    return Math.floor(instantMin / MINUTES_OF[unit]) * MINUTES_OF[unit];
  }
  const day = dayOfInstant(instantMin);
  if (unit === 'week') return (day - weekdayOf(day)) * MINUTES_PER_DAY;
  const { year, month } = dateOf(day);
  const months = Math.floor((year * 12 + month - 1) / MONTHS_OF[unit]) * MONTHS_OF[unit];
  return dayNumberOf(Math.floor(months / 12), (months % 12) + 1, 1) * MINUTES_PER_DAY;
}

/** The beginning of the next unit, given the beginning of one. */
export function nextUnit(startMin: number, unit: TierUnit): number {
  if (unit === 'hour' || unit === 'hours6' || unit === 'day') return startMin + MINUTES_OF[unit];
  if (unit === 'week') return startMin + 7 * MINUTES_PER_DAY;
  const { year, month } = dateOf(dayOfInstant(startMin));
  const months = year * 12 + month - 1 + MONTHS_OF[unit];
  return dayNumberOf(Math.floor(months / 12), (months % 12) + 1, 1) * MINUTES_PER_DAY;
}

/** The cells of a tier that show in the first `width` of the axis. The first and the last may reach beyond. */
export function tierCells(axis: TimeAxis, unit: TierUnit, width: number): TierCell[] {
  const endMin = instantAt(axis, width);
  const cells: TierCell[] = [];
  let startMin = startOfUnit(axis.fromMin, unit);
  while (startMin < endMin) {
    const next = nextUnit(startMin, unit);
    const x = xOf(axis, startMin);
    cells.push({ startMin, endMin: next, x, width: xOf(axis, next) - x });
    startMin = next;
  }
  return cells;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** Texts of a cell, the fullest first, the last the least that still says what it is. */
export function cellTexts(unit: TierUnit, startMin: number, major: boolean, labels: TimeLabels): string[] {
  const day = dayOfInstant(startMin);
  const { year, month, day: dayOfMonth } = dateOf(day);
  const long = labels.months[month - 1]!;
  const short = labels.monthsShort[month - 1]!;
  switch (unit) {
    case 'hour':
    case 'hours6':
      return [twoDigits(Math.round((startMin - day * MINUTES_PER_DAY) / 60))];
    case 'day': {
      const weekday = labels.weekdaysShort[weekdayOf(day)]!;
      const number = `${dayOfMonth}${labels.daySuffix}`;
      if (major) return [`${weekday} ${number} ${long} ${year}`, `${number} ${short} ${year}`, `${number} ${short}`];
      return [`${weekday} ${dayOfMonth}`, `${dayOfMonth}`];
    }
    case 'week': {
      const { week } = isoWeekOf(day);
      if (major) return [`${labels.week} ${week} · ${long} ${year}`, `${labels.week} ${week}`, `${week}`];
      return [`${labels.week} ${week}`, `${week}`];
    }
    case 'month':
      return major ? [`${long} ${year}`, `${short} ${year}`, short] : [long, short, String(month)];
    case 'quarter': {
      const quarter = `${labels.quarter}${Math.floor((month - 1) / 3) + 1}`;
      return major ? [`${quarter} ${year}`, quarter] : [quarter];
    }
    case 'year':
      return [String(year)];
    case 'years5':
      return major ? [`${year}–${year + 4}`, String(year)] : [String(year)];
    case 'decade':
      return [`${year}–${year + 9}`, String(year)];
  }
}
