import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import {
  type CalendarEntry,
  type CalendarFile,
  writeCalendar,
} from '../../../src/interchange/icalendar/write-icalendar.ts';
import { dayOfIso, instantOfIso, isoOfDay } from '../../../src/time/day.ts';

const day = (iso: string): number => {
  const parsed = dayOfIso(iso);
  if (!parsed.ok) throw new Error(iso);
  return parsed.value;
};
const instant = (iso: string): number => {
  const parsed = instantOfIso(iso);
  if (!parsed.ok) throw new Error(iso);
  return parsed.value;
};

const entry = (part: Partial<CalendarEntry> = {}): CalendarEntry => ({
  uid: 'a1@example',
  summary: 'Frist for ansøgning',
  description: '',
  when: { kind: 'days', firstDay: day('2024-05-08'), lastDay: day('2024-05-08') },
  remindersMin: [],
  ...part,
});

const file = (entries: readonly CalendarEntry[]): CalendarFile => ({
  name: 'Fælles bibliotekssystem',
  language: 'da',
  madeMs: Date.UTC(2026, 10, 26, 13, 45, 7),
  entries,
});

/** What a reader that knows nothing of ours makes of the file. */
const read = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown as string);
  const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone')!);
  const events = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
  return { calendar, zone, events };
};

describe('calendar files', () => {
  it('tell whole days with the day after them as the end', () => {
    const { events } = read(
      writeCalendar(file([entry({ when: { kind: 'days', firstDay: day('2024-02-28'), lastDay: day('2024-02-29') } })])),
    );
    expect(events[0]!.startDate.isDate).toBe(true);
    expect(events[0]!.startDate.toString()).toBe('2024-02-28');
    expect(events[0]!.endDate.toString()).toBe('2024-03-01');
  });

  it.each([
    ['2024-05-08T12:00', '2024-05-08T10:00:00.000Z'],
    ['2024-01-08T12:00', '2024-01-08T11:00:00.000Z'],
    ['2024-03-31T12:00', '2024-03-31T10:00:00.000Z'],
    ['2024-10-27T12:00', '2024-10-27T11:00:00.000Z'],
    ['2029-06-15T23:59', '2029-06-15T21:59:00.000Z'],
  ])('tell %s in Copenhagen as %s', (local, utc) => {
    const { events, zone } = read(writeCalendar(file([entry({ when: { kind: 'moment', atMin: instant(local) } })])));
    const { startDate } = events[0]!;
    expect(startDate.isDate).toBe(false);
    expect(events[0]!.component.getFirstProperty('dtstart')!.getParameter('tzid')).toBe('Europe/Copenhagen');
    startDate.zone = zone;
    expect(startDate.toJSDate().toISOString()).toBe(utc);
  });

  it.each([
    [0, 0],
    [30, -1800],
    [60, -3600],
    [900, -54_000],
    [1440, -86_400],
    [7 * 1440, -604_800],
    [6 * 1440 + 15 * 60 + 5, -572_700],
  ])('remind %i minutes before', (minutes, seconds) => {
    const { events } = read(writeCalendar(file([entry({ remindersMin: [minutes] })])));
    const alarms = events[0]!.component.getAllSubcomponents('valarm');
    expect(alarms).toHaveLength(1);
    const trigger = alarms[0]!.getFirstPropertyValue('trigger') as unknown as InstanceType<typeof ICAL.Duration>;
    expect(trigger.toSeconds()).toBe(seconds);
    expect(alarms[0]!.getFirstPropertyValue('action')).toBe('DISPLAY');
  });

  it('say when they were made, and what they are', () => {
    const { calendar, events } = read(writeCalendar(file([entry()])));
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Fælles bibliotekssystem');
    expect(String(events[0]!.component.getFirstPropertyValue('dtstamp'))).toBe('2026-11-26T13:45:07Z');
  });

  it('give back every text, however long, in lines of 75 octets at most', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 300 }).map((raw) =>
      // What no calendar may hold is taken out; a line end of any kind is one.
      [...raw.replace(/\r\n?/g, '\n')]
        .filter((letter) => letter >= ' ' || letter === '\n' || letter === '\t')
        .join('')
        .replaceAll('\u007f', ''),
    );
    fc.assert(
      fc.property(text, text, (summary, description) => {
        const written = writeCalendar(file([entry({ summary, description })]));
        for (const line of written.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(written.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        const [event] = read(written).events;
        expect(event!.summary ?? '').toBe(summary);
        expect(event!.description ?? '').toBe(description);
      }),
      { numRuns: 300 },
    );
  });

  it('hold any number of entries, each with its own id', () => {
    const entries = Array.from({ length: 60 }, (_each, at) =>
      entry({
        uid: `t${at}@p`,
        when: { kind: 'days', firstDay: day('2027-01-01') + at, lastDay: day('2027-01-01') + at },
      }),
    );
    const { events } = read(writeCalendar(file(entries)));
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(60);
    expect(events[59]!.startDate.toString()).toBe(isoOfDay(day('2027-01-01') + 59));
  });
});
