import type { Participant } from '../model/row.ts';
import { dateOf, dayNumberOf, daysInMonth, weekdayOf } from '../time/day.ts';

/** How a council meets; an assumption until the municipality says otherwise: the last Tuesday, never in July. */
export type Board = Participant['board'];

/** The nth weekday of a month (5: the last). */
const meetingIn = (year: number, month: number, { weekday, position }: Board): number => {
  const first = dayNumberOf(year, month, 1);
  const days = daysInMonth(year, month);
  const firstSuch = first + ((weekday - weekdayOf(first) + 7) % 7);
  const wanted = firstSuch + (position - 1) * 7;
  return wanted < first + days ? wanted : wanted - 7;
};

const isClosed = ({ closedMonths }: Board, month: number): boolean => (closedMonths & (1 << (month - 1))) !== 0;

const MONTHS_AHEAD = 24;

/** The first meeting of a council on a day or after it; null where it never meets. */
export const nextMeeting = (board: Board, day: number): number | null => {
  const { year, month } = dateOf(day);
  for (let i = 0; i <= MONTHS_AHEAD; i++) {
    const inMonth = ((month - 1 + i) % 12) + 1;
    const inYear = year + Math.floor((month - 1 + i) / 12);
    if (isClosed(board, inMonth)) continue;
    const meeting = meetingIn(inYear, inMonth, board);
    if (meeting >= day) return meeting;
  }
  return null;
};
