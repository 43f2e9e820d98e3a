import { buildGanttScene, DEFAULT_GANTT_OPTIONS, type GanttOptions } from '../gantt/build-scene.ts';
import { type RowSource, rowsOf } from '../gantt/gantt-row.ts';
import { barLift, bracketLift, type GanttStyle, ganttStyle, withBaselines } from '../gantt/gantt-style.ts';
import { buildLinkIndex } from '../gantt/link-index.ts';
import { rowExtent } from '../gantt/row-extent.ts';
import type { Primitive } from '../gantt/scene.ts';
import type { TimeAxis } from '../gantt/time-axis.ts';
import { layoutPage, type PageSetup, type Sheet } from './layout-page.ts';
import { type Legend, layoutLegend, legendLineHeight, noteRoles, nothingUsed } from './legend.ts';
import type { Page } from './page.ts';
import { type ContentBox, footerHeight, layoutTitle, type TitleBlock } from './page-frame.ts';
import { type RowSlice, rowSlices, spanOf, type TimeSlice, timePlan, timeSlices } from './paging.ts';
import { ptOfMm, sheetPt, textPtFor } from './paper.ts';
import type { ReportColumn, ReportInput, ReportRow } from './report-input.ts';
import { layoutTable, type TableLayout } from './table-layout.ts';

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
/** How much larger than usual text may become where there is room for it. */
const MOST_GROWTH = 1.6;
const TEXT_STEP_PT = 0.1;

const ROW_EMS = 1.95;
const TABLE_SHARE = { landscape: 0.45, portrait: 0.55 } as const;

/** A sheet with the rectangle inside its margins. */
type Area = { readonly sheet: PageSetup['sheet']; readonly box: ContentBox };

function areaOf({ paper }: ReportInput): Area {
  const sheet = sheetPt(paper);
  const { top, right, bottom, left } = paper.marginMm;
  const x = ptOfMm(left);
  const y = ptOfMm(top);
  const box = { x, y, width: sheet.widthPt - x - ptOfMm(right), height: sheet.heightPt - y - ptOfMm(bottom) };
  return { sheet, box };
}

/** What stands on a page besides its rows, with the text of a size. */
type Surroundings = { readonly box: ContentBox; readonly title: TitleBlock; readonly legendHeight: number };

const stripHeight = (style: GanttStyle): number => style.fontSize * 1.5;

/** Height of titles, header, legend and footer. */
const fixedHeight = ({ title, legendHeight }: Surroundings, style: GanttStyle): number =>
  title.height + 2 * style.tierHeight + footerHeight(style.fontSize) + legendHeight;

/** Rows that fit on a page below titles and header and above legend and footer. */
function rowsPerPage(around: Surroundings, style: GanttStyle, strip: number): number {
  const room = around.box.height - fixedHeight(around, style) - 2 * strip;
  return Math.max(1, Math.floor((room + 1e-6) / style.rowHeight));
}

function slicesFor(rows: RowSource, around: Surroundings, style: GanttStyle) {
  const single = rowSlices(rows, rowsPerPage(around, style, 0));
  if (single.length === 1) return { slices: single, strip: 0 };
  const strip = stripHeight(style);
  return { slices: rowSlices(rows, rowsPerPage(around, style, strip)), strip };
}

const tableFor = (input: ReportInput, box: ContentBox, textPt: number): TableLayout =>
  layoutTable(
    input.rows,
    input.columns,
    textPt,
    box.width * (input.tableShare ?? TABLE_SHARE[input.paper.orientation]),
  );

/**
 * The text that was asked for; where the rows are to take no more than so many pages, the largest with which they do, down to
 * what can still be read. Larger than asked for only while the table keeps its columns.
 */
function styleFor(input: ReportInput, rows: RowSource, box: ContentBox): GanttStyle {
  const wanted = Math.max(LEAST_TEXT_PT, input.textPt ?? textPtFor(input.paper));
  const styleOf = (textPt: number): GanttStyle =>
    withBaselines(ganttStyle(textPt * ROW_EMS, textPt), input.options?.comparedCount ?? 0);
  const pagesWith = (style: GanttStyle): number => {
    const title = layoutTitle(input.title, box, style.fontSize);
    return slicesFor(rows, { box, title, legendHeight: style.fontSize * 4.2 }, style).slices.length;
  };
  const least = styleOf(LEAST_TEXT_PT);
  if (input.pagesDown === undefined) return styleOf(wanted);
  // Where they do not fit, no more pages than it takes.
  const pagesDown = Math.max(input.pagesDown, pagesWith(least));
  const most = pagesDown > input.pagesDown ? wanted : wanted * MOST_GROWTH;
  const columns = tableFor(input, box, wanted).columns.length;
  for (let textPt = most; textPt > LEAST_TEXT_PT; textPt -= TEXT_STEP_PT) {
    const style = styleOf(textPt);
    if (pagesWith(style) > pagesDown) continue;
    if (textPt > wanted && tableFor(input, box, textPt).columns.length < columns) continue;
    return style;
  }
  return least;
}

/** The sheet made longer in steps until all rows fit, or as long as it may be. */
function grown({ sheet, box }: Area, input: ReportInput, around: Surroundings, style: GanttStyle): Area {
  const { growStepPt, longestPt = Number.POSITIVE_INFINITY } = input;
  if (growStepPt === undefined) return { sheet, box };
  const missing = fixedHeight(around, style) + Math.max(1, input.rows.length) * style.rowHeight - box.height;
  const most = Math.max(0, Math.floor((longestPt - sheet.heightPt) / growStepPt));
  const extra = growStepPt * Math.min(most, Math.max(0, Math.ceil(missing / growStepPt - 1e-9)));
  return {
    sheet: { ...sheet, heightPt: sheet.heightPt + extra },
    box: { ...box, height: box.height + extra },
  };
}

function chartItems(setup: PageSetup, axis: TimeAxis, slice: RowSlice, width: number): Primitive[] {
  const { input, rows, links, style, options } = setup;
  const height = (slice.lastRow - slice.firstRow + 1) * style.rowHeight;
  const textsOf = (row: ReportRow) => row.texts ?? {};
  const { todayMin, statusMin } = input;
  const place = { axis, style, width, height, ...slice, firstRowY: 0 };
  const view = { rows, links, ...place, textsOf, todayMin, statusMin, options };
  const items = [...buildGanttScene(view).items];
  for (let index = slice.firstRow; index <= slice.lastRow; index++) {
    const row = rows.at(index);
    const extent = rowExtent(row, axis, style);
    if (!extent || (extent.x2 > 0 && extent.x1 < width)) continue;
    const lift = row.kind === 'summary' ? bracketLift(style, options) : barLift(style, options);
    const middle = (index - slice.firstRow + 0.5) * style.rowHeight - lift;
    const size = style.fontSize * 0.28;
    const tip = extent.x2 <= 0 ? size : width - size;
    const foot = extent.x2 <= 0 ? 2.4 * size : width - 2.4 * size;
    const points = [tip, middle, foot, middle - size, foot, middle + size];
    items.push({ shape: 'path', role: 'continues', points, closed: true });
  }
  return items;
}

function isEmptySheet(setup: PageSetup, slice: RowSlice, { fromMin, toMin }: TimeSlice): boolean {
  for (let index = slice.firstRow; index <= slice.lastRow; index++) {
    const { startMin, finishMin } = setup.rows.at(index);
    if (startMin !== null && finishMin !== null && startMin < toMin && finishMin >= fromMin) return false;
  }
  return true;
}

/** The sheets to print: rows downwards, then time across. */
function sheetsOf(setup: PageSetup, times: readonly TimeSlice[]): Sheet[] {
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

/** What is used on paper beyond what a chart shows by itself. Links that only pass a page by are left out. */
function optionsOf(input: ReportInput): GanttOptions {
  return { ...DEFAULT_GANTT_OPTIONS, ...input.options, maxPassingLinks: 0 };
}

/** The charts of all slices with the legend of what is used in them. */
type Drawing = { readonly setup: PageSetup; readonly charts: readonly Primitive[][][]; readonly legend: Legend };

/**
 * Lays a plan out on pages: the table repeated on each of them, time header above, rows downwards and time across as many
 * pages as it takes to keep the text readable.
 */
export function paginate(input: ReportInput): Report {
  const rows = rowsOf(input.rows);
  const first = areaOf(input);
  const style = styleFor(input, rows, first.box);
  const table = tableFor(input, first.box, style.fontSize);
  const title = layoutTitle(input.title, first.box, style.fontSize);
  const chartWidth = first.box.width - table.width;
  const time = timePlan(input, style, chartWidth);
  const times = timeSlices(time, chartWidth);
  const options = optionsOf(input);
  const links = buildLinkIndex(input.links);
  const base = { input, rows, links, options, style, table, title, span: spanOf(input.rows, options.showBaseline) };

  const drawn = (legendHeight: number): Drawing => {
    const area = grown(first, input, { box: first.box, title, legendHeight }, style);
    const setup: PageSetup = { ...base, ...area, ...slicesFor(rows, { box: area.box, title, legendHeight }, style) };
    const used = nothingUsed();
    const charts = times.map((slice) =>
      setup.slices.map((rowSlice) => {
        const items = chartItems(setup, { ...slice, pxPerDay: time.ptPerDay }, rowSlice, chartWidth);
        noteRoles(used, items);
        return items;
      }),
    );
    if (setup.strip > 0 && input.links.length > 0 && options.showLinks) used.roles.add('marker');
    return { setup, charts, legend: layoutLegend(used, input.labels, style, area.box.width) };
  };
  const roomFor = (legend: Legend): number => legend.height + style.fontSize * 0.6;
  // What is used follows from the rows, and nearly always takes no more than two lines.
  const guess = 2 * legendLineHeight(style) + style.fontSize * 0.6;
  let result = drawn(guess);
  if (Math.abs(roomFor(result.legend) - guess) > 1e-6) result = drawn(roomFor(result.legend));

  const { setup, charts, legend } = result;
  const sheets = sheetsOf(setup, times);
  const pages = sheets.map((sheet, at) => {
    const spot = { ...sheet, number: at + 1, pages: sheets.length };
    return layoutPage(setup, charts[sheet.across]![sheet.down]!, times[sheet.across]!, spot, legend);
  });
  return {
    pages,
    pagesDown: setup.slices.length,
    pagesAcross: times.length,
    textPt: style.fontSize,
    ptPerDay: time.ptPerDay,
    droppedColumns: table.dropped,
  };
}
