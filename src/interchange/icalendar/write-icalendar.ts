import { isoOfDay, isoOfInstant, minuteOfDay } from '../../time/day.ts';

/** When something is: on whole days (both included), or at a moment of the wall clock in Copenhagen, in minutes since 1970. */
export type CalendarTime =
  | { readonly kind: 'days'; readonly firstDay: number; readonly lastDay: number }
  | { readonly kind: 'moment'; readonly atMin: number };

/** An entry of a calendar file. */
export interface CalendarEntry {
  /** The same in every file about the same thing, so that a calendar replaces what it already has. */
  readonly uid: string;
  readonly summary: string;
  readonly description: string;
  readonly when: CalendarTime;
  /** Reminders, in minutes before the entry begins; for whole days before their first midnight. */
  readonly remindersMin: readonly number[];
}

export interface CalendarFile {
  readonly name: string;
  readonly language: 'da' | 'en';
  /** Wall clock of the making, milliseconds since 1970. */
  readonly madeMs: number;
  readonly entries: readonly CalendarEntry[];
}

/** Octets of a line without its end (RFC 5545 section 3.1). */
const MOST_OCTETS = 75;

const octets = (codePoint: number): number =>
  codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;

/** A line in pieces of at most 75 octets, never within a letter; each piece after the first begins with a blank. */
const folded = (line: string): string => {
  let text = '';
  let length = 0;
  for (const letter of line) {
    const size = octets(letter.codePointAt(0)!);
    if (length + size > MOST_OCTETS) {
      text += '\r\n ';
      length = 1;
    }
    text += letter;
    length += size;
  }
  return text;
};

/** What no text value may hold: control characters but the tab; line ends become `\n`. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(FORBIDDEN, '')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');

const dateValue = (day: number): string => isoOfDay(day).replaceAll('-', '');
const momentValue = (instant: number): string => `${isoOfInstant(instant).replace(/[-:]/g, '')}00`;
const utcValue = (ms: number): string => `${momentValue(Math.floor(ms / 60_000)).slice(0, 13)}${seconds(ms)}Z`;
const seconds = (ms: number): string => String(Math.floor(ms / 1000) % 60).padStart(2, '0');

/** Danish time: the rules of Directive 2000/84/EC, in force here since 1996. */
const TIME_ZONE = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Copenhagen',
  'BEGIN:DAYLIGHT',
  'TZNAME:CEST',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'DTSTART:19960331T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZNAME:CET',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'DTSTART:19961027T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/** A length before something: `-P7D`, `-P1DT15H`, `PT0M`. */
const before = (minutes: number): string => {
  const days = Math.floor(minutes / 1440);
  const rest = minuteOfDay(minutes);
  const time = [rest >= 60 ? `${Math.floor(rest / 60)}H` : '', rest % 60 > 0 ? `${rest % 60}M` : ''].join('');
  const day = days > 0 ? `${days}D` : '';
  return day === '' && time === '' ? 'PT0M' : `-P${day}${time === '' ? '' : `T${time}`}`;
};

const timeLines = (when: CalendarTime): string[] => {
  if (when.kind === 'moment') return [`DTSTART;TZID=Europe/Copenhagen:${momentValue(when.atMin)}`];
  // The end of whole days is the first day after them.
  return [`DTSTART;VALUE=DATE:${dateValue(when.firstDay)}`, `DTEND;VALUE=DATE:${dateValue(when.lastDay + 1)}`];
};

const alarmLines = (summary: string, minutes: number): string[] => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `DESCRIPTION:${summary}`,
  `TRIGGER:${before(minutes)}`,
  'END:VALARM',
];

const entryLines = (entry: CalendarEntry, stamp: string): string[] => {
  const summary = escaped(entry.summary);
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(entry.uid)}`,
    `DTSTAMP:${stamp}`,
    ...timeLines(entry.when),
    `SUMMARY:${summary}`,
    ...(entry.description === '' ? [] : [`DESCRIPTION:${escaped(entry.description)}`]),
    // A date of a plan takes nobody's time: calendars show it and leave the day free.
    'TRANSP:TRANSPARENT',
    ...entry.remindersMin.flatMap((minutes) => alarmLines(summary, minutes)),
    'END:VEVENT',
  ];
};

/**
 * Writes a calendar file (RFC 5545) that Outlook, Google and Apple calendars take: whole days as dates, moments in Danish
 * time with the time zone told, lines folded at 75 octets, reminders as alarms.
 */
export function writeCalendar({ name, language, madeMs, entries }: CalendarFile): string {
  const stamp = utcValue(madeMs);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//KOMBIT//Udbudsplan//${language.toUpperCase()}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    'X-WR-TIMEZONE:Europe/Copenhagen',
    ...TIME_ZONE,
    ...entries.flatMap((entry) => entryLines(entry, stamp)),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
