import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageItems } from '../../../src/report/page.ts';
import { paginate } from '../../../src/report/paginate.ts';
import { paperOf, ptOfMm } from '../../../src/report/paper.ts';
import { tiledLength, tileName, tilePages, tilesFor, tilingOf } from '../../../src/report/tiles.ts';
import { flatItems, textsOf } from './page-texts.ts';
import { sampleReport } from './sample-plan.ts';

const MM_PER_PT = 25.4 / 72;

const wall = (rows: number, columns: number, overlapMm: number) => {
  const tiling = tilingOf(paperOf('A4'), overlapMm);
  const width = tiledLength(columns, tiling.stepX, tiling.overlapPt);
  const height = tiledLength(1, tiling.stepY, tiling.overlapPt);
  const input = sampleReport(rows, {
    paper: {
      size: { widthMm: width * MM_PER_PT, heightMm: height * MM_PER_PT },
      orientation: 'landscape',
      marginMm: { top: 0, right: 0, bottom: 0, left: 0 },
    },
    textPt: 9,
    growStepPt: tiling.stepY,
  });
  const report = paginate(input);
  const page = report.pages[0]!;
  return { tiling, input, report, page, tiles: tilePages(page, tiling, input.labels, 'Projekt æøå') };
};

describe('sheets to be glued together', () => {
  it('are named as cells of a spreadsheet', () => {
    expect([
      tileName(0, 0),
      tileName(2, 4),
      tileName(25, 0),
      tileName(26, 9),
      tileName(701, 0),
      tileName(702, 0),
    ]).toEqual(['A1', 'C5', 'Z1', 'AA10', 'ZZ1', 'AAA1']);
  });

  it('come to the length they are made for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 40 }), (count, overlapMm) => {
        const { stepX, overlapPt } = tilingOf(paperOf('A4'), overlapMm);
        expect(tilesFor(tiledLength(count, stepX, overlapPt), stepX, overlapPt)).toBe(count);
      }),
    );
  });

  it.each([
    [40, 1, 10],
    [40, 3, 0],
    [130, 2, 15],
    [300, 3, 40],
  ])('show every text of a chart of %i rows on %i sheets across with %i mm overlap', (rows, columns, overlapMm) => {
    const { tiling, page, tiles, report } = wall(rows, columns, overlapMm);
    expect(report.pages).toHaveLength(1);
    const down = tilesFor(page.heightPt, tiling.stepY, tiling.overlapPt);
    expect(tiles).toHaveLength(columns * down);
    const { x, y, width, height } = tiling.window;
    const textsOfTile = tiles.map((tile) => {
      const byText = new Map<string, ReturnType<typeof textsOf>[number][]>();
      for (const each of textsOf(tile)) byText.set(each.text, [...(byText.get(each.text) ?? []), each]);
      return byText;
    });
    for (const text of textsOf(page)) {
      const shownOn = textsOfTile.filter((texts, at) => {
        const dx = x - (at % columns) * tiling.stepX;
        const dy = y - Math.floor(at / columns) * tiling.stepY;
        return texts
          .get(text.text)
          ?.some((each) => Math.abs(each.x - text.x - dx) < 0.01 && Math.abs(each.y - text.y - dy) < 0.01);
      });
      expect(shownOn.length, text.text).toBeGreaterThan(0);
    }
    for (const tile of tiles) {
      expect([tile.widthPt, tile.heightPt]).toEqual([tiling.sheet.widthPt, tiling.sheet.heightPt]);
      for (const text of textsOf(tile)) expect(text.size).toBeGreaterThanOrEqual(6);
      for (const item of pageItems(tile)) {
        if (item.shape !== 'group') continue;
        expect(item.x).toBeGreaterThanOrEqual(x - 0.01);
        expect(item.y).toBeGreaterThanOrEqual(y - 0.01);
        expect(item.x + item.width).toBeLessThanOrEqual(x + width + 0.01);
        expect(item.y + item.height).toBeLessThanOrEqual(y + height + 0.01);
      }
    }
  });

  it('overlap by as much as was asked for', () => {
    const { tiling, page, tiles } = wall(100, 2, 20);
    expect(tiling.overlapPt).toBeCloseTo(ptOfMm(20));
    const { x, width } = tiling.window;
    const cutX = tiling.stepX + tiling.overlapPt / 2;
    const seen = flatItems(pageItems(page)).find(
      (item) => item.shape === 'rect' && item.role === 'band-head' && item.x < cutX && item.x + item.width > cutX,
    );
    expect(seen).toBeDefined();
    const onLeft = flatItems(pageItems(tiles[0]!)).some(
      (item) => item.shape === 'rect' && item.role === 'band-head' && item.x + item.width >= x + width - 0.01,
    );
    const onRight = flatItems(pageItems(tiles[1]!)).some(
      (item) => item.shape === 'rect' && item.role === 'band-head' && item.x <= x + 0.01,
    );
    expect([onLeft, onRight]).toEqual([true, true]);
  });

  it('say which of how many they are, and carry marks where they are cut', () => {
    const { tiles } = wall(130, 2, 10);
    tiles.forEach((tile, at) => {
      const name = tileName(at % 2, Math.floor(at / 2));
      const label = `Ark ${name} · side ${at + 1} af ${tiles.length} · Projekt æøå`;
      expect(textsOf(tile).map(({ text }) => text)).toContain(label);
      const marks = flatItems(pageItems(tile)).filter((item) => item.shape === 'line' && item.role === 'cut-mark');
      expect(marks.length).toBeGreaterThanOrEqual(8);
      const here = flatItems(pageItems(tile)).filter((item) => item.shape === 'rect' && item.role === 'cut-here');
      expect(here).toHaveLength(1);
    });
  });

  it('tell each row and each stage once', () => {
    const { tiles, input } = wall(130, 3, 30);
    const tables = tiles.flatMap((tile) => tile.parts.filter((part) => part.kind === 'table'));
    expect(tables.reduce((sum, { rows }) => sum + rows.length, 0)).toBe(input.rows.length);
    expect(tiles.flatMap((tile) => tile.parts.filter(({ kind }) => kind === 'heading'))).toHaveLength(1);
    const stages = input.rows.filter(({ depth }) => depth === 0).map(({ wbs, name }) => `${wbs} ${name}`);
    expect(tiles.flatMap(({ bookmarks }) => bookmarks.map(({ title }) => title))).toEqual(stages);
  });
});
