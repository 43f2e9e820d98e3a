import { describe, expect, it } from 'vitest';
import { OutlinePlan } from './outline-plan.ts';

const PLAN = 'A\n B\n C\nD\nE';
const link = (predecessorId: string, successorId: string, type = 'FS') => ({ predecessorId, successorId, type });

describe('links', () => {
  const refused: readonly [string, ReturnType<typeof link>[], ReturnType<typeof link>, string][] = [
    ['to itself', [], link('D', 'D'), 'link.self'],
    ['twice', [link('D', 'E')], link('D', 'E'), 'link.exists'],
    ['a circle of two', [link('D', 'E')], link('E', 'D'), 'link.cycle'],
    ['a circle whatever the type', [link('D', 'E', 'SS')], link('E', 'D', 'FF'), 'link.cycle'],
    ['from a task to its own summary', [], link('B', 'A'), 'link.cycle'],
    ['from a summary to its own task', [], link('A', 'C'), 'link.cycle'],
    ['a circle through a summary', [link('A', 'D')], link('D', 'C'), 'link.cycle'],
    ['a circle through the way out of a summary', [link('B', 'D')], link('D', 'A'), 'link.cycle'],
    ['a missing task', [], link('D', 'X'), 'task.unknown'],
  ];
  it.each(refused)('refuses %s', (_name, before, next, id) => {
    const plan = new OutlinePlan(PLAN);
    for (const each of before) plan.run('link.add', each);
    expect(plan.links()).toHaveLength(before.length);
    expect(plan.run('link.add', next)).toBe(id);
  });

  it('allows two links of different types between two tasks, and links within a summary', () => {
    const plan = new OutlinePlan(PLAN);
    plan.run('link.add', link('D', 'E'));
    plan.run('link.add', link('D', 'E', 'SS'));
    plan.run('link.add', link('B', 'C'));
    expect(plan.links()).toEqual(['BFSC', 'DFSE', 'DSSE']);
  });

  it('names the tasks of the circle in order', () => {
    const plan = new OutlinePlan(PLAN);
    plan.run('task.link', { ids: ['B', 'C', 'D', 'E'] });
    expect(plan.links()).toEqual(['BFSC', 'CFSD', 'DFSE']);
    expect(plan.run('link.add', link('E', 'B'))).toBe('link.cycle');
  });

  it('refuses an indent that would make a task wait for itself', () => {
    const plan = new OutlinePlan('A\nB');
    plan.run('link.add', link('A', 'B'));
    expect(plan.run('task.indent', { ids: ['B'] })).toBe('link.cycle');
  });

  it('sets, changes and removes predecessors as typed', () => {
    const plan = new OutlinePlan(PLAN);
    const lag = { amount: 960, kind: 'working', unit: 'day' };
    plan.run('task.setPredecessors', {
      id: 'E',
      links: [
        { predecessorId: 'D', type: 'FS' },
        { predecessorId: 'B', type: 'SS' },
      ],
    });
    plan.run('task.setPredecessors', { id: 'E', links: [{ predecessorId: 'D', type: 'FS', lag }] });
    expect(plan.links()).toEqual(['DFSE']);
    expect([...plan.rows.link.values()][0]!.lag).toEqual(lag);
    expect(plan.run('task.setPredecessors', { id: 'D', links: [{ predecessorId: 'E', type: 'FS' }] })).toBe(
      'link.cycle',
    );
  });

  it('changes a type by another link, keeping the lag', () => {
    const plan = new OutlinePlan(PLAN);
    plan.run('link.add', { ...link('D', 'E'), lag: { amount: 60, kind: 'elapsed', unit: 'hour' } });
    plan.run('link.update', { id: 'D-E-FS', type: 'FF' });
    expect(plan.links()).toEqual(['DFFE']);
    expect(plan.rows.link.get('D-E-FF')!.lag.amount).toBe(60);
  });

  it('deletes links with their tasks and copies links within a block', () => {
    const plan = new OutlinePlan(PLAN);
    plan.run('task.link', { ids: ['B', 'C', 'D'] });
    plan.run('task.duplicate', { ids: ['A'] });
    expect(plan.rows.link.size).toBe(3);
    plan.run('task.delete', { ids: ['A'] });
    expect(plan.rows.link.size).toBe(1);
  });

  it('checks 2,000 links in one edit, and finds the circle among them', () => {
    const names = Array.from({ length: 2000 }, (_, i) => `t${i}`);
    const plan = new OutlinePlan('A');
    plan.apply(
      names.map((id) => ({
        kind: 'set' as const,
        entity: 'task',
        id,
        cell: 'place',
        value: { parent: null, order: `b${id}` },
      })),
    );
    plan.run('task.link', { ids: names });
    expect(plan.rows.link.size).toBe(1999);
    expect(plan.run('link.add', link('t1999', 't0'))).toBe('link.cycle');
  });

  it('moves an end of a link to another task and keeps its type and lag', () => {
    const plan = new OutlinePlan(PLAN);
    const lag = { amount: 960, kind: 'working', unit: 'day' };
    plan.run('link.add', { ...link('B', 'D', 'SS'), lag });
    plan.run('link.reroute', { id: 'B-D-SS', successorId: 'E' });
    expect(plan.links()).toEqual(['BSSE']);
    plan.run('link.reroute', { id: 'B-E-SS', predecessorId: 'C' });
    expect(plan.links()).toEqual(['CSSE']);
    expect([...plan.rows.link.values()][0]!.lag).toEqual(lag);
  });

  it.each([
    ['to its own other end', { id: 'D-E-FS', predecessorId: 'E' }, 'link.self'],
    ['onto a link that is there', { id: 'D-E-FS', predecessorId: 'B' }, 'link.exists'],
    ['into a circle', { id: 'B-E-FS', successorId: 'A' }, 'link.cycle'],
    ['to a task that is not there', { id: 'D-E-FS', successorId: 'X' }, 'task.unknown'],
    ['of a link that is not there', { id: 'x', successorId: 'B' }, 'row.unknown'],
  ] as const)('refuses to move an end %s', (_what, input, refusal) => {
    const plan = new OutlinePlan(PLAN);
    plan.run('link.add', link('D', 'E'));
    plan.run('link.add', link('B', 'E'));
    expect(plan.run('link.reroute', input)).toBe(refusal);
    expect(plan.links()).toEqual(['BFSE', 'DFSE']);
  });
});
