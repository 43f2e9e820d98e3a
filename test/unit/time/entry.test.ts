import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOfIso, FIRST_DAY, isoOfDay, LAST_DAY } from '../../../src/time/day.ts';
import {
  type DateStyle,
  type DurationUnit,
  formatDate,
  formatDuration,
  parseDate,
  parseDuration,
  parseInstant,
  STANDARD_RATES,
} from '../../../src/time/entry.ts';

const day = (iso: string): number => {
  const parsed = dayOfIso(iso);
  if (!parsed.ok) throw new Error(iso);
  return parsed.value;
};

describe('durations as typed', () => {
  it.each<[string, number, DurationUnit]>([
    ['5', 2400, 'day'],
    ['5d', 2400, 'day'],
    ['5 dage', 2400, 'day'],
    ['1 dag', 480, 'day'],
    ['2u', 4800, 'week'],
    ['2 uger', 4800, 'week'],
    ['2w', 4800, 'week'],
    ['3 mdr', 28800, 'month'],
    ['3 mdr.', 28800, 'month'],
    ['3mo', 28800, 'month'],
    ['3 måneder', 28800, 'month'],
    ['4t', 240, 'hour'],
    ['4 timer', 240, 'hour'],
    ['4h', 240, 'hour'],
    ['30m', 30, 'min'],
    ['30 min', 30, 'min'],
    ['1,5d', 720, 'day'],
    ['1.5 d', 720, 'day'],
    ['0,5 uge', 1200, 'week'],
    ['0', 0, 'day'],
    [' +2 D ', 960, 'day'],
    ['0,33t', 20, 'hour'],
  ])('%s', (text, minutes, unit) => {
    expect(parseDuration(text, STANDARD_RATES)).toEqual({
      ok: true,
      value: { minutes, unit, elapsed: false, estimated: false },
    });
  });

  it.each<[string, number, DurationUnit, boolean, boolean]>([
    ['2ed', 2880, 'day', true, false],
    ['1ew', 10080, 'week', true, false],
    ['1eu?', 10080, 'week', true, true],
    ['5d?', 2400, 'day', false, true],
    ['5?', 2400, 'day', false, true],
    ['2 edage ?', 2880, 'day', true, true],
    ['1emdr', 43200, 'month', true, false],
  ])('%s with marks', (text, minutes, unit, elapsed, estimated) => {
    expect(parseDuration(text, STANDARD_RATES)).toEqual({ ok: true, value: { minutes, unit, elapsed, estimated } });
  });

  it.each([
    ['', 'entry.duration-unreadable'],
    ['fem', 'entry.duration-unreadable'],
    ['5x', 'entry.duration-unreadable'],
    ['5d 3t', 'entry.duration-unreadable'],
    ['1.000,5', 'entry.duration-unreadable'],
    ['-2d', 'entry.duration-negative'],
    ['9999999u', 'entry.duration-too-long'],
  ])('%s is refused with %s', (text, id) => {
    expect(parseDuration(text, STANDARD_RATES)).toEqual({ ok: false, error: { id, params: { text } } });
  });

  it.each<[number, DurationUnit, 'da' | 'en', object, string]>([
    [2400, 'day', 'da', {}, '5d'],
    [720, 'day', 'da', { long: true }, '1,5 dage'],
    [480, 'day', 'en', { long: true }, '1 day'],
    [4800, 'week', 'da', {}, '2u'],
    [2880, 'day', 'en', { elapsed: true, estimated: true }, '2ed?'],
    [9600, 'month', 'da', {}, '1mdr'],
  ])('%i minutes as %s in %s', (minutes, unit, language, style, text) => {
    expect(formatDuration(minutes, unit, language, STANDARD_RATES, style)).toBe(text);
  });

  it('come back as they were written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000_000 }),
        fc.constantFrom<DurationUnit>('min', 'hour', 'day', 'week', 'month'),
        fc.constantFrom<'da' | 'en'>('da', 'en'),
        fc.record({ elapsed: fc.boolean(), estimated: fc.boolean(), long: fc.boolean() }),
        fc.constantFrom(STANDARD_RATES, { minutesPerDay: 444, minutesPerWeek: 2220, daysPerMonth: 21 }),
        (minutes, unit, language, style, rates) => {
          const read = parseDuration(formatDuration(minutes, unit, language, rates, style), rates);
          expect(read).toEqual({
            ok: true,
            value: { minutes, unit, elapsed: style.elapsed, estimated: style.estimated },
          });
        },
      ),
    );
  });
});

describe('dates as typed on Tuesday 24 November 2026', () => {
  const base = { todayDay: day('2026-11-24') };

  it.each([
    ['5/4', '2027-04-05'],
    ['5.4', '2027-04-05'],
    ['5.4.', '2027-04-05'],
    ['5-4', '2027-04-05'],
    ['5.4.2027', '2027-04-05'],
    ['05.04.2027', '2027-04-05'],
    ['5/4-27', '2027-04-05'],
    ['5-4-2027', '2027-04-05'],
    ['5/4 - 2027', '2027-04-05'],
    ['050427', '2027-04-05'],
    ['05042027', '2027-04-05'],
    ['2027-04-05', '2027-04-05'],
    ['23/5', '2027-05-23'],
    ['24/5', '2026-05-24'],
    ['1/12', '2026-12-01'],
    ['1/1', '2027-01-01'],
    ['29/2', '2028-02-29'],
    ['i dag', '2026-11-24'],
    ['I  DAG', '2026-11-24'],
    ['today', '2026-11-24'],
    ['i morgen', '2026-11-25'],
    ['tomorrow', '2026-11-25'],
    ['i går', '2026-11-23'],
    ['+10', '2026-12-04'],
    ['-3', '2026-11-21'],
    ['+2u', '2026-12-08'],
    ['+3 mdr', '2027-02-24'],
    ['+1 år', '2027-11-24'],
    ['fredag', '2026-11-27'],
    ['fre', '2026-11-27'],
    ['tirsdag', '2026-12-01'],
    ['Monday', '2026-11-30'],
    ['5. april 2027', '2027-04-05'],
    ['5 apr', '2027-04-05'],
    ['5. maj', '2027-05-05'],
    ['5 May 2027', '2027-05-05'],
    ['April 5, 2027', '2027-04-05'],
    ['mandag 5. april 2027', '2027-04-05'],
    ['man. 5.4.2027', '2027-04-05'],
    ['mandag d. 5. april', '2027-04-05'],
    ['man. 5.04', '2027-04-05'],
    ['fre u14', '2027-04-09'],
    ['fredag i uge 14', '2027-04-09'],
    ['2027-W14-5', '2027-04-09'],
  ])('%s is the day %s', (text, iso) => {
    const read = parseDate(text, base);
    expect(read.ok && [isoOfDay(read.value.dayNumber), read.value.precision, read.value.minuteOfDay]).toEqual([
      iso,
      'day',
      null,
    ]);
  });

  it.each([
    ['u14', '2027-04-05', 'week'],
    ['uge 14', '2027-04-05', 'week'],
    ['w14', '2027-04-05', 'week'],
    ['week 14', '2027-04-05', 'week'],
    ['u14 2028', '2028-04-03', 'week'],
    ['uge 14/2028', '2028-04-03', 'week'],
    ['uge 53', '2026-12-28', 'week'],
    ['2027-W14', '2027-04-05', 'week'],
    ['april 2027', '2027-04-01', 'month'],
    ['april', '2027-04-01', 'month'],
    ['Q2 2027', '2027-04-01', 'quarter'],
    ['3. kvartal 2028', '2028-07-01', 'quarter'],
  ])('%s begins on %s (%s)', (text, iso, precision) => {
    const read = parseDate(text, base);
    expect(read.ok && [isoOfDay(read.value.dayNumber), read.value.precision]).toEqual([iso, precision]);
  });

  it.each([
    ['5.4.2027 12:00', '2027-04-05', 720],
    ['5.4.2027 kl. 12', '2027-04-05', 720],
    ['5.4.2027 kl 12.30', '2027-04-05', 750],
    ['5. april 2027 kl. 9', '2027-04-05', 540],
    ['u14 12:00', '2027-04-05', 720],
    ['5.4.2027 12.30', '2027-04-05', 750],
    ['fredag 9:00', '2026-11-27', 540],
    ['5/4 24:00', '2027-04-06', 0],
    ['2027-04-05T08:15', '2027-04-05', 495],
    ['i morgen kl. 8', '2026-11-25', 480],
  ])('%s has a time', (text, iso, minute) => {
    const read = parseDate(text, base);
    expect(read.ok && [isoOfDay(read.value.dayNumber), read.value.minuteOfDay]).toEqual([iso, minute]);
  });

  it('counts plus and minus from the base day', () => {
    expect(parseDate('+10', { ...base, baseDay: day('2027-04-05') })).toMatchObject({
      value: { dayNumber: day('2027-04-15') },
    });
    expect(parseInstant('5/4', base, 480)).toEqual({ ok: true, value: day('2027-04-05') * 1440 + 480 });
  });

  it.each([
    ['', 'entry.date-unreadable'],
    ['snart', 'entry.date-unreadable'],
    ['5', 'entry.date-unreadable'],
    ['31/4', 'entry.no-such-date'],
    ['29.2.2027', 'entry.no-such-date'],
    ['5/13', 'entry.no-such-date'],
    ['u54', 'entry.no-such-week'],
    ['u53 2027', 'entry.no-such-week'],
    ['5/4 25:00', 'entry.no-such-time'],
    ['tirsdag 5.4.2027', 'entry.weekday-differs'],
    ['5.4.2300', 'entry.date-out-of-range'],
    ['+999999', 'entry.date-out-of-range'],
  ])('%s is refused with %s', (text, id) => {
    expect(parseDate(text, base)).toEqual({ ok: false, error: { id, params: { text } } });
  });

  it.each<[DateStyle, string, string]>([
    ['plain', '5.4.2027', '5 Apr 2027'],
    ['short', '5.4.27', '5 Apr 27'],
    ['weekday', 'man. 5.4.2027', 'Mon 5 Apr 2027'],
    ['dayMonth', '5.4.', '5 Apr'],
    ['long', '5. april 2027', '5 April 2027'],
    ['full', 'mandag 5. april 2027', 'Monday 5 April 2027'],
  ])('style %s', (style, danish, english) => {
    expect(formatDate(day('2027-04-05'), 'da', style)).toBe(danish);
    expect(formatDate(day('2027-04-05'), 'en', style)).toBe(english);
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: FIRST_DAY, max: LAST_DAY }),
        fc.constantFrom<'da' | 'en'>('da', 'en'),
        fc.constantFrom<DateStyle>('plain', 'weekday', 'long', 'full'),
        (dayNumber, language, style) => {
          expect(parseDate(formatDate(dayNumber, language, style), base)).toMatchObject({ value: { dayNumber } });
        },
      ),
    );
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9./+u -]{0,12}$/)), (text) => {
        parseDate(text, base);
        parseDuration(text, STANDARD_RATES);
      }),
    );
  });
});
