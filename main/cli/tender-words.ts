import type { Words } from '../../src/tender/wording.ts';
import { isoOfDay } from '../../src/time/day.ts';
import type { Text } from './verb.ts';

/** Words of tenders on the command line: texts in its language, dates as everywhere here. */
export const tenderWords = (text: Text): Words => ({
  text: (key, params) => text(`tender:${key}`, params),
  holiday: (id) => text(`holidays:${id}`),
  day: isoOfDay,
  money: (minor, currency) => `${currency} ${(minor / 100).toFixed(2)}`,
});
