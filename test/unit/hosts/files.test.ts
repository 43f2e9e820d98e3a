import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { announceHost, runningHost } from '../../../main/browser/running-host.ts';
import { fileArgument } from '../../../main/electron/handed-file.ts';
import { openHeldFiles } from '../../../main/hosts/held-files.ts';
import { hostText } from '../../../main/hosts/host-texts.ts';
import { openLog, redacted } from '../../../main/hosts/log-file.ts';
import { placeFile } from '../../../main/hosts/place-file.ts';
import { servedFiles } from '../../../main/hosts/served-files.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hosts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, text = name): string => {
  const path = join(folder, name);
  mkdirSync(resolve(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
};

describe('held files', () => {
  test('are found by their token only', () => {
    const files = openHeldFiles(join(folder, 'scratch', '1'));
    const held = files.hold('/some/where/plan.xml', 'plan.xml');
    expect(held.token).toMatch(/^[0-9a-z]{16,64}$/);
    expect(files.find(held.token)).toEqual({ path: '/some/where/plan.xml', name: 'plan.xml' });
    expect(files.find('0'.repeat(40))).toBeNull();
    expect(files.hold('/some/where/plan.xml', 'plan.xml').token).not.toBe(held.token);
  });

  test('scratch files go when the process ends', () => {
    const files = openHeldFiles(join(folder, 'scratch', '1'));
    writeFileSync(files.scratchPath(), 'x');
    files.close();
    expect(readdirSync(join(folder, 'scratch'))).toEqual([]);
  });

  test('what a killed process left is cleared away, what a living one has is not', () => {
    put(`scratch/${process.pid}/mine`);
    put('scratch/99999999/dead');
    put('scratch/notes/other');
    openHeldFiles(join(folder, 'scratch', '1'));
    expect(readdirSync(join(folder, 'scratch')).sort()).toEqual([String(process.pid), 'notes'].sort());
  });
});

describe('placing a file', () => {
  test('replaces the old one whole and leaves nothing beside it', async () => {
    const from = put('from.pdf', 'new');
    const to = put('to/plan.pdf', 'old');
    await placeFile(from, to);
    expect(readFileSync(to, 'utf8')).toBe('new');
    expect(readdirSync(join(folder, 'to'))).toEqual(['plan.pdf']);
  });

  test('that fails leaves the old one and nothing else', async () => {
    mkdirSync(join(folder, 'to', 'plan.pdf', 'full'), { recursive: true });
    await expect(placeFile(put('from.pdf'), join(folder, 'to', 'plan.pdf'))).rejects.toThrow();
    expect(readdirSync(join(folder, 'to'))).toEqual(['plan.pdf']);
  });

  test('into a folder that is not there is refused', async () => {
    await expect(placeFile(put('from.pdf'), join(folder, 'no', 'plan.pdf'))).rejects.toThrow('ENOENT');
  });
});

test('a page may ask for the built files by their exact paths and for nothing else', () => {
  put('index.html');
  put('assets/a-1.js');
  put('assets/inter.woff2');
  put('secret.pem');
  const files = servedFiles(folder);
  expect([...files.keys()].sort()).toEqual(['/', '/assets/a-1.js', '/assets/inter.woff2', '/index.html']);
  expect(files.get('/assets/a-1.js')?.mime).toContain('text/javascript');
});

describe('the file that a start names', () => {
  test.each<[string, readonly string[], string | null]>([
    ['the file', ['plan.xml'], 'plan.xml'],
    ['among switches', ['.', '--flag', 'plan.xml', '--other=1'], 'plan.xml'],
    ['the last of two', ['plan.xml', 'PLAN2.XML'], 'PLAN2.XML'],
    ['none', ['.', '--flag'], null],
    ['a file that is not there', ['none.xml'], null],
    ['a folder', ['folder.xml'], null],
    ['a kind that we do not open', ['plan.exe'], null],
    ['a switch with the ending', ['--load=plan.xml'], null],
  ])('%s', (_what, args, expected) => {
    put('plan.xml');
    put('PLAN2.XML');
    put('plan.exe');
    mkdirSync(join(folder, 'folder.xml'), { recursive: true });
    expect(fileArgument(args, folder)).toBe(expected && join(folder, expected));
  });
});

describe('the log', () => {
  test('names no home folder and gives each fault an id', () => {
    const file = join(folder, 'logs', 'a.log');
    const log = openLog(file, '/home/åse', () => 1_000);
    const id = log.fault('service', new Error('no /home/åse/plan'));
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(id);
    expect(text).toContain('no ~/plan');
    expect(text).not.toContain('åse');
    expect(redacted('x', '')).toBe('x');
  });

  test('keeps three files of a megabyte', () => {
    const file = join(folder, 'a.log');
    const log = openLog(file, '', () => 0);
    const long = 'x'.repeat(600_000);
    for (let line = 0; line < 12; line++) log.note(long);
    expect(readdirSync(folder).sort()).toEqual(['a.log', 'a.log.1', 'a.log.2']);
  });

  test('that cannot be written is silent', () => {
    const log = openLog(join(put('file'), 'a.log'), '', () => 0);
    expect(() => log.note('x')).not.toThrow();
  });
});

test('texts of a host come from the named catalogues, filled', () => {
  put('texts/da/one.json', '{"a":"Gem {{name}} nu","b":"et"}');
  put('texts/da/two.json', '{"b":"to","c":"tre"}');
  const text = hostText(folder, 'da', ['one', 'two', 'none']);
  expect([text('a', { name: 'æ.pdf' }), text('b'), text('c'), text('toString')]).toEqual([
    'Gem æ.pdf nu',
    'et',
    'tre',
    'toString',
  ]);
});

describe('the browser host that already runs', () => {
  test('is not believed when its process is gone or does not answer', async () => {
    expect(await runningHost(folder)).toBeNull();
    put('browser-host.json', 'no json');
    expect(await runningHost(folder)).toBeNull();
    announceHost(folder, { process: 99_999_999, address: 'http://127.0.0.1:9/#token=1' });
    expect(await runningHost(folder)).toBeNull();
    announceHost(folder, { process: process.pid, address: 'http://127.0.0.1:9/#token=1' });
    expect(await runningHost(folder)).toBeNull();
    expect(existsSync(join(folder, 'browser-host.json'))).toBe(true);
  });
});
