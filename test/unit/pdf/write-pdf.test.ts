import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PdfMeta, writeGanttPdf } from '../../../main/jobs/pdf/paint-pdf.ts';
import { paginate } from '../../../src/report/paginate.ts';
import type { ReportInput } from '../../../src/report/report-input.ts';
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

const hasPoppler = spawnSync('pdfinfo', ['-v']).error === undefined;

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
