import type { EntryLanguage } from './duration-text.ts';

/** Names of months and weekdays as they are written in dates. */
export type DateWords = {
  readonly months: readonly string[];
  readonly shortMonths: readonly string[];
  readonly weekdays: readonly string[];
  readonly shortWeekdays: readonly string[];
};

/** The words of both languages; lists begin with January and with Monday. */
export const DATE_WORDS: Readonly<Record<EntryLanguage, DateWords>> = {
  da: {
    months: 'januar februar marts april maj juni juli august september oktober november december'.split(' '),
    shortMonths: 'jan feb mar apr maj jun jul aug sep okt nov dec'.split(' '),
    weekdays: 'mandag tirsdag onsdag torsdag fredag lørdag søndag'.split(' '),
    shortWeekdays: 'man tir ons tor fre lør søn'.split(' '),
  },
  en: {
    months: 'January February March April May June July August September October November December'.split(' '),
    shortMonths: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
    weekdays: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' '),
    shortWeekdays: 'Mon Tue Wed Thu Fri Sat Sun'.split(' '),
  },
};

function numberedFrom(lists: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  return new Map(lists.flatMap((list) => list.map((word, i): [string, number] => [word.toLowerCase(), i])));
}

const languages = [DATE_WORDS.da, DATE_WORDS.en];
const MONTHS = numberedFrom(languages.flatMap(({ months, shortMonths }) => [months, shortMonths]));
const WEEKDAYS = numberedFrom([
  ...languages.flatMap(({ weekdays, shortWeekdays }) => [weekdays, shortWeekdays]),
  'ma ti on to fr lø sø'.split(' '),
  'mo tu we th fr sa su'.split(' '),
]);

const bare = (word: string): string => word.toLowerCase().replace(/\.$/, '');

/** Month 1-12 of a Danish or English name or its first three letters (with `sept`); null for other words. */
export function monthOfWord(word: string): number | null {
  const key = bare(word);
  const index = MONTHS.get(key === 'sept' ? 'sep' : key);
  return index === undefined ? null : index + 1;
}

/** Weekday 0-6 (0 = Monday) of a Danish or English name or its first two or three letters; null for other words. */
export function weekdayOfWord(word: string): number | null {
  return WEEKDAYS.get(bare(word)) ?? null;
}
