import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { encodePayload } from '../../../main/exchange/codec.ts';
import type { Diagnosis } from '../../../main/exchange/diagnosis.ts';
import { SCHEMA_VERSION } from '../../../src/model/schema.ts';
import type { ChangeSet, Op } from '../../../src/sync/change-set.ts';
import { newService, type ScratchService } from '../service/scratch-service.ts';
import { mustOpen, scratchFolder } from '../store/scratch-store.ts';
import { fileOf, sealed, spaceOf } from './files.ts';

const set = (entity: string, id: string, cell: string, value: unknown): Op =>
  ({ kind: 'set', entity, id, cell, value }) as Op;

const create = async ({ must }: ScratchService): Promise<string> =>
  (await must('project.create', { template: 'tender-plain' })).projectId;

/** Gives one service the file that another made. */
const carry = async (from: ScratchService, to: ScratchService, token: string): Promise<string> => {
  const { path, name } = from.files.get(token)!;
  const copy = join(scratchFolder(), name);
  copyFileSync(path, copy);
  const taken = `from ${token} ${to.files.size}`;
  to.files.set(taken, { path: copy, name });
  return taken;
};

const hold = (to: ScratchService, bytes: Uint8Array, name = 'plan.udbudsplan'): string => {
  const path = join(scratchFolder(), name);
  writeFileSync(path, bytes);
  const token = `made ${to.files.size}`;
  to.files.set(token, { path, name });
  return token;
};

const send = async (
  from: ScratchService,
  to: ScratchService,
  projectId: string,
  more: object = {},
): Promise<string> => {
  const file = await from.must('exchange.send', { projectIds: [projectId], kind: 'full', ...more });
  return carry(from, to, file.token);
};

const namesOf = async ({ must }: ScratchService, projectId: string): Promise<string[]> =>
  (await must('project.open', { projectId })).rows.task.map(({ name }) => name).sort();

const firstTask = async ({ must }: ScratchService, projectId: string) =>
  (await must('project.open', { projectId })).rows.task[0]!;

const rename = async ({ must }: ScratchService, projectId: string, id: string, name: string): Promise<void> => {
  await must('command.run', { projectId, commandId: 'task.rename', input: { id, name } });
};

describe('a plan between two copies', () => {
  test('previewed, taken in, told, undone as one step and made again', async () => {
    const [kim, bo] = [newService(), newService()];
    const projectId = await create(kim);
    await bo.must('exchange.apply', {
      token: (await previewed(bo, await send(kim, bo, projectId))).token,
      confirmed: true,
    });
    const task = await firstTask(kim, projectId);
    await rename(kim, projectId, task.id, 'Hos Kim');
    // Whose name of the first is shown is arbitrary; this one comes with the import in any case.
    const second = (await kim.must('project.open', { projectId })).rows.task[1]!;
    await rename(kim, projectId, second.id, 'Også hos Kim');
    await rename(bo, projectId, task.id, 'Hos Bo');
    const before = await namesOf(bo, projectId);
    const preview = await previewed(bo, await send(kim, bo, projectId));
    expect(preview).toMatchObject({ kind: 'full', sender: { person: 'Kim', trust: 'known' }, asks: false });
    expect(preview.spaces[0]).toMatchObject({
      isNew: false,
      conflicts: [{ kind: 'value', rowId: task.id, cell: 'name' }],
    });
    expect(await namesOf(bo, projectId)).toEqual(before);
    const report = await bo.must('exchange.apply', { token: preview.token, confirmed: false });
    expect(report.backup).toMatch(/import/);
    expect(bo.events.at(-2)).toMatchObject({ event: 'changes', source: 'import' });
    expect(await bo.must('exchange.report', { importId: report.importId })).toEqual(report);
    const after = await namesOf(bo, projectId);
    await bo.must('history.undo', { projectId });
    expect(await namesOf(bo, projectId)).toEqual(before);
    await bo.must('history.redo', { projectId });
    expect(await namesOf(bo, projectId)).toEqual(after);
    expect(await bo.must('store.doctor', {})).toMatchObject({ ok: true });
    await Promise.all([kim, bo].map(({ service }) => service.close()));
  });

  test('a delta after a receipt carries only what is missing', async () => {
    const [kim, bo] = [newService(), newService()];
    const projectId = await create(kim);
    await take(bo, await send(kim, bo, projectId));
    await take(kim, await send(bo, kim, projectId, { kind: 'receipt' }));
    const task = await firstTask(kim, projectId);
    await rename(kim, projectId, task.id, 'Én ændring');
    const { peers } = await kim.must('exchange.overview', { projectId });
    expect(peers).toMatchObject([{ lacks: 1, state: 'active' }]);
    const delta = await kim.must('exchange.send', { projectIds: [projectId], kind: 'delta', since: peers[0]!.replica });
    expect(delta.changeSets).toBe(1);
    await take(bo, await carry(kim, bo, delta.token));
    expect((await firstTask(bo, projectId)).name).toBe('Én ændring');
    expect((await kim.must('exchange.overview', { projectId })).stateHash).toBe(
      (await bo.must('exchange.overview', { projectId })).stateHash,
    );
    await Promise.all([kim, bo].map(({ service }) => service.close()));
  });

  test('a key that is none is refused before anything is written', async () => {
    const kim = newService();
    const projectId = await create(kim);
    const lock = { recipients: [`age1${'q'.repeat(58)}`] };
    expect(await kim.fails('exchange.send', { projectIds: [projectId], kind: 'full', lock })).toBe(
      'exchange.bad-recipient',
    );
    await kim.service.close();
  });

  test('a snapshot is a project of its own, without what happened before', async () => {
    const [kim, bo] = [newService(), newService()];
    const projectId = await create(kim);
    const task = await firstTask(kim, projectId);
    await rename(kim, projectId, task.id, 'Hemmeligt udkast');
    await rename(kim, projectId, task.id, 'Endeligt navn');
    const report = await take(bo, await send(kim, bo, projectId, { kind: 'snapshot' }));
    const made = report.spaces[0]!.id;
    expect(made).not.toBe(projectId);
    expect(await namesOf(bo, made)).toEqual(await namesOf(kim, projectId));
    expect((await bo.must('history.list', { projectId: made, limit: 10 })).lines).toHaveLength(1);
    await Promise.all([kim, bo].map(({ service }) => service.close()));
  });

  test('more than 20 rows or 10 % may go only when a person says so', async () => {
    const [kim, bo] = [newService(), newService()];
    const projectId = await create(kim);
    await take(bo, await send(kim, bo, projectId));
    const { rows } = await kim.must('project.open', { projectId });
    const tops = rows.task.filter(({ place }) => place.parent === null).map(({ id }) => id);
    await kim.must('command.run', { projectId, commandId: 'task.delete', input: { ids: tops } });
    const preview = await previewed(bo, await send(kim, bo, projectId));
    expect(preview.asks).toBe(true);
    expect(await bo.fails('exchange.apply', { token: preview.token, confirmed: false })).toBe('exchange.asks');
    expect(await namesOf(bo, projectId)).toHaveLength(rows.task.length);
    await bo.must('exchange.apply', { token: preview.token, confirmed: true });
    expect(await namesOf(bo, projectId)).toEqual([]);
    await Promise.all([kim, bo].map(({ service }) => service.close()));
  });

  test('what is done between preview and apply is not lost, and the report tells the plan as it was then', async () => {
    const [kim, bo] = [newService(), newService()];
    const projectId = await create(kim);
    await take(bo, await send(kim, bo, projectId));
    const task = await firstTask(kim, projectId);
    await rename(kim, projectId, task.id, 'Hos Kim');
    const preview = await previewed(bo, await send(kim, bo, projectId));
    expect(preview.spaces[0]!.conflicts).toEqual([]);
    await rename(bo, projectId, task.id, 'Imens');
    const report = await bo.must('exchange.apply', { token: preview.token, confirmed: false });
    expect(report.spaces[0]!.conflicts).toMatchObject([{ kind: 'value', cell: 'name' }]);
    await Promise.all([kim, bo].map(({ service }) => service.close()));
  });
});

const previewed = (to: ScratchService, token: string) => to.must('exchange.preview', { token });

const take = async (to: ScratchService, token: string) => {
  await previewed(to, token);
  return to.must('exchange.apply', { token, confirmed: true });
};

const made = async (held: readonly ChangeSet[], from = {}, more = {}): Promise<Uint8Array> => {
  const done = await encodePayload(fileOf([spaceOf(held, from)], { sender: { replica: 'a', person: 'Mia' }, ...more }));
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return done.value;
};

const founded = (): ChangeSet[] => [
  sealed([], 'a', [
    set('project', 'space', 'name', 'Fælles'),
    set('task', 't1', 'name', 'Ét'),
    set('task', 't2', 'name', 'To'),
  ]),
];

describe('what cannot be taken at once', () => {
  test('waits for what is missing, is told, and comes when the rest is there', async () => {
    const bo = newService();
    const first = founded();
    const all = [...first];
    all.push(sealed(all, 'a', [set('task', 't1', 'name', 'Ét nyt')]));
    all.push(sealed(all, 'a', [set('task', 't2', 'name', 'To nyt')]));
    await take(bo, hold(bo, await made(first)));
    const late = await take(bo, hold(bo, await made(all, { a: 2 })));
    expect(late.spaces[0]!.waiting).toMatchObject([
      { seq: 3, reason: 'missing', missing: [{ replica: 'a', fromSeq: 2, toSeq: 2 }] },
    ]);
    expect((await bo.must('exchange.overview', { projectId: 'space' })).waiting).toHaveLength(1);
    await take(bo, hold(bo, await made(all)));
    expect((await bo.must('exchange.overview', { projectId: 'space' })).waiting).toEqual([]);
    expect(await namesOf(bo, 'space')).toEqual(['To nyt', 'Ét nyt']);
    await bo.service.close();
  });

  test('what needs a newer program waits with all that builds on it; the rest is taken', async () => {
    const bo = newService();
    const all = founded();
    all.push(sealed(all, 'b', [set('task', 't1', 'name', 'Fra b')]));
    all.push(sealed(all.slice(0, 1), 'c', [set('task', 't2', 'name', 'Fra fremtiden')], { minReader: 2 }));
    all.push(sealed(all, 'd', [set('task', 't2', 'name', 'Bygger på den')]));
    const report = await take(bo, hold(bo, await made(all)));
    expect(report.spaces[0]!.waiting.map(({ replica, reason }) => [replica, reason])).toEqual([
      ['d', 'missing'],
      ['c', 'min-reader'],
    ]);
    expect(await namesOf(bo, 'space')).toEqual(['Fra b', 'To']);
    await bo.service.close();
  });

  test('entities and cells of a newer schema are kept, told and sent on', async () => {
    const [bo, eva] = [newService(), newService()];
    const all = founded();
    const future = [
      set('task', 't1', 'mood', 'glad'),
      set('risk', 'r1', 'name', 'Forsinkelse'),
      set('task', 't1', 'name', 'Nyt'),
    ];
    all.push(sealed(all, 'a', future, { schemaVersion: 9 }));
    const report = await take(bo, hold(bo, await made(all, {}, { schema: 9 })));
    expect(report.spaces[0]).toMatchObject({ newer: 1, taken: 2, waiting: [] });
    expect(await namesOf(bo, 'space')).toEqual(['Nyt', 'To']);
    expect(await bo.must('store.doctor', {})).toMatchObject({ ok: true });
    await take(eva, await send(bo, eva, 'space'));
    await Promise.all([bo, eva].map(({ service }) => service.close()));
    const [one, two] = [mustOpen(bo.path), mustOpen(eva.path)];
    expect(two.changeSets('space').map(({ hash }) => hash)).toEqual(all.map(({ hash }) => hash));
    expect(one.changeSets('space')).toEqual(two.changeSets('space'));
    one.close();
    two.close();
  });

  test('a second branch of a copy is set aside, and both are told', async () => {
    const bo = newService();
    const one = founded();
    const mine = [...one, sealed(one, 'a', [set('task', 't1', 'name', 'Første gren')])];
    const other = [...one, sealed(one, 'a', [set('task', 't1', 'name', 'Anden gren')])];
    await take(bo, hold(bo, await made(mine)));
    const report = await take(bo, hold(bo, await made(other)));
    expect(report.spaces[0]!.waiting).toMatchObject([{ replica: 'a', seq: 2, reason: 'fork' }]);
    expect(await namesOf(bo, 'space')).toEqual(['Første gren', 'To']);
    expect((await bo.must('exchange.overview', { projectId: 'space' })).peers).toMatchObject([
      { replica: 'a', state: 'forked' },
    ]);
    await bo.service.close();
  });

  test('counters that would use up all numbers, and states that differ, refuse the whole file', async () => {
    const bo = newService();
    const one = founded();
    const leap = [...one, sealed(one, 'b', [set('task', 't1', 'name', 'x')], { lamport: 20_000_000 })];
    expect(await bo.fails('exchange.preview', { token: hold(bo, await made(leap)) })).toBe('sync.badLamport');
    const wrong = await encodePayload(fileOf([{ ...spaceOf(one), state: 'f'.repeat(64) }]));
    if (!wrong.ok) throw new Error(wrong.error.id);
    const token = hold(bo, wrong.value);
    await previewed(bo, token);
    expect(await bo.fails('exchange.apply', { token, confirmed: true })).toBe('exchange.state-differs');
    expect((await bo.must('app.state', {})).projects).toEqual([]);
    await bo.service.close();
  });

  test('a state that differs leaves a file that says where to look, without a word of the plan', async () => {
    const bo = newService();
    const one = founded();
    await take(bo, hold(bo, await made(one)));
    await bo.service.close();
    // The tables of this copy are not what its log says, which nobody has noticed yet.
    const db = new BetterSqlite(bo.path);
    db.prepare(`UPDATE cell_head SET value = '"Forvansket"' WHERE row_id = 't1' AND cell = 'name'`).run();
    db.close();
    const again = newService({ path: bo.path });
    const two = [...one, sealed(one, 'a', [set('task', 't2', 'name', 'Ny titel')])];
    const payload = await made(two);
    const token = hold(again, payload);
    await previewed(again, token);
    const answer = await again.service.call('exchange.apply', { token, confirmed: true });
    if (answer.ok) throw new Error('taken in');
    expect(answer.error).toMatchObject({ id: 'exchange.state-differs', params: { project: 'Fælles plan' } });
    const { path, name } = again.files.get(String(answer.error.params.diagnosis))!;
    expect(answer.error.params.diagnosisName).toBe(name);
    const text = readFileSync(path, 'utf8');
    const told = JSON.parse(text) as Diagnosis;
    expect(told).toMatchObject({
      diagnosis: 1,
      app: '1.2.3',
      schema: SCHEMA_VERSION,
      space: 'space',
      file: { hash: createHash('sha256').update(payload).digest('hex'), kind: 'full', sender: 'a' },
      here: { before: { a: 1 }, after: { a: 2 } },
      claims: [{ to: { a: 2 }, state: spaceOf(two).state }],
      differ: { task: { onlyInTables: [], onlyInMerge: [], other: ['t1'] } },
    });
    expect(Object.keys(told.differ)).toEqual(['task']);
    // Sender and merge agree; it is the tables here that are wrong.
    expect(told.here.merged).toBe(told.claims[0]!.state);
    expect(told.here.tables).not.toBe(told.here.merged);
    expect(Object.keys(told.rows.task!).sort()).toEqual(['t1', 't2']);
    for (const word of ['Forvansket', 'Ny titel', 'Fælles plan', 'Kim', 'Person a', 'To'])
      expect(text).not.toContain(`"${word}`);
    await again.service.close();
  });
});

describe('copies of a database', () => {
  test('one put back by hand, behind what was sent, writes under another id', async () => {
    const kim = newService();
    const projectId = await create(kim);
    await kim.service.close();
    const old = join(scratchFolder(), 'old.db');
    copyFileSync(kim.path, old);
    const again = newService({ path: kim.path });
    const task = await firstTask(again, projectId);
    await rename(again, projectId, task.id, 'Sendt');
    const sent = await again.must('exchange.send', { projectIds: [projectId], kind: 'full' });
    const { path: file } = again.files.get(sent.token)!;
    const kept = join(scratchFolder(), 'sent.udbudsplan');
    copyFileSync(file, kept);
    await again.service.close();
    copyFileSync(old, kim.path);
    const back = newService({ path: kim.path });
    await rename(back, projectId, task.id, 'Efter');
    back.files.set('sent', { path: kept, name: 'sent.udbudsplan' });
    const report = await take(back, 'sent');
    expect(report.spaces[0]).toMatchObject({ taken: 1, waiting: [], conflicts: [{ kind: 'value' }] });
    await back.service.close();
    const store = mustOpen(kim.path);
    const names = store.changeSets(projectId).map(({ replica, seq }) => `${replica} ${seq}`);
    expect(new Set(names).size).toBe(3);
    store.close();
  });
});
