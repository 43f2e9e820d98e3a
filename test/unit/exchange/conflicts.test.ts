import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planFolds } from '../../../renderer/views/conflicts/fold-twins.ts';
import type { Decision, OpenConflict } from '../../../src/model/exchange-result.ts';
import { patchRows, type RowChange } from '../../../src/model/plan.ts';
import { OutlinePlan } from '../model/outline-plan.ts';
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

/** What a window would make one of, tried on the plan as it is. */
const foldsAt = async (who: ScratchService) => {
  const plan = new OutlinePlan('');
  const { rows } = await who.must('project.open', { projectId });
  const changes = Object.entries(rows).flatMap(([entity, of]) => of.map((row) => ({ entity, id: row.id, row })));
  patchRows(plan.rows, changes as RowChange[]);
  return planFolds(plan, await listed(who), plan.env);
};

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

  test('two first notes of one task are one note with two texts to decide between, and one person put to it twice works there once', async () => {
    const rowsIn = async ({ must }: ScratchService) => (await must('project.open', { projectId })).rows;
    const { task, party: parties, note } = await rowsIn(kim);
    const noted = new Set(note.map(({ subject }) => subject.id));
    const { id } = task.find((one) => !noted.has(one.id))!;
    const [party] = parties;
    for (const [who, text] of [
      [kim, 'Kims note'],
      [bo, 'Bos note'],
    ] as const) {
      await run(who, 'note.write', { entity: 'task', id, text });
      await run(who, 'assignment.add', { taskId: id, partyId: party!.id });
    }
    await meet();
    expect((await rowsIn(kim)).assignment.filter(({ taskId }) => taskId === id)).toHaveLength(1);
    const [conflict, ...others] = await listed(kim);
    expect(others).toEqual([]);
    expect(conflict).toMatchObject({ kind: 'value', entity: 'note', cell: 'text', taskId: id, base: null });
    expect(conflict!.sides.map(({ value }) => value).sort()).toEqual(['Bos note', 'Kims note']);
    await settle(
      kim,
      side(conflict!, ({ value }) => value === 'Bos note'),
    );
    await expectAgreed();
    expect((await rowsIn(bo)).note.filter(({ subject }) => subject.id === id)).toMatchObject([{ text: 'Bos note' }]);
  });

  test('another value than either; taken back, the question is open again for everybody, until somebody decides anew', async () => {
    const { id, name: base } = (await tasks(kim))[0]!;
    await run(kim, 'task.rename', { id, name: 'Hos Kim' });
    await run(bo, 'task.rename', { id, name: 'Hos Bo' });
    await meet();
    const shown = (await taskOf(kim, id))!.name;
    const third: Decision = {
      do: 'set',
      entity: 'task',
      id,
      cell: 'name',
      value: 'Noget tredje',
      settles: 'value',
    };
    const told = async (who: ScratchService) =>
      (await listed(who)).map(({ kind, base: before, sides }) => ({
        kind,
        base: before?.value,
        sides: sides
          .map(({ value, isShown, authors }) => `${authors[0]!.person}: ${value}${isShown ? ' *' : ''}`)
          .sort(),
      }));
    const open = [
      {
        kind: 'value',
        base,
        sides: ['Bo: Hos Bo', 'Kim: Hos Kim'].map((text) => (text.endsWith(shown) ? `${text} *` : text)),
      },
    ];
    expect(await told(kim)).toEqual(open);
    for (let times = 0; times < 2; times++) {
      await settle(kim, third);
      expect((await taskOf(kim, id))!.name).toBe('Noget tredje');
      expect(await listed(kim)).toEqual([]);
      await kim.must('history.undo', { projectId });
      expect((await taskOf(kim, id))!.name).toBe(shown);
      expect(await told(kim)).toEqual(open);
    }
    await kim.must('history.redo', { projectId });
    expect(await listed(kim)).toEqual([]);
    await kim.must('history.undo', { projectId });
    await meet();
    expect(await told(bo)).toEqual(open);
    // Whoever writes into the field has decided, and what was decided where nothing was in question opens nothing.
    await run(bo, 'task.rename', { id, name: 'Bos sidste ord' });
    expect(await listed(bo)).toEqual([]);
    await settle(bo, third);
    await bo.must('history.undo', { projectId });
    expect(await listed(bo)).toEqual([]);
    await expectAgreed();
    expect((await taskOf(kim, id))!.name).toBe('Bos sidste ord');
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

  test('links in a circle: any of them can go, the one left out or one that counts', async () => {
    const [a, b, c] = [await add(kim, 'A'), await add(kim, 'B'), await add(kim, 'C')];
    await carry(kim, bo);
    const link = (who: ScratchService, predecessorId: string, successorId: string) =>
      run(who, 'link.add', { predecessorId, successorId, type: 'FS' });
    await link(kim, a, b);
    await link(kim, b, c);
    await link(bo, c, a);
    await meet();
    const [conflict, ...others] = await listed(kim);
    expect(others).toEqual([]);
    expect(conflict).toMatchObject({ kind: 'link-cycle', entity: 'link' });
    const links = (await kim.must('project.open', { projectId })).rows.link;
    const told = conflict!.sides.map(({ value, isShown }) => {
      const { predecessorId, successorId } = links.find(({ id }) => id === value)!;
      return { ends: [predecessorId, successorId].map((id) => 'ABC'[[a, b, c].indexOf(id!)]).join(' → '), isShown };
    });
    expect(told.map(({ isShown }) => isShown)).toEqual([false, true, true]);
    expect(told.map(({ ends }) => ends).sort()).toEqual(['A → B', 'B → C', 'C → A']);
    expect(told[0]!.ends).toBe(conflict!.label);
    // One that counts goes, and the one that was left out counts from then on; back again, it is left out as before.
    await settle(kim, conflict!.sides[1]!.decision);
    expect(await listed(kim)).toEqual([]);
    await kim.must('history.undo', { projectId });
    expect(await listed(kim)).toMatchObject([{ kind: 'link-cycle' }]);
    await settle(kim, (await listed(kim))[0]!.sides[2]!.decision);
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

  test('a row that is kept comes back with its links and people, its branch, and what pointed at it; undone, the question is open again', async () => {
    const [before, id, child, after] = [
      await add(kim, 'Før'),
      await add(kim, 'Omstridt'),
      await add(kim, 'Under'),
      await add(kim, 'Efter'),
    ];
    const order = (await taskOf(kim, child))!.place.order;
    await settle(kim, { do: 'set', entity: 'task', id: child, cell: 'place', value: { parent: id, order } });
    await run(kim, 'link.add', { predecessorId: before, successorId: child, type: 'FS' });
    await run(kim, 'link.add', { predecessorId: child, successorId: after, type: 'FS' });
    await run(kim, 'party.add', { id: 'ida', cells: { name: 'Ida' } });
    await run(kim, 'assignment.add', { taskId: child, partyId: 'ida' });
    await run(kim, 'gate.add', { id: 'port', cells: { name: 'Port', taskId: id } });
    await carry(kim, bo);
    const rowsOf = async (who: ScratchService) => {
      const { rows } = await who.must('project.open', { projectId });
      return { links: rows.link.length, people: rows.assignment.length, gate: rows.gate.find((g) => g.id === 'port') };
    };
    const whole = await rowsOf(kim);
    await run(bo, 'task.delete', { ids: [id] });
    await run(kim, 'task.rename', { id, name: 'Omstridt og ændret' });
    await meet();
    expect(await rowsOf(kim)).toMatchObject({
      links: whole.links - 2,
      people: whole.people - 1,
      gate: { taskId: null },
    });
    const [conflict] = await listed(kim);
    expect(conflict!.kind).toBe('edit-delete');
    await settle(
      kim,
      side(conflict!, ({ decision }) => decision.do === 'keep'),
    );
    expect(await listed(kim)).toEqual([]);
    expect(await rowsOf(kim)).toEqual(whole);
    expect((await taskOf(kim, child))!.place.parent).toBe(id);

    await kim.must('history.undo', { projectId });
    expect(await listed(kim)).toMatchObject([{ kind: 'edit-delete', rowId: id }]);
    expect(await taskOf(kim, child)).toBeUndefined();
    expect(await rowsOf(kim)).toMatchObject({
      links: whole.links - 2,
      people: whole.people - 1,
      gate: { taskId: null },
    });
    await kim.must('history.redo', { projectId });
    expect(await rowsOf(kim)).toEqual(whole);
    await expectAgreed();
    expect(await rowsOf(bo)).toEqual(whole);
    expect(await kim.must('store.doctor', {})).toMatchObject({ ok: true });
  });

  test.each(['keep', 'delete'] as const)(
    'to %s a row is a step of its own, and taken back the question is open again',
    async (what) => {
      const id = await add(kim, 'Omstridt');
      await carry(kim, bo);
      await run(kim, 'task.rename', { id, name: 'Ændret' });
      await run(bo, 'task.delete', { ids: [id] });
      await meet();
      const [conflict] = await listed(kim);
      await settle(
        kim,
        side(conflict!, ({ decision }) => decision.do === what),
      );
      expect((await kim.must('project.open', { projectId })).history.undo).toBe('conflict.settle');
      expect(await listed(kim)).toEqual([]);
      await kim.must('history.undo', { projectId });
      expect((await taskOf(kim, id))!.name).toBe('Ændret');
      const [again] = await listed(kim);
      expect(again).toMatchObject({ id: conflict!.id, kind: 'edit-delete', sides: [{ cells: ['name'] }, {}] });
      await meet();
      expect(await listed(bo)).toMatchObject([{ id: conflict!.id }]);
      await settle(
        bo,
        side(again!, ({ decision }) => decision.do !== what),
      );
      await expectAgreed();
      expect((await taskOf(kim, id)) === undefined).toBe(what === 'keep');
    },
  );

  test('nothing comes back that never was', async () => {
    const id = await add(kim, 'Omstridt');
    const input = (rows: unknown) => ({ decisions: [{ do: 'keep', entity: 'task', id, rows }] });
    const asked = { projectId, commandId: 'conflict.settle', input: input([{ entity: 'link', id: 'ukendt' }]) };
    expect(await kim.fails('command.run', asked)).toBe('row.unknown');
    expect((await taskOf(kim, id))!.name).toBe('Omstridt');
  });

  test('the same task added by two: one is kept and takes over what belongs to the other', async () => {
    const [before, after] = [await add(kim, 'Før'), await add(kim, 'Efter')];
    await run(kim, 'party.add', { id: 'ida', cells: { name: 'Ida' } });
    await carry(kim, bo);
    const mine = await add(kim, 'Statusmøde');
    const theirs = await add(bo, ' statusmøde');
    await run(kim, 'link.add', { predecessorId: before, successorId: mine, type: 'FS' });
    await run(bo, 'link.add', { predecessorId: before, successorId: theirs, type: 'FS' });
    await run(bo, 'link.add', { predecessorId: theirs, successorId: after, type: 'FS' });
    await run(bo, 'assignment.add', { taskId: theirs, partyId: 'ida' });
    await run(bo, 'note.add', { cells: { subject: { entity: 'task', id: theirs }, text: 'Husk kaffe' } });
    await meet();
    const [conflict, ...others] = await listed(kim);
    expect(others).toEqual([]);
    expect(conflict).toMatchObject({ kind: 'duplicate', entity: 'task', isMine: true });
    expect(conflict!.sides.map(({ decision, authors }) => [decision.do, authors[0]?.person])).toEqual(
      expect.arrayContaining([
        ['one', 'Kim'],
        ['one', 'Bo'],
        ['both', undefined],
      ]),
    );
    await settle(
      kim,
      side(conflict!, ({ decision }) => decision.do === 'one' && decision.id === mine),
    );
    const { rows } = await kim.must('project.open', { projectId });
    expect(rows.task.filter(({ name }) => /statusmøde/i.test(name)).map(({ id }) => id)).toEqual([mine]);
    const ends = rows.link.map(({ predecessorId, successorId }) => `${predecessorId} ${successorId}`);
    expect(ends.filter((pair) => pair.includes(mine)).sort()).toEqual([`${before} ${mine}`, `${mine} ${after}`].sort());
    expect(ends.some((pair) => pair.includes(theirs))).toBe(false);
    expect(rows.assignment.map(({ taskId }) => taskId)).toContain(mine);
    expect(rows.note.find(({ text }) => text === 'Husk kaffe')!.subject.id).toBe(mine);
    await kim.must('history.undo', { projectId });
    expect(await listed(kim)).toMatchObject([{ kind: 'duplicate' }]);
    await kim.must('history.redo', { projectId });
    await expectAgreed();
  });

  test('two branches made alike become one, all the way down', async () => {
    const branch = async (who: ScratchService, extra: string): Promise<string> => {
      const top = await add(who, 'Afklaring');
      for (const name of ['Spørgsmål', extra]) {
        const id = await add(who, name);
        const { order } = (await taskOf(who, id))!.place;
        await settle(who, { do: 'set', entity: 'task', id, cell: 'place', value: { parent: top, order } });
      }
      return top;
    };
    const mine = await branch(kim, 'Kun hos Kim');
    await branch(bo, 'Kun hos Bo');
    await meet();
    const [conflict] = await listed(bo);
    expect(conflict).toMatchObject({ kind: 'duplicate', label: 'Afklaring' });
    await settle(
      bo,
      side(conflict!, ({ decision }) => decision.do === 'one' && decision.id === mine),
    );
    await expectAgreed();
    const below = (await tasks(kim)).filter(({ place }) => place.parent === mine).map(({ name }) => name);
    expect(below.sort()).toEqual(['Kun hos Bo', 'Kun hos Kim', 'Spørgsmål']);
  });

  test('two that are not the same are both kept, for everybody; taken back, the question is open again', async () => {
    for (const who of [kim, bo]) await add(who, 'Møde');
    await meet();
    const [conflict] = await listed(kim);
    await settle(
      kim,
      side(conflict!, ({ decision }) => decision.do === 'both'),
    );
    expect(await listed(kim)).toEqual([]);
    await kim.must('history.undo', { projectId });
    expect(await listed(kim)).toHaveLength(1);
    await kim.must('history.redo', { projectId });
    await expectAgreed();
    expect((await tasks(bo)).filter(({ name }) => name === 'Møde')).toHaveLength(2);
  });

  test('each keeps the other one of two: both stay, and nothing is lost', async () => {
    for (const who of [kim, bo]) await add(who, 'Møde');
    await meet();
    const [conflict] = await listed(kim);
    const [first, second] = conflict!.sides;
    await settle(kim, first!.decision);
    await settle(bo, second!.decision);
    await meet();
    expect((await tasks(kim)).filter(({ name }) => name === 'Møde')).toHaveLength(2);
    expect((await listed(kim)).map(({ kind }) => kind).sort()).toEqual(['duplicate', 'edit-delete', 'edit-delete']);
    expect(await hash(kim)).toBe(await hash(bo));
  });

  test('all that was added twice becomes one at once: each decision sees what those before it did', async () => {
    const mia = newService({ person: 'Mia' });
    await carry(kim, mia);
    const before = await add(kim, 'Før');
    await carry(kim, bo);
    await carry(kim, mia);
    for (const who of [kim, bo, mia]) {
      const id = await add(who, 'Statusmøde');
      await run(who, 'link.add', { predecessorId: before, successorId: id, type: 'FS' });
      await run(who, 'party.add', { cells: { name: 'Ida Holm' } });
    }
    await carry(mia, kim);
    await carry(bo, kim);
    const counts = async () => {
      const { rows } = await kim.must('project.open', { projectId });
      return [
        rows.task.filter(({ name }) => name === 'Statusmøde').length,
        rows.party.filter(({ name }) => name === 'Ida Holm').length,
        rows.link.filter(({ predecessorId }) => predecessorId === before).length,
      ];
    };
    const { taken, refused } = await foldsAt(kim);
    expect([taken.length, refused, await counts()]).toEqual([4, [], [3, 3, 3]]);
    // Of three all become the one that stays.
    expect(new Set(taken.map(({ decision }) => decision.id)).size).toBe(2);
    await settle(kim, ...taken.map(({ decision }) => decision));
    expect([await listed(kim), await counts()]).toEqual([[], [1, 1, 1]]);
    await kim.must('history.undo', { projectId });
    expect([(await listed(kim)).length, await counts()]).toEqual([4, [3, 3, 3]]);
    await kim.must('history.redo', { projectId });
    await carry(kim, mia);
    await carry(mia, kim);
    expect(await hash(mia)).toBe(await hash(kim));
    await mia.service.close();
    await expectAgreed();
  });

  test('people and calendars of one name are found too; tasks in different places are not', async () => {
    const parent = await add(kim, 'Fase');
    await carry(kim, bo);
    for (const who of [kim, bo]) {
      await run(who, 'party.add', { cells: { name: 'Ida Holm' } });
      await run(who, 'calendar.add', { cells: { name: 'Deltid' } });
    }
    await add(kim, 'Andetsteds');
    const id = await add(bo, 'Andetsteds');
    await settle(bo, { do: 'set', entity: 'task', id, cell: 'place', value: { parent, order: 'a0' } });
    await meet();
    const conflicts = await listed(bo);
    expect(conflicts.map(({ kind, entity, label }) => [kind, entity, label]).sort()).toEqual([
      ['duplicate', 'calendar', 'Deltid'],
      ['duplicate', 'party', 'Ida Holm'],
    ]);
    await settle(bo, ...conflicts.map(({ sides }) => sides[0]!.decision));
    await expectAgreed();
  });

  test('a row that is no twin is not made one with another', async () => {
    const [a, b] = [await add(kim, 'A'), await add(kim, 'B')];
    await settle(kim, { do: 'set', entity: 'task', id: b, cell: 'place', value: { parent: a, order: 'a0' } });
    const one = (id: string, otherId: string) => ({
      projectId,
      commandId: 'conflict.settle',
      input: { decisions: [{ do: 'one', entity: 'task', id, otherId }] },
    });
    expect(await kim.fails('command.run', one(b, a))).toBe('conflict.notTwins');
    expect(await kim.fails('command.run', one(a, a))).toBe('conflict.sameRow');
    expect(await kim.fails('command.run', one(a, 'ukendt'))).toBe('row.unknown');
  });

  test('there is none in a project that is not held', async () => {
    expect(await kim.fails('conflict.list', { projectId: 'ukendt' })).toBe('project.unknown');
  });
});

describe('a tender that two people lay into the plan apart', () => {
  const CELLS = { name: 'Fagsystem', procedure: 'open', anchor: { event: 'contract', day: 21_000 } };

  /** What the tasks of tenders stand for: each once, or it is laid twice. */
  const eventsOf = async (who: ScratchService): Promise<string[]> =>
    (await tasks(who)).flatMap(({ tenderId, tenderEvent }) => (tenderId === null ? [] : [tenderEvent])).sort();
  const linksOf = async ({ must }: ScratchService): Promise<string[]> =>
    (await must('project.open', { projectId })).rows.link.map(
      ({ predecessorId, successorId, type }) => `${predecessorId} ${successorId} ${type}`,
    );
  const lay = (who: ScratchService) => run(who, 'tender.generate', { id: 'tender' });

  test('from the same assumptions: every task and link is there once, and nothing is to be decided', async () => {
    await run(kim, 'tender.add', { id: 'tender', cells: CELLS });
    await carry(kim, bo);
    for (const who of [kim, bo]) await lay(who);
    const laid = await eventsOf(kim);
    expect(laid.length).toBeGreaterThan(10);
    await expectAgreed();
    expect(await eventsOf(kim)).toEqual(laid);
    expect((await tasks(kim)).filter(({ name }) => name === 'Fagsystem')).toHaveLength(1);
    const links = await linksOf(kim);
    expect(new Set(links).size).toBe(links.length);
  });

  test('from other assumptions: every task once; asked is only for values that people see, and laid anew it stays so', async () => {
    await run(kim, 'tender.add', { id: 'tender', cells: CELLS });
    await carry(kim, bo);
    const more = { questionRounds: 3, boardApproval: true, auction: true };
    await run(bo, 'tender.update', { id: 'tender', cells: more });
    for (const who of [kim, bo]) await lay(who);
    const laid = await eventsOf(bo);
    expect(laid.length).toBeGreaterThan((await eventsOf(kim)).length);
    await meet();
    expect(await eventsOf(kim)).toEqual(laid);
    const conflicts = await listed(kim);
    expect([...new Set(conflicts.map(({ kind }) => kind))]).toEqual(['value']);
    expect([...new Set(conflicts.map(({ entity, cell }) => `${entity}.${cell}`))].sort()).toEqual([
      'link.lag',
      'task.constraint',
      'task.duration',
    ]);
    await settle(kim, ...conflicts.map((one) => side(one, ({ isShown }) => isShown)));
    await expectAgreed();
    await lay(kim);
    await expectAgreed();
    expect(await eventsOf(bo)).toEqual(laid);
  });

  test('begun by each as a tender of their own: one question makes one tender with one timetable of the two', async () => {
    for (const [who, lots] of [
      [kim, ['Drift', 'Udvikling']],
      [bo, ['Drift', 'Support']],
    ] as const)
      await run(who, 'tender.begin', { cells: CELLS, lots: lots.map((name) => ({ name })) });
    const laid = await eventsOf(kim);
    await meet();
    expect(await eventsOf(kim)).toHaveLength(2 * laid.length);
    const [conflict, ...others] = await listed(kim);
    expect(others).toEqual([]);
    expect(conflict).toMatchObject({ kind: 'duplicate', entity: 'task', label: 'Fagsystem' });
    await settle(
      kim,
      side(conflict!, ({ decision }) => decision.do === 'one'),
    );
    await expectAgreed();
    expect(await eventsOf(bo)).toEqual(laid);
    const links = await linksOf(bo);
    expect(new Set(links).size).toBe(links.length);
    const { rows } = await bo.must('project.open', { projectId });
    expect(rows.tender).toHaveLength(1);
    const [tender] = rows.tender;
    expect(rows.task.find(({ id }) => id === tender!.taskId)).toMatchObject({ name: 'Fagsystem' });
    expect(new Set(rows.task.flatMap(({ tenderId }) => tenderId ?? []))).toEqual(new Set([tender!.id]));
    expect(rows.tenderLot.map(({ name, tenderId }) => [name, tenderId === tender!.id]).sort()).toEqual([
      ['Drift', true],
      ['Support', true],
      ['Udvikling', true],
    ]);
    // Laid anew it finds its own timetable.
    await run(bo, 'tender.generate', { id: tender!.id });
    expect(await eventsOf(bo)).toEqual(laid);
    await kim.must('history.undo', { projectId });
    expect((await kim.must('project.open', { projectId })).rows.tender).toHaveLength(2);
  });

  test('begun apart with other assumptions, what only one of them has goes on as the one tender', async () => {
    await run(kim, 'tender.begin', { cells: CELLS });
    await run(bo, 'tender.begin', { cells: { ...CELLS, questionRounds: 3 } });
    const laid = await eventsOf(bo);
    await meet();
    const [conflict] = await listed(kim);
    const { rows } = await kim.must('project.open', { projectId });
    const own = rows.tender.find(({ questionRounds }) => questionRounds === 1)!.taskId;
    await settle(
      kim,
      side(conflict!, ({ decision }) => decision.do === 'one' && decision.id === own),
    );
    await expectAgreed();
    const after = await bo.must('project.open', { projectId });
    expect(after.rows.tender).toMatchObject([{ questionRounds: 1 }]);
    expect(await eventsOf(bo)).toEqual(laid);
    expect(new Set(after.rows.task.flatMap(({ tenderId }) => tenderId ?? [])).size).toBe(1);
  });
});
