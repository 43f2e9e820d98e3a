import { easterOf } from '../time/danish-holidays.ts';
import { dateOf, dayNumberOf, dayOfIsoWeek } from '../time/day.ts';
import { addWorkingDays } from '../time/period.ts';

/** Times of the year in which most people in Danish offices are away; names are in the catalogue under `block.<id>`. */
export const HOLIDAY_BLOCKS = ['christmas', 'easter', 'ascension-friday', 'summer', 'autumn'] as const;
export type HolidayBlockId = (typeof HOLIDAY_BLOCKS)[number];

export interface HolidayBlock {
  readonly id: HolidayBlockId;
  readonly firstDay: number;
  readonly lastDay: number;
}

/** The blocks that end in a calendar year; Christmas runs from 24 December of the year before to 1 January. */
function blocksOf(year: number): readonly HolidayBlock[] {
  const easter = easterOf(year);
  return [
    { id: 'christmas', firstDay: dayNumberOf(year - 1, 12, 24), lastDay: dayNumberOf(year, 1, 1) },
    { id: 'easter', firstDay: easter - 6, lastDay: easter + 1 },
    { id: 'ascension-friday', firstDay: easter + 40, lastDay: easter + 40 },
    { id: 'summer', firstDay: dayOfIsoWeek(year, 28, 0), lastDay: dayOfIsoWeek(year, 30, 6) },
    { id: 'autumn', firstDay: dayOfIsoWeek(year, 42, 0), lastDay: dayOfIsoWeek(year, 42, 6) },
  ];
}

/**
 * The block in which a day lies, or null: Christmas to New Year, the week before Easter to Easter Monday, the Friday after
 * Ascension, weeks 28-30 and week 42. These are custom, not law.
 */
export function holidayBlockOn(day: number): HolidayBlock | null {
  const { year } = dateOf(day);
  const near = [...blocksOf(year), blocksOf(year + 1)[0]!];
  return near.find(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay) ?? null;
}

/** The block after which a day is among the first working days, or null. A single day is no block to come back from. */
export function holidayBlockBefore(day: number, workingDays: number): HolidayBlock | null {
  for (let before = day - 1; before > addWorkingDays(day, -workingDays); before--) {
    const block = holidayBlockOn(before);
    if (block !== null && block.lastDay < day && block.lastDay > block.firstDay) return block;
  }
  return null;
}
