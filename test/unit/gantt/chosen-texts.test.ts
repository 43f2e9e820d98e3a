import { describe, expect, it } from 'vitest';
import type { ChartLook } from '../../../src/gantt/chart-look.ts';
import type { GanttRow } from '../../../src/gantt/gantt-row.ts';
import { chosenTexts } from '../../../src/gantt/plan-labels.ts';
import { chosenTiers, TIER_PAIR_IDS, tiersFor } from '../../../src/gantt/time-tiers.ts';
import { dayNumberOf } from '../../../src/time/day.ts';

const START = dayNumberOf(2027, 4, 5) * 1440 + 480;
const ROW: GanttRow = {
  id: 'a',
  wbs: '2.1',
  name: 'Markedsdialog',
  depth: 1,
  kind: 'task',
  startMin: START,
  finishMin: START + 4 * 1440 + 540,
  percentComplete: 40,
  critical: false,
  manual: false,
  tone: 0,
  responsible: 'Udbudsjurist',
  expanded: false,
  hasChildren: false,
  status: 'late',
};
const WORDS = { done: 'færdig', late: 'forsinket', underway: 'i gang', planned: 'ikke begyndt' };
const labels = (left: ChartLook['labels']['left'], inside: typeof left, right: typeof left) => ({
  left,
  inside,
  right,
});
const texts = (look: Pick<ChartLook, 'labels' | 'colorBy'>, row = ROW) => chosenTexts(row, look, 'da', WORDS);

describe('labels at bars', () => {
  it.each([
    ['nothing', labels('none', 'none', 'none'), 'stage', {}],
    ['the usual', labels('none', 'none', 'standard'), 'stage', { right: 'Udbudsjurist' }],
    ['all sides', labels('wbs', 'name', 'percent'), 'stage', { left: '2.1', inside: 'Markedsdialog', right: '40 %' }],
    ['dates', labels('none', 'none', 'dates'), 'stage', { right: '5.4.27–9.4.27' }],
    ['a status in words beside its colour', labels('none', 'none', 'percent'), 'status', { right: '40 % · forsinket' }],
    [
      'a person in words beside the colour',
      labels('name', 'none', 'none'),
      'responsible',
      { left: 'Markedsdialog', right: 'Udbudsjurist' },
    ],
    ['nobody twice', labels('responsible', 'none', 'none'), 'responsible', { left: 'Udbudsjurist' }],
  ] as const)('%s', (_what, chosen, colorBy, expected) => {
    expect(texts({ labels: chosen, colorBy })).toEqual(expected);
  });

  it('says nothing of a row without dates', () => {
    const row = { ...ROW, startMin: null, finishMin: null };
    expect(texts({ labels: labels('name', 'name', 'dates'), colorBy: 'stage' }, row)).toEqual({});
  });
});

describe('chosen scales', () => {
  it.each(TIER_PAIR_IDS)('%s stands where there is room for it, and follows the zoom elsewhere', (id) => {
    const finest = chosenTiers(id, 40, 11);
    expect(chosenTiers(id, 0.02, 11)).toEqual(tiersFor(0.02, 11));
    if (id !== 'auto')
      expect([finest.major, finest.minor].join(' ').toLowerCase()).toBe(id.replace(/([A-Z])/, ' $1').toLowerCase());
  });
});
