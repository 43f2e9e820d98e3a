import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inProcess, scratchFolder } from './in-process.ts';

test('two people share a project through a folder, from the command line alone', async () => {
  const path = join(scratchFolder(), 'fælles');
  mkdirSync(path);
  const [kim, bo] = [inProcess(), inProcess()];
  await bo.json('settings', '--person', 'Bo');
  await kim.json('settings', '--person', 'Kim');
  const { projectId } = await kim.json('new', 'tender-plain', '--name', 'Fælles plan');
  expect((await kim.run('folder', 'show', projectId)).out).toBe('Projektet har ingen delt mappe.\n');
  expect(await kim.json('folder', 'show', projectId)).toBeNull();
  expect(await kim.json('folder', 'set', projectId, path)).toMatchObject({ path, takes: 'on-request', unsent: 0 });
  expect(await bo.json('folder', 'find', path)).toMatchObject([{ projectId, name: 'Fælles plan', people: 'Kim' }]);
  expect(await bo.json('folder', 'join', 'Fælles plan', path)).toMatchObject({ projectId, status: 'here' });
  expect((await bo.run('folder', 'find', path)).out).toMatch('ingen planer');

  const { tasks } = await kim.json('show', projectId);
  const rename = (who: typeof kim, nth: number, name: string) =>
    who.json('run', 'task.rename', projectId, JSON.stringify({ id: tasks[nth].id, name }));
  await rename(kim, 0, 'Hos Kim');
  await rename(bo, 0, 'Hos Bo');
  await kim.json('folder', 'sync', projectId);
  const told = await bo.run('folder', 'sync', projectId, '--dry-run');
  expect(told.code).toBe(0);
  expect(told.out).toMatch('Kim, 1 ændringer');
  expect(await bo.json('folder', 'show', projectId)).toMatchObject({ takes: 'on-request' });
  const synced = await bo.run('folder', 'sync', projectId);
  expect(synced.out).toMatch(/Kim, 1 ændringer[\s\S]*To værdier[\s\S]*Alt herfra ligger i mappen/);
  await kim.json('folder', 'sync', projectId);
  const hashes = await Promise.all([kim, bo].map((who) => who.json('doctor')));
  expect(hashes[0].stateHash).toBe(hashes[1].stateHash);

  expect(await bo.json('folder', 'set', projectId, '--take', 'at-once', '--lock', 'people')).toMatchObject({
    path,
    takes: 'at-once',
    lock: 'people',
  });
  renameSync(path, `${path}-væk`);
  await rename(kim, 1, 'Imens');
  const away = await kim.run('folder', 'sync', projectId);
  expect(away).toMatchObject({ code: 0, err: '' });
  expect(away.out).toMatch(/Ikke forbundet[\s\S]*1 ændring herfra er ikke i mappen endnu/);
  expect((await kim.run('folder', 'clear', projectId)).out).toBe(`${path}\n`);
  expect((await kim.run('folder', 'sync', projectId)).code).toBe(4);
});

test('what is wrong is said in one line, with its exit code', async () => {
  const kim = inProcess();
  const { projectId } = await kim.json('new', 'tender-plain');
  for (const [words, code, said] of [
    [['folder', 'send', projectId], 2, 'ikke en handling'],
    [['folder', 'join', projectId], 2, 'FOLDER'],
    [['folder', 'set', projectId, '/nowhere/at/all'], 4, 'findes ikke'],
    [['folder', 'set', projectId, '--take', 'now'], 2, 'at-once, on-request'],
    [['folder', 'set', projectId, '--take', 'at-once'], 4, 'ingen delt mappe'],
    [['folder', 'show', 'nothing'], 4, 'nothing'],
    [['folder', 'join', 'nothing', scratchFolder()], 4, 'nothing'],
    [['folder', 'clear', projectId], 4, 'ingen delt mappe'],
  ] as const) {
    const answer = await kim.run(...words);
    expect([words.join(' '), answer.code]).toEqual([words.join(' '), code]);
    expect(answer.err.trim().split('\n')).toHaveLength(1);
    expect(answer.err).toMatch(said);
    expect(answer.out).toBe('');
  }
});
