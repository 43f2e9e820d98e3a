import { describe, expect, test } from 'vitest';
import { parseArguments, usageLine } from '../../../main/cli/arguments.ts';

const usage = { positions: ['PROJECT', 'FILE?'], options: { paper: 'A4..A0' }, flags: ['portrait'] };

describe('words', () => {
  test('are sorted into positions, options and flags, wherever they stand', () => {
    const words = ['--paper', 'A3', 'Løn', '--portrait', '--db=/tmp/a=b.db', 'ud.pdf', '--json'];
    expect(parseArguments(usage, words)).toEqual({
      ok: true,
      value: {
        positions: ['Løn', 'ud.pdf'],
        options: { paper: 'A3', db: '/tmp/a=b.db' },
        flags: new Set(['portrait', 'json']),
      },
    });
  });

  test.each([
    ['after two hyphens are positions', ['--', '--paper', '-x'], ['--paper', '-x']],
    ['may be a lone hyphen', ['-'], ['-']],
    ['may be left out where they may', ['Løn'], ['Løn']],
  ])('%s', (_what, words, positions) => {
    expect(parseArguments(usage, words)).toMatchObject({ ok: true, value: { positions } });
  });

  test.each([
    ['an unknown option', ['a', '--colour', 'red'], 'usage.option', { word: '--colour' }],
    ['a short option', ['a', '-v'], 'usage.option', { word: '-v' }],
    ['a name of every object', ['a', '--constructor', 'x'], 'usage.option', { word: '--constructor' }],
    ['an option twice', ['a', '--paper', 'A4', '--paper=A3'], 'usage.twice', { option: 'paper' }],
    ['a flag twice', ['a', '--json', '--json'], 'usage.twice', { option: 'json' }],
    ['a flag with a value', ['a', '--json=1'], 'usage.no-value', { option: 'json' }],
    ['an option at the end', ['a', '--paper'], 'usage.value', { option: 'paper', value: 'A4..A0' }],
    ['an option in place of a value', ['a', '--paper', '--json'], 'usage.value', { option: 'paper' }],
    ['a missing position', ['--json'], 'usage.missing', { what: 'PROJECT' }],
    ['an empty position', ['a', ''], 'usage.missing', { what: 'FILE' }],
    ['a position too many', ['a', 'b', 'c'], 'usage.unexpected', { word: 'c' }],
  ])('are refused: %s', (_what, words, id, params) => {
    expect(parseArguments(usage, words)).toMatchObject({ ok: false, error: { id, params } });
  });

  test('need not be right where help is asked for', () => {
    expect(parseArguments(usage, ['--help']).ok).toBe(true);
  });

  test('may be given several times where the command takes a list', () => {
    const listing = { ...usage, repeated: ['paper'] };
    expect(parseArguments(listing, ['a', '--paper', 'A4', '--paper=A3'])).toMatchObject({
      ok: true,
      value: { options: { paper: 'A3' }, lists: { paper: ['A4', 'A3'] } },
    });
    expect(usageLine('pdf', listing)).toBe('pdf PROJECT [FILE] [--paper A4..A0]… [--portrait]');
  });

  test('are shown on one line', () => {
    expect(usageLine('pdf', usage)).toBe('pdf PROJECT [FILE] [--paper A4..A0] [--portrait]');
  });
});
