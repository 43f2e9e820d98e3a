import { describe, expect, it } from 'vitest';
import { dropPlaceAt } from '../../../renderer/views/plan/row-drag.ts';
import { openSession } from './open-session.ts';

const ROW = 28;

describe('the place where dragged rows land', () => {
  it.each([
    ['above the first row', -5, { row: 0, into: false, parentId: null, afterId: null }],
    ['upper edge of 1.2', 2 * ROW + 2, { row: 2, into: false, parentId: 't-fase', afterId: 't-alfa' }],
    ['middle of Gamma', 4 * ROW + 14, { row: 4, into: true, parentId: 't-gamma', afterId: null }],
    ['middle of a summary', 14, { row: 0, into: true, parentId: 't-fase', afterId: 't-gate' }],
    ['lower edge of an open summary', ROW - 2, { row: 1, into: false, parentId: 't-fase', afterId: null }],
    ['lower edge of 1.3', 4 * ROW - 2, { row: 4, into: false, parentId: 't-fase', afterId: 't-gate' }],
    ['upper edge of Gamma', 4 * ROW + 2, { row: 4, into: false, parentId: null, afterId: 't-fase' }],
    ['below the last row', 40 * ROW, { row: 6, into: false, parentId: null, afterId: 't-delta' }],
  ])('%s', async (_where, y, expected) => {
    const { surface } = await openSession();
    expect(dropPlaceAt(surface, y)).toEqual(expected);
  });

  it('is after a collapsed summary, not in it', async () => {
    const { surface, session } = await openSession();
    session.selection.setCollapsed('t-fase', true);
    expect(dropPlaceAt(surface, ROW - 2)).toEqual({ row: 1, into: false, parentId: null, afterId: 't-fase' });
  });
});
