import { describe, expect, it } from 'vitest';
import { RippleFinder } from '../../../renderer/views/plan/drag-ripple.ts';
import { consequencesOf } from '../../../renderer/views/plan/schedule-changes.ts';
import { openSession } from './open-session.ts';

const DAY = 1440;

describe('looking ahead of a drag', () => {
  it('says what the command then does, for every task', async () => {
    const { session } = await openSession();
    const finder = new RippleFinder(session, () => 0);
    const { startMin } = session.schedule.of('t-alfa')!;
    for (const days of [1, 2, 7]) {
      const request = { commandId: 'task.setStart', input: { id: 't-alfa', startMin: startMin + days * DAY } };
      const ripple = finder.look(request)!;
      const foreseen = ripple.schedule!.outline.ids.map((id) => ripple.schedule!.datesOf(id));
      const before = session.schedule.current;
      await session.plan.run(request.commandId, request.input);
      const after = session.schedule.current;
      expect(after.outline.ids.map((id) => after.datesOf(id))).toEqual(foreseen);
      const { moved, newFinishMin } = consequencesOf(before, after, new Set(['t-alfa']));
      expect({ moved: ripple.moved, newFinishMin: ripple.newFinishMin }).toEqual({ moved, newFinishMin });
      expect(moved).toBe(3);
      await session.plan.undo();
    }
  });

  it('leaves the plan as it is, and forgets the look before', async () => {
    const { session } = await openSession();
    const finder = new RippleFinder(session, () => 0);
    const before = session.schedule.current;
    const { startMin, finishMin } = session.schedule.of('t-alfa')!;
    finder.look({ commandId: 'task.setStart', input: { id: 't-alfa', startMin: startMin + 30 * DAY } });
    const gamma = session.schedule.of('t-gamma')!;
    const ripple = finder.look({
      commandId: 'task.setFinish',
      input: { id: 't-gamma', finishMin: gamma.finishMin + DAY },
    })!;
    expect(ripple.schedule!.datesOf('t-alfa')).toMatchObject({ startMin, finishMin });
    expect(ripple.moved).toBe(0);
    expect(session.schedule.current).toBe(before);
  });

  it('says why a drag would be refused', async () => {
    const { session } = await openSession();
    const finder = new RippleFinder(session, () => 0);
    const ripple = finder.look({ commandId: 'task.setStart', input: { id: 't-fase', startMin: 0 } });
    expect(ripple).toMatchObject({ schedule: null, refusal: { id: 'task.summary-computed' } });
  });

  it('stops looking when looks take longer than a frame', async () => {
    const { session } = await openSession();
    let nowMs = 0;
    const finder = new RippleFinder(session, () => {
      nowMs += 50;
      return nowMs;
    });
    const { startMin } = session.schedule.of('t-alfa')!;
    const looks = Array.from({ length: 10 }, (_, i) =>
      finder.look({ commandId: 'task.setStart', input: { id: 't-alfa', startMin: startMin + (i + 1) * DAY } }),
    );
    expect(looks[0]).not.toBeNull();
    expect(looks[9]).toBeNull();
  });
});

describe('what followed from an edit', () => {
  it('counts rows that came and went, and the new end of the plan', async () => {
    const { session } = await openSession();
    const before = session.schedule.current;
    await session.plan.run('task.delete', { ids: ['t-gamma'] });
    await session.plan.run('task.add', { name: 'Ny' });
    await session.plan.run('task.add', { name: 'Ny' });
    const found = consequencesOf(before, session.schedule.current, new Set());
    expect(found).toEqual({
      moved: 0,
      added: 2,
      removed: 1,
      newFinishMin: session.schedule.current.result.projectFinish,
    });
  });
});
