import { execFileSync, spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PdfMeta, writeGanttPdf } from '../../../main/jobs/pdf/paint-pdf.ts';
import { pngOf } from '../../../main/jobs/png/png-file.ts';
import type { PrintOptions } from '../../../src/api.ts';
import { paginate } from '../../../src/report/paginate.ts';
import { printPalette } from '../../../src/report/print-pages.ts';
import type { ReportInput } from '../../../src/report/report-input.ts';
import { printOf, templatePlan } from '../report/print-case.ts';
import { sampleReport } from '../report/sample-plan.ts';

const font = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../assets/fonts/inter-${name}.ttf`, import.meta.url));
const FONTS = { regular: font('regular'), medium: font('medium'), semibold: font('semibold'), bold: font('bold') };

const META: PdfMeta = {
  title: 'Fælles bibliotekssystem, genudbud',
  author: 'Mette Ågård',
  subject: 'Tidsplan',
  lang: 'da',
  createdAt: new Date(Date.UTC(2025, 4, 14, 12, 5)),
};

async function pdfOf(input: ReportInput, meta: PdfMeta = META): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  await writeGanttPdf(paginate(input).pages, meta, FONTS, sink);
  return Buffer.concat(chunks);
}

const has = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined;
/** In CI the tools are there, or the tests fail. */
const isSkipped = (tool: string): boolean => !process.env.CI && !has(tool);
const hasPoppler = !isSkipped('pdfinfo');

describe('PDF of a plan', () => {
  it('is the same, byte for byte, for the same plan', async () => {
    const [first, second] = [await pdfOf(sampleReport(30)), await pdfOf(sampleReport(30))];
    expect(first.equals(second)).toBe(true);
  });

  it('ends with an error when its stream does', async () => {
    const full = new Writable({
      write(_chunk, _encoding, done) {
        done(new Error('disk full'));
      },
    });
    await expect(writeGanttPdf(paginate(sampleReport(10)).pages, META, FONTS, full)).rejects.toThrow('disk full');
  });

  it('says its language and title in the catalogue, and names no standard font', async () => {
    const text = (await pdfOf(sampleReport(10), { ...META, lang: 'en' })).toString('latin1');
    expect(text).toMatch(/\/Lang \(en\)/);
    expect(text).toContain('/DisplayDocTitle true');
    expect(text).toContain('/Marked true');
    expect(text).not.toContain('/Type1');
    expect(text).not.toContain('/Subtype /Image');
  });

  it('reads a long table row by row without a cell for each date', async () => {
    const count = (bytes: Buffer, tag: string): number => bytes.toString('latin1').split(`/S /${tag}\n`).length - 1;
    const short = await pdfOf(sampleReport(100));
    expect(count(short, 'TR')).toBe(101);
    expect(count(short, 'TD') + count(short, 'TH')).toBe(101 * 6);
    const long = await pdfOf(sampleReport(1000));
    expect(count(long, 'TR')).toBe(1001);
    expect(count(long, 'TD')).toBe(1000);
    expect(long.length).toBeLessThan(1_000_000);
  });
});

describe.skipIf(!hasPoppler)('PDF of a plan, read by poppler (skipped where poppler-utils is not installed)', () => {
  let folder = '';
  let path = '';
  let pages = 0;
  const run = (tool: string, ...args: string[]): string => execFileSync(tool, args, { encoding: 'utf8' });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'plan-pdf-'));
    path = join(folder, 'plan.pdf');
    const input = sampleReport(100);
    pages = paginate(input).pages.length;
    writeFileSync(path, await pdfOf(input));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('has its texts, with all letters', () => {
    const text = run('pdftotext', '-layout', path, '-');
    for (const part of [
      'Interesseundersøgelse',
      'Databeskyttelse (§ 35)',
      'Æskulap & Øre-integration',
      'Første driftsår – evaluering',
    ]) {
      expect(text).toContain(part);
    }
    for (let page = 1; page <= pages; page++) expect(text).toContain(`side ${page} af ${pages}`);
  });

  it('embeds all its fonts, as subsets', () => {
    const fonts = run('pdffonts', path).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThanOrEqual(3);
    for (const line of fonts) expect(line).toMatch(/InterTabular-\w+ +CID TrueType +Identity-H +yes +yes +yes/);
  });

  it('has no raster images', () => {
    expect(run('pdfimages', '-list', path).trim().split('\n')).toHaveLength(2);
  });

  it('has title, author, date of its maker, and tags', () => {
    const info = run('pdfinfo', '-isodates', path);
    expect(info).toMatch(/Title: +Fælles bibliotekssystem, genudbud/);
    expect(info).toMatch(/Author: +Mette Ågård/);
    expect(info).toMatch(/CreationDate: +2025-05-14T12:05:00/);
    expect(info).toMatch(/Tagged: +yes/);
    expect(info).toMatch(new RegExp(`Pages: +${pages}`));
    expect(info).toMatch(/A4/);
  });

  it('has a structure of heading, one table and a figure a page, read in that order', () => {
    const structure = run('pdfinfo', '-struct-text', path);
    expect(structure.trimStart().startsWith('Document')).toBe(true);
    expect(structure.match(/^ +H1/gm)).toHaveLength(1);
    expect(structure.match(/^ +Table/gm)).toHaveLength(1);
    expect(structure.match(/^ +Figure/gm)).toHaveLength(pages);
    expect(structure).toContain('"Interesseundersøgelse 2"');
    expect(structure.indexOf('H1')).toBeLessThan(structure.indexOf('Table'));
  });
});

const PNG = pngOf(new Uint8Array([11, 92, 173, 255, 0, 0, 0, 0]), 2, 1).toString('base64');

describe.skipIf(!hasPoppler || isSkipped('qpdf'))(
  'every kind of print, read by poppler and qpdf (skipped where poppler-utils or qpdf is not installed)',
  () => {
    const plan = templatePlan('kombit-7');
    const project = { ...plan.rows.project.get('project')!, name: 'Prøve æøå § 5', logo: PNG };
    const titled = { ...plan, rows: { ...plan.rows, project: new Map([['project', project]]) } };
    const run = (tool: string, ...args: string[]): string => execFileSync(tool, args, { encoding: 'utf8' });
    let folder = '';
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'print-pdf-'));
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    const CASES: readonly (readonly [string, Partial<PrintOptions>])[] = [
      ['pages', { paper: 'A4' }],
      [
        'two-across',
        { paper: 'A3', scale: { kind: 'fit', pagesAcross: 2, pagesDown: null }, slack: true, baselineId: 'b' },
      ],
      ['tiles', { layout: 'tiles', scale: { kind: 'fit', pagesAcross: 3, pagesDown: null } }],
      ['one', { layout: 'one' }],
      ['grey', { ink: 'grey', portrait: true }],
      ['overview', { view: 'overview', paper: 'A3', baselineId: 'b' }],
      ['english', { language: 'en', paper: 'A2', portrait: true }],
    ];
    it.each(CASES)('%s', async (name, options) => {
      const lang = options.language ?? 'da';
      const { pages } = printOf(titled, options);
      const path = join(folder, `${name}.pdf`);
      await writeGanttPdf(
        pages,
        { ...META, title: project.name, lang },
        FONTS,
        createWriteStream(path),
        printPalette({ ink: options.ink ?? 'colour' }),
      );
      // Exit code 0 says that there is nothing to say.
      run('qpdf', '--check', path);
      for (const line of run('pdffonts', path).trim().split('\n').slice(2)) expect(line).toMatch(/yes +yes +yes/);
      const images = run('pdfimages', '-list', path).trim().split('\n').slice(2);
      // The logo and its transparency are the only raster, once in the file.
      expect(new Set(images.map((line) => line.trim().split(/\s+/)[10])).size).toBeLessThanOrEqual(2);
      expect(images.every((line) => /^\s*\d+\s+\d+\s+(image|smask)\s+2\s+1\s/.test(line))).toBe(true);
      const info = run('pdfinfo', path);
      expect(info).toMatch(/Tagged: +yes/);
      expect(info).toMatch(/Title: +Prøve æøå § 5/);
      const legend = lang === 'en' ? 'Milestone' : 'Milepæl';
      // Pages end with a form feed.
      const texts = run('pdftotext', '-layout', path, '-').split('\f').slice(0, -1);
      expect(texts).toHaveLength(pages.length);
      texts.forEach((text, at) => {
        const page = at + 1;
        const number = lang === 'en' ? `page ${page} of ${pages.length}` : `side ${page} af ${pages.length}`;
        if (options.layout === 'one') expect(text).toContain('side 1 af 1');
        else expect(text, `page ${page}`).toContain(number);
        if (options.layout !== 'tiles') expect(text).toContain(legend);
        expect(text).toContain('Prøve æøå § 5');
      });
      // Without its texts: those take time with the square of the rows.
      const structure = run('pdfinfo', '-struct', path);
      expect(structure.match(/^ +H1/gm)).toHaveLength(1);
      expect(structure.match(/^ +Table/gm)!.length).toBe(options.view === 'overview' ? 4 : 1);
      if (options.view === 'overview') return;
      expect(structure.match(/^ +TR/gm)).toHaveLength(plan.rows.task.size + 1);
      const outline = run('qpdf', '--json', '--json-key=outlines', path);
      const titles = (JSON.parse(outline) as { outlines: { title: string }[] }).outlines.map(({ title }) => title);
      const stages = pages.flatMap(({ bookmarks }) => bookmarks.map(({ title }) => title));
      expect(titles).toEqual(stages);
      expect(stages.length).toBeGreaterThan(4);
    });
  },
);
