import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Decision, OpenConflict } from '../../../src/model/exchange-result.ts';
import { newService, type ScratchService } from '../service/scratch-service.ts';
import { scratchFolder } from '../store/scratch-store.ts';

let kim: ScratchService;
let bo: ScratchService;
let projectId = '';

/** Sends all that one copy holds to the other, as a file. */
const carry = async (from: ScratchService, to: ScratchService): Promise<void> => {
  const { token: sent } = await from.must('exchange.send', { projectIds: [projectId], kind: 'full' });
  const { path, name } = from.files.get(sent)!;
  const copy = join(scratchFolder(), name);
  copyFileSync(path, copy);
  const token = `from ${sent} ${to.files.size}`;
  to.files.set(token, { path: copy, name });
  await to.must('exchange.preview', { token });
  await to.must('exchange.apply', { token, confirmed: true });
};

const meet = async (): Promise<void> => {
  await carry(kim, bo);
  await carry(bo, kim);
};

const run = ({ must }: ScratchService, commandId: string, input: unknown) =>
  must('command.run', { projectId, commandId, input });
const listed = ({ must }: ScratchService): Promise<readonly OpenConflict[]> => must('conflict.list', { projectId });
const settle = (who: ScratchService, ...decisions: Decision[]) => run(who, 'conflict.settle', { decisions });
const tasks = async ({ must }: ScratchService) => (await must('project.open', { projectId })).rows.task;
const taskOf = async (who: ScratchService, id: string) => (await tasks(who)).find((task) => task.id === id);
const hash = async ({ must }: ScratchService): Promise<string> =>
  (await must('exchange.overview', { projectId })).stateHash;
const side = (conflict: OpenConflict, at: (value: OpenConflict['sides'][number]) => boolean): Decision =>
  conflict.sides.find(at)!.decision;

const add = async (who: ScratchService, name: string): Promise<string> => {
  const before = new Set((await tasks(who)).map(({ id }) => id));
  await run(who, 'task.add', { name, afterId: null });
  return (await tasks(who)).find(({ id }) => !before.has(id))!.id;
};

/** Nothing is left to decide on either copy, and both hold the same. */
const expectAgreed = async (): Promise<void> => {
  await meet();
  expect(await listed(kim)).toEqual([]);
  expect(await listed(bo)).toEqual([]);
  expect(await hash(kim)).toBe(await hash(bo));
};

beforeEach(async () => {
  kim = newService({ person: 'Kim' });
  bo = newService({ person: 'Bo' });
  projectId = (await kim.must('project.create', { template: 'tender-plain' })).projectId;
  await carry(kim, bo);
});

afterEach(async () => {
  await Promise.all([kim, bo].map(({ service }) => service.close()));
});

describe('conflicts between two copies', () => {
  test('one value each: base, both sides, who and when; what one settles is settled for both', async () => {
    const { id, name: base } = (await tasks(kim))[0]!;
    await run(kim, 'task.rename', { id, name: 'Hos Kim' });
    await run(bo, 'task.rename', { id, name: 'Hos Bo' });
    expect(await listed(kim)).toEqual([]);
    await meet();
    const [conflict, ...others] = await listed(kim);
    expect(others).toEqual([]);
    expect(conflict).toMatchObject({ kind: 'value', cell: 'name', taskId: id, base: { value: base }, isMine: true });
    const told = conflict!.sides.map(({ value, authors, isShown }) => ({
      value,
      who: authors.map(({ person, isMine }) => `${person} ${isMine}`),
      isShown,
    }));
    expect(told).toHaveLength(2);
    expect(told).toContainEqual(expect.objectContaining({ value: 'Hos Kim', who: ['Kim true'] }));
    expect(told).toContainEqual(expect.objectContaining({ value: 'Hos Bo', who: ['Bo false'] }));
    expect(told.find(({ isShown }) => isShown)!.value).toBe((await taskOf(kim, id))!.name);
    expect(conflict!.sides.every(({ authors }) => authors[0]!.wallMs > 0)).toBe(true);
    // Which of the two was shown is arbitrary; either can be chosen.
    for (const value of ['Hos Kim', 'Hos Bo']) expect(conflict!.sides.map((one) => one.value)).toContain(value);
    await settle(
      kim,
      side(conflict!, ({ isShown }) => isShown),
    );
    expect(await listed(kim)).toEqual([]);
    expect(await listed(bo)).toHaveLength(1);
    await expectAgreed();
  });

  test('another value than either; taken back it is the one that was shown, and nothing comes up again', async () => {
    const { id } = (await tasks(kim))[0]!;
    await run(kim, 'task.rename', { id, name: 'Hos Kim' });
    await run(bo, 'task.rename', { id, name: 'Hos Bo' });
    await meet();
    const shown = (await taskOf(kim, id))!.name;
    await settle(kim, { do: 'set', entity: 'task', id, cell: 'name', value: 'Noget tredje' });
    expect((await taskOf(kim, id))!.name).toBe('Noget tredje');
    await kim.must('history.undo', { projectId });
    expect((await taskOf(kim, id))!.name).toBe(shown);
    await kim.must('history.redo', { projectId });
    await expectAgreed();
    expect((await taskOf(bo, id))!.name).toBe('Noget tredje');
  });

  test('settled alike on both sides there is none; settled apart there is one again', async () => {
    const { id } = (await tasks(kim))[0]!;
    await run(kim, 'task.rename', { id, name: 'Hos Kim' });
    await run(bo, 'task.rename', { id, name: 'Hos Bo' });
    await meet();
    const value = 'Det, vi blev enige om';
    for (const who of [kim, bo]) await settle(who, { do: 'set', entity: 'task', id, cell: 'name', value });
    await expectAgreed();
    await settle(kim, { do: 'set', entity: 'task', id, cell: 'name', value: 'A' });
    await settle(bo, { do: 'set', entity: 'task', id, cell: 'name', value: 'B' });
    await meet();
    expect(await listed(bo)).toMatchObject([{ kind: 'value', base: { value } }]);
  });

  test.each(['keep', 'delete'] as const)('edited here and deleted there: %s', async (what) => {
    const id = await add(kim, 'Omstridt');
    await carry(kim, bo);
    await run(kim, 'task.rename', { id, name: 'Omstridt og ændret' });
    await run(bo, 'task.delete', { ids: [id] });
    await meet();
    const [conflict] = await listed(bo);
    expect(conflict).toMatchObject({ kind: 'edit-delete', rowId: id, taskLabel: 'Omstridt og ændret' });
    const [keep, gone] = conflict!.sides;
    expect(keep).toMatchObject({ cells: ['name'], isShown: true, authors: [{ person: 'Kim' }] });
    expect(gone).toMatchObject({ isShown: false, authors: [{ person: 'Bo', isMine: true }] });
    await settle(
      bo,
      side(conflict!, ({ decision }) => decision.do === what),
    );
    await expectAgreed();
    expect((await taskOf(kim, id)) !== undefined).toBe(what === 'keep');
  });

  test.each(['keep', 'delete'] as const)('deleted while somebody put something below it: %s', async (what) => {
    const id = await add(kim, 'Overopgave');
    const child = await add(kim, 'Underopgave');
    await carry(kim, bo);
    const order = (await taskOf(kim, child))!.place.order;
    await settle(kim, { do: 'set', entity: 'task', id: child, cell: 'place', value: { parent: id, order } });
    await run(bo, 'task.delete', { ids: [id] });
    await meet();
    const conflict = (await listed(kim)).find(({ kind }) => kind === 'kept-parent');
    expect(conflict).toMatchObject({ rowId: id });
    await settle(
      kim,
      side(conflict!, ({ decision }) => decision.do === what),
    );
    await expectAgreed();
    expect((await taskOf(bo, id)) !== undefined).toBe(what === 'keep');
    expect((await taskOf(bo, child)) !== undefined).toBe(what === 'keep');
  });

  test('moved under two parents: either can be chosen', async () => {
    const [a, b, id] = [await add(kim, 'A'), await add(kim, 'B'), await add(kim, 'Flyttes')];
    await carry(kim, bo);
    const move = (parent: string): Decision => ({
      do: 'set',
      entity: 'task',
      id,
      cell: 'place',
      value: { parent, order: 'a0' },
    });
    await settle(kim, move(a!));
    await settle(bo, move(b!));
    await meet();
    const [conflict] = await listed(kim);
    expect(conflict).toMatchObject({ kind: 'place', rowId: id });
    const hidden = conflict!.sides.find(({ isShown }) => !isShown)!;
    await settle(kim, hidden.decision);
    await expectAgreed();
    expect((await taskOf(bo, id))!.place).toEqual(hidden.value);
  });

  test.each(['stays', 'changes places'])('moved into each other: the one left out %s', async (how) => {
    const [a, b] = [await add(kim, 'A'), await add(kim, 'B')];
    await carry(kim, bo);
    const move = (id: string, parent: string): Decision => ({
      do: 'set',
      entity: 'task',
      id,
      cell: 'place',
      value: { parent, order: 'a0' },
    });
    await settle(kim, move(a, b));
    await settle(bo, move(b, a));
    await meet();
    const [conflict] = await listed(bo);
    expect(conflict!.kind).toBe('cycle');
    expect(conflict!.sides).toHaveLength(2);
    const chosen = conflict!.sides.find(({ isShown }) => isShown === (how === 'stays'))!;
    await settle(bo, chosen.decision);
    await expectAgreed();
    const { parent } = chosen.value as { parent: string | null };
    expect((await taskOf(kim, conflict!.rowId))!.place.parent).toBe(parent);
    expect(await kim.must('store.doctor', {})).toMatchObject({ ok: true });
  });

  test('links in a ring: the one left out can be removed', async () => {
    const [a, b] = [await add(kim, 'A'), await add(kim, 'B')];
    await carry(kim, bo);
    await run(kim, 'link.add', { predecessorId: a, successorId: b, type: 'FS' });
    await run(bo, 'link.add', { predecessorId: b, successorId: a, type: 'FS' });
    await meet();
    const [conflict, ...others] = await listed(kim);
    expect(others).toEqual([]);
    expect(conflict).toMatchObject({ kind: 'link-cycle', entity: 'link' });
    expect(conflict!.label).toMatch(/A → B|B → A/);
    await settle(kim, conflict!.sides[0]!.decision);
    await expectAgreed();
  });

  test('several are settled as one change, or none of them', async () => {
    const [first, second] = (await tasks(kim)).slice(0, 2);
    for (const { id } of [first!, second!]) {
      await run(kim, 'task.rename', { id, name: `Kim ${id}` });
      await run(bo, 'task.rename', { id, name: `Bo ${id}` });
    }
    await meet();
    const conflicts = await listed(kim);
    expect(conflicts).toHaveLength(2);
    const decisions = conflicts.map((conflict) => side(conflict, ({ authors }) => authors[0]!.isMine));
    const unknown: Decision = { do: 'keep', entity: 'task', id: 'ukendt' };
    const bad: Decision = { do: 'set', entity: 'task', id: first!.id, cell: 'percentComplete', value: 500 };
    const input = (wrong: Decision) => ({ decisions: [...decisions, wrong] });
    expect(await kim.fails('command.run', { projectId, commandId: 'conflict.settle', input: input(unknown) })).toBe(
      'row.unknown',
    );
    expect(await kim.fails('command.run', { projectId, commandId: 'conflict.settle', input: input(bad) })).toBe(
      'cell.invalid',
    );
    expect(await listed(kim)).toHaveLength(2);
    await settle(kim, ...decisions);
    await expectAgreed();
    expect((await taskOf(bo, first!.id))!.name).toBe(`Kim ${first!.id}`);
  });

  test('there is none in a project that is not held', async () => {
    expect(await kim.fails('conflict.list', { projectId: 'ukendt' })).toBe('project.unknown');
  });
});
