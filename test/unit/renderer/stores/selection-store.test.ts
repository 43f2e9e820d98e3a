import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outline } from '../../../../src/model/outline.ts';
import { visibleRowsOf } from '../../../../src/model/visible-rows.ts';
import { openWindow } from '../fake-session.ts';

const chosen = (selected: ReadonlySet<string>) => [...selected].map((id) => id.slice(2)).sort();

describe('selection', () => {
  it.each([
    ['down', 't-a1', 't-b', ['a1', 'a2', 'a3', 'b']],
    ['up', 't-b', 't-a2', ['a2', 'a3', 'b']],
    ['on itself', 't-a', 't-a', ['a']],
  ])('extends a range %s from the anchor', async (_way, from, to, expected) => {
    const { selection } = (await openWindow()).project;
    selection.selectOnly(from);
    selection.extendTo('t-b3');
    selection.extendTo(to);
    expect(chosen(selection.selected)).toEqual(expected);
    expect(selection.anchorId).toBe(from);
  });

  it('takes no hidden rows into a range', async () => {
    const { selection } = (await openWindow()).project;
    selection.setCollapsed('t-a', true);
    selection.selectOnly('t-a');
    selection.extendTo('t-b1');
    expect(chosen(selection.selected)).toEqual(['a', 'b', 'b1']);
  });

  it('toggles single rows and gives them from top to bottom', async () => {
    const { selection } = (await openWindow()).project;
    selection.toggle('t-b2');
    selection.toggle('t-a1');
    selection.toggle('t-a2');
    selection.toggle('t-a2');
    expect(selection.asSelection()).toEqual({ taskIds: ['t-a1', 't-b2'], focusId: 't-a2' });
    expect(selection.current).toBe('t-a1');
  });

  it('lets go of what is deleted', async () => {
    const { project } = await openWindow();
    const { selection } = project;
    selection.selectMany(['t-a1', 't-b1']);
    selection.focusCell('t-a1', 'name');
    await project.plan.run('task.delete', { ids: ['t-a'] });
    expect(selection.selected.has('t-a1')).toBe(false);
    expect(selection.focus?.taskId).not.toBe('t-a1');
  });

  it('unfolds what hides a task that is to be seen', async () => {
    const { selection } = (await openWindow()).project;
    selection.collapseAll();
    expect(selection.visible.positions).toHaveLength(2);
    selection.selectMany(['t-b2']);
    expect([...selection.collapsed]).toEqual(['t-a']);
    selection.expandAll();
    expect(selection.visible.positions).toHaveLength(8);
  });

  it('keeps what is collapsed on this computer', async () => {
    const { app, project, runTimers } = await openWindow();
    project.selection.setCollapsed('t-a', true);
    runTimers();
    app.closeProject();
    await app.openProject('project-1');
    expect([...app.project!.selection.collapsed]).toEqual(['t-a']);
  });
});

/** Obviously right: a row is shown when nothing above it is collapsed. */
const shownByLookingUp = (outline: Outline, collapsed: ReadonlySet<string>): number[] =>
  outline.ids
    .map((_, at) => at)
    .filter((at) => {
      for (let up = outline.parent[at]!; up >= 0; up = outline.parent[up]!)
        if (collapsed.has(outline.ids[up]!)) return false;
      return true;
    });

const outlineFrom = (depths: readonly number[]): Outline => {
  const size = depths.length;
  const depth = Int32Array.from(depths);
  const parent = new Int32Array(size).fill(-1);
  const subtreeEnd = new Int32Array(size);
  for (let at = 0; at < size; at++) {
    if (at > 0) depth[at] = Math.min(depth[at]!, depth[at - 1]! + 1);
    else depth[at] = 0;
    for (let up = at - 1; up >= 0; up--)
      if (depth[up]! < depth[at]!) {
        parent[at] = up;
        break;
      }
  }
  for (let at = 0; at < size; at++) {
    let end = at + 1;
    while (end < size && depth[end]! > depth[at]!) end++;
    subtreeEnd[at] = end;
  }
  const ids = depths.map((_, at) => `t${at}`);
  const none = new Int32Array(size);
  return {
    ids,
    depth,
    parent,
    subtreeEnd,
    sibling: none,
    position: new Map(ids.map((id, at) => [id, at])),
    inMapOrder: none,
  };
};

describe('visible rows', () => {
  it('are those with nothing collapsed above them', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4), { maxLength: 40 }), fc.array(fc.nat(39), { maxLength: 8 }), (depths, folded) => {
        const outline = outlineFrom(depths);
        const collapsed = new Set(folded.map((at) => `t${at}`));
        const { positions, indexOf } = visibleRowsOf(outline, collapsed);
        expect([...positions]).toEqual(shownByLookingUp(outline, collapsed));
        positions.forEach((at, row) => {
          expect(indexOf.get(outline.ids[at]!)).toBe(row);
        });
      }),
    );
  });
});
