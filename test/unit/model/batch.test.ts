import { describe, expect, it } from 'vitest';
import { commandById } from '../../../src/commands/index.ts';
import { createRow } from '../../../src/model/change.ts';
import { trySteps } from '../../../src/model/commands/batch.ts';
import { OutlinePlan } from './outline-plan.ts';

const rename = (id: string, name: string) => ({ command: 'task.rename', input: { id, name } });
const after = (id: string, ...predecessors: string[]) => ({
  command: 'task.setPredecessors',
  input: { id, links: predecessors.map((predecessorId) => ({ predecessorId, type: 'FS' })) },
});

const plan = () => new OutlinePlan('a\nb\nsum\n c\n d');
const run = (before: OutlinePlan, ...steps: { command: string; input: unknown }[]) =>
  commandById('cells.edit')!.run(before, { steps } as never, before.env);

describe('several commands as one', () => {
  it('take effect together, the last value of a cell counting', () => {
    const before = plan();
    const effect = run(before, rename('a', 'A'), rename('b', 'B'), rename('a', 'Alfa'));
    expect(effect).toMatchObject({
      ok: true,
      value: {
        ops: [
          { id: 'b', cell: 'name', value: 'B' },
          { id: 'a', cell: 'name', value: 'Alfa' },
        ],
      },
    });
  });

  it('see what those before them did: a person is made once, a circle of links is found', () => {
    const before = plan();
    const made = run(
      before,
      { command: 'task.setResponsibleName', input: { ids: ['a'], name: 'Bo' } },
      { command: 'task.setResponsibleName', input: { ids: ['b'], name: 'bo' } },
    );
    if (!made.ok) throw new Error('refused');
    expect(made.value.ops.filter(({ entity }) => entity === 'party')).toHaveLength(1);
    expect(run(before, after('a', 'b'), after('b', 'a'))).toMatchObject({ ok: false, error: { id: 'link.cycle' } });
  });

  it('leave nothing behind when one is refused, and say why', () => {
    const before = plan();
    const steps = [rename('a', 'A'), { command: 'task.setProgress', input: { ids: ['sum'], percent: 10 } }];
    expect(run(before, ...steps)).toMatchObject({ ok: false, error: { id: 'task.summary-computed' } });
    const tried = trySteps(commandById, before, [...steps, rename('c', 'C')], before.env);
    expect(tried.refusals.map(({ step }) => step)).toEqual([1]);
    expect(tried.ops.map((op) => op.id)).toEqual(['a', 'c']);
    expect(before.rows.task.get('a')!.name).toBe('a');
  });

  it.each([
    [{ command: 'task.fly', input: {} }, 'command.unknown'],
    [{ command: 'cells.edit', input: { steps: [rename('a', 'A')] } }, 'command.unknown'],
    [{ command: 'task.rename', input: { id: 'a' } }, 'input.invalid'],
  ])('refuse %o', (step, id) => {
    expect(run(plan(), step)).toMatchObject({ ok: false, error: { id } });
  });

  it('links that go and come again are as they end', () => {
    const before = plan();
    before.apply(createRow('link', 'a-b-FS', { predecessorId: 'a', successorId: 'b', type: 'FS' }));
    const effect = run(before, after('b'), after('b', 'a'));
    if (!effect.ok) throw new Error('refused');
    expect(effect.value.ops.map((op) => op.kind)).toEqual(['delete', 'set', 'set']);
  });
});
