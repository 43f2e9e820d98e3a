import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cli, firstLines, isRoot, ROOT, start } from './child.ts';

const root = mkdtempSync(join(tmpdir(), 'udbudsplan-process-'));
const folder = join(root, 'planer');
const on = { folder };
/** The account of nobody, which root can become and which may write nowhere. */
const NOBODY = 65534;

let taskId = '';
const rename = (name: string): string => `${JSON.stringify({ command: 'task.rename', input: { id: taskId, name } })}\n`;

beforeAll(async () => {
  chmodSync(root, 0o755);
  await cli(['new', 'tender-plain', '--name', 'Løn'], on);
  const { out } = await cli(['show', 'Løn', '--json'], on);
  taskId = JSON.parse(out).tasks.find(({ summary }: { summary: boolean }) => !summary).id;
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the command line as a process', () => {
  test('gives one JSON value on standard output through npm, and nothing else anywhere', () => {
    const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', 'cli', '--', 'list', '--json'], {
      cwd: ROOT,
      env: { ...process.env, UDBUDSPLAN_DATA: folder },
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([{ name: 'Løn' }]);
    expect(stderr.replace(/^npm warn .*\n/gm, '')).toBe('');
  });

  test('takes paths as they are from where a person stands', () => {
    const { status } = spawnSync('npm', ['--prefix', ROOT, 'run', '-s', 'cli', '--', 'pdf', 'Løn', 'løn.pdf'], {
      cwd: root,
      env: { ...process.env, UDBUDSPLAN_DATA: folder },
      shell: process.platform === 'win32',
    });
    expect(status).toBe(0);
    expect(readdirSync(root)).toContain('løn.pdf');
  });

  test('exits with the code of its failure, the message on standard error', async () => {
    expect(await cli(['show', 'Nix', '--json'], on)).toEqual({ code: 4, out: '', err: expect.stringContaining('Nix') });
    expect(await cli(['show'], on)).toEqual({ code: 2, out: '', err: expect.stringContaining('PROJECT') });
  });

  test('does not mind a reader that has seen enough', async () => {
    const child = start(['commands', '--json'], on);
    child.stdout.destroy();
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    const [code] = await once(child, 'close');
    expect([code, errors]).toEqual([0, '']);
  });

  test('lets no second one in while it holds the plans, and names itself', async () => {
    const copy = join(root, 'kopi.db');
    await cli(['backup', copy], on);
    const first = start(['run', '-', 'Løn'], on);
    first.stdin.write(rename('Holdt'));
    expect(await firstLines(first.stdout, 1)).toEqual(['1 Omdøb opgave']);
    const second = await cli(['list', '--json'], on);
    expect([second.code, second.out]).toEqual([5, '']);
    expect(second.err).toContain(`proces ${first.pid}`);
    expect(await cli(['restore', copy], on)).toMatchObject({ code: 5, err: second.err });
    rmSync(join(folder, 'udbudsplan.db.lock'));
    expect((await cli(['restore', copy], on)).code).toBe(5);
    first.stdin.end();
    expect((await once(first, 'close'))[0]).toBe(0);
    expect((await cli(['list'], on)).code).toBe(0);
  });

  test('loses nothing that it told when it is killed', async () => {
    const child = start(['run', '-', 'Løn'], on);
    for (let i = 1; i <= 200; i++) child.stdin.write(rename(`Før ${i}`));
    const told = await firstLines(child.stdout, 40);
    child.kill('SIGKILL');
    await once(child, 'close');
    const { out } = await cli(['show', 'Løn', '--json'], on);
    const { name } = JSON.parse(out).tasks.find(({ id }: { id: string }) => id === taskId);
    expect(Number(name.replace('Før ', ''))).toBeGreaterThanOrEqual(told.length);
    expect((await cli(['doctor', '--json'], on)).code).toBe(0);
  });
});

describe('a file of a million tasks', () => {
  test('is refused by its number of tasks, in bounded memory and time', async () => {
    const file = join(root, 'stor.xml');
    const tasks = Array.from({ length: 1000 }, () => '<Task><UID>1</UID><Name>Opgave</Name></Task>').join('\n');
    writeFileSync(
      file,
      `<Project xmlns="http://schemas.microsoft.com/project"><Tasks>\n${`${tasks}\n`.repeat(1000)}</Tasks></Project>`,
    );
    const { code, out, err } = await cli(['import', file, '--json'], on);
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(/stor\.xml: .*200000 .*Task.*linje \d+/);
    rmSync(file);
  });
});

// Who is root may write everywhere; nobody may not. Anybody else is refused by the folder's own mode.
describe.skipIf(process.platform === 'win32')('without access', () => {
  const as = (at: string) => (isRoot ? { folder: at, uid: NOBODY } : { folder: at });
  const locked = (name: string): string => {
    const at = join(root, name);
    mkdirSync(at);
    return at;
  };

  test('to a new folder the plans are not made, and it is named', async () => {
    const at = locked('ny');
    chmodSync(at, isRoot ? 0o755 : 0o555);
    const { code, out, err } = await cli(['new', 'kombit-7', '--json'], as(at));
    expect([code, out]).toEqual([5, '']);
    expect(err).toContain(at);
    expect(readdirSync(at)).toEqual([]);
  });

  test('to a folder with plans these are not changed, and it is named', async () => {
    const at = locked('gammel');
    await cli(['new', 'tender-plain', '--name', 'Løn'], { folder: at });
    const before = readdirSync(at);
    chmodSync(at, isRoot ? 0o755 : 0o555);
    const { code, err } = await cli(['show', 'Løn', '--lang', 'en'], as(at));
    chmodSync(at, 0o755);
    expect([code, err]).toEqual([5, expect.stringContaining('cannot be written to')]);
    expect(err).toContain(at);
    expect(readdirSync(at)).toEqual(before);
  });

  test('to a file it is not read, and it is named', async () => {
    const file = join(root, 'hemmelig.xml');
    writeFileSync(file, '<Project/>');
    chmodSync(file, 0);
    const at = locked('egen');
    chmodSync(at, 0o777);
    const { code, err } = await cli(['import', file], as(at));
    expect([code, err]).toEqual([3, expect.stringMatching(/hemmelig\.xml: .*EACCES/)]);
  });
});

const mountSmallDisk = (at: string): boolean => {
  if (!isRoot || process.platform !== 'linux') return false;
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', at]).status === 0;
};

describe('on a full disk', () => {
  const disk = join(root, 'disk');
  const database = join(disk, 'udbudsplan.db');
  mkdirSync(disk);
  const isSmall = mountSmallDisk(disk);

  afterAll(() => {
    if (isSmall) execFileSync('umount', [disk]);
  });

  test.skipIf(!isSmall)('plans are shown, and what cannot be written names its place and leaves nothing', async () => {
    const there = { folder: disk };
    await cli(['new', 'tender-plain', '--name', 'Løn'], there);
    const { out: before } = await cli(['doctor', '--json'], there);
    const filler = join(disk, 'fyld');
    spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4k']);
    const names = readdirSync(disk);
    expect((await cli(['show', 'Løn'], there)).code).toBe(0);
    for (const words of [
      ['new', 'kombit-7'],
      ['settings', '--person', 'Åse'],
      ['backup', join(root, 'kopi.db')],
    ]) {
      const { code, out, err } = await cli([...words, '--json'], there);
      expect([code, out]).toEqual([5, '']);
      expect(err).toMatch(/ikke plads på disken/);
      expect(err).toContain(words[0] === 'backup' ? disk : database);
    }
    expect(await cli(['pdf', 'Løn', join(disk, 'a.pdf')], there)).toMatchObject({
      code: 3,
      err: expect.stringContaining('ikke plads på disken'),
    });
    expect(readdirSync(disk).filter((name) => !['backups', 'scratch', 'logs'].includes(name))).toEqual(names);
    rmSync(filler);
    expect((await cli(['doctor', '--json'], there)).out).toBe(before);
  });
});
