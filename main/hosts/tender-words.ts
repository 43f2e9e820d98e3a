import type { Language } from '../../src/api.ts';
import type { Words } from '../../src/tender/wording.ts';
import { formatDate } from '../../src/time/entry.ts';
import { hostText } from './host-texts.ts';

/** Words of tenders for documents and files that the service makes: texts from the catalogues, dates as people write them. */
export const hostTenderWords = (assets: string, language: Language): Words => {
  const text = hostText(assets, language, ['tender']);
  const holidays = hostText(assets, language, ['holidays']);
  const numbers = new Intl.NumberFormat(language);
  return {
    text,
    holiday: (id) => holidays(id),
    day: (dayNumber) => formatDate(dayNumber, language, 'weekday'),
    money: (minor, currency) => `${currency} ${numbers.format(minor / 100)}`.trim(),
  };
};
