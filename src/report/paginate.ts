import { buildGanttScene, DEFAULT_GANTT_OPTIONS, type GanttOptions } from '../gantt/build-scene.ts';
import { type RowSource, rowsOf } from '../gantt/gantt-row.ts';
import { barLift, type GanttStyle, ganttStyle } from '../gantt/gantt-style.ts';
import { buildHeaderScene } from '../gantt/header-scene.ts';
import { buildLinkIndex, type LinkIndex } from '../gantt/link-index.ts';
import { rowExtent } from '../gantt/row-extent.ts';
import type { Primitive } from '../gantt/scene.ts';
import type { TimeAxis } from '../gantt/time-axis.ts';
import { dateOf, dayOfInstant } from '../time/day.ts';
import { type Legend, layoutLegend, noteRoles, type UsedRoles } from './legend.ts';
import { linkMarkers } from './link-markers.ts';
import type { Bookmark, Page, PagePart } from './page.ts';
import { type ContentBox, footerHeight, footerItems, titleHeight, titleItems } from './page-frame.ts';
import { type RowSlice, rowSlices, spanOf, type TimeSlice, timePlan, timeSlices } from './paging.ts';
import { ptOfMm, sheetPt, textPtFor } from './paper.ts';
import { filled, type ReportColumn, type ReportInput, type ReportRow } from './report-input.ts';
import { headCells, layoutTable, rowCells, type TableLayout } from './table-layout.ts';

/** The pages of a plan, rows downwards first, then time across; and what had to be done to make them readable. */
export type Report = {
  readonly pages: readonly Page[];
  readonly pagesDown: number;
  readonly pagesAcross: number;
  readonly textPt: number;
  readonly ptPerDay: number;
  readonly droppedColumns: readonly ReportColumn[];
};

/** The least size of text: what is set smaller beside it (0.92 of it) still has 6.5 points. */
export const LEAST_TEXT_PT = 7.1;

const ROW_EMS = 1.95;
const TABLE_SHARE = { landscape: 0.45, portrait: 0.55 } as const;

type Setup = {
  readonly input: ReportInput;
  readonly rows: RowSource<ReportRow>;
  readonly links: LinkIndex;
  readonly options: GanttOptions;
  readonly style: GanttStyle;
  readonly box: ContentBox;
  readonly table: TableLayout;
  /** From the first to the last thing drawn; null when nothing has dates. */
  readonly span: TimeSlice | null;
  /** Height of the strips above and below the rows in which links are continued; 0 on a single page. */
  readonly strip: number;
  readonly slices: readonly RowSlice[];
};

function contentBox({ paper }: ReportInput): ContentBox {
  const { widthPt, heightPt } = sheetPt(paper);
  const { top, right, bottom, left } = paper.marginMm;
  const x = ptOfMm(left);
  const y = ptOfMm(top);
  return { x, y, width: widthPt - x - ptOfMm(right), height: heightPt - y - ptOfMm(bottom) };
}

const stripHeight = (style: GanttStyle): number => style.fontSize * 1.5;

/** Rows that fit on a page below titles and header and above legend and footer. */
function rowsPerPage(box: ContentBox, style: GanttStyle, legendHeight: number, strip: number): number {
  const fixed = titleHeight(style.fontSize) + 2 * style.tierHeight + footerHeight(style.fontSize) + legendHeight;
  return Math.max(1, Math.floor((box.height - fixed - 2 * strip + 1e-6) / style.rowHeight));
}

function slicesFor(rows: RowSource, box: ContentBox, style: GanttStyle, legendHeight: number) {
  const single = rowSlices(rows, rowsPerPage(box, style, legendHeight, 0));
  if (single.length === 1) return { slices: single, strip: 0 };
  const strip = stripHeight(style);
  return { slices: rowSlices(rows, rowsPerPage(box, style, legendHeight, strip)), strip };
}

/** The largest text, from what was asked for down to what can still be read, with which the rows take no more pages. */
function styleFor(input: ReportInput, rows: RowSource, box: ContentBox): GanttStyle {
  const wanted = Math.max(LEAST_TEXT_PT, input.textPt ?? textPtFor(input.paper));
  let style = ganttStyle(wanted * ROW_EMS, wanted);
  const pagesDown = input.pagesDown ?? Number.POSITIVE_INFINITY;
  for (let textPt = wanted; textPt > LEAST_TEXT_PT; ) {
    if (slicesFor(rows, box, style, style.fontSize * 3.5).slices.length <= pagesDown) break;
    textPt = Math.max(LEAST_TEXT_PT, textPt - 0.1);
    style = ganttStyle(textPt * ROW_EMS, textPt);
  }
  return style;
}

function chartItems(setup: Setup, axis: TimeAxis, slice: RowSlice, width: number): Primitive[] {
  const { input, rows, links, style, options } = setup;
  const height = (slice.lastRow - slice.firstRow + 1) * style.rowHeight;
  const textsOf = (row: ReportRow) => row.texts ?? {};
  const todayMin = input.todayMin;
  const view = { rows, links, axis, style, width, height, ...slice, firstRowY: 0, textsOf, todayMin, options };
  const items = [...buildGanttScene(view).items];
  for (let index = slice.firstRow; index <= slice.lastRow; index++) {
    const extent = rowExtent(rows.at(index), axis, style);
    if (!extent || (extent.x2 > 0 && extent.x1 < width)) continue;
    const middle = (index - slice.firstRow + 0.5) * style.rowHeight - barLift(style, options.showBaseline);
    const size = style.fontSize * 0.28;
    const tip = extent.x2 <= 0 ? size : width - size;
    const foot = extent.x2 <= 0 ? 2.4 * size : width - 2.4 * size;
    const points = [tip, middle, foot, middle - size, foot, middle + size];
    items.push({ shape: 'path', role: 'continues', points, closed: true });
  }
  return items;
}

/** Grounds and hairlines of the table, so that they run on from those of the chart. */
function tableGrounds(setup: Setup, slice: RowSlice, y: number): Primitive[] {
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

function rangeValues(setup: Setup, slice: RowSlice, time: TimeSlice): Record<string, string> {
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

/** Which part of the plan a sheet shows: its slice of rows and of time, and whether its rows were shown before. */
type Sheet = { readonly down: number; readonly across: number; readonly repeated: boolean };

type PageSpot = Sheet & { readonly number: number; readonly pages: number };

function isEmptySheet(setup: Setup, slice: RowSlice, { fromMin, toMin }: TimeSlice): boolean {
  for (let index = slice.firstRow; index <= slice.lastRow; index++) {
    const { startMin, finishMin } = setup.rows.at(index);
    if (startMin !== null && finishMin !== null && startMin < toMin && finishMin >= fromMin) return false;
  }
  return true;
}

/** The sheets to print: rows downwards, then time across. */
function sheetsOf(setup: Setup, times: readonly TimeSlice[]): Sheet[] {
  const { slices, input } = setup;
  const shown = new Set<number>();
  const sheets: Sheet[] = [];
  times.forEach((time, across) => {
    slices.forEach((slice, down) => {
      const lastChance = across === times.length - 1 && !shown.has(down);
      if (input.skipEmptySheets && !lastChance && isEmptySheet(setup, slice, time)) return;
      sheets.push({ down, across, repeated: shown.has(down) });
      shown.add(down);
    });
  });
  return sheets;
}

function tablePart(setup: Setup, slice: RowSlice, headMiddle: number, bodyY: number, repeated: boolean): PagePart {
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

function layoutPage(setup: Setup, chart: readonly Primitive[], time: TimeSlice, spot: PageSpot, legend: Legend): Page {
  const { input, rows, style, box, table } = setup;
  const slice = setup.slices[spot.down]!;
  const above = spot.down > 0 ? setup.strip : 0;
  const below = spot.down < setup.slices.length - 1 ? setup.strip : 0;
  const { widthPt, heightPt } = sheetPt(input.paper);
  const headerY = box.y + titleHeight(style.fontSize);
  const bodyY = headerY + 2 * style.tierHeight + above;
  const bodyHeight = (slice.lastRow - slice.firstRow + 1) * style.rowHeight;
  const chartX = box.x + table.width;
  const width = box.width - table.width;
  const axis = { ...time, pxPerDay: width / ((time.toMin - time.fromMin) / 1440) };
  const header = buildHeaderScene({ axis, style, width, labels: input.labels.time, todayMin: input.todayMin });
  const { heading, facts } = titleItems(input.title, box, style.fontSize);
  const values = rangeValues(setup, slice, time);
  const page = filled(input.labels.page, { page: spot.number, pages: spot.pages });
  const lift = barLift(style, setup.options.showBaseline);
  const continued = { ...setup, ...slice, axis, width, lift };
  const markers =
    setup.strip > 0 && setup.options.showLinks ? linkMarkers(continued, above / 2, above + bodyHeight + below / 2) : [];
  const frameY = headerY + 2 * style.tierHeight;
  const frame: Primitive[] = [
    { shape: 'line', role: 'rule', x1: box.x, y1: headerY, x2: box.x + box.width, y2: headerY },
    { shape: 'line', role: 'rule', x1: box.x, y1: frameY, x2: box.x + box.width, y2: frameY },
    { shape: 'line', role: 'frame', x1: chartX, y1: headerY, x2: chartX, y2: bodyY + bodyHeight + below },
  ];
  const bottom = bodyY + bodyHeight + below;
  frame.push({ shape: 'line', role: 'rule', x1: box.x, y1: bottom, x2: box.x + box.width, y2: bottom });
  const chartGroup = { shape: 'group', x: chartX, width } as const;
  const legendY = box.y + box.height - footerHeight(style.fontSize) - legend.height;
  const firstPage = spot.number === 1;
  const parts: PagePart[] = [
    { kind: firstPage ? 'heading' : 'artifact', items: heading },
    { kind: firstPage ? 'paragraph' : 'artifact', items: facts },
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
    { kind: 'artifact', items: frame },
    { kind: firstPage ? 'paragraph' : 'artifact', items: legend.itemsAt(box.x, legendY) },
    {
      kind: 'artifact',
      items: footerItems(box, style, input.title.printed, filled(input.labels.range, values), page),
    },
  ];
  const bookmarks = spot.repeated ? [] : bookmarksOf(rows, slice, bodyY, style);
  return { widthPt, heightPt, parts, bookmarks, ...slice, ...time };
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

/** What is used on paper beyond what a chart shows by itself. Links that only pass a page by are left out. */
function optionsOf(input: ReportInput): GanttOptions {
  return { ...DEFAULT_GANTT_OPTIONS, ...input.options, maxPassingLinks: 0 };
}

/**
 * Lays a plan out on pages: the table repeated on each of them, time header above, rows downwards and time across as many
 * pages as it takes to keep the text readable.
 */
export function paginate(input: ReportInput): Report {
  const rows = rowsOf(input.rows);
  const links = buildLinkIndex(input.links);
  const box = contentBox(input);
  const style = styleFor(input, rows, box);
  const share = input.tableShare ?? TABLE_SHARE[input.paper.orientation];
  const table = layoutTable(input.rows, input.columns, style.fontSize, box.width * share);
  const chartWidth = box.width - table.width;
  const time = timePlan(input, style, chartWidth);
  const times = timeSlices(time, chartWidth);
  const options = optionsOf(input);
  const span = spanOf(input.rows, options.showBaseline);
  const base = { input, rows, links, options, style, box, table, span };

  const drawn = (slices: readonly RowSlice[], strip: number) => {
    const setup: Setup = { ...base, slices, strip };
    const used: UsedRoles = { roles: new Set(), tones: new Set() };
    const charts = times.map((slice) =>
      slices.map((rowSlice) => {
        const axis = { ...slice, pxPerDay: time.ptPerDay };
        const items = chartItems(setup, axis, rowSlice, chartWidth);
        noteRoles(used, items);
        return items;
      }),
    );
    if (strip > 0 && input.links.length > 0 && setup.options.showLinks) used.roles.add('marker');
    return { setup, charts, legend: layoutLegend(used, input.labels, style, box.width) };
  };
  let { slices, strip } = slicesFor(rows, box, style, style.fontSize * 2);
  let result = drawn(slices, strip);
  ({ slices, strip } = slicesFor(rows, box, style, result.legend.height + style.fontSize * 0.6));
  result = drawn(slices, strip);

  const sheets = sheetsOf(result.setup, times);
  const pages = sheets.map((sheet, at) => {
    const spot = { ...sheet, number: at + 1, pages: sheets.length };
    const chart = result.charts[sheet.across]![sheet.down]!;
    return layoutPage(result.setup, chart, times[sheet.across]!, spot, result.legend);
  });
  return {
    pages,
    pagesDown: slices.length,
    pagesAcross: times.length,
    textPt: style.fontSize,
    ptPerDay: time.ptPerDay,
    droppedColumns: table.dropped,
  };
}
