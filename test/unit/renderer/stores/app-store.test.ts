import { describe, expect, it, vi } from 'vitest';
import { importFile } from '../../../../renderer/stores/import-flow.ts';
import { fakeWindow, openWindow } from '../fake-session.ts';

describe('the window', () => {
  it('begins at the start where there is no project, else at the list', async () => {
    const empty = fakeWindow({ projects: [] });
    await empty.app.start();
    expect(empty.app.view).toBe('start');
    const { app } = fakeWindow();
    await app.start();
    expect(app.view).toBe('projects');
  });

  it('goes back to the project and view it was left at', async () => {
    const { app, runTimers, bridge } = await openWindow();
    app.show('gates');
    runTimers();
    const kept = await bridge.call('layout.get', { key: 'window' });
    expect(kept).toEqual({ ok: true, value: JSON.stringify({ projectId: 'project-1', view: 'gates' }) });
  });

  it('shows no view of a project while none is open', async () => {
    const { app } = fakeWindow();
    await app.start();
    app.show('plan');
    expect(app.view).toBe('projects');
  });

  it('deletes at once and offers to take it back', async () => {
    const { app } = await openWindow();
    await app.deleteProject('project-1');
    expect(app.project).toBeNull();
    expect(app.view).toBe('projects');
    expect(app.state?.projects).toEqual([]);
    const [notice] = app.notices.notices;
    expect(notice?.message).toMatchObject({ id: 'projects.deleted', params: { name: 'Lille plan' } });
    notice?.action?.run();
    await Promise.resolve();
    expect(app.state?.projects).toHaveLength(1);
  });

  it('opens what was imported and reports on it', async () => {
    const { app } = await openWindow();
    await importFile(app);
    expect(app.project?.plan.projectId).toBe('project-2');
    expect(app.dialog?.kind).toBe('import-report');
  });

  it('tells the same thing once, and lets notices go by themselves but errors stay', async () => {
    const { app, runTimers } = fakeWindow();
    app.tell('templates.saved', { name: 'X' });
    app.tell('templates.saved', { name: 'X' });
    app.tellError({ id: 'host.unreachable', params: {} });
    expect(app.notices.notices).toHaveLength(2);
    runTimers();
    expect(app.notices.notices.map((notice) => notice.kind)).toEqual(['error']);
  });

  it('offers the file that the service has made for whoever looks into a failure, and nothing where there is none', () => {
    const { app, bridge } = fakeWindow();
    const saved = vi.spyOn(bridge, 'saveFile').mockResolvedValue(true);
    const params = { project: 'Lille plan' };
    app.tellError({ id: 'exchange.check-failed', params: { ...params, detail: 'tree' } });
    app.tellError({ id: 'exchange.state-differs', params: { ...params, diagnosis: 'token', diagnosisName: 'd.json' } });
    const [plain, told] = app.notices.notices;
    expect(plain?.action).toBeUndefined();
    expect(told?.action?.label).toEqual({ namespace: 'app', id: 'action.saveDiagnosis' });
    told?.action?.run();
    expect(saved).toHaveBeenCalledExactlyOnceWith({ token: 'token', name: 'd.json' });
  });
});
