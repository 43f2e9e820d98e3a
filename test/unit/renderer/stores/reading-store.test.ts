import { describe, expect, it } from 'vitest';
import { HEAD_ROW, isTaskRow, NEW_ROW } from '../../../../renderer/stores/selection-store.ts';
import { READY_VIEWS } from '../../../../src/reading/view-setup.ts';
import { openSession } from '../../plan-view/open-session.ts';

describe('how a plan is read', () => {
  it('keeps what was edited in sight until another filter is asked for', async () => {
    const { session } = await openSession();
    const shown = () => [...session.selection.visible.indexOf.keys()];
    session.reading.setFilter({ text: 'alfa' });
    expect(shown()).toEqual(['t-fase', 't-alfa']);
    await session.carryOut('task.rename', { id: 't-alfa', name: 'Omega' });
    expect(shown()).toEqual(['t-fase', 't-alfa']);
    await session.carryOut('task.rename', { id: 't-beta', name: 'Alfa to' });
    expect(shown()).toEqual(['t-fase', 't-alfa', 't-beta']);
    session.reading.setFilter({ text: 'alfa ' });
    expect(shown()).toEqual(['t-fase', 't-beta']);
  });

  it('unfolds everything while a filter holds, and folds it again afterwards', async () => {
    const { session } = await openSession();
    const { selection, reading } = session;
    selection.setCollapsed('t-fase', true);
    reading.setFilter({ text: 'alfa' });
    expect(selection.collapsed.size).toBe(0);
    selection.setCollapsed('t-fase', true);
    expect(selection.visible.positions).toHaveLength(1);
    reading.setFilter({ text: 'beta' });
    expect(selection.visible.positions).toHaveLength(2);
    reading.showAll();
    expect([...selection.collapsed]).toEqual(['t-fase']);
  });

  it('leaves what is folded folded when rows are only sorted', async () => {
    const { session } = await openSession();
    session.selection.setCollapsed('t-fase', true);
    session.reading.cycleSort('name');
    expect([...session.selection.visible.indexOf.keys()]).toEqual(['t-delta', 't-fase', 't-gamma']);
    session.reading.cycleSort('name');
    expect([...session.selection.visible.indexOf.keys()]).toEqual(['t-gamma', 't-fase', 't-delta']);
    session.reading.cycleSort('name');
    expect(session.reading.isAsPlanned).toBe(true);
  });

  it('comes back as it was kept', async () => {
    const { session } = await openSession();
    const { reading } = session;
    for (const { id, setup } of READY_VIEWS) {
      reading.apply(setup, `ready:${id}`);
      const kept = reading.saved();
      reading.apply(READY_VIEWS[0]!.setup, 'ready:standard');
      reading.restore(kept);
      expect(reading.saved()).toBe(kept);
    }
    reading.restore('not JSON');
    reading.restore('[]');
    expect(reading.columns.length).toBeGreaterThan(0);
  });

  it('tells rows of tasks from all others', async () => {
    expect(['t-alfa', NEW_ROW, HEAD_ROW, 'group:s1'].map(isTaskRow)).toEqual([true, false, false, false]);
  });
});
