import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableJob } from '../../../main/service/service-deps.ts';
import { type CallInput, type CallOutputs, planOver } from '../../../src/api.ts';
import type { HistoryPoint } from '../../../src/model/history-result.ts';
import { outlineOf } from '../../../src/model/outline.ts';
import { emptyRows } from '../../../src/model/plan.ts';
import { ok } from '../../../src/result.ts';
import { scratchFolder } from '../store/scratch-store.ts';
import { newService, type ScratchService } from './scratch-service.ts';

const NOW: HistoryPoint = { kind: 'now' };
const opened: ScratchService[] = [];

const service = (more: Parameters<typeof newService>[0] = {}): ScratchService => {
  const made = newService(more);
  opened.push(made);
  return made;
};

afterAll(() => Promise.all(opened.map((each) => each.service.close())));

/** A project with what tests need at hand. */
const planIn = async (at: ScratchService, template = 'tender-plain') => {
  const { projectId } = await at.must('project.create', { template });
  const run = (commandId: string, input: unknown) => at.must('command.run', { projectId, commandId, input });
  const rows = async () => (await at.must('project.open', { projectId })).rows;
  const list = (more: Partial<CallInput<'history.list'>> = {}) =>
    at.must('history.list', { projectId, limit: 50, ...more });
  const compare = (since: HistoryPoint, until: HistoryPoint = NOW) =>
    at.must('history.compare', { projectId, since, until });
  const addTask = async (name: string): Promise<string> => (await run('task.add', { name })).select[0]!;
  return { projectId, run, rows, list, compare, addTask, must: at.must, fails: at.fails };
};

type OpenPlan = Awaited<ReturnType<typeof planIn>>;

const duration = (days: number) => ({ minutes: days * 480, unit: 'day', elapsed: false, estimated: false });

/** Rows as plain values, so that two states can be compared whole. */
const everything = async ({ rows }: OpenPlan): Promise<unknown> => {
  const all = await rows();
  return Object.fromEntries(
    Object.entries(all).map(([entity, list]) => [entity, [...list].sort((a, b) => (a.id < b.id ? -1 : 1))]),
  );
};

const send = async (from: ScratchService, to: ScratchService, projectId: string) => {
  const file = await from.must('exchange.send', { projectIds: [projectId], kind: 'full' });
  const { path, name } = from.files.get(file.token)!;
  const copy = join(scratchFolder(), name);
  copyFileSync(path, copy);
  const token = `from ${file.token} ${to.files.size}`;
  to.files.set(token, { path: copy, name });
  await to.must('exchange.preview', { token });
  return to.must('exchange.apply', { token, confirmed: true });
};

describe('the history of a plan', () => {
  let at: ScratchService;
  let plan: OpenPlan;
  let task: string;
  beforeAll(async () => {
    at = service();
    plan = await planIn(at);
    task = await plan.addTask('Ærø Kommunes bilag');
    await plan.run('task.rename', { id: task, name: 'Bilag' });
    await plan.run('task.setDuration', { id: task, duration: duration(3) });
  });

  test('tells each change with the former and the new value, the newest first', async () => {
    const { lines, people } = await plan.list();
    expect(people).toEqual(['Kim']);
    expect(lines.map(({ command }) => command)).toEqual([
      'task.setDuration',
      'task.rename',
      'task.add',
      'project.create',
    ]);
    expect(lines[1]).toMatchObject({
      person: 'Kim',
      rest: 0,
      changes: [
        {
          entity: 'task',
          id: task,
          label: 'Bilag',
          fate: 'changed',
          cells: [{ cell: 'name', before: 'Ærø Kommunes bilag', after: 'Bilag' }],
        },
      ],
    });
    // What nobody had set was what every new task has.
    expect(lines[0]!.changes[0]!.cells[0]).toMatchObject({
      cell: 'duration',
      before: { minutes: 480 },
      after: { minutes: 1440 },
    });
    expect(lines[2]!.changes[0]).toMatchObject({ fate: 'added', id: task });
    expect(lines[3]!.rest).toBeGreaterThan(100);
  });

  test('comes by pages that meet, and tells one change whole', async () => {
    const first = await plan.list({ limit: 3 });
    const second = await plan.list({ limit: 3, before: first.next! });
    expect([...first.lines, ...second.lines]).toEqual((await plan.list()).lines);
    expect(second.next).toBeNull();
    const number = second.lines[0]!.number;
    const whole = await plan.must('history.entry', { projectId: plan.projectId, number });
    expect(whole.next).toBeNull();
    expect(whole.changes.length).toBeGreaterThan(20);
    expect(whole.changes.every(({ fate }) => fate === 'added')).toBe(true);
    expect(await plan.fails('history.entry', { projectId: plan.projectId, number: 9999 })).toBe('history.no-point');
  });

  test.each<[string, Partial<CallInput<'history.list'>>, string[]]>([
    ['a person', { person: 'Kim' }, ['task.setDuration', 'task.rename', 'task.add', 'project.create']],
    ['nobody known', { person: 'Bo' }, []],
    ['a value in other letters', { text: 'MUNES BIL' }, ['task.setDuration', 'task.rename', 'task.add']],
    ['what a row was once called', { text: 'ærø' }, ['task.setDuration', 'task.rename', 'task.add']],
    ['a command by its title', { text: 'nothing like it', commands: ['task.rename'] }, ['task.rename']],
    ['a kind of thing', { entities: ['gate'] }, ['project.create']],
    ['a time to come', { fromMs: Date.now() + 60_000 }, []],
    ['a time that is past', { toMs: Date.now() - 60_000 }, []],
    [
      'this minute',
      { fromMs: Date.now() - 60_000, toMs: Date.now() + 60_000, entities: ['party', 'link'] },
      ['project.create'],
    ],
  ])('by %s', async (_what, filter, commands) => {
    const { lines } = await plan.list(filter);
    expect(lines.map(({ command }) => command)).toEqual(commands);
  });

  test('of a row and of a cell', async () => {
    const about = { entity: 'task' as const, id: task, cells: null };
    expect((await plan.list({ about })).lines.map(({ command }) => command)).toEqual([
      'task.setDuration',
      'task.rename',
      'task.add',
    ]);
    const ofName = await plan.list({ about: { ...about, cells: ['name'] } });
    expect(ofName.lines.map(({ changes }) => changes.map(({ cells }) => cells.map(({ after }) => after)))).toEqual([
      [['Bilag']],
      [['Ærø Kommunes bilag']],
    ]);
  });

  test('goes on through undo, each step with its own former values', async () => {
    await plan.must('history.undo', { projectId: plan.projectId });
    const [undone] = (await plan.list({ limit: 1 })).lines;
    expect(undone).toMatchObject({ command: 'history.undo' });
    expect(undone!.changes[0]!.cells[0]).toMatchObject({ cell: 'duration', before: { minutes: 1440 } });
    await plan.must('history.redo', { projectId: plan.projectId });
  });
});

describe('what came from others', () => {
  test('is one line that can be opened, and a point to compare with', async () => {
    const [kim, bo] = [service(), service({ person: 'Bo' })];
    const his = await planIn(kim);
    const first = await his.addTask('Fælles');
    await send(kim, bo, his.projectId);
    const hers: OpenPlan = { ...his, ...(await sameProject(bo, his.projectId)) };
    await his.run('task.rename', { id: first, name: 'Hos Kim' });
    const second = await his.addTask('Ny hos Kim');
    await hers.addTask('Hos Bo');
    const report = await send(kim, bo, his.projectId);
    const { lines, people } = await hers.list();
    expect(people).toEqual(['Bo', 'Kim']);
    expect(lines.map(({ command, imported }) => [command, imported?.changeSets ?? 0])).toEqual([
      ['import.exchange', 2],
      ['task.add', 0],
      ['import.exchange', 2],
    ]);
    expect(lines[0]).toMatchObject({ person: 'Kim', imported: { importId: report.importId } });
    const inside = await hers.list({ importId: report.importId });
    expect(inside.lines.map(({ command }) => command)).toEqual(['task.add', 'task.rename']);
    expect(inside.lines[1]!.changes[0]!.cells).toEqual([{ cell: 'name', before: 'Fælles', after: 'Hos Kim' }]);
    const pages = await hers.list({ limit: 1 });
    expect((await hers.list({ limit: 1, before: pages.next! })).lines).toEqual(lines.slice(1, 2));
    // What she did herself before it is no part of what came.
    const since = await hers.compare({ kind: 'import', importId: report.importId });
    expect(since.changes.map(({ id, fate }) => [id, fate])).toEqual([
      [first, 'changed'],
      [second, 'added'],
    ]);
    expect(
      await hers.fails('history.compare', {
        projectId: his.projectId,
        since: { kind: 'import', importId: 99 },
        until: NOW,
      }),
    ).toBe('history.no-point');
  });

  test('a named version travels with the plan, and means the same on every copy', async () => {
    const [kim, bo] = [service(), service({ person: 'Bo' })];
    const his = await planIn(kim);
    const first = await his.addTask('Før');
    const then = await everything(his);
    await his.run('version.add', { name: 'Version 1.0 til styregruppen', description: 'Som besluttet' });
    await send(kim, bo, his.projectId);
    const hers: OpenPlan = { ...his, ...(await sameProject(bo, his.projectId)) };
    await hers.run('task.rename', { id: first, name: 'Efter' });
    const [version] = (await hers.rows()).planVersion;
    expect(version).toMatchObject({ name: 'Version 1.0 til styregruppen', description: 'Som besluttet' });
    const since = await hers.compare({ kind: 'version', id: version!.id });
    expect(since.changes.map(({ entity, fate }) => [entity, fate])).toEqual([['task', 'changed']]);
    const past = await hers.must('history.plan', {
      projectId: his.projectId,
      at: { kind: 'version', id: version!.id },
    });
    expect(sortedRows(past.rows)).toEqual(then);
    expect(
      await hers.fails('command.run', {
        projectId: his.projectId,
        commandId: 'version.add',
        input: { name: version!.name },
      }),
    ).toBe('version.exists');
    // A snapshot of the version is a plan of its own, without a past and without names for it.
    const file = await bo.must('exchange.send', {
      projectIds: [his.projectId],
      kind: 'snapshot',
      at: { kind: 'version', id: version!.id },
    });
    const { path } = bo.files.get(file.token)!;
    kim.files.set('copy', { path, name: 'copy.udbudsplan' });
    const preview = await kim.must('exchange.preview', { token: 'copy' });
    await kim.must('exchange.apply', { token: 'copy', confirmed: true });
    const founded = await kim.must('project.open', { projectId: preview.spaces[0]!.id });
    expect(founded.rows.task.map(({ name }) => name)).toContain('Før');
    expect(founded.rows.planVersion).toEqual([]);
    await hers.run('version.update', { id: version!.id, name: 'Version 1.1' });
    await hers.run('version.delete', { ids: [version!.id] });
    expect((await hers.rows()).planVersion).toEqual([]);
  });
});

const sortedRows = (rows: CallOutputs['history.plan']['rows']): unknown =>
  Object.fromEntries(
    Object.entries(rows).map(([entity, list]) => [entity, [...list].sort((a, b) => (a.id < b.id ? -1 : 1))]),
  );

const sameProject = async (at: ScratchService, projectId: string) => ({
  run: (commandId: string, input: unknown) => at.must('command.run', { projectId, commandId, input }),
  rows: async () => (await at.must('project.open', { projectId })).rows,
  list: (more: Partial<CallInput<'history.list'>> = {}) => at.must('history.list', { projectId, limit: 50, ...more }),
  compare: (since: HistoryPoint, until: HistoryPoint = NOW) => at.must('history.compare', { projectId, since, until }),
  addTask: async (name: string): Promise<string> =>
    (await at.must('command.run', { projectId, commandId: 'task.add', input: { name } })).select[0]!,
  must: at.must,
  fails: at.fails,
});

describe('the plan at a point', () => {
  test('is the one that was recorded then, for every step of a history', async () => {
    const at = service();
    const plan = await planIn(at, 'kombit-7');
    const recorded: { number: number; state: unknown }[] = [];
    const note = async () => {
      const [newest] = (await plan.list({ limit: 1 })).lines;
      recorded.push({ number: newest!.number, state: await everything(plan) });
    };
    await note();
    const some = (await plan.rows()).task.slice(4, 12).map(({ id }) => id);
    const added = await plan.addTask('Ny');
    await note();
    for (const [commandId, input] of [
      ['task.rename', { id: added, name: 'Nyere' }],
      ['task.setDuration', { id: added, duration: duration(4) }],
      ['task.delete', { ids: some.slice(0, 3) }],
      ['baseline.take', { name: 'Baseline' }],
      ['task.setProgress', { ids: [added], percent: 40 }],
      ['task.delete', { ids: [added] }],
    ] as const) {
      await plan.run(commandId, input);
      await note();
    }
    await plan.must('history.undo', { projectId: plan.projectId });
    await note();
    for (const { number, state } of recorded) {
      const past = await plan.must('history.plan', { projectId: plan.projectId, at: { kind: 'change', number } });
      expect(sortedRows(past.rows)).toEqual(state);
    }
  });

  test('can be gone back to as one change that can be undone', async () => {
    const at = service();
    const plan = await planIn(at, 'kombit-7');
    const [start] = (await plan.list({ limit: 1 })).lines;
    const point: HistoryPoint = { kind: 'change', number: start!.number };
    const before = await everything(plan);
    const all = (await plan.rows()).task.map(({ id }) => id);
    const added = await plan.addTask('Ny');
    await plan.run('task.delete', { ids: all.slice(2, 9) });
    const left = (await plan.rows()).task.filter(({ id }) => id !== added);
    await plan.run('task.rename', { id: left[3]!.id, name: 'Omdøbt' });
    const after = await everything(plan);
    const changes = (await plan.list()).lines.length;
    await plan.run('history.restorePlan', { point });
    expect(await everything(plan)).toEqual(before);
    expect((await plan.list()).lines.length).toBe(changes + 1);
    expect((await plan.compare(point)).changes).toEqual([]);
    await plan.must('history.undo', { projectId: plan.projectId });
    expect(await everything(plan)).toEqual(after);
    expect(await at.must('store.doctor', {})).toMatchObject({ ok: true });
    const beyond = {
      projectId: plan.projectId,
      commandId: 'history.restorePlan',
      input: { point: { kind: 'time', atMs: 0 } },
    };
    expect(await plan.fails('command.run', beyond)).toBe('history.no-point');
  });
});

test('a comparison with a name for its asker is as any other, and to stop what is not under way is nothing to tell', async () => {
  const plan = await planIn(service());
  const [start] = (await plan.list({ limit: 1 })).lines;
  for (let i = 0; i < 3; i++) await plan.addTask(`Ny ${i}`);
  const points = { projectId: plan.projectId, since: { kind: 'change' as const, number: start!.number }, until: NOW };
  expect(await plan.must('history.stop', { asker: 'nobody' })).toBeNull();
  const compared = await plan.must('history.compare', { ...points, asker: 'window' });
  expect(compared.counts.added).toBe(3);
  expect(await plan.must('history.stop', { asker: 'window' })).toBeNull();
});

test('tasks that were changed are told as they stand in the plan, deleted ones last as they stood', async () => {
  const plan = await planIn(service(), 'kombit-7');
  const [start] = (await plan.list({ limit: 1 })).lines;
  const { task } = await plan.rows();
  const { ids } = outlineOf(
    planOver(plan.projectId, 0, { ...emptyRows(), task: new Map(task.map((row) => [row.id, row])) }),
  );
  const parents = new Set(task.map(({ place }) => place.parent));
  const leaves = ids.filter((id) => !parents.has(id));
  for (const at of [7, 1, 12, 4]) await plan.run('task.rename', { id: leaves[at]!, name: `Ny ${at}` });
  await plan.run('task.delete', { ids: [leaves[9]!] });
  await plan.run('task.delete', { ids: [leaves[2]!] });
  const { changes } = await plan.compare({ kind: 'change', number: start!.number });
  const tasks = changes.filter(({ entity }) => entity === 'task').map(({ id }) => leaves.indexOf(id));
  expect(tasks).toEqual([1, 4, 7, 12, 2, 9]);
});

describe('what was deleted', () => {
  test('is told with the task beside which it stood: the nearest above that is left, else below', async () => {
    const plan = await planIn(service());
    const then = (await plan.list({ limit: 1 })).lines[0]!.number;
    const ids = (await plan.rows()).task.map(({ id }) => id);
    const names: string[] = [];
    for (const name of ['En', 'To', 'Tre', 'Fire']) names.push(await plan.addTask(name));
    const [, second, third] = names;
    const [newest] = (await plan.list({ limit: 1 })).lines;
    await plan.run('task.delete', { ids: [second, third] });
    const since = await plan.compare({ kind: 'change', number: newest!.number });
    expect(since.gone).toEqual([
      { name: 'To', besideId: names[0] },
      { name: 'Tre', besideId: names[0] },
    ]);
    expect((await plan.compare({ kind: 'change', number: then })).gone).toEqual([]);
    const { rows } = await plan.must('project.open', { projectId: plan.projectId });
    const tops = rows.task.filter(({ id, place }) => ids.includes(id) && place.parent === null);
    const order = (key: string) => tops.find(({ id }) => id === key)!.place.order;
    const first = tops.map(({ id }) => id).sort((a, b) => (order(a) < order(b) ? -1 : 1));
    await plan.run('task.delete', { ids: [first[0]] });
    const { gone } = await plan.compare({ kind: 'change', number: newest!.number });
    expect(gone[0]).toMatchObject({ besideId: first[1] ?? names[0] });
    await plan.run('task.delete', { ids: (await plan.rows()).task.map(({ id }) => id) });
    const all = await plan.compare({ kind: 'change', number: newest!.number });
    expect(new Set(all.gone.map(({ besideId }) => besideId))).toEqual(new Set([null]));
    expect(all.gone).toHaveLength(ids.length + names.length);
  });

  test('comes back with its links, its people and what lay below it, in one undoable change', async () => {
    const plan = await planIn(service());
    const [summary, child, other] = [
      await plan.addTask('Over'),
      await plan.addTask('Under'),
      await plan.addTask('Efter'),
    ];
    await plan.run('task.indent', { ids: [child] });
    await plan.run('link.add', { predecessorId: child, successorId: other, type: 'FS' });
    await plan.run('party.add', { id: 'bo', cells: { name: 'Bo' } });
    await plan.run('assignment.add', { taskId: child, partyId: 'bo' });
    await plan.run('note.write', { entity: 'task', id: child, text: 'Husk' });
    await plan.run('gate.add', { id: 'g', cells: { name: 'Gate', taskId: child } });
    const before = await everything(plan);
    await plan.run('task.delete', { ids: [summary] });
    const gone = await plan.rows();
    expect(gone.task.map(({ id }) => id)).not.toContain(child);
    expect(gone.gate.find(({ id }) => id === 'g')).toMatchObject({ taskId: null });
    const [line] = (await plan.list({ limit: 1 })).lines;
    expect(line!.changes.find(({ id }) => id === summary)).toMatchObject({ fate: 'deleted', label: 'Over' });
    const done = await plan.run('history.restoreRow', { entity: 'task', id: summary });
    expect([...done.select].sort()).toEqual([summary, child].sort());
    expect(await everything(plan)).toEqual(before);
    await plan.must('history.undo', { projectId: plan.projectId });
    expect((await plan.rows()).task.map(({ id }) => id)).not.toContain(summary);
    const again = { projectId: plan.projectId, commandId: 'history.restoreRow', input: { entity: 'task', id: other } };
    expect(await plan.fails('command.run', again)).toBe('history.not-deleted');
  });

  test('comes back below what is still there, and without links to what is not', async () => {
    const plan = await planIn(service());
    const [summary, child, other] = [
      await plan.addTask('Over'),
      await plan.addTask('Under'),
      await plan.addTask('Efter'),
    ];
    await plan.run('task.indent', { ids: [child] });
    await plan.run('link.add', { predecessorId: child, successorId: other, type: 'FS' });
    await plan.run('task.delete', { ids: [child, other] });
    await plan.run('task.delete', { ids: [summary] });
    await plan.run('history.restoreRow', { entity: 'task', id: child });
    const { task, link } = await plan.rows();
    expect(task.find(({ id }) => id === child)).toMatchObject({ name: 'Under', place: { parent: null } });
    expect(task.map(({ id }) => id)).not.toContain(summary);
    expect(link.filter(({ predecessorId }) => predecessorId === child)).toEqual([]);
  });

  test('a former value is put back where it can be', async () => {
    const plan = await planIn(service());
    const id = await plan.addTask('Først');
    await plan.run('task.setResponsibleName', { ids: [id], name: 'Ida' });
    const ida = (await plan.rows()).party.find(({ name }) => name === 'Ida')!.id;
    await plan.run('party.delete', { ids: [ida] });
    await plan.run('task.rename', { id, name: 'Siden' });
    const restore = { entity: 'task', id };
    await plan.run('history.restoreCell', { ...restore, cell: 'name', value: 'Først' });
    expect((await plan.rows()).task.find((row) => row.id === id)).toMatchObject({ name: 'Først', responsibleId: null });
    const { lines, names } = await plan.list({ about: { entity: 'task', id, cells: ['responsibleId'] } });
    expect(lines[0]!.changes[0]!.cells).toEqual([{ cell: 'responsibleId', before: ida, after: null }]);
    expect(names).toEqual({ [`party/${ida}`]: 'Ida' });
    const input = { ...restore, cell: 'responsibleId', value: ida };
    expect(
      await plan.fails('command.run', { projectId: plan.projectId, commandId: 'history.restoreCell', input }),
    ).toBe('history.row-gone');
    const wrong = { ...restore, cell: 'percentComplete', value: 400 };
    expect(
      await plan.fails('command.run', { projectId: plan.projectId, commandId: 'history.restoreCell', input: wrong }),
    ).toBe('cell.invalid');
  });
});

describe('what has changed since', () => {
  const documents: TableJob[] = [];
  let plan: OpenPlan;
  let first: string;
  let second: string;
  beforeAll(async () => {
    const at = service();
    plan = await planIn(at);
    first = await plan.addTask('Skriv');
    second = await plan.addTask('Hør');
    await plan.run('link.add', { predecessorId: first, successorId: second, type: 'FS' });
    await plan.run('baseline.take', { name: 'Besluttet' });
    await plan.run('task.setDuration', { id: first, duration: duration(6) });
  });

  test('a baseline: what was changed, and what moved because of it, with how much', async () => {
    const { id } = (await plan.rows()).baseline[0]!;
    const { changes, counts, moves } = await plan.compare({ kind: 'baseline', id });
    expect(changes.map((delta) => [delta.id, delta.fate, delta.cells.map(({ cell }) => cell)])).toEqual([
      [first, 'changed', ['duration']],
    ]);
    expect(counts).toEqual({ added: 0, changed: 1, moved: 0, deleted: 0 });
    const own = moves.find(({ taskId }) => taskId === first)!;
    const follows = moves.find(({ taskId }) => taskId === second)!;
    expect([own.isConsequence, follows.isConsequence]).toEqual([false, true]);
    expect(follows.after.startMin - follows.before.startMin).toBeGreaterThanOrEqual(5 * 1440);
  });

  test('two points of the past, in either direction', async () => {
    const numbers = (await plan.list()).lines.map(({ number }) => number);
    const [newest, , , , oldest] = numbers.map((number): HistoryPoint => ({ kind: 'change', number }));
    const there = await plan.compare(oldest!, newest!);
    const back = await plan.compare(newest!, oldest!);
    expect(there.counts.added).toBe(back.counts.deleted);
    expect(there.counts.added).toBeGreaterThan(2);
  });

  test('on paper', async () => {
    const at = service({
      jobs: {
        printTable: async (job: TableJob) => {
          documents.push(job);
          return ok({ pages: 1 });
        },
      } as never,
    });
    const other = await planIn(at);
    const task = await other.addTask('Skriv');
    await other.run('version.add', { name: 'V1' });
    await other.run('task.rename', { id: task, name: 'Skriv bilag' });
    const [version] = (await other.rows()).planVersion;
    const made = await other.must('export.changes', {
      projectId: other.projectId,
      since: { kind: 'version', id: version!.id },
      until: NOW,
      language: 'en',
    });
    expect(made).toMatchObject({ pages: 1, name: expect.stringMatching(/Changes since V1.*\.pdf$/) });
    const { document } = documents[0]!;
    expect(document.rows).toEqual([['Task: Skriv bilag', 'Task name', 'Skriv', 'Skriv bilag']]);
    expect(document.subtitle).toMatch(/^Changes since V1, /);
  });
});
