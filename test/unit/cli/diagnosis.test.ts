import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { type InProcess, inProcess, scratchFolder } from './in-process.ts';

/** Makes the tables of a copy say something else of a task than its log does, which nobody has noticed yet. */
const spoil = ({ database }: InProcess, taskId: string): void => {
  const db = new BetterSqlite(database);
  db.prepare(`UPDATE cell_head SET value = '"Forvansket"' WHERE row_id = ? AND cell = 'name'`).run(taskId);
  db.close();
};

const rename = (who: InProcess, projectId: string, id: string) =>
  who.json('run', 'task.rename', projectId, JSON.stringify({ id, name: 'Ny titel' }));

const diagnosisIn = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

test('a file that comes to another plan than at its sender leaves a diagnostic file where one was asked for', async () => {
  const folder = scratchFolder();
  const [file, told] = [join(folder, 'plan.udbudsplan'), join(folder, 'diagnose.json')];
  const [kim, bo] = [inProcess(), inProcess()];
  const { projectId } = await kim.json('new', 'tender-plain', '--name', 'Fælles plan');
  await kim.json('export', projectId, file);
  await bo.json('import', file, '--diagnosis', told);
  expect(existsSync(told)).toBe(false);

  const { tasks } = await kim.json('show', projectId);
  spoil(bo, tasks[0].id);
  await rename(kim, projectId, tasks[1].id);
  await kim.json('export', projectId, file);
  const plain = await bo.run('import', file);
  expect(plain).toMatchObject({ out: '', err: expect.stringContaining('--diagnosis') });
  const answer = await bo.run('import', file, '--diagnosis', told);
  expect(answer).toMatchObject({ code: plain.code, err: plain.err });
  expect(answer.out).toContain(told);
  expect(diagnosisIn(told)).toMatchObject({
    diagnosis: 1,
    space: projectId,
    differ: { task: { other: [tasks[0].id] } },
  });
  expect(await bo.run('import', file, '--diagnosis', bo.database)).toMatchObject({ out: '', code: 3 });
});

test('so does a folder, whether it is taken at once or on request', async () => {
  const path = join(scratchFolder(), 'fælles');
  mkdirSync(path);
  const [kim, bo] = [inProcess(), inProcess()];
  const { projectId } = await kim.json('new', 'tender-plain', '--name', 'Fælles plan');
  await kim.json('folder', 'set', projectId, path);
  await bo.json('folder', 'join', projectId, path);
  const { tasks } = await kim.json('show', projectId);
  spoil(bo, tasks[0].id);
  await rename(kim, projectId, tasks[1].id);
  await kim.json('folder', 'sync', projectId);
  for (const takes of ['on-request', 'at-once']) {
    await bo.run('folder', 'set', projectId, '--take', takes);
    const told = join(scratchFolder(), 'diagnose.json');
    const answer = await bo.run('folder', 'sync', projectId, '--diagnosis', told);
    expect(answer.code, takes).not.toBe(0);
    expect(answer.out).toContain(told);
    expect(diagnosisIn(told)).toMatchObject({ differ: { task: { other: [tasks[0].id] } } });
  }
});
