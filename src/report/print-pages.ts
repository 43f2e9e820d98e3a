import type { PrintFormat, PrintOptions } from '../api.ts';
import type { DenmarkMap } from '../commitment/denmark-map.ts';
import { GREY_PALETTE, type Palette, PRINT_PALETTE } from '../gantt/palette.ts';
import type { Plan } from '../model/plan.ts';
import { MINUTES_PER_DAY } from '../time/day.ts';
import { commitmentsPages } from './commitments-page.ts';
import { changesDocument, findingsDocument } from './list-documents.ts';
import { overviewPages } from './overview-page.ts';
import type { Page } from './page.ts';
import { LEAST_TEXT_PT, paginate, type Report } from './paginate.ts';
import { spanOf } from './paging.ts';
import { type Paper, paperOf, ptOfMm, sheetPt, textPtFor } from './paper.ts';
import { planReport } from './plan-report.ts';
import type { PrintLabels } from './print-labels.ts';
import type { ReportColumn, ReportInput } from './report-input.ts';
import { rolloutPages } from './rollout-page.ts';
import { layoutTable } from './table-layout.ts';
import { TEXT_PT, tablePages } from './table-pages.ts';
import { tiledLength, tilePages, tilesFor, tilingOf } from './tiles.ts';

/** The pages of a print, and what had to be done otherwise than asked to keep it readable. */
export type Print = {
  readonly pages: readonly Page[];
  readonly pagesAcross: number;
  readonly pagesDown: number;
  readonly textPt: number;
  readonly droppedColumns: readonly ReportColumn[];
  /** More pages down than were asked for, because the text would have been too small to read. */
  readonly isTooMuch: boolean;
};

/** A PDF page is no longer than 200 inches. */
const LONGEST_PDF_PT = 14_400;
/** On screen text has 12 pixels, and a pixel is three quarters of a point. */
const PT_PER_PX = 0.75;
const SCREEN_TEXT_PT = 12 * PT_PER_PX;
/** Height at which a sheet that grows begins: titles, header and a row. */
const SHORTEST_PT = 150;
/** Room at both ends of the time when a scale decides its width, in ems of the text. */
const TIME_ROOM_EMS = 22;

const NO_MARGIN = { top: 0, right: 0, bottom: 0, left: 0 } as const;
const MM_PER_PT = 25.4 / 72;

const sheetOf = (widthPt: number, heightPt: number, marginMm: Paper['marginMm']): Paper => ({
  size: { widthMm: widthPt * MM_PER_PT, heightMm: heightPt * MM_PER_PT },
  orientation: widthPt >= heightPt ? 'landscape' : 'portrait',
  marginMm,
});

/** Scale and size of text as they were asked for. */
const scaled = (input: ReportInput, { scale }: PrintOptions): ReportInput => {
  if (scale.kind === 'fit') {
    const { pagesAcross, pagesDown } = scale;
    return {
      ...input,
      scale: { kind: 'fit', pagesAcross },
      textPt: textPtFor(input.paper),
      ...(pagesDown === null ? {} : { pagesDown }),
    };
  }
  const factor = scale.percent / 100;
  return {
    ...input,
    scale: { kind: 'fixed', ptPerDay: scale.pxPerDay * PT_PER_PX * factor },
    textPt: Math.max(LEAST_TEXT_PT, SCREEN_TEXT_PT * factor),
  };
};

/** Width of table and time at a fixed scale. */
const widthAtScale = (input: ReportInput, ptPerDay: number): number => {
  const textPt = input.textPt!;
  const table = layoutTable(input.rows, input.columns, textPt, Number.POSITIVE_INFINITY);
  const span = spanOf(input.rows, input.options?.showBaseline ?? false);
  const fromMin = input.fromMin ?? span?.fromMin ?? 0;
  const toMin = input.toMin ?? span?.toMin ?? fromMin;
  return table.width + ((toMin - fromMin) / MINUTES_PER_DAY) * ptPerDay + TIME_ROOM_EMS * textPt;
};

/** A single chart that is wider or longer than a sheet: the table takes what it needs, the sheet grows with the rows. */
const oneChart = (
  input: ReportInput,
  [widthPt, heightPt]: readonly [number, number],
  margin: Paper['marginMm'],
  growStepPt: number,
): ReportInput => ({
  ...input,
  scale: input.scale.kind === 'fit' ? { kind: 'fit', pagesAcross: 1 } : input.scale,
  paper: sheetOf(widthPt, heightPt, margin),
  tableShare: 0.45,
  growStepPt,
});

const tiled = (input: ReportInput, options: PrintOptions): { report: Report; pages: readonly Page[] } => {
  const tiling = tilingOf(input.paper, options.overlapMm);
  const { stepX, stepY, overlapPt } = tiling;
  const { scale } = input;
  const columns =
    scale.kind === 'fit' ? scale.pagesAcross : tilesFor(widthAtScale(input, scale.ptPerDay), stepX, overlapPt);
  const width = tiledLength(columns, stepX, overlapPt);
  const height = tiledLength(input.pagesDown ?? 1, stepY, overlapPt);
  // The sheets say themselves which page they are.
  const labels = { ...input.labels, page: '' };
  const down = input.pagesDown === undefined ? {} : { pagesDown: 1 };
  const report = paginate({ ...oneChart(input, [width, height], NO_MARGIN, stepY), ...down, labels });
  const pages = tilePages(report.pages[0]!, tiling, input.labels, input.title.project);
  return { report: { ...report, pagesAcross: columns, pagesDown: pages.length / columns }, pages };
};

const onOneSheet = (input: ReportInput, format: PrintFormat): Report => {
  const { paper, scale } = input;
  const { widthPt, heightPt } = sheetPt(paper);
  const margins = ptOfMm(paper.marginMm.left) + ptOfMm(paper.marginMm.right);
  const width =
    scale.kind === 'fit'
      ? scale.pagesAcross * (widthPt - margins) + margins
      : Math.max(widthPt, widthAtScale(input, scale.ptPerDay) + margins);
  const sheet = {
    ...oneChart(input, [width, Math.min(SHORTEST_PT, heightPt)], paper.marginMm, 1),
    pagesDown: undefined,
  };
  return paginate(format === 'pdf' ? { ...sheet, longestPt: LONGEST_PDF_PT } : sheet);
};

/** The colours of a print. */
export const printPalette = ({ ink }: Pick<PrintOptions, 'ink'>): Palette =>
  ink === 'grey' ? GREY_PALETTE : PRINT_PALETTE;

/**
 * The pages of a print as it was asked for: the one way that preview, PDF and pictures go. `nowMin` is local time. A picture is
 * as long as it takes; a PDF on one sheet has several where it would be longer than a page can be. Commitments and rollout need the map.
 */
export const printPages = (
  plan: Plan,
  options: PrintOptions,
  labels: PrintLabels,
  nowMin: number,
  format: PrintFormat,
  map?: DenmarkMap,
): Print => {
  if ((options.view === 'commitments' || options.view === 'rollout') && map) {
    const pagesOf = options.view === 'rollout' ? rolloutPages : commitmentsPages;
    const pages = pagesOf(plan, options, labels, nowMin, map);
    const textPt = textPtFor(paperOf(options.paper));
    return { pages, pagesAcross: 1, pagesDown: pages.length, textPt, droppedColumns: [], isTooMuch: false };
  }
  if (options.view === 'overview') {
    const { pages, textPt } = overviewPages(plan, options, labels, nowMin);
    return { pages, pagesAcross: 1, pagesDown: pages.length, textPt, droppedColumns: [], isTooMuch: false };
  }
  if (options.view === 'findings' || options.view === 'changes') {
    const documentOf = options.view === 'findings' ? findingsDocument : changesDocument;
    const pages = tablePages(documentOf(plan, options, labels, nowMin));
    return { pages, pagesAcross: 1, pagesDown: pages.length, textPt: TEXT_PT, droppedColumns: [], isTooMuch: false };
  }
  const input = scaled(planReport(plan, options, labels, nowMin), options);
  const cut = options.layout === 'tiles' ? tiled(input, options) : null;
  const report = cut?.report ?? (options.layout === 'one' ? onOneSheet(input, format) : paginate(input));
  const { pagesAcross, pagesDown, textPt, droppedColumns } = report;
  const wanted = options.scale.kind === 'fit' && options.layout !== 'one' ? options.scale.pagesDown : null;
  const isTooMuch = wanted !== null && pagesDown > wanted;
  return { pages: cut?.pages ?? report.pages, pagesAcross, pagesDown, textPt, droppedColumns, isTooMuch };
};
