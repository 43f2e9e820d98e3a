import { runInAction } from 'mobx';
import { describe, expect, it } from 'vitest';
import { MINUTES_PER_DAY } from '../../../src/time/day.ts';
import { openSession } from './open-session.ts';

describe('the shared place of grid and time line', () => {
  it('keeps the middle of the window when a command zooms, also right after the plan was fitted into it', async () => {
    const { session, surface } = await openSession();
    surface.fit();
    const stop = surface.followZoom();
    const middle = () => surface.leftMin + (surface.width / 2 / session.planView.pxPerDay) * MINUTES_PER_DAY;
    const before = middle();
    session.planView.setPxPerDay(session.planView.pxPerDay * 8);
    expect(middle()).toBeCloseTo(before, 3);
    session.planView.setPxPerDay(session.planView.pxPerDay / 3);
    expect(middle()).toBeCloseTo(before, 3);
    stop();
  });

  it('keeps the task at hand in its place when a command zooms', async () => {
    const { session, surface } = await openSession();
    surface.fit();
    const stop = surface.followZoom();
    session.selection.selectOnly('t-gamma');
    session.selection.focusCell('t-gamma', 'name');
    const { startMin } = session.schedule.of('t-gamma')!;
    const x = () => ((startMin - surface.leftMin) / MINUTES_PER_DAY) * session.planView.pxPerDay;
    const before = x();
    session.planView.setPxPerDay(session.planView.pxPerDay * 8);
    expect(x()).toBeCloseTo(before, 3);
    stop();
  });

  it('shows former dates below all baselines, only while the plan is compared with before', async () => {
    const { session, surface } = await openSession();
    const { startMin, finishMin } = session.schedule.of('t-gamma')!;
    const before = { startMin: startMin - MINUTES_PER_DAY, finishMin };
    const after = { startMin, finishMin };
    runInAction(() => {
      session.history.compared = {
        since: { kind: 'version', id: 'v' },
        until: { kind: 'now' },
        result: {
          changes: [],
          counts: { added: 0, changed: 0, moved: 0, deleted: 0 },
          moves: [{ taskId: 't-gamma', before, after, isConsequence: true }],
          gone: [],
          names: {},
        },
      };
    });
    const former = () => surface.rows.at(surface.rowOf('t-gamma')).compared;
    expect(former()).toBeUndefined();
    session.history.showInPlan(true);
    expect(former()).toEqual([before]);
    expect(surface.rows.at(surface.rowOf('t-delta')).compared).toEqual([null]);
    session.history.showInPlan(false);
    expect(former()).toBeUndefined();
  });
});
