import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type InProcess, inProcess } from './in-process.ts';

let cli: InProcess;
const at = (name: string): string => join(cli.folder, name);

beforeAll(async () => {
  cli = inProcess();
  await cli.json('new', 'kombit-7', '--name', 'Bro');
  await cli.json('run', 'baseline.take', 'Bro', '{"name":"Aftalt"}');
  await cli.json('run', 'baseline.take', 'Bro', '{"name":"Senere"}');
});

const pagesOf = async (...words: string[]): Promise<number> =>
  (await cli.json('pdf', 'Bro', at('bro.pdf'), ...words)).pages;

describe('a plan is printed', () => {
  test('on papers, scales and layouts', async () => {
    const one = await pagesOf('--paper', 'A3');
    expect(await pagesOf('--paper', 'A0', '--fit', 'pages:1x1')).toBe(1);
    expect(await pagesOf('--paper', 'A3', '--fit', 'pages:3')).toBe(3 * one);
    expect(await pagesOf('--paper', '900x2000', '--portrait')).toBe(1);
    expect(await pagesOf('--layout', 'one')).toBe(1);
    const tiles = await pagesOf('--layout', 'tiles', '--fit', 'pages:2', '--overlap', '15', '--grey');
    expect(tiles % 2).toBe(0);
    expect(await pagesOf('--scale', '50', '--zoom', 'quarter', '--paper', 'A3')).toBeGreaterThan(0);
    expect(await pagesOf('--view', 'overview', '--baseline', 'Aftalt')).toBe(1);
  });

  test('in part: rows by number, levels, filters, columns, time', async () => {
    const all = await pagesOf();
    expect(await pagesOf('--rows', '2,3.1')).toBeLessThan(all);
    expect(await pagesOf('--levels', '1')).toBe(1);
    expect(await pagesOf('--filter', 'milestones', '--columns', 'name,start,status')).toBeLessThanOrEqual(all);
    expect(await pagesOf('--group', 'responsible', '--from', '2027-01-01', '--to', '2027-12-31')).toBeGreaterThan(0);
    expect(
      await pagesOf('--table', 'critical', '--color-by', 'status', '--compare', 'Aftalt', '--compare', 'Senere'),
    ).toBeGreaterThan(0);
  });

  test('as lists of what is found and of what has changed', async () => {
    const svgOf = async (...words: string[]): Promise<string> => {
      await cli.json('export', 'Bro', at('list.svg'), ...words);
      return readFileSync(at('list.svg'), 'utf8');
    };
    expect(await svgOf('--view', 'changes')).toContain('Ingen opgave er flyttet eller kommet til.');
    const { tasks } = await cli.json('show', 'Bro');
    const duration = { minutes: 60 * 480, unit: 'day', elapsed: false, estimated: false };
    const leaf = tasks.find(({ wbs }: { wbs: string }) => wbs === '1.1');
    await cli.json('run', 'task.setDuration', 'Bro', JSON.stringify({ id: leaf.id, duration }));
    const changes = await svgOf('--view', 'changes', '--baseline', 'Aftalt');
    expect(changes).toContain('Ændringer siden »Aftalt«');
    expect(changes).toMatch(/>\+\d+ d</);
    expect(await svgOf('--view', 'changes', '--rows', '1.1')).not.toContain('>2<');
    const findings = await svgOf('--view', 'findings', '--portrait');
    expect(findings).toContain('Hvad der er fundet');
    expect(await pagesOf('--view', 'findings')).toBeGreaterThan(0);
  });

  test('by a setup of the product, or one that was kept under a name; words come before it', async () => {
    expect(await pagesOf('--preset', 'wall')).toBe(1);
    await cli.json('presets', 'Hæng op', '--set', '{"paper":"A3","layout":"tiles","across":2}');
    const tiles = await pagesOf('--preset', 'Hæng op');
    expect(tiles % 2).toBe(0);
    expect(await pagesOf('--preset', 'Hæng op', '--layout', 'one')).toBe(1);
    expect((await cli.json('presets')).own).toMatchObject([{ name: 'Hæng op', settings: { paper: 'A3', across: 2 } }]);
    const wrong = await cli.run('presets', 'Hæng op', '--set', '{"paper":"B5"}');
    expect([wrong.code, wrong.out]).toEqual([3, '']);
    expect(wrong.err).toMatch(/»paper«.*B5/);
    await cli.json('presets', 'Hæng op', '--remove');
    const gone = await cli.run('pdf', 'Bro', at('no.pdf'), '--preset', 'Hæng op');
    expect([gone.code, gone.out]).toEqual([2, '']);
    expect(gone.err).toMatch(/board/);
  });

  test('as pictures of the same scene', async () => {
    await cli.json('export', 'Bro', at('bro.svg'));
    const svg = readFileSync(at('bro.svg'), 'utf8');
    expect(svg).toMatch(/^<svg /);
    expect(svg).toContain('Idé og behov');
    await cli.json('export', 'Bro', at('bro.png'), '--dpi', '40', '--page', '1');
    const png = readFileSync(at('bro.png'));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([468, 331]);
  });

  test('with a logo, which can be taken out again', async () => {
    writeFileSync(
      at('logo.svg'),
      '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"><rect width="30" height="10" fill="#0b5cad"/></svg>',
    );
    expect((await cli.json('logo', 'Bro', at('logo.svg'))).bytes).toBeGreaterThan(50);
    await cli.json('pdf', 'Bro', at('logo.pdf'));
    expect(readFileSync(at('logo.pdf')).toString('latin1')).toContain('/Subtype /Image');
    await cli.json('logo', 'Bro');
    await cli.json('pdf', 'Bro', at('logo.pdf'));
    expect(readFileSync(at('logo.pdf')).toString('latin1')).not.toContain('/Subtype /Image');
  });

  test.each([
    [['--view', 'wall'], 2, /gantt, overview/],
    [['--paper', '50x50'], 2, /A0.*3000x3000/],
    [['--paper', 'B5'], 2, /A4, A3, A2, A1, A0/],
    [['--fit', 'pages:2x0'], 2, /pages:1x1/],
    [['--fit', 'pages:1', '--scale', '50'], 2, /--scale/],
    [['--scale', '5'], 2, /10 – 400/],
    [['--layout', 'roll'], 2, /pages, tiles, one/],
    [['--overlap', '99'], 2, /0 – 40/],
    [['--rows', '99.9'], 4, /99\.9/],
    [['--columns', 'nope'], 2, /nope/],
    [['--compare', 'Ingen'], 4, /»Ingen«/],
    [['--color-by', 'mood'], 2, /stage, responsible, status/],
    [['--dpi', '9000'], 2, /36 – 600/],
  ])('%j is refused, and nothing is left behind', async (words, code, told) => {
    const answer = await cli.run('pdf', 'Bro', at('no.pdf'), ...words);
    expect([answer.code, answer.out]).toEqual([code, '']);
    expect(answer.err).toMatch(told);
    expect(existsSync(at('no.pdf'))).toBe(false);
  });

  test.each([
    [['export', 'Bro', 'no.png', '--page', '99', '--dpi', '40'], 3, /99/],
    [['export', 'Bro', 'no.png', '--dpi', '600', '--fit', 'pages:50'], 3, /600/],
    [['logo', 'Bro', 'no.png'], 4, /no\.png/],
  ])('%j is refused with the reason', async (words, code, told) => {
    const answer = await cli.run(...words.map((word) => (word === 'no.png' ? at(word) : word)));
    expect([answer.code, answer.out]).toEqual([code, '']);
    expect(answer.err).toMatch(told);
    expect(existsSync(at('no.png'))).toBe(false);
  });

  test('a file that is no picture is refused with its name', async () => {
    writeFileSync(at('no-logo.png'), 'hello');
    const { code, err } = await cli.run('logo', 'Bro', at('no-logo.png'));
    expect(code).toBe(3);
    expect(err).toMatch(/no-logo\.png/);
  });
});
