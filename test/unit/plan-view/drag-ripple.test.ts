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
      const foreseen = [[...ripple.result!.start], [...ripple.result!.finish], [...ripple.result!.durationMin]];
      const before = session.schedule.current;
      await session.plan.run(request.commandId, request.input);
      const after = session.schedule.current;
      const { start, finish, durationMin } = after.result;
      expect([[...start], [...finish], [...durationMin]]).toEqual(foreseen);
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
    const alfa = before.indexOf('t-alfa')!;
    expect([ripple.result!.start[alfa], ripple.result!.finish[alfa]]).toEqual([startMin, finishMin]);
    expect(ripple.moved).toBe(0);
    expect(session.schedule.current).toBe(before);
  });

  it('says why a drag would be refused', async () => {
    const { session } = await openSession();
    const finder = new RippleFinder(session, () => 0);
    const ripple = finder.look({ commandId: 'task.setStart', input: { id: 't-fase', startMin: 0 } });
    expect(ripple).toMatchObject({ result: null, refusal: { id: 'task.summary-computed' } });
  });

  it('leaves time for the bar itself where looks take longer than a frame has', async () => {
    const { session } = await openSession();
    let nowMs = 0;
    let tookMs = 2;
    const finder = new RippleFinder(session, () => {
      nowMs += tookMs / 2;
      return nowMs;
    });
    const { startMin } = session.schedule.of('t-alfa')!;
    const look = () => finder.look({ commandId: 'task.setStart', input: { id: 't-alfa', startMin: startMin + DAY } });
    expect(look()).not.toBeNull();
    expect(finder.waitMs).toBe(0);
    tookMs = 40;
    expect(look()).not.toBeNull();
    const waitMs = finder.waitMs;
    expect(waitMs).toBeGreaterThan(0);
    nowMs += waitMs;
    expect(finder.waitMs).toBe(0);
    expect(look()).not.toBeNull();
  });
});

describe('findings of a drag', () => {
  it('names what would be wrong before it is, and what would not be any longer', async () => {
    const { session } = await openSession();
    const { finishMin } = session.schedule.of('t-alfa')!;
    await session.plan.run('task.setDeadline', { ids: ['t-alfa'], deadlineMin: finishMin + DAY });
    let nowMs = 0;
    const finder = new RippleFinder(session, () => nowMs);
    const later = { commandId: 'task.setFinish', input: { id: 't-alfa', finishMin: finishMin + 7 * DAY } };
    const ripple = finder.look(later)!;
    expect(ripple.newFindings).toContainEqual({
      id: 'schedule.deadline-missed',
      taskId: 't-alfa',
      severity: expect.any(String),
    });
    // Looked at again a moment later, and until then what was said stands.
    const rest = finder.look({ commandId: 'task.setFinish', input: { id: 't-alfa', finishMin } })!;
    expect(rest.newFindings).toEqual(ripple.newFindings);
    expect(finder.findingsInMs).toBeGreaterThan(0);
    nowMs += finder.findingsInMs!;
    expect(finder.look({ commandId: 'task.setFinish', input: { id: 't-alfa', finishMin } })!.newFindings).toEqual([]);
    expect(finder.findingsInMs).toBeNull();
    await session.plan.run(later.commandId, later.input);
    const back = finder.look({ commandId: 'task.setFinish', input: { id: 't-alfa', finishMin } })!;
    expect(back.newFindings).toEqual([]);
    expect(back.solved).toBeGreaterThan(0);
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
