import type { PrintOptions } from '../api.ts';
import { buildHeaderScene } from '../gantt/header-scene.ts';
import { finishDayOf } from '../gantt/plan-cells.ts';
import { HALF_CAPITAL } from '../gantt/row-labels.ts';
import type { Primitive, TextPrimitive } from '../gantt/scene.ts';
import { cutText, measureText } from '../gantt/text-metrics.ts';
import { type TimeAxis, xOf } from '../gantt/time-axis.ts';
import { tierCells, tiersFor } from '../gantt/time-tiers.ts';
import { outlineOf, wbsOf } from '../model/outline.ts';
import type { Plan } from '../model/plan.ts';
import { scheduleOf } from '../schedule/plan-schedule.ts';
import { dayOfInstant, MINUTES_PER_DAY } from '../time/day.ts';
import { type EntryLanguage, formatDate } from '../time/entry.ts';
import { findingWords } from './finding-words.ts';
import { layoutLegend, noteRoles, nothingUsed, type UsedRoles } from './legend.ts';
import { type Block, blockParts, missingRows } from './overview-block.ts';
import { bandItems, bandStyle, layoutBands, type PlacedBand } from './overview-chart.ts';
import { type Drift, type OverviewBand, type OverviewData, overviewData } from './overview-data.ts';
import type { Page, PagePart, TableLine } from './page.ts';
import { type ContentBox, footerHeight, footerItems, layoutTitle, textOf, titleParts } from './page-frame.ts';
import { paperOf, ptOfMm, sheetPt, textPtFor } from './paper.ts';
import { planTitle } from './plan-report.ts';
import type { PrintLabels } from './print-labels.ts';
import { filled } from './report-input.ts';

type Layout = {
  readonly plan: Plan;
  readonly options: PrintOptions;
  readonly labels: PrintLabels;
  readonly language: EntryLanguage;
  readonly data: OverviewData;
  readonly nowMin: number;
  readonly textPt: number;
};

const FIGURES_EMS = 4.2;
const NAME_SHARE = 0.2;
const LEFT_MOST_SHARE = 0.36;
const BLOCK_EMS = 33;
const MOST_BLOCKS_ACROSS = 4;
/** Share of the height below the figures that the chart may take. */
const CHART_SHARE = 0.62;
const NEXT_MILESTONES = 40;

/** A number of days with its sign; a true minus, because a hyphen is easily lost. */
const driftText = ({ labels }: Layout, drift: Pick<Drift, 'days'> | null): string =>
  drift === null
    ? ''
    : drift.days === 0
      ? '0'
      : filled(labels.overview.days, { days: `${drift.days > 0 ? '+' : '−'}${Math.abs(drift.days)}` });

const dayText = ({ language }: Layout, day: number): string => formatDate(day, language, 'short');

const bandDrift = (band: OverviewBand): Pick<Drift, 'days'> | null =>
  band.finishMin === null || band.baselineFinishMin === null
    ? null
    : {
        days: finishDayOf(band.finishMin, band.startMin) - finishDayOf(band.baselineFinishMin, band.baselineStartMin),
      };

/** The figures that a steering group asks for first. */
function figureItems(layout: Layout, box: ContentBox, top: number): Primitive[] {
  const { data, labels, textPt } = layout;
  const words = labels.overview;
  const { overview, findings, drift } = data;
  const count = (severity: 'error' | 'warning'): number => findings.filter((each) => each.severity === severity).length;
  const figures: readonly (readonly [string, string])[] = [
    [words.start, dayText(layout, dayOfInstant(overview.startMin))],
    [words.finish, dayText(layout, finishDayOf(overview.finishMin, overview.startMin))],
    ...(drift === null ? [] : [[words.drift, driftText(layout, drift)] as const]),
    [words.done, `${overview.percentComplete} %`],
    [words.critical, String(overview.criticalCount)],
    [words.errors, String(count('error'))],
    [words.warnings, String(count('warning'))],
  ];
  const items: Primitive[] = [];
  const step = box.width / figures.length;
  figures.forEach(([caption, value], at) => {
    const x = box.x + at * step;
    const size = textPt * 0.92;
    const value_ = { role: 'title', anchor: 'start', size: textPt * 1.5, weight: 600 } as const;
    if (at > 0) {
      const rule = { x1: x - textPt, y1: top, x2: x - textPt, y2: top + textPt * 3 };
      items.push({ shape: 'line', role: 'frame', ...rule });
    }
    items.push(textOf(caption, x, top + textPt, { role: 'caption', anchor: 'start', size, weight: 400 }));
    items.push(textOf(value, x, top + textPt * 2.75, value_));
  });
  return items;
}

/** The columns beside the chart: name, start, finish and, with a baseline, drift. */
type Column = { readonly title: string; readonly x: number; readonly width: number; readonly end: boolean };

function columnsOf(layout: Layout, box: ContentBox): { readonly columns: readonly Column[]; readonly width: number } {
  const { data, labels, textPt } = layout;
  const words = labels.overview;
  const date = measureText('00.00.00', textPt, 400) + textPt * 1.3;
  const names = data.bands.map(({ name }) => measureText(name, textPt, 600));
  const widths = [date, date, textPt * 4.2, ...(data.drift === null ? [] : [textPt * 5])];
  const rest = widths.reduce((sum, width) => sum + width, 0);
  const most = Math.max(box.width * NAME_SHARE, box.width * LEFT_MOST_SHARE - rest);
  const name = Math.min(Math.max(...names, textPt * 8) + textPt * 2.2, most);
  const titles = [words.stage, words.start, words.finish, words.done, words.drift];
  let x = box.x;
  const columns = [name, ...widths].map((width, at) => {
    const column = { title: titles[at]!, x, width, end: at > 0 };
    x += width;
    return column;
  });
  return { columns, width: x - box.x };
}

function cell(
  column: Column,
  text: string,
  middle: number,
  textPt: number,
  strong: boolean,
  head = false,
): TextPrimitive[] {
  const size = head ? textPt * 0.92 : textPt;
  const weight = head ? 500 : strong ? 600 : 400;
  const gap = textPt * 0.65;
  const shown = cutText(text, column.width - (column.end ? gap : gap * 2), size, weight);
  if (shown === '') return [];
  const role = head ? 'table-head' : strong ? 'table-strong' : 'table-text';
  const x = column.end ? column.x + column.width - gap : column.x + gap * 1.6;
  return [textOf(shown, x, middle + size * HALF_CAPITAL, { role, size, weight, anchor: column.end ? 'end' : 'start' })];
}

function bandLine(layout: Layout, columns: readonly Column[], { band }: PlacedBand, middle: number): TableLine {
  const texts = [
    band.name,
    band.startMin === null ? '' : dayText(layout, dayOfInstant(band.startMin)),
    band.finishMin === null ? '' : dayText(layout, finishDayOf(band.finishMin, band.startMin)),
    `${band.percentComplete} %`,
    driftText(layout, bandDrift(band)),
  ];
  return { cells: columns.map((column, at) => cell(column, texts[at]!, middle, layout.textPt, at === 0)) };
}

/** The time of all bands with room at both ends; the rest of the width is for texts beside the last marks. */
function axisOf({ data, options, textPt }: Layout, width: number): TimeAxis {
  const instants = data.bands.flatMap((band) => [
    band.startMin,
    band.finishMin,
    band.baselineStartMin,
    band.baselineFinishMin,
  ]);
  const known = instants.filter((instant) => instant !== null);
  const from =
    options.fromDay === null ? Math.min(...known, data.overview.startMin) : options.fromDay * MINUTES_PER_DAY;
  const until = Math.max(...known, data.overview.finishMin, from + 14 * MINUTES_PER_DAY);
  const to = options.toDay === null ? until : (options.toDay + 1) * MINUTES_PER_DAY;
  const [left, right] = [options.fromDay === null ? textPt : 0, options.toDay === null ? textPt * 5 : 0];
  const pxPerDay = (width - left - right) / ((to - from) / MINUTES_PER_DAY);
  const fromMin = from - (left / pxPerDay) * MINUTES_PER_DAY;
  return { fromMin, toMin: fromMin + (width / pxPerDay) * MINUTES_PER_DAY, pxPerDay };
}

/** Lines of the time header drawn through the bands, and today. */
function gridItems(axis: TimeAxis, width: number, height: number, textPt: number, todayX: number | null): Primitive[] {
  const items: Primitive[] = [];
  const tiers = tiersFor(axis.pxPerDay, textPt * 0.92);
  for (const [unit, role] of [
    [tiers.minor, 'grid-minor'],
    [tiers.major, 'grid-major'],
  ] as const)
    for (const { x } of tierCells(axis, unit, width))
      if (x >= 0 && x <= width) items.push({ shape: 'line', role, x1: x, y1: 0, x2: x, y2: height });
  if (todayX !== null) items.push({ shape: 'line', role: 'today', x1: todayX, y1: 0, x2: todayX, y2: height });
  return items;
}

type Chart = { readonly parts: readonly PagePart[]; readonly bottom: number; readonly missing: number };

/** Stages as bands with gates and milestones on them. */
function chartParts(layout: Layout, box: ContentBox, top: number, most: number, used: UsedRoles): Chart {
  const { data, labels, textPt, language, nowMin } = layout;
  const { columns, width: left } = columnsOf(layout, box);
  const width = box.width - left;
  const axis = axisOf(layout, width);
  const style = bandStyle(textPt);
  const headerHeight = 2 * style.tierHeight;
  const placed = layoutBands(data.bands, axis, width, most - headerHeight, textPt, language);
  const height = placed.bands.reduce((sum, { heightPt }) => sum + heightPt, 0);
  const header = buildHeaderScene({ axis, style, width, labels: labels.time, todayMin: nowMin });
  const today = xOf(axis, nowMin);
  const todayX = today >= 0 && today <= width ? today : null;
  const items = [
    ...gridItems(axis, width, height, textPt, todayX),
    ...bandItems(placed, { axis, width, textPt, language, showBaseline: data.drift !== null, todayX }),
  ];
  noteRoles(used, items);
  const bodyY = top + headerHeight;
  const grounds: Primitive[] = [];
  const rows: TableLine[] = [];
  let y = bodyY;
  for (const each of placed.bands) {
    const middle = y + textPt * 1.15;
    const mark = { x: box.x, y: middle - textPt * 0.5, width: textPt * 0.35, height: textPt };
    grounds.push({ shape: 'rect', role: 'bar', tone: each.band.tone, ...mark });
    rows.push(bandLine(layout, columns, each, middle));
    y += each.heightPt;
    grounds.push({ shape: 'line', role: 'grid', x1: box.x, y1: y, x2: box.x + box.width, y2: y });
  }
  const across = (at: number): Primitive => ({
    shape: 'line',
    role: 'rule',
    x1: box.x,
    y1: at,
    x2: box.x + box.width,
    y2: at,
  });
  const headMiddle = top + 1.5 * style.tierHeight;
  const head = { cells: columns.map((column) => cell(column, column.title, headMiddle, textPt, false, true)) };
  const group = { shape: 'group', x: box.x + left, width } as const;
  return {
    bottom: y,
    missing: placed.left + placed.omitted,
    parts: [
      { kind: 'artifact', items: grounds },
      { kind: 'artifact', items: [{ ...group, y: top, height: header.height, items: header.items }] },
      { kind: 'table', name: 'stages', nameColumn: 0, head, rows },
      { kind: 'figure', alt: labels.overview.chart, items: [{ ...group, y: bodyY, height, items }] },
      { kind: 'artifact', items: [across(top), across(bodyY), across(y)] },
    ],
  };
}

const taskText = (plan: Plan, taskId: string | null): string => {
  const outline = outlineOf(plan);
  const at = taskId === null ? undefined : outline.position.get(taskId);
  return at === undefined ? '' : `${wbsOf(outline, at)} ${plan.rows.task.get(outline.ids[at]!)!.name}`;
};

/** The largest drifts, of tasks that are not only the sum of others. */
const MOST_DRIFTS = 12;

function blocksOf(layout: Layout): Block[] {
  const { data, labels, plan, options } = layout;
  const words = labels.overview;
  const { overview, drifts, findings } = data;
  const compared = data.drift !== null;
  const driftOf = (taskId: string | null): string => driftText(layout, drifts.get(taskId ?? '') ?? null);
  const drift = compared ? [{ title: words.drift, share: 'own' as const, end: true }] : [];
  const blocks: Block[] = [
    {
      title: words.gates,
      weight: 1.3,
      columns: [
        { title: words.name, share: 'rest', end: false },
        { title: words.date, share: 'own', end: true },
        ...drift,
        { title: words.decision, share: 'own', end: false },
      ],
      rows: overview.gates.map(({ gate, dateMin }) => ({
        cells: [
          gate.name,
          dateMin === null ? '' : dayText(layout, dayOfInstant(dateMin)),
          ...(compared ? [driftOf(gate.taskId)] : []),
          words.decisions[gate.decision],
        ],
      })),
    },
    {
      title: words.milestones,
      weight: 0.9,
      columns: [
        { title: words.name, share: 'rest', end: false },
        { title: words.date, share: 'own', end: true },
        ...drift,
      ],
      rows: overview.milestones.slice(0, NEXT_MILESTONES).map(({ task, dateMin }) => ({
        cells: [task.name, dayText(layout, dayOfInstant(dateMin)), ...(compared ? [driftOf(task.id)] : [])],
      })),
    },
  ];
  if (compared) {
    const name = plan.rows.baseline.get(options.baselineId ?? '')?.name ?? '';
    const largest = [...drifts.values()]
      .filter(({ days, isSummary }) => days !== 0 && !isSummary)
      .sort((a, b) => Math.abs(b.days) - Math.abs(a.days))
      .slice(0, MOST_DRIFTS);
    blocks.push({
      title: words.largestDrift,
      weight: 1,
      note: filled(words.sinceBaseline, { baseline: name }),
      columns: [
        { title: words.name, share: 'rest', end: false },
        { title: words.before, share: 'own', end: true },
        { title: words.date, share: 'own', end: true },
        { title: words.drift, share: 'own', end: true },
      ],
      rows: largest.map((each) => ({
        cells: [each.name, dayText(layout, each.beforeDay), dayText(layout, each.nowDay), driftText(layout, each)],
      })),
    });
  }
  blocks.push({
    title: words.findings,
    weight: 0.9,
    columns: [
      { title: words.task, share: 'rest', end: false },
      { title: words.finding, share: 'half', end: false },
    ],
    rows: findings.map((finding) => ({
      sign: finding.severity === 'error' ? 'error' : 'warning',
      cells: [
        taskText(plan, finding.taskId) || String(finding.commitment?.params.name ?? ''),
        findingWords(labels.word, layout.language, finding).title,
      ],
    })),
  });
  return blocks;
}

type Sheet = { readonly page: Page; readonly missing: number };

/** The page with text of a size, and how much of the plan found no room on it. */
function sheetWith(layout: Layout): Sheet {
  const { plan, options, labels, language, data, nowMin, textPt } = layout;
  const paper = paperOf(options.paper, options.portrait ? 'portrait' : 'landscape');
  const sheet = sheetPt(paper);
  const { top, right, bottom, left } = paper.marginMm;
  const box = {
    x: ptOfMm(left),
    y: ptOfMm(top),
    width: sheet.widthPt - ptOfMm(left) - ptOfMm(right),
    height: sheet.heightPt - ptOfMm(top) - ptOfMm(bottom),
  };
  const titleFacts = planTitle(plan, language, labels, labels.overview.subtitle, nowMin);
  const title = layoutTitle(titleFacts, box, textPt);
  const figuresY = box.y + title.height;
  const chartY = figuresY + FIGURES_EMS * textPt;
  const style = bandStyle(textPt);
  const used = nothingUsed();
  const footer = footerHeight(textPt);
  const most = (box.y + box.height - footer - chartY) * CHART_SHARE;
  const chart = chartParts(layout, box, chartY, most, used);
  // Stages are named beside their bands.
  const legend = layoutLegend({ ...used, tones: new Set() }, labels, style, box.width);
  const legendY = box.y + box.height - footer - legend.height;
  const blocks = blocksOf(layout);
  const across = Math.max(1, Math.min(MOST_BLOCKS_ACROSS, blocks.length, Math.floor(box.width / (BLOCK_EMS * textPt))));
  const area = { x: box.x, y: chart.bottom + textPt * 1.6, width: box.width };
  const room = { ...area, height: legendY - textPt * 0.8 - area.y };
  // On the chart for lack of room: told where the chart ends, as in the tables.
  const rest: Primitive[] =
    chart.missing > 0
      ? [
          textOf(filled(labels.overview.more, { count: chart.missing }), box.x + box.width, chart.bottom + textPt, {
            role: 'caption',
            anchor: 'end',
            size: textPt * 0.92,
            weight: 400,
          }),
        ]
      : [];
  const page = filled(labels.page, { page: 1, pages: 1 });
  const parts: PagePart[] = [
    ...titleParts(title, labels.logo, true),
    { kind: 'paragraph', items: figureItems(layout, box, figuresY) },
    ...chart.parts,
    { kind: 'paragraph', items: rest },
    ...blockParts(blocks, room, across, labels.overview, textPt),
    { kind: 'paragraph', items: legend.itemsAt(box.x, legendY) },
    { kind: 'artifact', items: footerItems(box, style, titleFacts.printed, '', page) },
  ];
  const time = { fromMin: data.overview.startMin, toMin: data.overview.finishMin };
  return {
    page: { ...sheet, parts, bookmarks: [], firstRow: 0, lastRow: -1, ...time },
    missing: chart.missing + missingRows(blocks, room, across, textPt),
  };
}

/** How much larger than usual the text may be where everything fits. */
const GROWTHS = [1.5, 1.4, 1.3, 1.2, 1.1] as const;

/** The plan on one page: figures, stages as bands with gates and milestones, what comes next, drift and findings. */
export function overviewPages(
  plan: Plan,
  options: PrintOptions,
  labels: PrintLabels,
  nowMin: number,
): { readonly pages: readonly Page[]; readonly textPt: number } {
  const usual = textPtFor(paperOf(options.paper));
  const data = overviewData(plan, scheduleOf(plan), options.baselineId, labels.overview.otherTasks);
  const layout: Layout = { plan, options, labels, language: options.language, data, nowMin, textPt: usual };
  for (const growth of GROWTHS) {
    const { page, missing } = sheetWith({ ...layout, textPt: usual * growth });
    if (missing === 0) return { pages: [page], textPt: usual * growth };
  }
  return { pages: [sheetWith(layout).page], textPt: usual };
}
