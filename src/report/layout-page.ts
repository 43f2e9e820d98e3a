import type { GanttOptions } from '../gantt/build-scene.ts';
import type { RowSource } from '../gantt/gantt-row.ts';
import { barLift, type GanttStyle } from '../gantt/gantt-style.ts';
import { buildHeaderScene } from '../gantt/header-scene.ts';
import type { LinkIndex } from '../gantt/link-index.ts';
import type { Primitive } from '../gantt/scene.ts';
import { dateOf, dayOfInstant } from '../time/day.ts';
import type { Legend } from './legend.ts';
import { linkMarkers } from './link-markers.ts';
import type { Bookmark, Page, PagePart } from './page.ts';
import { type ContentBox, footerHeight, footerItems, type TitleBlock, titleParts } from './page-frame.ts';
import type { RowSlice, TimeSlice } from './paging.ts';
import { filled, type ReportInput, type ReportRow } from './report-input.ts';
import { headCells, rowCells, type TableLayout } from './table-layout.ts';

/** What all pages of a report share. */
export type PageSetup = {
  readonly input: ReportInput;
  readonly rows: RowSource<ReportRow>;
  readonly links: LinkIndex;
  readonly options: GanttOptions;
  readonly style: GanttStyle;
  readonly sheet: { readonly widthPt: number; readonly heightPt: number };
  readonly box: ContentBox;
  readonly title: TitleBlock;
  readonly table: TableLayout;
  /** From the first to the last thing drawn; null when nothing has dates. */
  readonly span: TimeSlice | null;
  /** Height of the strips above and below the rows in which links are continued; 0 on a single page. */
  readonly strip: number;
  readonly slices: readonly RowSlice[];
};

/** Which part of the plan a sheet shows: its slice of rows and of time, and whether its rows were shown before. */
export type Sheet = { readonly down: number; readonly across: number; readonly repeated: boolean };

/** Grounds and hairlines of the table, so that they run on from those of the chart. */
function tableGrounds(setup: PageSetup, slice: RowSlice, y: number): Primitive[] {
  const { rows, style, box, table, options } = setup;
  const items: Primitive[] = [];
  const place = { x: box.x, width: table.width, height: style.rowHeight };
  for (let index = slice.firstRow; index <= slice.lastRow; index++) {
    const row = rows.at(index);
    const top = y + (index - slice.firstRow) * style.rowHeight;
    const stage = row.kind === 'summary' && row.depth === 0;
    if (!stage && !options.showBands) continue;
    items.push({ shape: 'rect', role: stage ? 'band-head' : 'band', tone: row.tone, y: top, ...place });
  }
  for (let index = slice.firstRow; index <= slice.lastRow; index++) {
    const bottom = y + (index - slice.firstRow + 1) * style.rowHeight;
    items.push({ shape: 'line', role: 'grid', x1: box.x, y1: bottom, x2: box.x + table.width, y2: bottom });
  }
  return items;
}

function monthOf(instantMin: number, input: ReportInput): string {
  const { year, month } = dateOf(dayOfInstant(instantMin));
  return `${input.labels.time.monthsShort[month - 1]} ${year}`;
}

function rangeValues(setup: PageSetup, slice: RowSlice, time: TimeSlice): Record<string, string> {
  const { rows, input } = setup;
  const wbsOf = (index: number): string => (index >= 0 && index < rows.count ? rows.at(index).wbs : '');
  // The room left beside the first and the last bar is not part of what the page is said to show.
  const span = setup.span ?? time;
  const from = Math.max(time.fromMin, input.fromMin ?? span.fromMin);
  const to = Math.max(from, Math.min(time.toMin - 1, input.toMin ?? span.toMin));
  return {
    first: wbsOf(slice.firstRow),
    last: wbsOf(slice.lastRow),
    from: monthOf(from, input),
    to: monthOf(to, input),
  };
}

export type PageSpot = Sheet & { readonly number: number; readonly pages: number };

function tablePart(setup: PageSetup, slice: RowSlice, headMiddle: number, bodyY: number, repeated: boolean): PagePart {
  const { rows, style, box, table } = setup;
  const head = { cells: headCells(table, box.x, headMiddle, style.fontSize) };
  const lines = [];
  for (let index = slice.firstRow; index <= slice.lastRow; index++) {
    const middle = bodyY + (index - slice.firstRow + 0.5) * style.rowHeight;
    lines.push({ cells: rowCells(table, rows.at(index), box.x, middle, style.fontSize) });
  }
  if (!repeated) return { kind: 'table', head, rows: lines };
  return { kind: 'artifact', items: [head, ...lines].flatMap((line) => line.cells.flat()) };
}

/** Lines between titles, header, table, chart and what follows. */
function frameLines(box: ContentBox, chartX: number, headerY: number, frameY: number, bottom: number): Primitive[] {
  const across = (y: number): Primitive => ({
    shape: 'line',
    role: 'rule',
    x1: box.x,
    y1: y,
    x2: box.x + box.width,
    y2: y,
  });
  return [
    across(headerY),
    across(frameY),
    { shape: 'line', role: 'frame', x1: chartX, y1: headerY, x2: chartX, y2: bottom },
    across(bottom),
  ];
}

/** One page: what a chart shows of its rows and time, with everything around it. */
export function layoutPage(
  setup: PageSetup,
  chart: readonly Primitive[],
  time: TimeSlice,
  spot: PageSpot,
  legend: Legend,
): Page {
  const { input, rows, style, box, table } = setup;
  const slice = setup.slices[spot.down]!;
  const above = spot.down > 0 ? setup.strip : 0;
  const below = spot.down < setup.slices.length - 1 ? setup.strip : 0;
  const headerY = box.y + setup.title.height;
  const frameY = headerY + 2 * style.tierHeight;
  const bodyY = frameY + above;
  const bodyHeight = (slice.lastRow - slice.firstRow + 1) * style.rowHeight;
  const chartX = box.x + table.width;
  const width = box.width - table.width;
  const axis = { ...time, pxPerDay: width / ((time.toMin - time.fromMin) / 1440) };
  const { tiers } = setup.options;
  const header = buildHeaderScene({ axis, style, width, labels: input.labels.time, todayMin: input.todayMin, tiers });
  const values = rangeValues(setup, slice, time);
  const page = filled(input.labels.page, { page: spot.number, pages: spot.pages });
  const lift = barLift(style, setup.options);
  const continued = { ...setup, ...slice, axis, width, lift };
  const markers =
    setup.strip > 0 && setup.options.showLinks ? linkMarkers(continued, above / 2, above + bodyHeight + below / 2) : [];
  const chartGroup = { shape: 'group', x: chartX, width } as const;
  const legendY = box.y + box.height - footerHeight(style.fontSize) - legend.height;
  const firstPage = spot.number === 1;
  const parts: PagePart[] = [
    ...titleParts(setup.title, input.labels.logo, firstPage),
    { kind: 'artifact', items: tableGrounds(setup, slice, bodyY) },
    { kind: 'artifact', items: [{ ...chartGroup, y: headerY, height: header.height, items: header.items }] },
    tablePart(setup, slice, headerY + 1.5 * style.tierHeight, bodyY, spot.repeated),
    {
      kind: 'figure',
      alt: filled(input.labels.chart, values),
      items: [
        { ...chartGroup, y: bodyY, height: bodyHeight, items: chart },
        { ...chartGroup, y: bodyY - above, height: above + bodyHeight + below, items: markers },
      ],
    },
    { kind: 'artifact', items: frameLines(box, chartX, headerY, frameY, bodyY + bodyHeight + below) },
    { kind: firstPage ? 'paragraph' : 'artifact', items: legend.itemsAt(box.x, legendY) },
    {
      kind: 'artifact',
      items: footerItems(box, style, input.title.printed, filled(input.labels.range, values), page),
    },
  ];
  const bookmarks = spot.repeated ? [] : bookmarksOf(rows, slice, bodyY, style);
  return { ...setup.sheet, parts, bookmarks, ...slice, ...time };
}

function bookmarksOf(rows: RowSource, slice: RowSlice, bodyY: number, style: GanttStyle): Bookmark[] {
  const bookmarks: Bookmark[] = [];
  for (let index = slice.firstRow; index <= slice.lastRow; index++) {
    const row = rows.at(index);
    if (row.depth > 0) continue;
    bookmarks.push({ title: `${row.wbs} ${row.name}`.trim(), yPt: bodyY + (index - slice.firstRow) * style.rowHeight });
  }
  return bookmarks;
}
