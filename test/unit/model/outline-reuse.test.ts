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

describe('the outline of rows', () => {
  /** Tasks from top to bottom with what the outline says of each, by looking again and again for who stands below whom. */
  const slowly = (rows: MutableRows) => {
    const all = [...rows.task.values()];
    const below = (parent: string | null) =>
      all
        .filter(({ place }) => (rows.task.has(place.parent ?? '') ? place.parent : null) === parent)
        .sort((a, b) => (`${a.place.order} ${a.id}` < `${b.place.order} ${b.id}` ? -1 : 1));
    const told: { id: string; depth: number; parent: number; sibling: number; end: number }[] = [];
    const visit = (parentId: string | null, parent: number, depth: number): void =>
      below(parentId).forEach(({ id }, i) => {
        const at = told.push({ id, depth, parent, sibling: i + 1, end: 0 }) - 1;
        visit(id, at, depth + 1);
        told[at]!.end = told.length;
      });
    visit(null, -1, 0);
    return told;
  };

  it('is that of a slow look, whatever their order in the map, and leaves out who stand below each other in a circle', () => {
    const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const row = fc.record({
      id: fc.constantFrom(...letters),
      parent: fc.option(fc.constantFrom(...letters, 'nobody')),
      order: fc.constantFrom('a0', 'a1', 'a2'),
    });
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 8 }), (drawn) => {
        const rows = emptyRows();
        for (const { id, parent, order } of drawn) rows.task.set(id, task(id, parent, order));
        const outline = outlineOf(planOf(rows, 1));
        const told = slowly(rows);
        expect(outline.ids).toEqual(told.map(({ id }) => id));
        expect([...outline.position]).toEqual(told.map(({ id }, at) => [id, at]));
        told.forEach(({ depth, parent, sibling, end }, at) => {
          const { depth: depths, parent: parents, sibling: siblings, subtreeEnd } = outline;
          expect([depths[at], parents[at], siblings[at], subtreeEnd[at]]).toEqual([depth, parent, sibling, end]);
        });
        [...rows.task.keys()].forEach((id, i) => {
          if (outline.position.has(id)) expect(outline.inMapOrder[i]).toBe(outline.position.get(id));
        });
      }),
      { numRuns: 500 },
    );
  });
});

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
