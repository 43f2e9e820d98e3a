import { HALF_CAPITAL } from '../gantt/row-labels.ts';
import type { Primitive } from '../gantt/scene.ts';
import { cutText, measureText } from '../gantt/text-metrics.ts';
import { cropped, type Window } from './crop.ts';
import type { Page, PagePart, TableLine } from './page.ts';
import { type Paper, ptOfMm, sheetPt } from './paper.ts';
import { filled, type ReportLabels } from './report-input.ts';

/** How a large chart is cut: the part of a sheet that is printed, and how far from one sheet to the next. */
export type Tiling = {
  readonly sheet: { readonly widthPt: number; readonly heightPt: number };
  readonly window: Window;
  readonly stepX: number;
  readonly stepY: number;
  readonly overlapPt: number;
};

/** Height of the line below the printed part that says which sheet it is. */
const LABEL_PT = 14;
const LABEL_TEXT_PT = 7.5;
const MARK_GAP_PT = 4;
const MARK_PT = 14;
const MAP_CELL_PT = 4;
const MOST_MAP_CELLS = 400;

/** The tiling of sheets of a paper, each overlapping the next one by so many millimetres. */
export function tilingOf(paper: Paper, overlapMm: number): Tiling {
  const sheet = sheetPt(paper);
  const { top, right, bottom, left } = paper.marginMm;
  const x = ptOfMm(left);
  const y = ptOfMm(top);
  const width = sheet.widthPt - x - ptOfMm(right);
  const height = sheet.heightPt - y - ptOfMm(bottom) - LABEL_PT;
  const overlapPt = Math.min(ptOfMm(overlapMm), width / 2, height / 2);
  const window = { x, y, width, height };
  return { sheet, window, stepX: width - overlapPt, stepY: height - overlapPt, overlapPt };
}

/** Length that so many sheets come to. */
export const tiledLength = (count: number, step: number, overlapPt: number): number => count * step + overlapPt;

/** How many sheets a length takes. */
export const tilesFor = (length: number, step: number, overlapPt: number): number =>
  Math.max(1, Math.ceil((length - overlapPt) / step - 1e-6));

/** Name of a sheet as in a spreadsheet: letters across, numbers down. */
export function tileName(column: number, row: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}

type Cut = {
  readonly page: Page;
  readonly tiling: Tiling;
  readonly columns: number;
  readonly rows: number;
  readonly labels: ReportLabels;
  readonly project: string;
  /** Lines and parts that were told on an earlier sheet: said once, shown as often as sheets overlap. */
  readonly told: Set<TableLine | PagePart>;
};

type Spot = { readonly column: number; readonly row: number; readonly number: number };

const line = (x1: number, y1: number, x2: number, y2: number): Primitive => ({
  shape: 'line',
  role: 'cut-mark',
  x1,
  y1,
  x2,
  y2,
});

/** Marks in the margin where the sheet is cut, and where the edge of its neighbour comes to lie. */
function cutMarks({ tiling, columns, rows }: Cut, { column, row }: Spot): Primitive[] {
  const { x, y, width, height } = tiling.window;
  const [left, top] = [x - MARK_GAP_PT, y - MARK_GAP_PT];
  const [right, bottom] = [x + width + MARK_GAP_PT, y + height + MARK_GAP_PT];
  const xs = [x, x + width];
  const ys = [y, y + height];
  if (column < columns - 1) xs.push(x + width - tiling.overlapPt);
  if (row < rows - 1) ys.push(y + height - tiling.overlapPt);
  return [
    ...xs.flatMap((at) => [line(at, top - MARK_PT, at, top), line(at, bottom, at, bottom + MARK_PT * 0.7)]),
    ...ys.flatMap((at) => [line(left - MARK_PT, at, left, at), line(right, at, right + MARK_PT, at)]),
  ];
}

/** A small map of all sheets with this one filled. */
function mapOfTiles({ columns, rows }: Cut, { column, row }: Spot, right: number, bottom: number): Primitive[] {
  if (columns * rows > MOST_MAP_CELLS || rows * MAP_CELL_PT > LABEL_PT * 2) return [];
  const items: Primitive[] = [];
  const size = Math.min(MAP_CELL_PT, (LABEL_PT - 2) / rows);
  for (let down = 0; down < rows; down++)
    for (let across = 0; across < columns; across++) {
      const place = { x: right - (columns - across) * size * 1.4, y: bottom - (rows - down) * size };
      const role = across === column && down === row ? 'cut-here' : 'cut-other';
      items.push({ shape: 'rect', role, ...place, width: size * 1.4 - 0.8, height: size - 0.8 });
    }
  return items;
}

/** Which sheet this is, in the margin below it. */
function tileLabel(cut: Cut, spot: Spot): Primitive[] {
  const { tiling, columns, rows, labels, project } = cut;
  const { x, y, width, height } = tiling.window;
  const values = { tile: tileName(spot.column, spot.row), page: spot.number, pages: columns * rows };
  const own = filled(labels.tile, values);
  const text = cutText(project === '' ? own : `${own} · ${project}`, width * 0.8, LABEL_TEXT_PT, 500);
  const middle = y + height + LABEL_PT * 0.75;
  const bottom = y + height + LABEL_PT + 2;
  return [
    {
      shape: 'text',
      role: 'caption',
      x: x + MARK_PT,
      y: middle + LABEL_TEXT_PT * HALF_CAPITAL,
      text,
      size: LABEL_TEXT_PT,
      weight: 500,
      anchor: 'start',
      width: measureText(text, LABEL_TEXT_PT, 500),
    },
    ...mapOfTiles(cut, spot, x + width - MARK_PT, bottom),
  ];
}

function croppedPart(cut: Cut, part: PagePart, window: Window, tile: string): PagePart[] {
  const { x, y } = cut.tiling.window;
  const told = (of: TableLine | PagePart): boolean => {
    const known = cut.told.has(of);
    cut.told.add(of);
    return known;
  };
  if (part.kind !== 'table') {
    const items = cropped(part.items, window, x, y);
    if (items.length === 0) return [];
    if (part.kind === 'figure')
      return [{ ...part, alt: `${part.alt} ${filled(cut.labels.tileChart, { tile })}`, items }];
    return [part.kind === 'artifact' || !told(part) ? { ...part, items } : { kind: 'artifact', items }];
  }
  const croppedLine = (of: TableLine): TableLine => ({ cells: of.cells.map((cell) => cropped(cell, window, x, y)) });
  const isSeen = (of: TableLine): boolean => of.cells.some((cell) => cell.length > 0);
  const rows: TableLine[] = [];
  const again: Primitive[] = [];
  for (const row of part.rows) {
    const shown = croppedLine(row);
    if (!isSeen(shown)) continue;
    if (told(row)) again.push(...shown.cells.flat());
    else rows.push(shown);
  }
  const parts: PagePart[] = [{ kind: 'artifact', items: again }];
  const head = croppedLine(part.head);
  if (rows.length > 0) parts.push({ ...part, head, rows });
  else parts.push({ kind: 'artifact', items: head.cells.flat() });
  return parts;
}

function tilePage(cut: Cut, spot: Spot): Page {
  const { page, tiling } = cut;
  const { stepX, stepY } = tiling;
  const own = tiling.window;
  const window = { x: spot.column * stepX, y: spot.row * stepY, width: own.width, height: own.height };
  const tile = tileName(spot.column, spot.row);
  const end = spot.row === cut.rows - 1 ? Number.POSITIVE_INFINITY : window.y + stepY;
  const bookmarks = page.bookmarks
    .filter(({ yPt }) => spot.column === 0 && yPt >= window.y && yPt < end)
    .map((mark) => ({ ...mark, yPt: mark.yPt - window.y + own.y }));
  return {
    ...page,
    ...tiling.sheet,
    bookmarks,
    parts: [
      ...page.parts.flatMap((part) => croppedPart(cut, part, window, tile)),
      { kind: 'artifact', items: [...cutMarks(cut, spot), ...tileLabel(cut, spot)] },
    ],
  };
}

/**
 * Cuts a large page into sheets that overlap, row by row from the upper left, each with marks where it is cut and its name. Its
 * sides are to be such that whole sheets come out: see `tiledLength`.
 */
export function tilePages(page: Page, tiling: Tiling, labels: ReportLabels, project: string): readonly Page[] {
  const columns = tilesFor(page.widthPt, tiling.stepX, tiling.overlapPt);
  const rows = tilesFor(page.heightPt, tiling.stepY, tiling.overlapPt);
  const cut: Cut = { page, tiling, columns, rows, labels, project, told: new Set() };
  return Array.from({ length: columns * rows }, (_, at) =>
    tilePage(cut, { column: at % columns, row: Math.floor(at / columns), number: at + 1 }),
  );
}
