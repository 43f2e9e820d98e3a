import { describe, expect, it } from 'vitest';
import { ChartLookStore } from '../../../../renderer/stores/chart-look-store.ts';
import { DEFAULT_LOOK, LABEL_KEYS } from '../../../../src/gantt/chart-look.ts';

describe('how a chart looks', () => {
  it('comes back as it was kept', () => {
    const store = new ChartLookStore();
    store.toggle('slack');
    store.colorBy('status');
    store.setLabel('inside', 'percent');
    store.setTiers('monthDay');
    store.toggleCompared('b1');
    store.toggleCompared('b2');
    store.toggleCompared('b3');
    store.toggleCompared('b2');
    expect(store.look.comparedBaselineIds).toEqual(['b1', 'b3']);
    const other = new ChartLookStore();
    other.restore(JSON.parse(JSON.stringify(store.look)));
    expect(other.look).toEqual(store.look);
    other.reset();
    expect(other.look).toEqual(DEFAULT_LOOK);
  });

  it('compares with ten at most, and takes over the one that earlier versions kept', () => {
    const store = new ChartLookStore();
    for (let i = 0; i < 12; i++) store.toggleCompared(`b${i}`);
    expect(store.look.comparedBaselineIds).toHaveLength(10);
    store.restore({ comparedBaselineId: 'old' });
    expect(store.look.comparedBaselineIds).toEqual(['old']);
    store.restore({ comparedBaselineIds: ['a', 'a', 7, 'b'] });
    expect(store.look.comparedBaselineIds).toEqual(['a', 'b']);
  });

  it.each([
    [undefined],
    [null],
    ['text'],
    [
      {
        switches: { slack: 'yes', links: 0 },
        colorBy: 'mood',
        labels: { left: 7 },
        tiers: 'century',
        comparedBaselineIds: [4, null],
      },
    ],
    [{ switches: null, labels: [] }],
  ])('takes nothing of another shape: %j', (kept) => {
    const store = new ChartLookStore();
    store.restore(kept);
    expect(store.look).toEqual(DEFAULT_LOOK);
  });

  it('goes through everything that can stand at a side of a bar and comes back', () => {
    const store = new ChartLookStore();
    const seen = LABEL_KEYS.map(() => {
      store.nextLabel('left');
      return store.look.labels.left;
    });
    expect(new Set(seen)).toEqual(new Set(LABEL_KEYS));
    expect(store.look.labels.left).toBe(DEFAULT_LOOK.labels.left);
  });
});
