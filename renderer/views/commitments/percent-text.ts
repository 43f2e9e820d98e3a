import type { EntryLanguage } from '../../../src/time/entry.ts';

const formats = new Map<string, Intl.NumberFormat>();

/** A share with one decimal: 60,5 %. A share below the whole is never rounded up to it. */
export const percentText = (share: number, language: EntryLanguage): string => {
  const known = formats.get(language);
  const format = known ?? new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  formats.set(language, format);
  const tenths = Math.round(share * 1000);
  const shown = share < 1 && tenths === 1000 ? 999 : tenths;
  return `${format.format(shown / 10)}\u00a0%`;
};
