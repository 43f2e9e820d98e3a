import { describe, expect, it } from 'vitest';
import { newService } from './scratch-service.ts';

const RUN = { iterations: 60, seed: 4, correlationPercent: 50, targetIds: null, assumed: 'high' } as const;

describe('simulate.run', () => {
  const withProject = async () => {
    const made = newService();
    const { projectId } = await made.must('project.create', { template: 'tender-plain', startDay: 20_500 });
    return { ...made, projectId };
  };

  it('gives the odds of the plan as it is, repeatably, with progress, and changes nothing', async () => {
    const { must, projectId, events } = await withProject();
    const before = await must('project.open', { projectId });
    const odds = await must('simulate.run', { projectId, ...RUN });
    expect(odds).toMatchObject({ iterations: 60, seed: 4 });
    expect(odds.varyingCount).toBeGreaterThan(0);
    expect(odds.finish.percentiles[90]).toBeGreaterThan(odds.finish.percentiles[10]!);
    expect(await must('simulate.run', { projectId, ...RUN })).toEqual(odds);
    expect((await must('simulate.run', { projectId, ...RUN, assumed: null })).varyingCount).toBe(0);
    expect(events).toContainEqual({ event: 'progress', job: 'simulate', done: 1, total: 2 });
    expect((await must('project.open', { projectId })).revision).toBe(before.revision);
  });

  it('ends when it is stopped, and when another run of the project begins', async () => {
    const { must, fails, projectId } = await withProject();
    const stopped = fails('simulate.run', { projectId, ...RUN });
    await must('simulate.cancel', { projectId });
    expect(await stopped).toBe('job.cancelled');
    const [first, second] = await Promise.all([
      fails('simulate.run', { projectId, ...RUN }),
      fails('simulate.run', { projectId, ...RUN, seed: 5 }),
    ]);
    expect([first, second]).toEqual(['job.cancelled', 'done']);
    await must('simulate.cancel', { projectId: 'nobody' });
  });

  it('knows no plan that is not there', async () => {
    const { fails } = await withProject();
    expect(await fails('simulate.run', { projectId: 'nobody', ...RUN })).toBe('project.unknown');
  });
});
