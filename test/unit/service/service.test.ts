import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { StoreAccess } from '../../../main/store/open-store.ts';
import { storeAt } from '../../../main/store/open-store.ts';
import type { StoreError } from '../../../main/store/store-error.ts';
import { USUAL_PRINT } from '../../../src/api.ts';
import { emptyRows, patchRows } from '../../../src/model/plan.ts';
import { ENTITY_NAMES } from '../../../src/model/schema.ts';
import { err } from '../../../src/result.ts';
import { optionsAt, scratchFolder, set } from '../store/scratch-store.ts';
import { newService, type ScratchService } from './scratch-service.ts';

const withProject = async (more: Parameters<typeof newService>[0] = {}) => {
  const made = newService(more);
  const { projectId } = await made.must('project.create', { template: 'tender-plain', name: 'Løn', startDay: 20_500 });
  const plan = await made.must('project.open', { projectId });
  made.events.length = 0;
  return { ...made, projectId, plan };
};

const taskNames = async ({ must }: ScratchService, projectId: string) =>
  (await must('project.open', { projectId })).rows.task.map(({ name }) => name);

describe('projects', () => {
  test('are made from every shipped template, and are there after a restart', async () => {
    const first = newService();
    const { templates } = await first.must('app.state', {});
    expect(templates.length).toBeGreaterThanOrEqual(5);
    for (const { id, taskCount } of templates) {
      const { projectId } = await first.must('project.create', { template: id });
      const plan = await first.must('project.open', { projectId });
      expect([id, plan.rows.task.length, plan.history]).toEqual([id, taskCount, { undo: null, redo: null }]);
    }
    expect(first.reports).toEqual([]);
    const before = (await first.must('app.state', {})).projects;
    await first.service.close();
    const again = newService({ path: first.path });
    expect((await again.must('app.state', {})).projects).toEqual(before);
    expect((await again.must('store.doctor', {})).ok).toBe(true);
  });

  test('are deleted, are then unknown, and come back', async () => {
    const made = await withProject();
    const { must, fails, projectId, events } = made;
    await must('project.delete', { projectId });
    expect(await fails('project.open', { projectId })).toBe('project.unknown');
    expect(await fails('command.run', { projectId, commandId: 'x', input: {} })).toBe('project.unknown');
    expect(await fails('project.delete', { projectId })).toBe('project.unknown');
    expect(await fails('project.restore', { projectId: 'never' })).toBe('project.unknown');
    expect(events.map((event) => (event.event === 'app' ? event.state.projects.length : event.event))).toEqual([0]);
    await must('project.restore', { projectId });
    await must('project.restore', { projectId });
    expect(await must('project.open', { projectId })).toEqual({ ...made.plan, revision: 2 });
    expect((await must('project.open', { projectId })).history).toEqual({ undo: null, redo: null });
  });

  test('cannot be made from a template that is not there', async () => {
    expect(await newService().fails('project.create', { template: 'nothing' })).toBe('template.unknown');
  });
});

describe('commands', () => {
  test('are on disk and told to every window before they are answered', async () => {
    const { service, must, events, projectId, plan, path } = await withProject();
    const task = plan.rows.task[0]!;
    const order: string[] = [];
    service.onEvent((event) => order.push(event.event));
    const done = await must('command.run', { projectId, commandId: 'task.rename', input: { id: task.id, name: 'Ny' } });
    order.push('answered');
    expect(order).toEqual(['changes', 'answered']);
    expect(done).toEqual({ revision: 2, select: [], command: 'task.rename' });
    expect(events).toEqual([
      {
        event: 'changes',
        projectId,
        revision: 2,
        source: 'user',
        changes: [{ entity: 'task', id: task.id, row: { ...task, name: 'Ny' } }],
        history: { undo: 'task.rename', redo: null },
      },
    ]);
    await service.close();
    const again = newService({ path });
    expect(await taskNames(again, projectId)).toContain('Ny');
    expect((await again.must('history.list', { projectId, limit: 1 })).lines).toMatchObject([
      { command: 'task.rename', person: 'Kim', opCount: 1 },
    ]);
  });

  test.each([
    ['an unknown command', 'task.paint', {}, { id: 'command.unknown', params: { command: 'task.paint' } }],
    ['a missing part', 'task.rename', { id: 't' }, { id: 'input.missing', params: { path: 'name' } }],
    [
      'a wrong part',
      'task.setProgress',
      { ids: ['t'], percent: 'x' },
      { id: 'input.not-number', params: { path: 'percent' } },
    ],
    ['a task that is not there', 'task.rename', { id: 'nobody', name: 'x' }, { id: 'task.unknown' }],
  ])('with %s are refused and change nothing', async (_title, commandId, input, error) => {
    const { service, projectId, events, must } = await withProject();
    expect(await service.call('command.run', { projectId, commandId, input })).toMatchObject({ ok: false, error });
    expect(events).toEqual([]);
    expect((await must('project.open', { projectId })).revision).toBe(1);
  });

  test('that change nothing are answered and not told', async () => {
    const { must, projectId, plan, events } = await withProject();
    const { id, name } = plan.rows.task[0]!;
    const done = await must('command.run', { projectId, commandId: 'task.rename', input: { id, name } });
    expect([done.revision, events]).toEqual([1, []]);
  });

  test('that rename the project change the list of projects', async () => {
    const { must, projectId, events } = await withProject();
    await must('command.run', { projectId, commandId: 'project.update', input: { cells: { name: 'Nyt navn' } } });
    expect(events.map(({ event }) => event)).toEqual(['changes', 'app']);
    expect((await must('app.state', {})).projects[0]!.name).toBe('Nyt navn');
  });

  test('that the store cannot take are answered, and the plan in memory stays as it is on disk', async () => {
    const path = join(scratchFolder(), 'plans.db');
    const made = await withProject({ path, store: storeAt(optionsAt(path, { maxPages: 150 })) });
    const { must, service, projectId, plan } = made;
    const text = 'x'.repeat(900_000);
    const input = { cells: { description: text } };
    const answer = await service.call('command.run', { projectId, commandId: 'project.update', input });
    expect(answer).toMatchObject({ ok: false, error: { id: 'store.full', params: { path } } });
    expect(await must('project.open', { projectId })).toEqual(plan);
    const { id } = plan.rows.task[0]!;
    await must('command.run', { projectId, commandId: 'task.rename', input: { id, name: 'Plads' } });
    expect(await taskNames(made, projectId)).toContain('Plads');
  });
});

describe('undo and redo', () => {
  test('bring every window back, name the command, and end with a plain answer', async () => {
    const made = await withProject();
    const { must, fails, projectId, plan, events } = made;
    const window = emptyRows();
    for (const name of ENTITY_NAMES)
      for (const row of plan.rows[name]) (window[name] as Map<string, unknown>).set(row.id, row);
    const run = (commandId: string, input: unknown) => must('command.run', { projectId, commandId, input });
    // Leaves only: rows come in the order of their ids, and deleting a summary takes what is below it along.
    const parents = new Set(plan.rows.task.map(({ place }) => place.parent));
    const leaves = plan.rows.task.map(({ id }) => id).filter((id) => !parents.has(id));
    const leaf = leaves[3]!;
    await run('task.delete', { ids: leaves.slice(0, 3) });
    await run('task.add', {});
    await run('task.setProgress', { ids: [leaf], percent: 40 });
    const steps: string[] = [];
    for (;;) {
      const answer = await made.service.call('history.undo', { projectId });
      if (!answer.ok) break;
      steps.push(answer.value.command);
    }
    expect(steps).toHaveLength(3);
    expect(steps.at(-1)).toBe('task.delete');
    expect(await fails('history.undo', { projectId })).toBe('history.nothing-to-undo');
    const now = await must('project.open', { projectId });
    const sorted = (rows: readonly { readonly id: string }[]) => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const event of events) if (event.event === 'changes') patchRows(window, event.changes);
    for (const name of ENTITY_NAMES) {
      expect(sorted(now.rows[name])).toEqual(sorted(plan.rows[name]));
      expect(sorted([...window[name].values()])).toEqual(sorted(plan.rows[name]));
    }
    while ((await fails('history.redo', { projectId })) === 'done');
    expect((await must('project.open', { projectId })).history).toEqual({ undo: expect.any(String), redo: null });
    expect((await must('store.doctor', {})).findings).toEqual([]);
  });
});

describe('templates', () => {
  test('saved from a plan make the same plan again', async () => {
    const made = newService();
    const { must, fails } = made;
    const { projectId } = await must('project.create', { template: 'example-library' });
    const saved = await must('template.save', { projectId, name: 'Min model' });
    expect((await must('app.state', {})).templates.at(-1)).toEqual(saved);
    const original = await must('project.open', { projectId });
    const startDay = Math.floor(original.rows.project[0]!.startMin! / 1440);
    const copied = await must('project.create', { template: saved.id, startDay });
    const copy = await must('project.open', { projectId: copied.projectId });
    const plain = (rows: typeof copy.rows.task) =>
      rows
        .map(({ name, kind, mode, duration, constraint, manualDates, deadlineMin }) => ({
          name,
          kind,
          mode,
          duration,
          constraint,
          manualDates,
          deadlineMin,
        }))
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    expect(plain(copy.rows.task)).toEqual(plain(original.rows.task));
    for (const name of ['stage', 'gate', 'gateItem', 'link', 'party', 'calendar', 'note'] as const) {
      expect([name, copy.rows[name].length]).toEqual([name, original.rows[name].length]);
    }
    await must('template.delete', { templateId: saved.id });
    expect(await fails('template.delete', { templateId: saved.id })).toBe('template.unknown');
    expect(await fails('template.delete', { templateId: 'kombit-7' })).toBe('template.unknown');
  });
});

describe('what stays on this computer', () => {
  test('settings and layouts are kept, told, and not part of any plan', async () => {
    const { must, service, events, path } = newService();
    expect((await must('app.state', {})).settings).toEqual({ language: 'da', theme: 'system', person: 'Kim' });
    await must('settings.set', { theme: 'dark', person: 'Åse' });
    await must('settings.set', { language: 'en' });
    await must('layout.set', { key: 'plan.columns', value: '[1]' });
    expect(events.map(({ event }) => event)).toEqual(['app', 'app']);
    await service.close();
    expect(await service.call('app.state', {})).toMatchObject({ ok: false, error: { id: 'service.closed' } });
    const again = newService({ path });
    expect((await again.must('app.state', {})).settings).toEqual({ language: 'en', theme: 'dark', person: 'Åse' });
    expect(await again.must('layout.get', { key: 'plan.columns' })).toBe('[1]');
    expect(await again.must('layout.get', { key: 'other' })).toBeNull();
  });
});

describe('files', () => {
  test('an import becomes one change set of a new project', async () => {
    const imported = {
      projectId: 'imported',
      projectName: 'Fra Project',
      ops: [set('project', 'imported', 'name', 'Fra Project'), set('task', 't', 'name', 'A\u030A')],
      notes: [{ severity: 'taken' as const, id: 'tasks', count: 1, examples: [] }],
    };
    const { must, fails, files, events } = newService({ imported });
    expect(await fails('import.file', { token: 'a'.repeat(20) })).toBe('file.unknown');
    files.set('b'.repeat(20), { path: '/x.xml', name: 'x.xml' });
    const report = await must('import.file', { token: 'b'.repeat(20) });
    expect(report).toEqual({ projectId: 'imported', projectName: 'Fra Project', notes: imported.notes });
    expect(events.map(({ event }) => event)).toEqual(['progress', 'app']);
    expect((await must('project.open', { projectId: 'imported' })).rows.task).toMatchObject([{ name: 'Å' }]);
    expect((await must('history.list', { projectId: 'imported', limit: 9 })).lines).toMatchObject([
      { command: 'import.file' },
    ]);
  });

  test('a PDF is held under a name that every system takes', async () => {
    const { must, projectId, files } = await withProject();
    await must('command.run', { projectId, commandId: 'project.update', input: { cells: { name: 'Løn: a/b\\c?' } } });
    const options = { ...USUAL_PRINT, language: 'da' } as const;
    const made = await must('export.print', { projectId, options, format: 'pdf', dpi: 300, page: null });
    expect(made).toMatchObject({ name: 'Løn a b c.pdf', pages: 3 });
    expect(files.has(made.token)).toBe(true);
    const picture = await must('export.print', { projectId, options, format: 'svg', dpi: 300, page: 2 });
    expect(picture.name).toBe('Løn a b c.svg');
  });

  test('a logo is read from a held file only', async () => {
    const { must, fails, files } = await withProject();
    expect(await fails('logo.read', { token: 'a'.repeat(20) })).toBe('file.unknown');
    files.set('b'.repeat(20), { path: '/x.png', name: 'x.png' });
    expect(await must('logo.read', { token: 'b'.repeat(20) })).toEqual({ logo: 'iVBORw0KGgo=' });
  });
});

describe('a store that is not in order', () => {
  const failing = (error: StoreError): StoreAccess => ({
    path: 'p',
    open: () => err(error),
    backups: () => [],
    newestGood: () => null,
    restore: () => err(error),
    restoreFile: () => err(error),
  });

  test.each<{ error: StoreError; state: object; id: string }>([
    {
      error: { id: 'store.newer', params: { path: 'p', found: 2001, known: 1001 } },
      state: { kind: 'newer', found: 2001, known: 1001 },
      id: 'store.not-ready',
    },
    {
      error: { id: 'store.corrupt', params: { path: 'p', detail: 'd' }, backup: null },
      state: { kind: 'corrupt', detail: 'd', backup: null },
      id: 'store.not-ready',
    },
    {
      error: { id: 'store.locked', params: { path: 'p', process: 7, host: 'h' } },
      state: { kind: 'unusable', error: { id: 'store.locked', params: { path: 'p', process: 7, host: 'h' } } },
      id: 'store.locked',
    },
  ])('is told by app.state: $error.id', async ({ error, state, id }) => {
    const { must, fails } = newService({ store: failing(error) });
    expect(await must('app.state', {})).toMatchObject({ store: state, projects: [], settings: { person: 'Kim' } });
    expect(await fails('project.create', { template: 'kombit-7' })).toBe(id);
    expect(await fails('settings.set', { theme: 'dark' })).toBe(id);
    expect(await fails('backup.create', {})).toBe(id);
  });

  test('is opened when a window asks again after what was in the way has gone', async () => {
    const path = join(scratchFolder(), 'plans.db');
    writeFileSync(`${path}.lock`, JSON.stringify({ process: 1, host: 'another computer' }));
    const { must, events } = newService({ path });
    expect((await must('app.state', {})).store).toMatchObject({ kind: 'unusable', error: { id: 'store.locked' } });
    rmSync(`${path}.lock`);
    expect((await must('app.state', {})).store).toEqual({ kind: 'ready' });
    expect(events.at(-1)).toMatchObject({ event: 'app', state: { store: { kind: 'ready' } } });
    expect(await must('project.create', { template: 'kombit-7' })).toHaveProperty('projectId');
  });

  test('is put back from a backup without a restart, and every window is told', async () => {
    const { must, service, path, projectId } = await withProject();
    const backup = await must('backup.create', {});
    await service.close();
    writeFileSync(path, readFileSync(path).subarray(0, 8192));
    const { must: call, fails, events } = newService({ path });
    expect((await call('app.state', {})).store).toMatchObject({ kind: 'corrupt', backup });
    expect(await fails('backup.restore', { name: 'nothing.db' })).toBe('backup.unknown');
    await call('backup.restore', { name: backup.name });
    expect(events.at(-2)).toMatchObject({
      event: 'app',
      state: { store: { kind: 'ready' }, projects: [{ name: 'Løn' }] },
    });
    expect(events.at(-1)).toEqual({ event: 'reload' });
    await call('project.open', { projectId });
    expect((await call('store.doctor', {})).ok).toBe(true);
    expect(readdirSync(join(path, '..')).filter((name) => name.includes('.damaged-'))).toHaveLength(1);
  });

  test('a broken template is reported and left out', async () => {
    const { must, reports } = newService({ templates: () => [{ id: 'broken' }] });
    expect((await must('app.state', {})).templates).toEqual([]);
    expect(reports).toMatchObject([{ id: 'template.invalid', params: { template: 'broken', place: 'name' } }]);
  });

  test('a rebuild of sound tables finds nothing', async () => {
    const { must } = await withProject();
    expect(await must('store.rebuild', {})).toMatchObject({ ok: true, findings: [] });
  });
});
