import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderJob } from '../../../main/exchange/folder-job.ts';
import { folderFailure, folderNameOf } from '../../../main/exchange/shared-folder.ts';
import { FIRST_LOOK_MS, LOOK_EVERY_MS, QUIET_MS } from '../../../main/service/folder-service.ts';
import { err } from '../../../src/result.ts';
import type { Op } from '../../../src/sync/change-set.ts';
import { newService, type ScratchService } from '../service/scratch-service.ts';
import { scratchFolder } from '../store/scratch-store.ts';
import { fileOf, sealed, spaceOf, written } from './files.ts';
import { filesIn } from './folders.ts';
import { createProject, handClock, look, nameOf, rename, sharing, stateHash, take } from './shared-folder.ts';

const closeAll = (...services: ScratchService[]) => Promise.all(services.map(({ service }) => service.close()));

describe('a plan in a shared folder', () => {
  test('is found there, joined, and goes back and forth until both are alike', async () => {
    const path = scratchFolder();
    const [kim, bo] = [newService(), newService({ person: 'Bo' })];
    const projectId = await createProject(kim);
    expect(await kim.must('folder.get', { projectId })).toBeNull();
    const set = await kim.must('folder.set', { projectId, at: { path } });
    expect(set).toMatchObject({ path, takes: 'on-request', status: 'here', problem: null, unsent: 0, news: null });
    expect(await bo.must('folder.find', { at: { path } })).toMatchObject([{ projectId, people: 'Kim' }]);
    expect(await bo.must('folder.join', { at: { path }, projectId })).toMatchObject({ unsent: 0, news: null });
    expect(await bo.must('folder.find', { at: { path } })).toEqual([]);

    await rename(kim, projectId, 0, 'Hos Kim');
    await rename(kim, projectId, 1, 'Også hos Kim');
    await rename(bo, projectId, 1, 'Hos Bo');
    await rename(bo, projectId, 2, 'Kun hos Bo');
    expect(await look(kim, projectId)).toMatchObject({ unsent: 0 });
    const news = await look(bo, projectId);
    expect(news).toMatchObject({ news: { changeSets: 2, conflicts: 1, people: 'Kim', asks: false }, unsent: 0 });
    // Nothing is taken before the person says so, however often is looked.
    expect(await look(bo, projectId)).toMatchObject({ news: { changeSets: 2 } });
    expect(await nameOf(bo, projectId, 0)).not.toBe('Hos Kim');
    await take(bo, projectId);
    expect(await nameOf(bo, projectId, 0)).toBe('Hos Kim');
    expect(await bo.must('folder.get', { projectId })).toMatchObject({ news: null });
    await look(kim, projectId);
    await take(kim, projectId);
    expect(await stateHash(kim, projectId)).toBe(await stateHash(bo, projectId));
    // The import is one step of undo, and what undo makes goes out as any edit does.
    await kim.must('history.undo', { projectId });
    expect(await look(kim, projectId)).toMatchObject({ unsent: 0 });
    await look(bo, projectId);
    await take(bo, projectId);
    expect(await stateHash(bo, projectId)).toBe(await stateHash(kim, projectId));
    expect(await bo.must('store.doctor', {})).toMatchObject({ ok: true });
    await closeAll(kim, bo);
  });

  test('each writes only into its own sub-folder, and never changes what it wrote', async () => {
    const path = scratchFolder();
    const { kim, bo, projectId } = await sharing(path, 'at-once');
    const seen = new Map<string, string>();
    for (let round = 0; round < 4; round++) {
      await rename(round % 2 === 0 ? kim : bo, projectId, round, `Runde ${round}`);
      for (const one of [kim, bo, kim]) await look(one, projectId, true);
      const files = filesIn(path);
      for (const [name, text] of seen) expect(readFileSync(join(path, name), 'latin1')).toBe(text);
      for (const name of files) seen.set(name, readFileSync(join(path, name), 'latin1'));
    }
    const subs = readdirSync(join(path, projectId));
    expect(subs).toHaveLength(2);
    for (const name of seen.keys()) expect(name).toMatch(/^\w+\/\w+\/\d+-\d+-[0-9a-f]{16}\.udbudsplan$/);
    expect(await stateHash(kim, projectId)).toBe(await stateHash(bo, projectId));
    await closeAll(kim, bo);
  });

  test('a receipt tells the others what has arrived, and nobody answers a receipt', async () => {
    const path = scratchFolder();
    const { kim, bo, projectId } = await sharing(path, 'at-once');
    await rename(kim, projectId, 0, 'Nyt');
    await look(kim, projectId);
    expect((await kim.must('exchange.overview', { projectId })).peers).toMatchObject([{ person: 'Bo', lacks: 1 }]);
    await look(bo, projectId, true);
    await look(kim, projectId);
    expect((await kim.must('exchange.overview', { projectId })).peers).toMatchObject([{ person: 'Bo', lacks: 0 }]);
    for (const one of [bo, kim]) await look(one, projectId, true);
    const count = filesIn(path).length;
    for (const one of [bo, kim, bo, kim]) await look(one, projectId, true);
    expect(filesIn(path)).toHaveLength(count);
    await closeAll(kim, bo);
  });

  test('what much would vanish by is not taken by itself', async () => {
    const path = scratchFolder();
    const { kim, bo, projectId } = await sharing(path, 'at-once');
    const { rows } = await kim.must('project.open', { projectId });
    const tops = rows.task.filter(({ place }) => place.parent === null).map(({ id }) => id);
    await kim.must('command.run', { projectId, commandId: 'task.delete', input: { ids: tops } });
    await look(kim, projectId);
    expect(await look(bo, projectId)).toMatchObject({ news: { asks: true } });
    expect((await bo.must('project.open', { projectId })).rows.task).toHaveLength(rows.task.length);
    const { token, asks } = await bo.must('folder.preview', { projectId });
    expect(asks).toBe(true);
    await bo.must('exchange.apply', { token, confirmed: true });
    expect((await bo.must('project.open', { projectId })).rows.task).toEqual([]);
    await closeAll(kim, bo);
  });

  test('what is taken by itself is no step of undo; one backup stands before many', async () => {
    const path = scratchFolder();
    const { kim, bo, projectId } = await sharing(path, 'at-once');
    const before = (await bo.must('backup.list', {})).length;
    await rename(bo, projectId, 3, 'Mit eget');
    for (let n = 0; n < 3; n++) {
      await rename(kim, projectId, 0, `Nr. ${n}`);
      await look(kim, projectId);
      await look(bo, projectId);
    }
    expect(await nameOf(bo, projectId, 0)).toBe('Nr. 2');
    await bo.must('history.undo', { projectId });
    expect(await nameOf(bo, projectId, 0)).toBe('Nr. 2');
    expect(await nameOf(bo, projectId, 3)).not.toBe('Mit eget');
    expect((await bo.must('backup.list', {})).length).toBe(before + 1);
    await closeAll(kim, bo);
  });

  test('another plan, and files that came by mail, go out to those who share the folder', async () => {
    const path = scratchFolder();
    const { kim, bo, projectId } = await sharing(path, 'at-once');
    const mia = newService({ person: 'Mia' });
    const hand = async (from: ScratchService, to: ScratchService): Promise<void> => {
      const file = await from.must('exchange.send', { projectIds: [projectId], kind: 'full' });
      const copy = join(scratchFolder(), 'mail.udbudsplan');
      copyFileSync(from.files.get(file.token)!.path, copy);
      to.files.set('mail', { path: copy, name: 'mail.udbudsplan' });
      await to.must('exchange.preview', { token: 'mail' });
      await to.must('exchange.apply', { token: 'mail', confirmed: true });
    };
    await hand(kim, mia);
    await rename(mia, projectId, 0, 'Hos Mia, som ikke er i mappen');
    await hand(mia, kim);
    await look(kim, projectId);
    await look(bo, projectId);
    expect(await nameOf(bo, projectId, 0)).toBe('Hos Mia, som ikke er i mappen');
    await closeAll(kim, bo, mia);
  });

  test('who deletes the files of another only makes the rest write them anew', async () => {
    const path = scratchFolder();
    const { kim, bo, projectId } = await sharing(path, 'at-once');
    await rename(kim, projectId, 0, 'Skal overleve');
    for (const one of [kim, bo]) await look(one, projectId, true);
    const own = readdirSync(join(path, projectId)).map((name) => join(path, projectId, name));
    for (const folder of own) rmSync(folder, { recursive: true });
    await look(bo, projectId);
    const mia = newService({ person: 'Mia' });
    await mia.must('folder.join', { at: { path }, projectId });
    expect(await nameOf(mia, projectId, 0)).toBe('Skal overleve');
    expect((await bo.must('project.open', { projectId })).rows.task.length).toBeGreaterThan(0);
    await closeAll(kim, bo, mia);
  });

  test('many small files are put together in one, which a newcomer reads instead of them', async () => {
    const path = scratchFolder();
    const kim = newService();
    const projectId = await createProject(kim);
    await kim.must('folder.set', { projectId, at: { path } });
    for (let n = 0; n < 70; n++) {
      await rename(kim, projectId, 0, `Nr. ${n}`);
      await look(kim, projectId);
    }
    const names = filesIn(path).map((name) => basename(name));
    const wholes = names.filter((name) => name.startsWith('0-'));
    expect(wholes).toHaveLength(2);
    // What the newest whole file has need not be readable any more.
    const newest = Math.max(...wholes.map((name) => Number(name.split('-')[1])));
    for (const name of filesIn(path)) {
      const [from, to] = basename(name).split('-').map(Number) as [number, number];
      if (!(from === 0 && to === newest) && to <= newest) writeFileSync(join(path, name), 'gone');
    }
    const bo = newService({ person: 'Bo' });
    await bo.must('folder.join', { at: { path }, projectId });
    expect(await stateHash(bo, projectId)).toBe(await stateHash(kim, projectId));
    expect(await bo.must('folder.get', { projectId })).toMatchObject({ waiting: [], news: null });
    await closeAll(kim, bo);
  });
});

describe('what is not whole, or not there', () => {
  test('a half file is waited for and tried again; the rest is taken meanwhile', async () => {
    const path = scratchFolder();
    const { kim, bo, projectId } = await sharing(path, 'at-once');
    await rename(kim, projectId, 0, 'Først');
    await look(kim, projectId);
    const [first] = filesIn(path).filter((name) => /\/1-2-/.test(name));
    const whole = readFileSync(join(path, first!));
    truncateSync(join(path, first!), Math.floor(whole.length / 2));
    await rename(kim, projectId, 1, 'Så');
    await look(kim, projectId);
    const half = await look(bo, projectId);
    expect(half.waiting).toMatchObject([
      { name: first!.slice(projectId.length + 1), error: { id: 'exchange.truncated' } },
      { name: '', error: { id: 'folder.missing' } },
    ]);
    expect(await nameOf(bo, projectId, 1)).not.toBe('Så');
    writeFileSync(join(path, first!), whole);
    expect(await look(bo, projectId)).toMatchObject({ waiting: [], news: null, problem: null });
    expect([await nameOf(bo, projectId, 0), await nameOf(bo, projectId, 1)]).toEqual(['Først', 'Så']);
    await closeAll(kim, bo);
  });

  test('what systems leave behind is no file of the plan, and a conflicted copy is read as what it is', async () => {
    const path = scratchFolder();
    const { kim, bo, projectId } = await sharing(path, 'at-once');
    await rename(kim, projectId, 0, 'Nyt');
    await look(kim, projectId);
    const [name] = filesIn(path).filter((each) => /\/1-2-/.test(each));
    const folder = dirname(join(path, name!));
    // As OneDrive names what two computers wrote, and as Windows may write an ending.
    renameSync(join(path, name!), join(folder, `${basename(name!, '.udbudsplan')}-KIM-PC.UDBUDSPLAN`));
    for (const left of [
      'desktop.ini',
      '~$lock.udbudsplan',
      '.hidden.udbudsplan',
      '3-4-0123456789abcdef.udbudsplan.part',
    ])
      writeFileSync(join(folder, left), 'x');
    mkdirSync(join(folder, 'folder.udbudsplan'));
    writeFileSync(join(path, projectId, 'loose.udbudsplan'), 'x');
    expect(await look(bo, projectId)).toMatchObject({ waiting: [], news: null, problem: null });
    expect(await nameOf(bo, projectId, 0)).toBe('Nyt');
    await closeAll(kim, bo);
  });

  test('a folder that is not there is offline, and what was done meanwhile is caught up with', async () => {
    const path = join(scratchFolder(), 'stick');
    mkdirSync(path);
    const { kim, bo, projectId } = await sharing(path, 'at-once');
    renameSync(path, `${path}-out`);
    await rename(kim, projectId, 0, 'Undervejs');
    expect(await look(kim, projectId)).toMatchObject({ status: 'offline', problem: null, unsent: 1 });
    expect(await look(bo, projectId)).toMatchObject({ status: 'offline', problem: null });
    expect((await bo.must('project.open', { projectId })).rows.task.length).toBeGreaterThan(0);
    renameSync(`${path}-out`, path);
    expect(await look(kim, projectId)).toMatchObject({ status: 'here', unsent: 0 });
    await look(bo, projectId);
    expect(await nameOf(bo, projectId, 0)).toBe('Undervejs');
    await closeAll(kim, bo);
  });

  test.each(['folder.read-only', 'folder.full'])(
    '%s: is said, others go on being read, and nothing of what was done is lost',
    async (id) => {
      const path = scratchFolder();
      const kim = newService();
      const projectId = await createProject(kim);
      await kim.must('folder.set', { projectId, at: { path } });
      let isFull = false;
      const bo = newService({
        person: 'Bo',
        folder: (job, heldOf) =>
          isFull && job.do === 'write-folder'
            ? Promise.resolve(err({ id, params: { code: 'CODE' } }))
            : folderJob(job, heldOf),
      });
      await bo.must('folder.join', { at: { path }, projectId });
      await bo.must('folder.set', { projectId, takes: 'at-once' });
      await rename(kim, projectId, 0, 'Nyt');
      await look(kim, projectId);
      await rename(bo, projectId, 1, 'Kan ikke ud');
      isFull = true;
      expect(await look(bo, projectId)).toMatchObject({ status: 'here', problem: { id }, unsent: 1 });
      expect(await nameOf(bo, projectId, 0)).toBe('Nyt');
      isFull = false;
      expect(await look(bo, projectId)).toMatchObject({ problem: null, unsent: 0 });
      await look(kim, projectId);
      await take(kim, projectId);
      expect(await nameOf(kim, projectId, 1)).toBe('Kan ikke ud');
      await closeAll(kim, bo);
    },
  );

  test('the disk says it too: what cannot be written leaves nothing behind', async () => {
    const path = scratchFolder();
    const kim = newService();
    const projectId = await createProject(kim);
    await kim.must('folder.set', { projectId, at: { path } });
    const [file] = filesIn(path);
    const own = dirname(join(path, file!));
    // A folder where the file is to be: what stands in the way differs between systems, what is seen of it must not.
    await rename(kim, projectId, 0, 'Nyt');
    const before = filesIn(path);
    rmSync(own, { recursive: true });
    writeFileSync(own, 'a file in the place of the sub-folder');
    expect(await look(kim, projectId)).toMatchObject({ unsent: expect.any(Number) });
    expect(filesIn(path)).toEqual([`${projectId}/${basename(own)}`]);
    rmSync(own);
    expect(await look(kim, projectId)).toMatchObject({ status: 'here', problem: null, unsent: 0 });
    expect(filesIn(path).length).toBeGreaterThanOrEqual(before.length);
    await kim.service.close();
  });

  test.each([
    ['ENOSPC', 'folder.full'],
    ['EROFS', 'folder.read-only'],
    ['ENAMETOOLONG', 'folder.too-long'],
    ['ENODEV', 'folder.offline'],
    ['EIO', 'folder.failed'],
  ])('the system says %s', (code, id) => {
    expect(folderFailure(Object.assign(new Error(code), { code })).id).toBe(id);
    expect(() => folderFailure(new TypeError('a bug'))).toThrow('a bug');
  });

  test('a file of another plan, of strangers and of a newer program is told and keeps nobody waiting', async () => {
    const path = scratchFolder();
    const { kim, bo, projectId } = await sharing(path, 'at-once');
    const set = (id: string, value: string): Op => ({ kind: 'set', entity: 'task', id, cell: 'name', value });
    const foreign = [sealed([], 'stranger', [set('t', 'Fremmed')])];
    const folder = join(path, projectId, 'stranger');
    mkdirSync(folder);
    writeFileSync(join(folder, 'other.udbudsplan'), await written(fileOf([spaceOf(foreign)])));
    const leap = [sealed([], 'stranger', [set('t', 'Spring')], { space: projectId, lamport: 20_000_000 })];
    writeFileSync(join(folder, 'leap.udbudsplan'), await written(fileOf([spaceOf(leap, {}, projectId)])));
    const newer = Buffer.from(await written(fileOf([spaceOf(foreign)])));
    newer[7] = 9;
    writeFileSync(join(folder, 'newer.udbudsplan'), newer);
    await rename(kim, projectId, 0, 'Nyt');
    await look(kim, projectId);
    const { waiting, problem } = await look(bo, projectId);
    expect(problem).toBeNull();
    expect(Object.fromEntries(waiting.map(({ name, error }) => [basename(name), error.id]))).toEqual({
      'other.udbudsplan': 'exchange.invalid',
      'leap.udbudsplan': 'sync.badLamport',
      'newer.udbudsplan': 'exchange.newer-format',
    });
    expect(await nameOf(bo, projectId, 0)).toBe('Nyt');
    await closeAll(kim, bo);
  });

  test('files that are not signed wait for a person', async () => {
    const path = scratchFolder();
    const { kim, bo, projectId } = await sharing(path, 'at-once');
    const set = (value: string): Op => ({ kind: 'set', entity: 'project', id: projectId, cell: 'name', value });
    const made = [sealed([], 'stranger', [set('Uden underskrift')], { space: projectId })];
    mkdirSync(join(path, projectId, 'stranger'));
    const file = fileOf([spaceOf(made, {}, projectId)], { sender: { replica: 'stranger', person: 'Ukendt' } });
    writeFileSync(join(path, projectId, 'stranger', 'a.udbudsplan'), await written(file));
    expect(await look(bo, projectId)).toMatchObject({ news: { changeSets: 1, asks: true } });
    await take(bo, projectId);
    expect(await look(bo, projectId)).toMatchObject({ news: null });
    await closeAll(kim, bo);
  });

  test('closed for those whose keys are known; who comes later gets the whole plan once the key is', async () => {
    const path = scratchFolder();
    const { kim, bo, projectId } = await sharing(path, 'at-once');
    await kim.must('folder.set', { projectId, lock: 'people' });
    await rename(kim, projectId, 0, 'Fortroligt');
    await look(kim, projectId);
    const mia = newService({ person: 'Mia' });
    await mia.must('folder.join', { at: { path }, projectId });
    expect(await nameOf(mia, projectId, 0)).not.toBe('Fortroligt');
    const state = await mia.must('folder.get', { projectId });
    expect(state!.waiting.map(({ error }) => error.id)).toContain('exchange.wrong-recipient');
    await look(bo, projectId);
    expect(await nameOf(bo, projectId, 0)).toBe('Fortroligt');
    // Mia's receipt brings her key.
    await look(kim, projectId);
    await look(mia, projectId, true);
    await take(mia, projectId);
    expect(await nameOf(mia, projectId, 0)).toBe('Fortroligt');
    await closeAll(kim, bo, mia);
  });
});

describe('when it is looked', () => {
  test('soon after the start, then every minute, never twice at a time; edits go out after a pause and at the close', async () => {
    const path = scratchFolder();
    const clock = handClock();
    const kim = newService({ timer: clock.timer });
    const projectId = await createProject(kim);
    expect(clock.waits()).toEqual([FIRST_LOOK_MS]);
    await kim.must('folder.set', { projectId, at: { path } });
    const count = () => filesIn(path).length;
    const before = count();
    await rename(kim, projectId, 0, 'Et');
    await rename(kim, projectId, 0, 'To');
    expect(clock.waits()).toEqual([FIRST_LOOK_MS, QUIET_MS]);
    clock.strike(QUIET_MS);
    // The next look waits for the one that runs.
    await look(kim, projectId);
    expect(count()).toBe(before + 1);
    clock.strike(FIRST_LOOK_MS);
    await expect.poll(() => clock.waits()).toEqual([LOOK_EVERY_MS]);
    await Promise.all([look(kim, projectId), look(kim, projectId), look(kim, projectId)]);
    expect(count()).toBe(before + 1);
    await rename(kim, projectId, 0, 'Ved lukning');
    await kim.service.close();
    expect(count()).toBe(before + 2);
    const bo = newService({ person: 'Bo' });
    await bo.must('folder.join', { at: { path }, projectId });
    expect(await nameOf(bo, projectId, 0)).toBe('Ved lukning');
    expect(kim.reports).toEqual([]);
    await bo.service.close();
  });

  test('what is taken in while a look goes on is not offered once more', async () => {
    const path = scratchFolder();
    const { kim, bo, projectId } = await sharing(path);
    await rename(kim, projectId, 0, 'Nyt');
    await look(kim, projectId);
    await look(bo, projectId);
    const { token } = await bo.must('folder.preview', { projectId });
    // A further file makes the look read everything anew; meanwhile the person says yes to what was shown.
    await rename(kim, projectId, 1, 'Mere');
    await look(kim, projectId);
    const looking = look(bo, projectId);
    await bo.must('exchange.apply', { token, confirmed: false });
    expect([1, null]).toContain((await looking).news?.changeSets ?? null);
    const after = await look(bo, projectId);
    if (after.news !== null) await take(bo, projectId);
    expect([await nameOf(bo, projectId, 0), await nameOf(bo, projectId, 1)]).toEqual(['Nyt', 'Mere']);
    expect(await look(bo, projectId)).toMatchObject({ news: null, unsent: 0 });
    await closeAll(kim, bo);
  });

  test('a store that is put back looks anew, and nothing of the folder is lost', async () => {
    const path = scratchFolder();
    const { kim, bo, projectId } = await sharing(path, 'at-once');
    const { name } = await kim.must('backup.create', {});
    await rename(kim, projectId, 0, 'Efter sikkerhedskopien');
    await look(kim, projectId);
    await kim.must('backup.restore', { name });
    expect(await nameOf(kim, projectId, 0)).not.toBe('Efter sikkerhedskopien');
    await look(kim, projectId);
    expect(await nameOf(kim, projectId, 0)).toBe('Efter sikkerhedskopien');
    await rename(kim, projectId, 1, 'I nyt navn');
    await look(kim, projectId);
    await look(bo, projectId);
    expect(await stateHash(bo, projectId)).toBe(await stateHash(kim, projectId));
    const { peers, waiting } = await bo.must('exchange.overview', { projectId });
    expect(waiting).toEqual([]);
    expect(peers.map(({ state }) => state)).toEqual(['active', 'active']);
    await closeAll(kim, bo);
  });
});

describe('which folder', () => {
  test('must be there, be a folder, and be told whole; a sub-folder of the project stands for the one above', async () => {
    const path = scratchFolder();
    const kim = newService();
    const projectId = await createProject(kim);
    const file = join(path, 'file');
    writeFileSync(file, '');
    const refused = (at: string) => kim.fails('folder.set', { projectId, at: { path: at } });
    expect(await refused('relative/path')).toBe('folder.not-absolute');
    expect(await refused(join(path, 'none'))).toBe('folder.not-found');
    expect(await refused(file)).toBe('folder.not-folder');
    expect(await refused(`/${'x'.repeat(300)}`)).toBe('folder.too-long');
    expect(await kim.fails('folder.set', { projectId, takes: 'at-once' })).toBe('folder.none');
    expect(await kim.fails('folder.look', { projectId, tells: false })).toBe('folder.none');
    expect(await kim.must('folder.get', { projectId })).toBeNull();
    await kim.must('folder.set', { projectId, at: { path } });
    const again = await kim.must('folder.set', { projectId, at: { path: join(path, projectId) } });
    expect(again.path).toBe(path);
    // Chosen once more with what clearing gave back.
    const held = await kim.must('folder.clear', { projectId });
    expect(await kim.must('folder.get', { projectId })).toBeNull();
    expect(await kim.must('folder.set', { projectId, at: { token: held.token } })).toMatchObject({ path });
    await kim.service.close();
    const desktop = newService({ host: 'electron' });
    const other = await createProject(desktop);
    expect(await desktop.fails('folder.set', { projectId: other, at: { path } })).toBe('folder.choose');
    await desktop.service.close();
  });

  test('sub-folders have names that every file system tells apart', () => {
    const names = ['abc', 'ABC', 'Abc', 'a.b', 'con', 'nul', 'com1', 'x-1'].map(folderNameOf);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[0-9a-z][0-9a-z_-]*$/);
    expect(names).not.toContain('con');
  });
});
