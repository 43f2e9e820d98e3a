import { STANDARD_CALENDAR, tidyPeriods, type WorkPeriod } from '../../time/calendar.ts';
import { dayOfInstant, FIRST_DAY, LAST_DAY, MINUTES_PER_DAY } from '../../time/day.ts';
import type { Recurrence } from '../../time/recurrence.ts';
import type { MspdiCalendar, MspdiDay, MspdiException } from './parsed.ts';
import { type DayRange, recurrenceOf } from './recurrence.ts';

/** What a calendar says itself, and the week that it comes to with those it is based on. */
export interface OwnCalendar {
  readonly week: readonly (readonly WorkPeriod[])[];
  /** It says nothing of any day of the week itself. */
  readonly weekFromBase: boolean;
  readonly workWeeks: readonly OwnWorkWeek[];
  /** Recurring ones first; of the others no two share a day. */
  readonly exceptions: readonly FlatException[];
  /** Exceptions that were not taken, because there are too many. */
  readonly cut: number;
  /** Working times past midnight or too many for a day. */
  readonly repaired: number;
}

export interface FlatException extends DayRange {
  readonly name: string;
  readonly periods: readonly WorkPeriod[];
  readonly recurrence?: Recurrence;
}

/** A week that holds for a while; null where it says nothing of a day. */
export interface OwnWorkWeek extends DayRange {
  readonly name: string;
  readonly week: readonly (readonly WorkPeriod[] | null)[];
}

/** Most working periods that a day may have in the plan's schema. */
const MAX_PERIODS = 12;
/** Most exceptions of one calendar that are read. */
const MAX_EXCEPTIONS = 4000;
/** Most recurring ones; each is gone through day by day whenever the calendar is made ready. */
const MAX_RECURRING = 200;

/** What Microsoft Project takes where a calendar says nothing of a day. */
const DEFAULT_WEEK = STANDARD_CALENDAR.week;
const OFFICE_DAY = DEFAULT_WEEK[0]!;

interface Tally {
  repaired: number;
}

/** Periods of one day, an end of 0 meaning midnight, and what runs past midnight apart. */
const splitAtMidnight = (day: { readonly working: boolean | null; readonly periods: readonly WorkPeriod[] }) => {
  const today: WorkPeriod[] = [];
  const tomorrow: WorkPeriod[] = [];
  if (day.working === false) return { today, tomorrow };
  if (day.periods.length === 0) return { today: day.working ? [...OFFICE_DAY] : today, tomorrow };
  for (const { startMin, endMin } of day.periods) {
    const end = endMin === 0 ? MINUTES_PER_DAY : endMin;
    if (end > startMin) today.push({ startMin, endMin: end });
    else if (end < startMin) {
      today.push({ startMin, endMin: MINUTES_PER_DAY });
      tomorrow.push({ startMin: 0, endMin: end });
    }
  }
  return { today, tomorrow };
};

const tidied = (periods: readonly WorkPeriod[], tally: Tally): WorkPeriod[] => {
  const tidy = tidyPeriods(periods);
  if (tidy.length > MAX_PERIODS) tally.repaired++;
  return tidy.slice(0, MAX_PERIODS);
};

/** Monday-first index of a DayType from 1 = Sunday to 7 = Saturday; -1 for anything else. */
const weekIndex = (dayType: number | null): number =>
  dayType === null || dayType < 1 || dayType > 7 ? -1 : (dayType + 5) % 7;

/** The seven days where the calendar says something of them, Monday first; work past midnight goes to the next day. */
const ownWeek = (days: readonly MspdiDay[], tally: Tally): (WorkPeriod[] | null)[] => {
  const week: (WorkPeriod[] | null)[] = Array.from({ length: 7 }, () => null);
  const spills: { readonly index: number; readonly periods: readonly WorkPeriod[] }[] = [];
  for (const day of days) {
    const index = weekIndex(day.dayType);
    if (index < 0) continue;
    const { today, tomorrow } = splitAtMidnight(day);
    week[index] = today;
    if (tomorrow.length > 0) spills.push({ index: (index + 1) % 7, periods: tomorrow });
  }
  for (const { index, periods } of spills) {
    tally.repaired++;
    week[index] = [...(week[index] ?? []), ...periods];
  }
  return week.map((periods) => periods && tidied(periods, tally));
};

const rangeOf = (fromMin: number | null, toMin: number | null): DayRange | null => {
  if (fromMin === null && toMin === null) return null;
  const fromDay = dayOfInstant(fromMin ?? toMin!);
  const toDay = Math.max(fromDay, dayOfInstant(toMin ?? fromMin!));
  return { fromDay: Math.max(FIRST_DAY, fromDay), toDay: Math.min(LAST_DAY, toDay) };
};

const exceptionPeriods = (exception: MspdiDay | MspdiException, tally: Tally): WorkPeriod[] => {
  const { today, tomorrow } = splitAtMidnight(exception);
  if (tomorrow.length > 0) tally.repaired++;
  return tidied(today, tally);
};

/** Exceptions of one calendar, those that win last: recurring ones give way to single stretches. */
const ownExceptions = (calendar: MspdiCalendar, weekStart: number, tally: Tally): FlatException[] => {
  // Microsoft Project from 2007 on writes both forms; the old one is a copy that lacks names and recurrence.
  if (calendar.exceptions.length === 0) {
    return withoutOverlap(
      calendar.days.flatMap((day) => {
        const range = day.dayType === 0 ? rangeOf(day.fromMin, day.toMin) : null;
        return range ? [{ ...range, name: '', periods: exceptionPeriods(day, tally) }] : [];
      }),
    );
  }
  const plain: FlatException[] = [];
  const recurring: FlatException[] = [];
  for (const exception of calendar.exceptions) {
    const range = rangeOf(exception.fromMin, exception.toMin);
    if (!range) continue;
    const own = { ...range, name: exception.name, periods: exceptionPeriods(exception, tally) };
    const recurrence = recurrenceOf(exception, weekStart);
    if (recurrence) recurring.push({ ...own, recurrence });
    else plain.push(own);
  }
  return [...recurring, ...withoutOverlap(plain)];
};

/** Weeks that hold for a while and say something. */
const ownWorkWeeks = (calendar: MspdiCalendar, tally: Tally): OwnWorkWeek[] =>
  calendar.workWeeks.flatMap((workWeek) => {
    const range = rangeOf(workWeek.fromMin, workWeek.toMin);
    const week = ownWeek(workWeek.days, tally);
    return range && week.some((periods) => periods !== null) ? [{ ...range, name: workWeek.name, week }] : [];
  });

/**
 * Exceptions of which no two share a day, in order of days: where several ask for a day, the last of the given ones has
 * it. Ends of ranges cut the days into stretches; each stretch is taken once, by the strongest (near-linear).
 */
export const withoutOverlap = (exceptions: readonly FlatException[]): FlatException[] => {
  const cuts = [...new Set(exceptions.flatMap(({ fromDay, toDay }) => [fromDay, toDay + 1]))].sort((a, b) => a - b);
  const stretchAt = new Map(cuts.map((day, i) => [day, i]));
  const owner = new Int32Array(cuts.length).fill(-1);
  /** From each stretch the next one that is still free, itself included. */
  const free = Int32Array.from({ length: cuts.length + 1 }, (_, i) => i);
  const nextFree = (from: number): number => {
    let at = from;
    while (free[at] !== at) {
      free[at] = free[free[at]!]!;
      at = free[at]!;
    }
    return at;
  };
  for (let i = exceptions.length - 1; i >= 0; i--) {
    const end = stretchAt.get(exceptions[i]!.toDay + 1)!;
    for (let at = nextFree(stretchAt.get(exceptions[i]!.fromDay)!); at < end; at = nextFree(at)) {
      owner[at] = i;
      free[at] = at + 1;
    }
  }
  const result: (FlatException & { toDay: number })[] = [];
  let lastOwner = -1;
  for (let at = 0; at + 1 < cuts.length; at++) {
    if (owner[at]! >= 0 && owner[at] === lastOwner) result[result.length - 1]!.toDay = cuts[at + 1]! - 1;
    else if (owner[at]! >= 0) {
      const { name, periods } = exceptions[owner[at]!]!;
      result.push({ fromDay: cuts[at]!, toDay: cuts[at + 1]! - 1, name, periods });
    }
    lastOwner = owner[at]!;
  }
  return result;
};

/**
 * Reads a calendar (`chain`: itself first, then its base, the base's base, ...): what it says itself, and the week in which
 * the nearest one that says something of a weekday decides it. `weekStart` is the project's first weekday (0 = Sunday).
 */
export const readCalendar = (chain: readonly MspdiCalendar[], weekStart: number): OwnCalendar => {
  const tally: Tally = { repaired: 0 };
  const weeks = chain.map((calendar, i) => ownWeek(calendar.days, i === 0 ? tally : { repaired: 0 }));
  const all = ownExceptions(chain[0]!, weekStart, tally);
  const recurring = all.filter(({ recurrence }) => recurrence);
  const exceptions = [...recurring.slice(0, MAX_RECURRING), ...all.filter(({ recurrence }) => !recurrence)];
  return {
    week: DEFAULT_WEEK.map((periods, day) => weeks.find((own) => own[day] !== null)?.[day] ?? periods),
    weekFromBase: chain.length > 1 && weeks[0]!.every((periods) => periods === null),
    workWeeks: ownWorkWeeks(chain[0]!, tally),
    exceptions: exceptions.slice(0, MAX_EXCEPTIONS),
    cut: all.length - Math.min(exceptions.length, MAX_EXCEPTIONS),
    ...tally,
  };
};
