import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlineOf, topmost, wbsOf } from '../../../src/model/outline.ts';
import { OutlinePlan } from './outline-plan.ts';

const PLAN = 'A\n B\n  C\n  D\n E\nF\n G';

const cases: readonly [name: string, before: string, command: string, input: unknown, after: string][] = [
  ['indent goes below the row above', 'A\nB\nC', 'task.indent', { ids: ['B'] }, 'A\n B\nC'],
  ['neighbours indent together', 'A\nB\nC', 'task.indent', { ids: ['B', 'C'] }, 'A\n B\n C'],
  ['a block keeps what is below it', PLAN, 'task.indent', { ids: ['F'] }, 'A\n B\n  C\n  D\n E\n F\n  G'],
  ['the first row cannot be indented', PLAN, 'task.indent', { ids: ['A'] }, 'task.nothing-above'],
  ['the first child cannot be indented', PLAN, 'task.indent', { ids: ['B'] }, 'task.nothing-above'],
  ['outdent adopts the rows below', PLAN, 'task.outdent', { ids: ['B'] }, 'A\nB\n C\n D\n E\nF\n G'],
  ['outdent of the last child adopts nobody', PLAN, 'task.outdent', { ids: ['E'] }, 'A\n B\n  C\n  D\nE\nF\n G'],
  ['outdent of two', PLAN, 'task.outdent', { ids: ['C', 'D'] }, 'A\n B\n C\n D\n E\nF\n G'],
  ['the top level cannot be outdented', PLAN, 'task.outdent', { ids: ['A'] }, 'task.at-top'],
  ['up', PLAN, 'task.moveUp', { ids: ['E'] }, 'A\n E\n B\n  C\n  D\nF\n G'],
  ['down with its block', PLAN, 'task.moveDown', { ids: ['A'] }, 'F\n G\nA\n B\n  C\n  D\n E'],
  ['first cannot go up', PLAN, 'task.moveUp', { ids: ['A'] }, 'task.is-first'],
  ['last cannot go down', PLAN, 'task.moveDown', { ids: ['D'] }, 'task.is-last'],
  ['rows of different levels do not move together', PLAN, 'task.moveUp', { ids: ['C', 'F'] }, 'task.different-levels'],
  ['move under another', PLAN, 'task.move', { ids: ['C'], parentId: 'F', afterId: 'G' }, 'A\n B\n  D\n E\nF\n G\n C'],
  ['move to the front', PLAN, 'task.move', { ids: ['F'], parentId: null, afterId: null }, 'F\n G\nA\n B\n  C\n  D\n E'],
  ['move after itself stays', PLAN, 'task.move', { ids: ['B'], parentId: 'A', afterId: 'B' }, PLAN],
  ['not into itself', PLAN, 'task.move', { ids: ['A'], parentId: 'B', afterId: null }, 'task.into-itself'],
  ['delete takes what is below', PLAN, 'task.delete', { ids: ['B'] }, 'A\n E\nF\n G'],
  ['delete of block and member', PLAN, 'task.delete', { ids: ['A', 'C'] }, 'F\n G'],
  ['unknown task', PLAN, 'task.delete', { ids: ['Z'] }, 'task.unknown'],
  ['add after a row', PLAN, 'task.add', { name: 'N', afterId: 'B' }, 'A\n B\n  C\n  D\n N\n E\nF\n G'],
  ['add at the end', PLAN, 'task.add', { name: 'N' }, `${PLAN}\nN`],
  ['add before a row', PLAN, 'task.add', { name: 'N', beforeId: 'A' }, `N\n${PLAN}`],
  ['add as last child', PLAN, 'task.add', { name: 'N', parentId: 'B' }, 'A\n B\n  C\n  D\n  N\n E\nF\n G'],
  [
    'add as first child',
    PLAN,
    'task.add',
    { name: 'N', parentId: 'F', afterId: null },
    'A\n B\n  C\n  D\n E\nF\n N\n G',
  ],
  ['duplicate', PLAN, 'task.duplicate', { ids: ['B'] }, 'A\n B\n  C\n  D\n B\n  C\n  D\n E\nF\n G'],
];

describe('commands on the outline', () => {
  it.each(cases)('%s', (_name, before, command, input, after) => {
    expect(new OutlinePlan(before).run(command, input)).toBe(after);
  });

  it('numbers rows by their place', () => {
    const outline = outlineOf(new OutlinePlan(PLAN));
    expect(outline.ids.map((_id, at) => wbsOf(outline, at))).toEqual(['1', '1.1', '1.1.1', '1.1.2', '1.2', '2', '2.1']);
    expect(topmost(outline, ['D', 'A', 'G']).map((at) => outline.ids[at])).toEqual(['A', 'G']);
  });

  it('keeps every task exactly once, whatever is moved where', () => {
    const command = fc.constantFrom('task.indent', 'task.outdent', 'task.moveUp', 'task.moveDown', 'task.duplicate');
    const steps = fc.array(fc.tuple(command, fc.nat(6), fc.nat(6)), { maxLength: 12 });
    fc.assert(
      fc.property(steps, (edits) => {
        const plan = new OutlinePlan(PLAN);
        for (const [id, a, b] of edits) {
          const before = outlineOf(plan).ids;
          const ids = [...new Set([before[a % before.length]!, before[b % before.length]!])];
          const lines = plan
            .text()
            .split('\n')
            .map((line) => line.trim());
          const after = plan.run(id, { ids });
          const outline = outlineOf(plan);
          expect(new Set(outline.ids).size).toBe(plan.rows.task.size);
          // Indenting never moves a row to another line.
          if (id === 'task.indent' && !after.startsWith('task.'))
            expect(after.split('\n').map((line) => line.trim())).toEqual(lines);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('holds an outline 5,000 deep', () => {
    const plan = new OutlinePlan('A');
    plan.apply(
      Array.from({ length: 5000 }, (_, i) => ({
        kind: 'set' as const,
        entity: 'task',
        id: `t${i}`,
        cell: 'place',
        value: { parent: i === 0 ? 'A' : `t${i - 1}`, order: 'a1' },
      })),
    );
    expect(outlineOf(plan).depth[5000]).toBe(5000);
    plan.run('task.delete', { ids: ['A'] });
    expect(plan.rows.task.size).toBe(0);
  });
});
