import { describe, expect, it } from 'vitest';
import { readAmount, readTimeOfDay, readWhole, writeAmount } from '../../../renderer/views/tender/typed-numbers.ts';

describe('amounts as typed', () => {
  it.each([
    ['', 0],
    ['250000', 25_000_000],
    ['250.000', 25_000_000],
    ['180.000.000', 18_000_000_000],
    ['1,5 mio.', 150_000_000],
    ['180 mio', 18_000_000_000],
    ['2 mia.', 200_000_000_000],
    ['500 t.kr.', 50_000_000],
    ['kr. 12,50', 1250],
    ['1 000', 100_000],
  ])('%s in Danish', (text, minor) => {
    expect(readAmount(text, 'da')).toEqual({ ok: true, value: minor });
  });

  it.each([
    ['250,000', 25_000_000],
    ['1.5 million', 150_000_000],
    ['EUR 12.50', 1250],
  ])('%s in English', (text, minor) => {
    expect(readAmount(text, 'en')).toEqual({ ok: true, value: minor });
  });

  it.each(['mange', '1.5.0', '12,345,6', '-5', '1e9', '99999999999999999', '12.34 mio. eller så'])(
    '%s is none',
    (text) => {
      expect(readAmount(text, 'da').ok).toBe(false);
    },
  );

  it.each([0, 1, 1250, 18_000_000_000])('%i is read as it is written', (minor) => {
    for (const language of ['da', 'en'] as const)
      expect(readAmount(writeAmount(minor, language), language)).toEqual({ ok: true, value: minor });
  });
});

describe('whole numbers as typed', () => {
  it.each([
    ['1', true],
    [' 10 ', true],
    ['0', false],
    ['50', false],
    ['2,5', false],
    ['-1', false],
    ['to', false],
    ['', false],
  ])('%s is one from 1 to 10: %s', (text, isOk) => {
    expect(readWhole(text, 1, 10).ok).toBe(isOk);
  });
});

describe('times of day as typed', () => {
  it.each([
    ['', null],
    ['12', 720],
    ['12.30', 750],
    ['kl. 9', 540],
    ['23:59', 1439],
    ['24', 1439],
    ['0', 0],
    ['25', undefined],
    ['12.75', undefined],
    ['middag', undefined],
  ])('%s', (text, minute) => {
    expect(readTimeOfDay(text)).toBe(minute);
  });
});
