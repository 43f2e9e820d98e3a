import { describe, expect, it } from 'vitest';
import { bytesText, finishDayText, instantText, momentText } from '../../../../renderer/app/i18n/formats.ts';
import { STANDARD_RATES, workDaysText } from '../../../../src/time/entry.ts';

/** Monday 10 August 2026. */
const DAY = 20_675;
const at = (day: number, minute: number) => day * 1440 + minute;

describe('what is shown', () => {
  it('is the last day of something that ends at midnight, but the very day of a milestone there', () => {
    expect(finishDayText(at(DAY + 1, 0), at(DAY, 0), 'da')).toBe('10.8.2026');
    expect(finishDayText(at(DAY + 1, 0), at(DAY + 1, 0), 'da')).toBe('11.8.2026');
    expect(finishDayText(at(DAY, 1020), at(DAY, 480), 'en')).toBe('10 Aug 2026');
    expect(finishDayText(null, null, 'da')).toBe('');
  });

  it('tells the time of day as each language writes it', () => {
    expect(instantText(at(DAY, 12 * 60), 'da')).toBe('man. 10.8.2026 kl. 12.00');
    expect(instantText(at(DAY, 12 * 60), 'en')).toBe('Mon 10 Aug 2026 12:00');
  });

  it('names today and yesterday', () => {
    const now = new Date(2026, 7, 10, 14, 32).getTime();
    const day = 86_400_000;
    expect([0, 1, 2].map((ago) => momentText(now - ago * day, now, 'da'))).toEqual([
      'i dag kl. 14.32',
      'i går kl. 14.32',
      '8.8.2026 kl. 14.32',
    ]);
    expect(momentText(now, now, 'en')).toBe('today 14:32');
  });

  it.each([
    [0, '0 dage'],
    [480, '1 dag'],
    [720, '1,5 dage'],
    [-960, '-2 dage'],
  ])('%i working minutes are %s', (minutes, text) => {
    expect(workDaysText(minutes, STANDARD_RATES, 'da')).toBe(text);
  });

  it.each([
    [999, '999 byte'],
    [4_812_800, '4,8 MB'],
    [2_500_000_000, '2,5 GB'],
  ])('%i bytes are %s', (bytes, text) => {
    expect(bytesText(bytes, 'da')).toBe(text);
  });
});
