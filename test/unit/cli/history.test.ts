import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type InProcess, inProcess } from './in-process.ts';

let cli: InProcess;
let task: string;

const run = (command: string, input: object) => cli.json('run', command, 'Plan', JSON.stringify(input));

beforeAll(async () => {
  cli = inProcess();
  await cli.json('new', 'tender-plain', '--name', 'Plan', '--start', '2027-01-04');
  task = (await run('task.add', { name: 'Kravspec' })).select[0];
  await run('version.add', { name: 'V1' });
  await run('task.rename', { id: task, name: 'Kravspecifikation' });
  await run('task.setDuration', {
    id: task,
    duration: { minutes: 4800, unit: 'day', elapsed: false, estimated: false },
  });
});

describe('history', () => {
  test('tells former and new values, for people and as JSON', async () => {
    const all = await cli.json('history', 'Plan');
    expect(all.map(({ command }: { command: string }) => command)).toEqual([
      'task.setDuration',
      'task.rename',
      'version.add',
      'task.add',
      'project.create',
    ]);
    const { out } = await cli.run('history', 'Plan', '--lang', 'en', '--limit', '2');
    expect(out).toMatch(
      /Rename task\n {4}Task: Kravspecifikation – Changed\n {6}Task name: Kravspec → Kravspecifikation\n/,
    );
  });

  test('of a row, a cell, a text, from a number on', async () => {
    const commands = async (...words: string[]) =>
      (await cli.json('history', 'Plan', ...words)).map(({ command }: { command: string }) => command);
    expect(await commands('--row', task)).toEqual(['task.setDuration', 'task.rename', 'task.add']);
    expect(await commands('--row', `task/${task}`, '--cell', 'name')).toEqual(['task.rename', 'task.add']);
    expect(await commands('--text', 'V1')).toEqual(['version.add']);
    expect(await commands('--entity', 'planVersion')).toEqual(['version.add']);
    const [newest] = await cli.json('history', 'Plan', '--limit', '1');
    expect(await commands('--before', String(newest.number), '--limit', '1')).toEqual(['task.rename']);
    expect(await commands('--from', '2100-01-01')).toEqual([]);
  });

  test.each([
    [['--limit', '0'], 2, '--limit'],
    [['--entity', 'spoon'], 2, 'spoon'],
    [['--cell', 'name'], 2, '--row'],
    [['--from', 'i går'], 2, '--from'],
    [['--from', '2027-02-01', '--to', '2027-01-01'], 2, '2027-01-01'],
  ])('%j is answered with %i and says what is wrong', async (words, code, what) => {
    const answer = await cli.run('history', 'Plan', ...words);
    expect(answer.code).toBe(code);
    expect(answer.err).toContain(what);
    expect(answer.err.trim().split('\n')).toHaveLength(1);
  });
});

describe('changes', () => {
  test('since a version, a date and a change, with the dates that moved', async () => {
    const since = await cli.json('changes', 'Plan', '--since', 'version:V1');
    expect(since.changes).toMatchObject([
      { id: task, fate: 'changed', cells: [{ cell: 'name' }, { cell: 'duration' }] },
    ]);
    expect(since.counts).toEqual({ added: 0, changed: 1, moved: 0, deleted: 0 });
    expect(since.moves.find(({ taskId }: { taskId: string }) => taskId === task)).toMatchObject({
      isConsequence: false,
      after: { finish: expect.stringMatching(/^2027-\d\d-\d\dT\d\d:\d\d$/) },
    });
    expect((await cli.json('changes', 'Plan', '--since', '2100-01-01')).changes).toEqual([]);
    expect((await cli.json('changes', 'Plan', '--since', '1990-01-01')).counts.added).toBeGreaterThan(20);
    const [, renamed] = await cli.json('history', 'Plan');
    const last = await cli.json('changes', 'Plan', '--since', `change:${renamed.number}`);
    expect(last.changes[0].cells.map(({ cell }: { cell: string }) => cell)).toEqual(['duration']);
    const { out } = await cli.run('changes', 'Plan', '--since', 'version:V1', '--lang', 'en');
    expect(out).toMatch(/^Added: 0 · Changed: 1/);
    expect(out).toMatch(/Kravspecifikation: 2027.* → .*days; Changed itself\)/);
  });

  test('as a PDF', async () => {
    const file = join(cli.folder, 'changes.pdf');
    expect(await cli.json('changes', 'Plan', '--since', 'version:V1', '--pdf', file)).toEqual({ file, pages: 1 });
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test.each([
    [[], 2, '--since'],
    [['--since', 'yesterday'], 2, 'yesterday'],
    [['--since', 'version:V9'], 4, 'V9'],
    [['--since', 'baseline:B'], 4, 'B'],
    [['--since', 'import:7'], 4, ''],
    [['--since', 'change:9999'], 4, ''],
  ])('%j is answered with %i and says what is wrong', async (words, code, what) => {
    const answer = await cli.run('changes', 'Plan', ...words);
    expect(answer.code).toBe(code);
    expect(answer.err).toContain(what);
    expect(answer.err.trim().split('\n')).toHaveLength(1);
  });
});

describe('version', () => {
  test('is added, renamed, printed, gone back to and deleted', async () => {
    await cli.json('version', 'add', 'Plan', 'Til gruppen', '--description', 'Udkast');
    const listed: { name: string; description: string }[] = await cli.json('version', 'list', 'Plan');
    expect(listed.map(({ name, description }) => `${name}:${description}`).sort()).toEqual([
      'Til gruppen:Udkast',
      'V1:',
    ]);
    await cli.json('version', 'rename', 'Plan', 'Til gruppen', 'Til styregruppen');
    const twice = await cli.run('version', 'add', 'Plan', 'V1');
    expect([twice.code, twice.err]).toEqual([3, expect.stringContaining('V1')]);
    const file = join(cli.folder, 'v1.pdf');
    await cli.json('pdf', 'Plan', file, '--at', 'version:V1');
    expect(existsSync(file)).toBe(true);
    const copy = join(cli.folder, 'v1.udbudsplan');
    await cli.json('export', 'Plan', copy, '--kind', 'snapshot', '--at', 'version:V1');
    expect((await cli.run('export', 'Plan', copy, '--at', 'version:V1')).code).toBe(3);
    const { id } = (await cli.json('version', 'list', 'Plan')).find(({ name }: { name: string }) => name === 'V1');
    await run('history.restorePlan', { point: { kind: 'version', id } });
    expect((await cli.json('changes', 'Plan', '--since', 'version:V1')).changes).toEqual([]);
    await cli.json('undo', 'Plan');
    await cli.json('version', 'delete', 'Plan', 'Til styregruppen');
    expect(await cli.json('version', 'list', 'Plan')).toHaveLength(1);
    expect((await cli.run('version', 'delete', 'Plan', 'Til styregruppen')).code).toBe(4);
    expect((await cli.run('version', 'paint', 'Plan')).code).toBe(2);
    expect((await cli.run('version', 'rename', 'Plan', 'V1')).code).toBe(2);
  });
});
