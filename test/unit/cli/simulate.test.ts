import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inProcess, ROOT } from './in-process.ts';

const file = join(ROOT, 'test/fixtures/import/dansk-plan.xml');

describe('simulate', () => {
  it('tells the odds of a file, the same for the same seed, without keeping anything', async () => {
    const cli = inProcess();
    const first = await cli.json('simulate', file, '--iterations', '400', '--seed', '9');
    expect(first).toMatchObject({ iterations: 400, seed: 9, correlation: 50, assumed: 'medium' });
    const { p10, p50, p90 } = first.finish.percentiles;
    expect([p10, p50, p90]).toEqual([p10, p50, p90].sort());
    expect(first.finish.plannedShare).toBeGreaterThan(0);
    expect(first.milestones.length).toBeGreaterThan(0);
    expect(
      first.tasks.every((task: { uid: number; criticality: number }) => task.uid > 0 && task.criticality <= 1),
    ).toBe(true);
    expect(await cli.json('simulate', file, '--iterations', '400', '--seed', '9')).toEqual(first);
    const other = await cli.json('simulate', file, '--iterations', '400', '--seed', '10', '--assume', 'veryHigh');
    expect(other.assumed).toBe('veryHigh');
    expect(other.finish.percentiles).not.toEqual(first.finish.percentiles);
    expect(await cli.json('list')).toEqual([]);
  });

  it('takes a project and the estimates in it', async () => {
    const cli = inProcess();
    const { projectId } = await cli.json('import', file);
    const { tasks } = await cli.json('show', projectId);
    const { id } = tasks.find(({ name }: { name: string }) => name === 'Ansøgningsfrist');
    const estimate = {
      distribution: 'triangular',
      lowMin: 480,
      likelyMin: 960,
      highMin: 48_000,
      spread: 'low',
      group: '',
    };
    expect((await cli.run('run', 'task.setEstimate', projectId, JSON.stringify({ ids: [id], estimate }))).code).toBe(0);
    const odds = await cli.json('simulate', projectId, '--iterations', '300');
    expect(odds).toMatchObject({ assumed: null, varyingTasks: 1 });
    const { code, out } = await cli.run('simulate', projectId, '--iterations', '300', '--lang', 'en');
    expect(code).toBe(0);
    expect(out).toContain('300 iterations, seed 1, 1 tasks vary');
    expect(out).not.toContain('simulate.');
  });

  it.each([
    [['--iterations', '0'], 2],
    [['--iterations', '1e3'], 2],
    [['--seed', '-1'], 2],
    [['--seed', '4294967296'], 2],
    [['--correlation', '101'], 2],
    [['--assume', 'huge'], 2],
  ])('refuses %j', async (words, code) => {
    expect((await inProcess().run('simulate', file, ...words)).code).toBe(code);
  });

  it('says that there is neither a file nor a project of that name', async () => {
    expect((await inProcess().run('simulate', 'nothing-there')).code).toBe(4);
  });
});
