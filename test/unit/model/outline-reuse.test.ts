import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlineOf } from '../../../src/model/outline.ts';
import { emptyRows, type MutableRows, type Plan, patchRows } from '../../../src/model/plan.ts';
import { defaultCells, type Task } from '../../../src/model/row.ts';

const task = (id: string, parent: string | null, order: string, name = ''): Task =>
  ({ id, ...defaultCells('task'), name, place: { parent, order } }) as Task;

const planOf = (rows: MutableRows, revision: number): Plan => ({ projectId: 'p', revision, rows });

/** The outline of the same rows in maps that were never looked at. */
const afresh = (rows: MutableRows): unknown => outlineOf(planOf({ ...rows }, 0));

describe('the outline from revision to revision', () => {
  it('is the same object as long as tasks only change otherwise', () => {
    const rows = emptyRows();
    rows.task.set('a', task('a', null, 'a0'));
    rows.task.set('b', task('b', 'a', 'a0'));
    const before = outlineOf(planOf(rows, 1));
    rows.task.set('b', task('b', 'a', 'a0', 'another name'));
    expect(outlineOf(planOf(rows, 2))).toBe(before);
    rows.task.set('b', task('b', null, 'a1', 'another name'));
    expect(outlineOf(planOf(rows, 3)).depth).toEqual(Int32Array.of(0, 0));
  });

  it('is what a new look at the rows gives, after any edits', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const edit = fc.record({
      id,
      parent: fc.option(id),
      order: fc.constantFrom('a0', 'a1', 'a2'),
      name: fc.constantFrom('', 'x'),
      isDeleted: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 30 }), (edits) => {
        const rows = emptyRows();
        edits.forEach(({ id: taskId, parent, order, name, isDeleted }, i) => {
          // Parents are earlier letters, so that nobody is their own ancestor.
          const above = parent !== null && parent < taskId ? parent : null;
          const row = isDeleted ? null : task(taskId, above, order, name);
          patchRows(rows, [{ entity: 'task', id: taskId, row }]);
          expect(outlineOf(planOf(rows, i + 1))).toEqual(afresh(rows));
        });
      }),
    );
  });
});
