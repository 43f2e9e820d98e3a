import { describe, expect, it } from 'vitest';
import { goLiveClasses } from '../../../src/commitment/go-live-classes.ts';
import type { RolloutLine } from '../../../src/commitment/rollout.ts';
import { on } from './joining.ts';

const line = (iso: string | null) => ({ day: iso === null ? null : on(iso) }) as RolloutLine;

const sorted = (today: string, ...days: (string | null)[]) => {
  const lines = days.map(line);
  const { periods, classOf } = goLiveClasses(lines, on(today));
  return {
    periods: periods.map(({ year, quarter, isOpen }) => `${year}${quarter ? `/${quarter}` : ''}${isOpen ? '+' : ''}`),
    classes: lines.map(classOf),
  };
};

describe('a rollout by when its municipalities go live', () => {
  it.each([
    ['by quarters over a turn of the year', ['2027-12-31', '2028-01-01'], ['2027/4', '2028/1'], [0, 1]],
    ['by four quarters', ['2027-03-31', '2027-12-01'], ['2027/1', '2027/4'], [0, 1]],
    ['by years where it takes longer', ['2027-03-31', '2028-01-01'], ['2027', '2028'], [0, 1]],
    [
      'the last year is open',
      ['2027-02-01', '2028-02-01', '2029-02-01', '2030-02-01', '2032-02-01'],
      ['2027', '2028', '2029', '2030+'],
      [0, 1, 2, 3, 3],
    ],
    ['live on the day itself', ['2027-01-01', '2027-01-02'], ['2027/1'], ['live', 0]],
    ['nobody to come', ['2026-05-01', null], [], ['live', 'undated']],
  ] as const)('%s', (_name, days, periods, classes) => {
    expect(sorted('2027-01-01', ...days)).toEqual({ periods, classes });
  });

  it('who is not in the rollout stands apart', () => {
    expect(goLiveClasses([], 0).classOf(undefined)).toBe('out');
  });
});
