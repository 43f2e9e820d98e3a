import {
  DPI,
  MOST_PAGES_ACROSS,
  PAPERS,
  type PlanSnapshot,
  PRINT_LAYOUTS,
  PRINT_VIEWS,
  type PrintOptions,
  planOver,
  SHEET_MM,
  USUAL_PRINT,
} from '../../src/api.ts';
import { type ChartLook, COLOR_KEYS, type ColorKey, DEFAULT_LOOK } from '../../src/gantt/chart-look.ts';
import { ZOOM_STEPS } from '../../src/gantt/time-axis.ts';
import { modulesInOrder, roundsInOrder } from '../../src/model/commitment-rows.ts';
import { isSummary, outlineOf, wbsOf } from '../../src/model/outline.ts';
import type { Plan } from '../../src/model/plan.ts';
import { NO_SCREEN, type OwnPreset, PRESETS, printOptionsOf, USUAL_SETTINGS } from '../../src/report/print-settings.ts';
import { ok, type Result } from '../../src/result.ts';
import { planOfCopy } from '../jobs/plan-copy.ts';
import { findNamed } from './find-named.ts';
import { asksForTable, type TableOptions, tableOf } from './plan-table.ts';
import { dayOption } from './projects.ts';
import type { Arguments, Usage } from './usage.ts';
import { type Failure, fault } from './verb.ts';

/** Options of everything that is printed. */
export const PRINT_OPTIONS: Required<Omit<Usage, 'positions'>> = {
  repeated: ['compare'],
  options: {
    preset: 'NAME',
    view: PRINT_VIEWS.join('|'),
    paper: 'A4..A0|WIDTHxHEIGHT',
    from: 'DATE',
    to: 'DATE',
    fit: 'pages:N|pages:NxM',
    scale: 'PERCENT',
    zoom: Object.keys(ZOOM_STEPS).join('|'),
    layout: PRINT_LAYOUTS.join('|'),
    overlap: 'MM',
    rows: 'NUMBER,NUMBER…',
    levels: 'N',
    columns: 'COLUMN,…',
    filter: 'FILTER;…',
    sort: 'COLUMN[:desc]',
    group: 'GROUP',
    table: 'VIEW',
    baseline: 'NAME',
    compare: 'NAME',
    round: 'NAME',
    module: 'NAME',
    'color-by': COLOR_KEYS.join('|'),
    dpi: 'N',
    page: 'N',
  },
  flags: ['portrait', 'grey', 'slack', 'constraints', 'progress-line', 'no-critical', 'no-links', 'skip-empty'],
};

const choice = <T extends string>(
  option: string,
  given: string | undefined,
  known: readonly T[],
  usual: T,
): Result<T, Failure> => {
  const found = known.find((each) => each === (given ?? usual));
  return found ? ok(found) : fault('usage.choice', { option, value: given!, known: known.join(', ') });
};

const count = (
  option: string,
  given: string | undefined,
  least: number,
  most: number,
  usual: number,
): Result<number, Failure> => {
  const value = given === undefined ? usual : /^\d{1,6}$/.test(given) ? Number(given) : Number.NaN;
  return value >= least && value <= most
    ? ok(value)
    : fault('usage.choice', { option, value: given!, known: `${least} – ${most}` });
};

const paperOption = (given: string): Result<PrintOptions['paper'], Failure> => {
  const named = PAPERS.find((name) => name === given.toUpperCase());
  if (named) return ok(named);
  const sides = /^(\d{2,4})x(\d{2,4})$/i.exec(given)?.slice(1).map(Number);
  const { least, most } = SHEET_MM;
  return sides?.every((side) => side >= least && side <= most)
    ? ok({ widthMm: sides[0]!, heightMm: sides[1]! })
    : fault('usage.choice', {
        option: 'paper',
        value: given,
        known: `${PAPERS.join(', ')}, ${least}x${least} – ${most}x${most}`,
      });
};

const fitOption = (given: string): Result<PrintOptions['scale'], Failure> => {
  const [across, down] = (/^pages:(\d{1,2})(?:x(\d{1,3}))?$/.exec(given)?.slice(1) ?? []).map((each) =>
    each === undefined ? null : Number(each),
  );
  const isWithin = (value: number, most: number): boolean => value >= 1 && value <= most;
  return across != null && isWithin(across, MOST_PAGES_ACROSS) && (down == null || isWithin(down, 200))
    ? ok({ kind: 'fit', pagesAcross: across, pagesDown: down ?? null })
    : fault('usage.choice', {
        option: 'fit',
        value: given,
        known: `pages:1 – pages:${MOST_PAGES_ACROSS}, pages:1x1 – pages:${MOST_PAGES_ACROSS}x200`,
      });
};

const scaleOption = ({ options }: Arguments, usual: PrintOptions['scale']): Result<PrintOptions['scale'], Failure> => {
  if (options.scale === undefined && options.zoom === undefined)
    return options.fit === undefined ? ok(usual) : fitOption(options.fit);
  if (options.fit !== undefined)
    return fault('usage.twice', { option: options.scale === undefined ? 'zoom' : 'scale' });
  const percent = count('scale', options.scale, 10, 400, 100);
  if (!percent.ok) return percent;
  const zoom = choice('zoom', options.zoom, Object.keys(ZOOM_STEPS) as (keyof typeof ZOOM_STEPS)[], 'month');
  return zoom.ok ? ok({ kind: 'percent', percent: percent.value, pxPerDay: ZOOM_STEPS[zoom.value] }) : zoom;
};

const range = (args: Arguments, usual: PrintOptions): Result<Pick<PrintOptions, 'fromDay' | 'toDay'>, Failure> => {
  const { options } = args;
  const from = dayOption('from', options.from);
  if (!from.ok) return from;
  const to = dayOption('to', options.to);
  if (!to.ok) return to;
  if (from.value !== undefined && to.value !== undefined && to.value < from.value)
    return fault('usage.to-before-from', { from: options.from!, to: options.to! });
  return ok({ fromDay: from.value ?? usual.fromDay, toDay: to.value ?? usual.toDay });
};

type WantedRows = Pick<PrintOptions, 'taskIds' | 'collapsed' | 'columns' | 'arrangement' | 'roundId' | 'moduleId'>;

/** How the chart is drawn beside what has an option of its own. */
const lookOf = (colorBy: ColorKey, flags: Arguments['flags']): ChartLook => ({
  ...DEFAULT_LOOK,
  colorBy,
  switches: {
    ...DEFAULT_LOOK.switches,
    constraints: flags.has('constraints'),
    progressLine: flags.has('progress-line'),
  },
});

/** What the words alone say of a print. */
export type WantedPrint = Omit<PrintOptions, 'language' | 'baselineId' | 'look' | keyof WantedRows> & {
  readonly look: ChartLook;
  readonly dpi: number;
  readonly page: number | null;
};

/** A print before the words are heard. */
export type UsualPrint = { readonly options: PrintOptions; readonly dpi: number };

/** Landscape A4, all of the time on one page's width. */
export const PLAIN_PRINT: UsualPrint = { options: { ...USUAL_PRINT, language: 'da' }, dpi: DPI.usual };

/** What is printed of a preset: one that the person keeps on this computer, else one of the product by its id. */
export const presetNamed = (own: readonly OwnPreset[], name: string | undefined): Result<UsualPrint, Failure> => {
  if (name === undefined) return ok(PLAIN_PRINT);
  const settings =
    own.find((preset) => preset.name === name)?.settings ?? PRESETS.find(({ id }) => id === name)?.settings;
  if (!settings) {
    const known = [...own.map((preset) => preset.name), ...PRESETS.map(({ id }) => id)];
    return fault('usage.choice', { option: 'preset', value: name, known: known.join(', ') });
  }
  const all = { ...USUAL_SETTINGS, ...settings };
  return ok({ options: printOptionsOf(all, NO_SCREEN, 'da'), dpi: all.dpi });
};

/** What the words say of the print, and where they say nothing the preset. */
export const wantedPrint = (
  args: Arguments,
  { options: usual, dpi: usualDpi }: UsualPrint,
): Result<WantedPrint, Failure> => {
  const { options, flags } = args;
  const view = choice('view', options.view, PRINT_VIEWS, usual.view);
  if (!view.ok) return view;
  const paper = options.paper === undefined ? ok(usual.paper) : paperOption(options.paper);
  if (!paper.ok) return paper;
  const scale = scaleOption(args, usual.scale);
  if (!scale.ok) return scale;
  const time = range(args, usual);
  if (!time.ok) return time;
  const layout = choice('layout', options.layout, PRINT_LAYOUTS, usual.layout);
  if (!layout.ok) return layout;
  const overlap = count('overlap', options.overlap, 0, 40, usual.overlapMm);
  if (!overlap.ok) return overlap;
  const colorBy = choice('color-by', options['color-by'], COLOR_KEYS, DEFAULT_LOOK.colorBy);
  if (!colorBy.ok) return colorBy;
  const dpi = count('dpi', options.dpi, DPI.least, DPI.most, usualDpi);
  if (!dpi.ok) return dpi;
  const page = count('page', options.page, 1, 100_000, 1);
  if (!page.ok) return page;
  return ok({
    view: view.value,
    paper: paper.value,
    portrait: usual.portrait || flags.has('portrait'),
    layout: layout.value,
    overlapMm: overlap.value,
    scale: scale.value,
    ...time.value,
    ink: flags.has('grey') ? 'grey' : usual.ink,
    criticalPath: usual.criticalPath && !flags.has('no-critical'),
    slack: usual.slack || flags.has('slack'),
    links: usual.links && !flags.has('no-links'),
    look: lookOf(colorBy.value, flags),
    skipEmptySheets: usual.skipEmptySheets || flags.has('skip-empty'),
    dpi: dpi.value,
    page: options.page === undefined ? null : page.value,
  });
};

/** Columns, filter, order and groups, as `show` reads them; a saved view says them all. */
const wantedTable = (
  plan: Plan,
  options: Arguments['options'],
): Result<Pick<WantedRows, 'columns' | 'arrangement'>, Failure> => {
  const { columns, filter, sort, group, table } = options;
  const asked = Object.fromEntries(
    Object.entries({ columns, filter, sort, group, view: table }).filter(([, value]) => value !== undefined),
  ) as TableOptions;
  const read = tableOf(plan, asked);
  if (!read.ok) return read;
  const isChosen = columns !== undefined || table !== undefined;
  return ok({
    columns: isChosen ? [...read.value.columns] : null,
    arrangement: asksForTable(asked) ? JSON.stringify(read.value.arrangement) : null,
  });
};

/** The rows that the words mean: those of outline numbers with all below them, folded below a level, and what is told of them. */
export const wantedRows = (
  snapshot: PlanSnapshot,
  { options }: Arguments,
  usual: PrintOptions,
): Result<WantedRows, Failure> => {
  const levels = count('levels', options.levels, 1, 100, 100);
  if (!levels.ok) return levels;
  const plan = planOver(snapshot.projectId, snapshot.revision, planOfCopy(snapshot.projectId, snapshot.rows).rows);
  const outline = outlineOf(plan);
  const said = wantedTable(plan, options);
  if (!said.ok) return said;
  const table = { value: { ...said.value, columns: said.value.columns ?? usual.columns } };
  const round = options.round === undefined ? null : findNamed(roundsInOrder(plan), options.round);
  if (round === undefined)
    return plan.rows.round.size === 0 ? fault('round.none') : fault('round.unknown', { name: options.round! });
  const module = options.module === undefined ? null : findNamed(modulesInOrder(plan), options.module);
  if (module === undefined) return fault('module.unknown', { name: options.module! });
  const about = { roundId: round?.id ?? null, moduleId: module?.id ?? null };
  const collapsed = outline.ids.filter(
    (_, at) => isSummary(outline, at) && outline.depth[at] === levels.value - 1 && options.levels !== undefined,
  );
  if (options.rows === undefined) return ok({ taskIds: null, collapsed, ...about, ...table.value });
  const numbers = new Map(outline.ids.map((_, at) => [wbsOf(outline, at), at]));
  const wanted = new Set<number>();
  for (const number of options.rows.split(',').map((each) => each.trim())) {
    const at = numbers.get(number);
    if (at === undefined) return fault('rows.unknown', { number });
    for (let row = at; row < outline.subtreeEnd[at]!; row++) wanted.add(row);
  }
  return ok({ taskIds: outline.ids.filter((_, at) => wanted.has(at)), collapsed, ...about, ...table.value });
};
