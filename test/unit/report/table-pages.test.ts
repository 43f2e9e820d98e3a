import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Primitive, TextPrimitive } from '../../../src/gantt/scene.ts';
import { measureText } from '../../../src/gantt/text-metrics.ts';
import { pageItems } from '../../../src/report/page.ts';
import { paperOf } from '../../../src/report/paper.ts';
import { type TableDocument, tablePages } from '../../../src/report/table-pages.ts';
import { wrapText } from '../../../src/report/wrap-text.ts';

const documentOf = (rows: readonly (readonly string[])[]): TableDocument => ({
  title: 'Fælles bibliotekssystem, genudbud',
  subtitle: 'Udbudstidsplan · Udbud med forhandling',
  logo: null,
  facts: ['Sagsnr. 2027-114'],
  columns: [{ title: 'Aktivitet', wide: true }, { title: 'Dato' }, { title: 'Tid' }],
  rows,
  notes: ['Tidspunkter er dansk tid.'],
  printed: 'Udskrevet 26.11.2026',
  page: 'side {page} af {pages}',
  paper: paperOf('A4', 'portrait'),
});

const texts = (items: readonly Primitive[]): TextPrimitive[] =>
  items.filter((item): item is TextPrimitive => item.shape === 'text');

describe('lines of a text', () => {
  it('are no wider than their column and hold every letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), fc.integer({ min: 30, max: 300 }), (text, width) => {
        const lines = wrapText(text, width, 10, 400);
        expect(lines.length).toBeGreaterThan(0);
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        for (const line of lines)
          if ([...line].length > 1) expect(measureText(line, 10, 400)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('a table as a document', () => {
  it('has its logo once, at the upper right, beside the titles', () => {
    const rows = Array.from({ length: 80 }, (_, i) => [`Aktivitet ${i}`, '1.1.2027', '']);
    const picture = { png: 'AAAA', widthPx: 300, heightPx: 100 };
    const pages = tablePages({ ...documentOf(rows), logo: { picture, alt: 'Logo' } });
    expect(pages.length).toBeGreaterThan(1);
    const logos = pages.map(({ parts }) => parts.filter((part) => part.kind === 'figure'));
    expect(logos.map((found) => found.length)).toEqual([1, ...pages.slice(1).map(() => 0)]);
    expect(logos[0]![0]).toMatchObject({ alt: 'Logo' });
    const [logo] = pageItems(pages[0]!).filter((item) => item.shape === 'image');
    const title = texts(pageItems(pages[0]!))[0]!;
    expect(logo!.x).toBeGreaterThan(title.x + title.width);
    expect(logo!.x + logo!.width).toBeLessThanOrEqual(pages[0]!.widthPt);
  });

  it('stands on one page with all its words', () => {
    const pages = tablePages(documentOf([['Frist for ansøgning', 'mandag 8. april 2024', 'kl. 12.00']]));
    expect(pages).toHaveLength(1);
    const words = texts(pageItems(pages[0]!)).map(({ text }) => text);
    for (const word of ['Aktivitet', 'Frist for ansøgning', 'kl. 12.00', 'side 1 af 1', 'Tidspunkter er dansk tid.'])
      expect(words).toContain(word);
  });

  it('has bookmarks at the rows that they lead to', () => {
    const rows = Array.from({ length: 90 }, (_, at) => [`Række ${at}`, '', '']);
    const bookmarks = rows.map((_, at) => (at % 40 === 0 ? `Fra ${at}` : null));
    const pages = tablePages({ ...documentOf(rows), bookmarks });
    const found = pages.flatMap((page) =>
      page.bookmarks.map(({ title, yPt }) => {
        const below = texts(pageItems(page)).filter(({ y, text }) => y > yPt && text.startsWith('Række'));
        return [title, below.sort((a, b) => a.y - b.y)[0]!.text];
      }),
    );
    expect(found).toEqual([0, 40, 80].map((at) => [`Fra ${at}`, `Række ${at}`]));
  });

  it('takes as many pages as it needs, the head on each, every row once and inside the margins', () => {
    const row = fc.tuple(fc.string({ maxLength: 200 }), fc.string({ maxLength: 40 }), fc.constantFrom('', 'kl. 12.00'));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 120 }), (rows) => {
        const pages = tablePages(documentOf(rows));
        let next = 0;
        for (const page of pages) {
          expect(page.firstRow).toBe(next);
          next = page.lastRow + 1;
          const [table] = page.parts.filter((part) => part.kind === 'table');
          expect(texts(table!.head.cells.flat()).map(({ text }) => text)).toEqual(['Aktivitet', 'Dato', 'Tid']);
          for (const { x, y, width, anchor } of texts(pageItems(page))) {
            expect(y).toBeLessThan(page.heightPt - 20);
            expect(anchor === 'end' ? x : x + width).toBeLessThan(page.widthPt - 20);
          }
        }
        expect(next).toBe(rows.length);
      }),
      { numRuns: 60 },
    );
  });
});
