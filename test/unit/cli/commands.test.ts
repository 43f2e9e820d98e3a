import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../../main/cli/run-cli.ts';
import { type InProcess, inProcess, ROOT, scratchFolder } from './in-process.ts';

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly summary: boolean;
}

const cli = inProcess();
let project = '';
let leaves: readonly Shown[] = [];

beforeAll(async () => {
  project = (await cli.json('new', 'tender-plain', '--name', 'Løn', '--start', '2027-04-05')).projectId;
  leaves = (await cli.json('show', 'Løn')).tasks.filter(({ summary }: Shown) => !summary);
});

const run = (command: string, input: unknown) => cli.run('run', command, 'Løn', JSON.stringify(input), '--json');
const nameOf = async (id: string) => (await cli.json('show', 'Løn')).tasks.find((task: Shown) => task.id === id)?.name;

describe('a command', () => {
  test('is carried out, taken back and done again, and is in the history', async () => {
    const [{ id, name }] = leaves as [Shown];
    expect(await run('task.rename', { id, name: 'Ny ræv' })).toMatchObject({ code: 0 });
    expect(await nameOf(id)).toBe('Ny ræv');
    expect((await cli.run('undo', 'Løn')).out).toBe('Fortrudt: Omdøb opgave\n');
    expect(await nameOf(id)).toBe(name);
    expect(await cli.json('redo', 'Løn')).toMatchObject({ command: 'task.rename' });
    expect(await nameOf(id)).toBe('Ny ræv');
    const { out } = await cli.run('history', 'Løn', '--lang', 'en', '--limit', '3');
    expect(
      out
        .trimEnd()
        .split('\n')
        .filter((line) => /^ *\d+ {2}/.test(line))
        .map((line) => line.split('  ').at(-1)),
    ).toEqual(['Redo', 'Undo', 'Rename task']);
  });

  test('takes dates as people write them', async () => {
    const ids = [leaves[1]!.id];
    expect(await run('task.setDeadline', { ids, deadlineMin: '2027-04-06T12:00' })).toMatchObject({ code: 0 });
    const { code, out } = await cli.run('check', 'Løn', '--json');
    const { findings } = JSON.parse(out);
    expect(code).toBe(1);
    expect(findings).toContainEqual({
      id: 'schedule.deadline-missed',
      severity: 'error',
      taskId: ids[0],
      wbs: expect.any(String),
      task: leaves[1]!.name,
      text: 'Opgaven slutter efter sin deadline.',
    });
    expect((await cli.run('check', 'Løn', '--lang', 'en')).out).toContain('The task finishes after its deadline');
  });

  test.each<[what: string, command: string, input: (id: string) => unknown, code: number, told: RegExp]>([
    ['unknown', 'task.fly', () => ({}), 4, /»task\.fly« findes ikke/],
    ['without a part', 'task.rename', (id) => ({ id }), 3, /^name mangler/],
    ['with an unknown part', 'task.rename', (id) => ({ id, name: 'x', colour: 1 }), 3, /^colour er der ikke plads til/],
    ['with a number for a text', 'task.rename', (id) => ({ id, name: 5 }), 3, /^name skal være en tekst, ikke 5/],
    ['with a text too long', 'task.rename', (id) => ({ id, name: 'x'.repeat(501) }), 3, /^name må højst have 500 tegn/],
    [
      'with an id that is none',
      'task.rename',
      () => ({ id: 'å', name: 'x' }),
      3,
      /^id har en form, der ikke kan bruges: å/,
    ],
    [
      'with a text for a number',
      'task.setProgress',
      (id) => ({ ids: [id], percent: 'alt' }),
      3,
      /^percent skal være et tal, ikke alt/,
    ],
    [
      'with a broken number',
      'task.setProgress',
      (id) => ({ ids: [id], percent: 1.5 }),
      3,
      /^percent skal være et helt tal/,
    ],
    [
      'with too large a number',
      'task.setProgress',
      (id) => ({ ids: [id], percent: 101 }),
      3,
      /^percent må ikke være over 100 \(her 101\)/,
    ],
    [
      'with too small a number',
      'task.setProgress',
      (id) => ({ ids: [id], percent: -1 }),
      3,
      /^percent må ikke være under 0/,
    ],
    ['with nothing in a list', 'task.setProgress', () => ({ ids: [], percent: 1 }), 3, /^ids skal have mindst 1/],
    [
      'with a number in a list of ids',
      'task.setProgress',
      () => ({ ids: ['a', 7], percent: 1 }),
      3,
      /^ids\.1 skal være en tekst/,
    ],
    [
      'with an unknown choice',
      'task.setMode',
      (id) => ({ ids: [id], mode: 'flyv' }),
      3,
      /^mode kan være auto, manual, ikke flyv/,
    ],
    ['with no list', 'task.setMode', () => ({ ids: 'a', mode: 'auto' }), 3, /^ids skal være en liste/],
    [
      'with no flag',
      'task.setInactive',
      (id) => ({ ids: [id], inactive: 'ja' }),
      3,
      /^inactive skal være true eller false/,
    ],
    [
      'with half a duration',
      'task.setDuration',
      (id) => ({ id, duration: { minutes: 5 } }),
      3,
      /^duration\.unit mangler/,
    ],
    [
      'with a date that does not exist',
      'task.setStart',
      (id) => ({ id, startMin: '2027-02-30T08:00' }),
      3,
      /^startMin .*2027-02-30T08:00/,
    ],
    ['with a week of one day', 'calendar.add', () => ({ cells: { week: [[]] } }), 3, /^cells\.week skal have netop 7/],
    [
      'with a bell in a text',
      'note.write',
      (id) => ({ entity: 'task', id, text: 'a\u0007' }),
      3,
      /^note\.text indeholder et usynligt styretegn/,
    ],
    ['with a list for an object', 'task.rename', () => [1], 3, /^id mangler/],
    ['with nothing', 'task.rename', () => null, 3, /^input skal være et objekt/],
    [
      'about a task that is not there',
      'task.rename',
      () => ({ id: 'zzz', name: 'x' }),
      3,
      /findes ikke længere i planen \(zzz\)/,
    ],
  ])('%s is refused, with its place', async (_what, command, input, code, told) => {
    const answer = await run(command, input(leaves[0]!.id));
    expect([answer.code, answer.out]).toEqual([code, '']);
    expect(answer.err).toMatch(told);
    expect(answer.err).not.toMatch(/\{\{|undefined|Expected|Invalid/);
  });

  test('that would close a circle is refused with the names on it', async () => {
    const [a, b] = [leaves[2]!, leaves[3]!];
    await run('task.unlink', { ids: [a.id] });
    await run('task.unlink', { ids: [b.id] });
    await run('link.add', { predecessorId: a.id, successorId: b.id, type: 'FS' });
    const { code, err } = await run('link.add', { predecessorId: b.id, successorId: a.id, type: 'FS' });
    expect([code, err]).toEqual([3, expect.stringContaining('i ring')]);
    expect(err).toContain(a.name);
    expect(err).toContain(b.name);
  });

  test('with something else than JSON is refused', async () => {
    expect(await cli.run('run', 'task.rename', 'Løn', '{bad', '--json')).toEqual({
      code: 3,
      out: '',
      err: 'JSON: Det er ikke gyldig JSON: {bad\n',
    });
  });
});

describe('commands on standard input', () => {
  const line = (name: string, more = {}) =>
    JSON.stringify({ command: 'task.rename', input: { id: leaves[0]!.id, name }, ...more });

  test('are one change set each, told as they are done', async () => {
    const before = (await cli.json('history', 'Løn')).length;
    const { code, out } = await cli.feed(`\ufeff${line('en')}\r\n\n${line('to')}`, 'run', '-', 'Løn');
    expect([code, out]).toEqual([0, '1 Omdøb opgave\n3 Omdøb opgave\n']);
    expect((await cli.json('history', 'Løn')).length).toBe(before + 2);
    const { out: json } = await cli.feed(`${line('tre')}\n${line('fire')}\n`, 'run', '-', 'Løn', '--json');
    expect(JSON.parse(json)).toMatchObject([{ command: 'task.rename' }, { command: 'task.rename' }]);
  });

  test.each<[string, () => string | Uint8Array, RegExp]>([
    ['that is no JSON', () => '{"command"', /^-:2: Det er ikke gyldig JSON: \{"command"$/],
    ['that is a list', () => '[]', /^-:2: Linjen skal være et objekt/],
    ['without a command', () => '{"input":{}}', /^-:2: command mangler/],
    ['with more than it may have', () => line('x', { project: 'Løn' }), /^-:2: project er der ikke plads til/],
    ['with a wrong value', () => line('x'.repeat(501)), /^-:2: name må højst have 500 tegn/],
    ['with an unknown command', () => '{"command":"task.fly"}', /^-:2: Kommandoen »task\.fly« findes ikke/],
    ['in another encoding', () => Buffer.from([0xff, 0xfe]), /^-:2: Teksten er ikke i tegnsættet UTF-8/],
  ])('end at a line %s; what was done before it stays', async (what, bad, told) => {
    const input = Buffer.concat([Buffer.from(`${line(what)}\n`), Buffer.from(bad()), Buffer.from('\n')]);
    const { code, out, err } = await cli.feed(input, 'run', '-', 'Løn', '--json');
    expect(out).toBe('');
    expect(code).toBe(what.includes('unknown') ? 4 : 3);
    expect(err.trimEnd()).toMatch(told);
    expect(await nameOf(leaves[0]!.id)).toBe(what);
  });
});

describe('projects', () => {
  test('are found by id or by a name that only one has', async () => {
    const { projectId } = await cli.json('new', 'state-4', '--name', 'Dobbelt');
    await cli.json('new', 'state-4', '--name', 'Dobbelt');
    const { code, err } = await cli.run('show', 'Dobbelt');
    expect([code, err]).toEqual([3, expect.stringContaining(projectId)]);
    expect((await cli.run('show', projectId)).code).toBe(0);
    expect(await cli.run('show', 'Findes ikke')).toMatchObject({
      code: 4,
      err: expect.stringContaining('»Findes ikke«'),
    });
  });

  test('are deleted and brought back whole', async () => {
    const before = await cli.json('show', project);
    await cli.json('delete', 'Løn');
    expect((await cli.run('show', 'Løn')).code).toBe(4);
    expect(await cli.json('undelete', project)).toEqual({ projectId: project, name: 'Løn' });
    expect(await cli.json('show', project)).toEqual(before);
    for (const unknown of ['nix', 'å å']) expect((await cli.run('undelete', unknown)).code).toBe(4);
  });

  test('are written in the language that is asked for', async () => {
    const { projectId } = await cli.json('new', 'kombit-7', '--lang', 'en');
    expect((await cli.json('list')).find(({ id }: { id: string }) => id === projectId).name).not.toMatch(/[æøå]/);
  });

  test.each([
    [['new', 'nope'], 4, /nope.*kombit-7/],
    [['new', 'kombit-7', '--name', ' '], 3, /name må ikke være tom/],
    [['new', 'kombit-7', '--start', '2027-02-30'], 2, /--start.*2027-02-30/],
    [['new', 'kombit-7', '--start', '5/4'], 2, /--start/],
    [['history', 'Løn', '--limit', '0'], 2, /--limit.*1000/],
    [['history', 'Løn', '--limit', '1e2'], 2, /--limit/],
    [['pdf', 'Løn', 'x.pdf', '--paper', 'B5'], 2, /A4, A3, A2, A1, A0/],
    [['pdf', 'Løn', 'x.pdf', '--fit', 'pages:0'], 2, /pages:1/],
    [['pdf', 'Løn', 'x.pdf', '--from', '2027-05-01', '--to', '2027-04-01'], 2, /--to 2027-04-01 ligger før/],
    [['pdf', 'Løn', 'x.pdf', '--baseline', 'Ingen'], 4, /»Ingen«/],
    [['export', 'Løn', 'x.docx'], 2, /x\.docx.*\.pdf/],
    [['export', 'Løn', 'uden-endelse'], 2, /uden-endelse/],
    [['settings', '--theme', 'lilla'], 2, /system, light, dark/],
    [['settings', '--person', ''], 3, /person/],
    [['list', '--lang', 'fr'], 2, /da eller en/],
    [['fly'], 2, /»fly«/],
    [[], 2, /KOMMANDO/],
  ])('%j is refused', async (words, code, told) => {
    const answer = await cli.run(...words);
    expect([answer.code, answer.out]).toEqual([code, '']);
    expect(answer.err).toMatch(told);
    expect(existsSync('x.pdf')).toBe(false);
  });

  test('are printed as PDF', async () => {
    const file = join(cli.folder, 'løn.pdf');
    expect(await cli.json('export', 'Løn', file, '--paper', 'a3')).toEqual({ file, pages: expect.any(Number) });
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('help', () => {
  test.each([
    [['help'], /verb|udbudsplan KOMMANDO/],
    [['--help', '--lang', 'en'], /udbudsplan COMMAND/],
    [['help', 'pdf'], /^pdf PROJECT FILE .*\n {2}Skriver en plan som PDF/],
    [['--lang', 'en', 'pdf', '--help'], /Writes a plan as PDF/],
  ])('%j is on standard output', async (words, told) => {
    const { code, out, err } = await cli.run(...words);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(told);
  });
});

test('300 edits, 250 steps back, a restart and 250 steps forth give the same state', async () => {
  const own: InProcess = inProcess();
  await own.json('new', 'tender-plain', '--name', 'Mange');
  const { tasks } = await own.json('show', 'Mange');
  const ids: string[] = tasks.filter(({ summary }: Shown) => !summary).map(({ id }: Shown) => id);
  const edits = Array.from({ length: 300 }, (_, i) => {
    const id = ids[i % ids.length];
    return i % 3 === 0
      ? { command: 'task.setProgress', input: { ids: [id], percent: (i % 99) + 1 } }
      : { command: 'task.rename', input: { id, name: `Navn ${i}` } };
  });
  await own.feed(edits.map((edit) => JSON.stringify(edit)).join('\n'), 'run', '-', 'Mange');
  const { stateHash } = await own.json('doctor');
  const start = await own.json('show', 'Mange');
  for (let i = 0; i < 250; i++) expect((await own.run('undo', 'Mange')).code).toBe(0);
  expect((await own.json('doctor')).stateHash).not.toBe(stateHash);
  for (let i = 0; i < 250; i++) expect((await own.run('redo', 'Mange')).code).toBe(0);
  expect(await own.json('show', 'Mange')).toEqual(start);
  expect(await own.json('doctor')).toMatchObject({ ok: true, stateHash });
  expect(await own.run('redo', 'Mange')).toMatchObject({ code: 3, err: 'Der er intet at gentage.\n' });
});

describe('a fault in the product itself', () => {
  const around = (root: string, folder: string, told: string[]) => ({
    root,
    folder,
    home: '/home/nobody',
    workerFile: () => join(root, 'no-worker.ts'),
    stdin: Readable.from([]),
    out: () => {
      throw new Error('nothing is to be said');
    },
    error: (text: string) => void told.push(text),
    showsProgress: false,
    now: Date.now,
  });

  test.each([
    ['a broken installation', ['list']],
    ['a worker that is not there', ['import', 'plan.xml']],
  ])('is told with its report and exits with 70: %s', async (what, words) => {
    const folder = scratchFolder();
    const root = what.includes('worker') ? ROOT : folder;
    if (root === folder) symlinkSync(join(ROOT, 'assets'), join(folder, 'assets'));
    const file = join(folder, 'plan.xml');
    writeFileSync(file, '<Project/>');
    const told: string[] = [];
    const code = await runCli(
      words.map((word) => (word === 'plan.xml' ? file : word)),
      around(root, folder, told),
    );
    expect(code).toBe(70);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/Der skete en fejl i Udbudsplan/);
    expect(readFileSync(join(folder, 'logs', 'udbudsplan.log'), 'utf8')).toMatch(/fault \S+ in (?:list|import)/);
  });
});
