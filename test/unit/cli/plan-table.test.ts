import { beforeAll, describe, expect, it } from 'vitest';
import { inProcess } from './in-process.ts';

describe('show as a table', () => {
  const cli = inProcess();
  beforeAll(async () => {
    await cli.json('new', 'kombit-7', '--name', 'Plan', '--start', '2027-01-04');
  });

  it('gives the chosen columns of the rows that a filter lets through, in order', async () => {
    const table = await cli.json(
      'show',
      'Plan',
      '--columns',
      'wbs,name,finish',
      '--filter',
      'milestones',
      '--sort',
      'finish:desc',
    );
    expect(table.columns).toEqual(['wbs', 'name', 'finish']);
    expect(table.rows.length).toBeGreaterThan(7);
    expect(Object.keys(table.rows[0].cells)).toEqual(['wbs', 'name', 'finish']);
    const text = await cli.run('show', 'Plan', '--columns', 'wbs,name', '--filter', 'text=gate', '--lang', 'en');
    expect(text.out.split('\n')[0]).toBe('No.\tTask');
  });

  it('groups, and takes views that every plan has and those that were saved', async () => {
    const grouped = await cli.json('show', 'Plan', '--group', 'stage', '--columns', 'name');
    expect(grouped.rows[0]).toMatchObject({ count: expect.any(Number), group: expect.any(String) });
    const setup = JSON.stringify({
      columns: [{ id: 'name' }, { id: 'deadline' }],
      arrangement: { filter: { flags: ['milestones'] } },
    });
    await cli.json('run', 'savedView.add', 'Plan', JSON.stringify({ cells: { name: 'Til mødet', setup } }));
    const saved = await cli.json('show', 'Plan', '--view', 'Til mødet');
    expect(saved.columns).toEqual(['name', 'deadline']);
    const ready = await cli.json('show', 'Plan', '--view', 'constraints', '--filter', 'milestones');
    expect(ready.columns).toContain('constraintType');
    expect(ready.rows.filter((row: { level: number }) => row.level > 0).length).toBe(
      saved.rows.filter((row: { level: number }) => row.level > 0).length,
    );
  });

  it.each([
    [['--columns', 'name,prize'], 'prize'],
    [['--filter', 'late;soon'], 'soon'],
    [['--filter', 'responsible=Nobody Here'], 'Nobody Here'],
    [['--sort', 'name:up'], 'name:up'],
    [['--group', 'mood'], 'mood'],
    [['--view', 'Findes ikke'], 'Findes ikke'],
  ])('%o is refused and named', async (options, named) => {
    const answer = await cli.run('show', 'Plan', ...options);
    expect(answer.code).toBe(2);
    expect(answer.err).toContain(named);
    expect(answer.err.trim().split('\n')).toHaveLength(1);
  });
});
