import { autorun, runInAction } from 'mobx';
import { describe, expect, it } from 'vitest';
import { ObservedRows } from '../../../../renderer/stores/observed-rows.ts';

const made = () => {
  const plain = new Map([
    ['a', 1],
    ['b', 2],
  ]);
  const rows = new ObservedRows(plain);
  const log: string[] = [];
  const stops = [
    autorun(() => log.push(`a=${rows.get('a')}`)),
    autorun(() => log.push(`c=${rows.has('c')}`)),
    autorun(() => log.push(`sum=${[...rows.values()].reduce((sum, value) => sum + value, 0)}`)),
    autorun(() => log.push(`size=${rows.size}`)),
    autorun(() => log.push(`ids=${[...rows.keys()].join('')}`)),
  ];
  log.length = 0;
  const change = (id: string, value: number | null) =>
    runInAction(() => {
      const came = value === null || !plain.has(id);
      if (value === null) plain.delete(id);
      else plain.set(id, value);
      rows.changed([id], came);
    });
  return { plain, rows, log, change, stop: () => stops.forEach((stop) => void stop()) };
};

describe('rows that views read', () => {
  it.each([
    ['a changed row', 'a', 5, ['a=5', 'sum=7']],
    ['a changed row that nobody reads alone', 'b', 5, ['sum=6']],
    ['a new row', 'c', 3, ['c=true', 'sum=6', 'size=3', 'ids=abc']],
    ['a row that goes', 'a', null, ['a=undefined', 'sum=2', 'size=1', 'ids=b']],
  ] as const)('tell of %s whom it concerns', (_what, id, value, expected) => {
    const { log, change, stop } = made();
    change(id, value);
    expect(log).toEqual(expected);
    stop();
  });

  it('tell everybody when all may be others', () => {
    const { plain, rows, log, stop } = made();
    plain.clear();
    runInAction(() => rows.replaced());
    expect(log.sort()).toEqual(['a=undefined', 'c=false', 'ids=', 'size=0', 'sum=0']);
    stop();
  });

  it('can be read outside of any view', () => {
    const { rows, stop } = made();
    stop();
    expect([rows.get('a'), rows.has('z'), rows.size, [...rows]]).toEqual([
      1,
      false,
      2,
      [
        ['a', 1],
        ['b', 2],
      ],
    ]);
  });
});
