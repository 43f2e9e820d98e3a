import { autorun, runInAction } from 'mobx';
import { describe, expect, it } from 'vitest';
import { openWindow } from '../fake-session.ts';

describe('a window patches its plan', () => {
  it('tells readers of a changed row once, and no reader of another row', async () => {
    const { project } = await openWindow();
    const { task } = project.plan.rows;
    const seen: string[] = [];
    const stopA = autorun(() => seen.push(`a1 ${task.get('t-a1')?.name}`));
    const stopB = autorun(() => seen.push(`b1 ${task.get('t-b1')?.name}`));
    await project.plan.run('task.rename', { id: 't-a1', name: 'Nyt' });
    expect(seen).toEqual(['a1 A1', 'b1 B1', 'a1 Nyt']);
    stopA();
    stopB();
  });

  it('keeps observable and plain rows alike, and swaps what is derived', async () => {
    const { project } = await openWindow();
    const before = project.schedule.current;
    await project.plan.run('task.delete', { ids: ['t-a'] });
    const plan = project.plan.asPlan();
    expect([...project.plan.rows.task.keys()].sort()).toEqual([...plan.rows.task.keys()].sort());
    expect(plan.rows.task.has('t-a2')).toBe(false);
    expect(plan.rows.link.size).toBe(0);
    expect(project.schedule.current).not.toBe(before);
    expect(project.schedule.current.outline.ids).toEqual(['t-b', 't-b1', 't-b2', 't-b3']);
  });

  it('shows a refusal as a value where asked, and as a notice where nobody shows it', async () => {
    const { app, project } = await openWindow();
    const refused = await project.plan.run('link.add', { predecessorId: 't-a3', successorId: 't-a1', type: 'FS' });
    expect(refused).toMatchObject({ ok: false, error: { id: 'link.cycle', at: { rowId: 't-a1' } } });
    expect(app.notices.notices).toHaveLength(0);
    await project.carryOut('link.add', { predecessorId: 't-a3', successorId: 't-a1', type: 'FS' });
    expect(app.notices.notices.map((notice) => notice.message.id)).toEqual(['link.cycle']);
    await project.carryOut('task.rename', { id: 't-a1', name: 'X' });
    expect(app.notices.notices).toHaveLength(0);
  });

  it('selects what a command asks to be selected', async () => {
    const { project } = await openWindow();
    project.selection.setCollapsed('t-a', true);
    await project.plan.run('task.add', { afterId: 't-a1', name: 'Ny' });
    const [id] = project.selection.asSelection().taskIds;
    expect(project.plan.rows.task.get(id!)?.name).toBe('Ny');
    expect(project.selection.collapsed.has('t-a')).toBe(false);
  });

  it('undoes and redoes, and names what would come next', async () => {
    const { project } = await openWindow();
    await project.plan.run('task.rename', { id: 't-a1', name: 'Nyt' });
    expect(project.plan.history).toEqual({ undo: 'task.rename', redo: null });
    await project.undo();
    expect(project.plan.rows.task.get('t-a1')?.name).toBe('A1');
    expect(project.plan.history).toEqual({ undo: null, redo: 'task.rename' });
    await project.redo();
    expect(project.plan.rows.task.get('t-a1')?.name).toBe('Nyt');
  });

  it('asks for the whole plan when it has missed a change, and ignores what it knows', async () => {
    const { project, bridge } = await openWindow();
    const opened = () => bridge.calls.filter((name) => name === 'project.open').length;
    const { projectId, revision, history } = project.plan;
    const event = { event: 'changes', projectId, source: 'user', changes: [], history } as const;
    runInAction(() => project.plan.patch({ ...event, revision }));
    expect(opened()).toBe(1);
    runInAction(() => project.plan.patch({ ...event, revision: revision + 5 }));
    await Promise.resolve();
    expect(opened()).toBe(2);
  });
});
