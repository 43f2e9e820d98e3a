import type { DatedEvent } from '../../../src/tender/event.ts';
import { eventOfKey } from '../../../src/tender/event.ts';
import type { ProcedureId } from '../../../src/tender/procedure.ts';
import { defaultSettings, type TenderSettings } from '../../../src/tender/settings.ts';
import { makeTimetable, type Timetable, type TimetableRequest } from '../../../src/tender/timetable.ts';
import { dayOfIso, isoOfDay } from '../../../src/time/day.ts';

/** Day number of an ISO date that a test writes. */
export const day = (iso: string): number => {
  const read = dayOfIso(iso);
  if (!read.ok) throw new Error(iso);
  return read.value;
};

export const settingsFor = (procedure: ProcedureId, given: Partial<TenderSettings> = {}): TenderSettings => ({
  ...defaultSettings(procedure),
  ...given,
});

export const made = (request: TimetableRequest): Timetable => {
  const timetable = makeTimetable(request);
  if (!timetable.ok) throw new Error(JSON.stringify(timetable.error));
  return timetable.value;
};

export const fromNotice = (procedure: ProcedureId, notice: string, given: Partial<TenderSettings> = {}): Timetable =>
  made({ settings: settingsFor(procedure, given), anchor: { id: 'notice', day: day(notice) } });

/** ISO date of an event of a timetable; undefined where it has none. */
export const dateOf = (timetable: Timetable, key: string): string | undefined => {
  const event = timetable.events.find((each) => each.key === key);
  return event && isoOfDay(event.day);
};

/** Events set by hand: `{'requests-deadline': '2024-05-06 12:00'}`. */
export const byHand = (dates: Readonly<Record<string, string>>): DatedEvent[] =>
  Object.entries(dates).map(([key, text]) => {
    const event = eventOfKey(key);
    if (event === null) throw new Error(key);
    const [date, time] = text.split(' ');
    const timeMin = time === undefined ? null : Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
    return { ...event, day: day(date!), timeMin };
  });
