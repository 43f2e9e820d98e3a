import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Primitive, TextPrimitive } from '../../../src/gantt/scene.ts';
import { type Page, pageItems } from '../../../src/report/page.ts';
import { LEAST_TEXT_PT, paginate, type Report } from '../../../src/report/paginate.ts';
import { type Paper, type PaperName, paperOf, ptOfMm, sheetPt } from '../../../src/report/paper.ts';
import type { ReportInput } from '../../../src/report/report-input.ts';
import { sampleReport } from './sample-plan.ts';

const inside = (items: readonly Primitive[]): Primitive[] =>
  items.flatMap((item) => (item.shape === 'group' ? inside(item.items) : [item]));

const textsOf = (page: Page): TextPrimitive[] =>
  inside(pageItems(page)).filter((item): item is TextPrimitive => item.shape === 'text');

const hasText = (page: Page, text: string): boolean => textsOf(page).some((item) => item.text === text);

function expectEverythingOnce(report: Report, input: ReportInput): void {
  const { pages, pagesDown, pagesAcross } = report;
  expect(pages).toHaveLength(pagesDown * pagesAcross);
  for (let across = 0; across < pagesAcross; across++) {
    const column = pages.slice(across * pagesDown, (across + 1) * pagesDown);
    let next = 0;
    for (const page of column) {
      expect(page.firstRow).toBe(next);
      next = page.lastRow + 1;
      expect(page.fromMin).toBe(column[0]!.fromMin);
    }
    expect(next).toBe(input.rows.length);
    const before = pages[(across - 1) * pagesDown];
    if (before) expect(column[0]!.fromMin).toBeCloseTo(before.toMin, 6);
  }
  for (const row of input.rows) {
    if (row.startMin !== null) expect(row.startMin).toBeGreaterThanOrEqual(pages[0]!.fromMin);
    if (row.finishMin !== null) expect(row.finishMin).toBeLessThanOrEqual(pages.at(-1)!.toMin);
  }
}

const papers = fc.record({
  size: fc.constantFrom<PaperName>('A4', 'A3', 'A2', 'A1', 'A0'),
  orientation: fc.constantFrom<Paper['orientation']>('landscape', 'portrait'),
});

describe('pages of a plan', () => {
  it('show every row and every stretch of time on exactly one sheet', () => {
    fc.assert(
      fc.property(
        papers,
        fc.integer({ min: 3, max: 260 }),
        fc.integer({ min: 1, max: 4 }),
        fc.double({ min: 4, max: 14, noNaN: true }),
        ({ size, orientation }, count, pagesAcross, textPt) => {
          const scale = { kind: 'fit', pagesAcross } as const;
          const input = sampleReport(count, { paper: paperOf(size, orientation), scale, textPt });
          const report = paginate(input);
          expect(report.pagesAcross).toBe(pagesAcross);
          expectEverythingOnce(report, input);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('cover the time at a fixed scale', () => {
    const input = sampleReport(40, { scale: { kind: 'fixed', ptPerDay: 2 } });
    const report = paginate(input);
    expect(report.ptPerDay).toBe(2);
    expect(report.pagesAcross).toBeGreaterThan(3);
    expectEverythingOnce(report, input);
  });

  it('are numbered, titled and dated, each with table, header and legend', () => {
    const input = sampleReport(100, { scale: { kind: 'fit', pagesAcross: 2 } });
    const { pages } = paginate(input);
    expect(pages.length).toBeGreaterThan(4);
    pages.forEach((page, index) => {
      expect(hasText(page, `side ${index + 1} af ${pages.length}`)).toBe(true);
      for (const text of [input.title.project, input.title.printed, 'Opgave', 'Start', 'Milepæl', 'Kritisk vej']) {
        expect(hasText(page, text), text).toBe(true);
      }
      expect(hasText(page, input.rows[page.firstRow]!.wbs)).toBe(true);
    });
  });

  it('explain what is used and nothing else', () => {
    const plain = sampleReport(30);
    const rows = plain.rows
      .filter((row) => row.kind === 'task')
      .map((row) => ({ ...row, critical: false, manual: false, deadlineMin: null, finding: null }));
    const [page] = paginate({ ...plain, rows, links: [], todayMin: null, options: { showBaseline: false } }).pages;
    expect(hasText(page!, plain.labels.legend.task)).toBe(true);
    for (const key of ['critical', 'summary', 'milestone', 'gate', 'baseline', 'slack', 'link', 'today'] as const) {
      expect(hasText(page!, plain.labels.legend[key]), key).toBe(false);
    }
  });

  it('never have text below 6.5 points, whatever is asked for', () => {
    const { pages, textPt } = paginate(sampleReport(150, { textPt: 3, pagesDown: 1, options: { showSlack: true } }));
    expect(textPt).toBeCloseTo(LEAST_TEXT_PT);
    for (const page of pages) for (const text of textsOf(page)) expect(text.size).toBeGreaterThanOrEqual(6.5);
  });

  it('get smaller text to fit on so many pages down, where that can be read', () => {
    const wide = paginate(sampleReport(48, { paper: paperOf('A3') }));
    const tight = paginate(sampleReport(48, { paper: paperOf('A3'), pagesDown: 1 }));
    expect(wide.pagesDown).toBe(2);
    expect(tight.pagesDown).toBe(1);
    expect(tight.textPt).toBeLessThan(wide.textPt);
  });

  it('keep everything inside the margins', () => {
    fc.assert(
      fc.property(papers, fc.integer({ min: 3, max: 120 }), ({ size, orientation }, count) => {
        const paper = paperOf(size, orientation);
        const { widthPt, heightPt } = sheetPt(paper);
        for (const page of paginate(sampleReport(count, { paper })).pages) {
          for (const item of pageItems(page)) {
            if (item.shape !== 'text') continue;
            const left =
              item.anchor === 'end' ? item.x - item.width : item.anchor === 'middle' ? item.x - item.width / 2 : item.x;
            expect(left).toBeGreaterThanOrEqual(ptOfMm(paper.marginMm.left) - 0.01);
            expect(left + item.width).toBeLessThanOrEqual(widthPt - ptOfMm(paper.marginMm.right) + 0.01);
            expect(item.y).toBeLessThanOrEqual(heightPt - ptOfMm(paper.marginMm.bottom) + 0.01);
          }
        }
      }),
      { numRuns: 10 },
    );
  });

  it('continue links on other pages by markers with the number of the row there', () => {
    const report = paginate(sampleReport(100));
    const [first, second] = report.pages;
    const markers = (page: Page): string[] =>
      textsOf(page)
        .filter((text) => text.role === 'marker-text')
        .map((text) => text.text);
    expect(markers(first!).length).toBeGreaterThan(0);
    expect(markers(second!).length).toBeGreaterThan(0);
    const wbs = new Set(
      sampleReport(100)
        .rows.slice(first!.lastRow + 1)
        .map((row) => row.wbs),
    );
    for (const text of markers(first!)) expect(wbs.has(text.split(' ')[0]!), text).toBe(true);
    expect(markers(paginate(sampleReport(12)).pages[0]!)).toEqual([]);
  });

  it('do not leave the heading of a stage alone at the foot of a page', () => {
    for (const count of [60, 80, 100, 130, 170]) {
      const input = sampleReport(count);
      for (const page of paginate(input).pages) {
        if (page.lastRow < input.rows.length - 1) expect(input.rows[page.lastRow]!.kind).not.toBe('summary');
      }
    }
  });

  it('leave out sheets without a bar when asked to, but no row', () => {
    const changes = { scale: { kind: 'fit', pagesAcross: 4 } } as const;
    const all = paginate(sampleReport(200, changes));
    const fewer = paginate(sampleReport(200, { ...changes, skipEmptySheets: true }));
    expect(fewer.pages.length).toBeLessThan(all.pages.length);
    const shown = new Set<number>();
    for (const page of fewer.pages) for (let row = page.firstRow; row <= page.lastRow; row++) shown.add(row);
    expect(shown.size).toBe(200);
    const tables = fewer.pages.flatMap((page) => page.parts.filter((part) => part.kind === 'table'));
    expect(tables.reduce((sum, table) => sum + table.rows.length, 0)).toBe(200);
    expect(fewer.pages.flatMap((page) => page.bookmarks)).toHaveLength(6);
  });

  it('drop the least important columns where paper is narrow, and say so', () => {
    const narrow = paginate(sampleReport(40, { paper: paperOf('A4', 'portrait') }));
    expect(narrow.droppedColumns.map((column) => column.id).slice(0, 2)).toEqual(['percent', 'responsible']);
    expect(paginate(sampleReport(40, { paper: paperOf('A1') })).droppedColumns).toEqual([]);
  });

  it('have bookmarks for the stages', () => {
    const titles = paginate(sampleReport(100)).pages.flatMap((page) => page.bookmarks.map((mark) => mark.title));
    expect(titles).toEqual([
      '1 Idé og behov',
      '2 Foranalyse og tilslutning',
      '3 Udbud med forhandling',
      '4 Afklaring, udvikling og test',
      '5 Udrulning i 97 kommuner',
      '6 Drift og forvaltning',
    ]);
  });

  it('come out for a plan without rows, and for one without dates', () => {
    expect(paginate(sampleReport(10, { rows: [], links: [] })).pages).toHaveLength(1);
    const undated = sampleReport(10).rows.map((row) => ({
      ...row,
      startMin: null,
      finishMin: null,
      deadlineMin: null,
    }));
    const bare = { baselineStartMin: null, baselineFinishMin: null };
    expect(paginate(sampleReport(10, { rows: undated.map((row) => ({ ...row, ...bare })) })).pages).toHaveLength(1);
  });
});
