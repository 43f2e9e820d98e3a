import { describe, expect, it } from 'vitest';
import type { Task } from '../../../src/model/row.ts';
import { pointsOf } from '../../../src/schedule/odds/estimate.ts';
import { OutlinePlan } from '../model/outline-plan.ts';
import { estimateOf } from './board.ts';

describe('task.setEstimate', () => {
  it('sets how sure durations are, for all tasks at once, and does nothing twice', () => {
    const plan = new OutlinePlan('S\n A\nB');
    const estimate = estimateOf('pert', [100, 200, 400], { group: ' Leverandør ' });
    plan.run('task.setEstimate', { ids: ['A', 'B'], estimate });
    for (const id of ['A', 'B']) expect(plan.rows.task.get(id)!.estimate).toEqual({ ...estimate, group: 'Leverandør' });
    const before = plan.rows.task.get('A');
    plan.run('task.setEstimate', { ids: ['A', 'B'], estimate });
    expect(plan.rows.task.get('A')).toBe(before);
  });

  it.each([
    [[300, 200, 400], 'task.estimate-order'],
    [[100, 500, 400], 'task.estimate-order'],
    [[400, null, 300], 'task.estimate-order'],
  ] as const)('refuses points that do not rise: %j', ([lowMin, likelyMin, highMin], id) => {
    const plan = new OutlinePlan('A');
    const estimate: Task['estimate'] = { ...estimateOf('pert'), lowMin, likelyMin, highMin };
    expect(plan.run('task.setEstimate', { ids: ['A'], estimate })).toBe(id);
  });

  it('refuses summaries, whose dates follow from what is below them', () => {
    const plan = new OutlinePlan('S\n A');
    expect(plan.run('task.setEstimate', { ids: ['A', 'S'], estimate: estimateOf('pert') })).toBe(
      'task.summary-computed',
    );
  });
});

describe('points of an estimate', () => {
  const duration: Task['duration'] = { minutes: 1000, unit: 'day', elapsed: false, estimated: false };

  it.each([
    ['of the class', estimateOf('pert'), { low: 800, likely: 1000, high: 1400 }],
    ['of a wider class', estimateOf('pert', null, { spread: 'veryHigh' }), { low: 500, likely: 1000, high: 3000 }],
    ['of a person', estimateOf('pert', [1, 2, 3]), { low: 1, likely: 2, high: 3 }],
    ['of both', { ...estimateOf('pert'), highMin: 5000 }, { low: 800, likely: 1000, high: 5000 }],
    ['never crossing', { ...estimateOf('pert'), lowMin: 1200 }, { low: 1000, likely: 1000, high: 1400 }],
  ])('%s', (_name, estimate, points) => {
    expect(pointsOf({ estimate, duration })).toEqual(points);
  });
});
