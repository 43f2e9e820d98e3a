import * as v from 'valibot';
import {
  DPI,
  type Language,
  MOST_PAGES_ACROSS,
  PAPERS,
  PRINT_FORMATS,
  PRINT_LAYOUTS,
  PRINT_VIEWS,
  type PrintOptions,
  SHEET_MM,
} from '../../../src/api.ts';

/** Which rows are printed: as they are shown (folded, filtered), all, the selected ones, all that a filter lets through. */
export const ROW_CHOICES = ['shown', 'all', 'selected', 'filtered'] as const;
/** Which time: that of the rows printed, that of the whole plan, or from one day to another. */
export const TIME_CHOICES = ['fit', 'all', 'range'] as const;

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/** Every part falls back by itself: what is kept may be of another version. */
const settingsSchema = v.object({
  view: v.fallback(v.picklist(PRINT_VIEWS), 'gantt'),
  paper: v.fallback(v.picklist([...PAPERS, 'custom']), 'A3'),
  widthMm: v.fallback(whole(SHEET_MM.least, SHEET_MM.most), 900),
  heightMm: v.fallback(whole(SHEET_MM.least, SHEET_MM.most), 600),
  portrait: v.fallback(v.boolean(), false),
  layout: v.fallback(v.picklist(PRINT_LAYOUTS), 'pages'),
  overlapMm: v.fallback(whole(0, 40), 10),
  scale: v.fallback(v.picklist(['fit', 'percent']), 'fit'),
  across: v.fallback(whole(1, MOST_PAGES_ACROSS), 1),
  down: v.fallback(v.nullable(whole(1, 200)), null),
  percent: v.fallback(whole(10, 400), 100),
  rows: v.fallback(v.picklist(ROW_CHOICES), 'shown'),
  /** Ids of columns; null for those on screen. */
  columns: v.fallback(v.nullable(v.array(v.string())), null),
  time: v.fallback(v.picklist(TIME_CHOICES), 'fit'),
  fromDay: v.fallback(v.nullable(v.number()), null),
  toDay: v.fallback(v.nullable(v.number()), null),
  ink: v.fallback(v.picklist(['colour', 'grey']), 'colour'),
  /** Critical path, slack, links and baselines as the screen has them; the four below count only otherwise. */
  asOnScreen: v.fallback(v.boolean(), true),
  critical: v.fallback(v.boolean(), true),
  slack: v.fallback(v.boolean(), false),
  baselineId: v.fallback(v.nullable(v.string()), null),
  links: v.fallback(v.boolean(), true),
  skipEmpty: v.fallback(v.boolean(), false),
  format: v.fallback(v.picklist(PRINT_FORMATS), 'pdf'),
  dpi: v.fallback(whole(DPI.least, DPI.most), DPI.usual),
  /** A picture of the whole plan on one sheet, instead of the page that is looked at. */
  wholePicture: v.fallback(v.boolean(), true),
});
export type PrintSettings = Readonly<v.InferOutput<typeof settingsSchema>>;

/** What a plan is printed with when nothing was kept of it. */
export const USUAL_SETTINGS: PrintSettings = v.parse(settingsSchema, {
  columns: null,
  down: null,
  fromDay: null,
  toDay: null,
  baselineId: null,
});

/** Reads settings as they were kept. */
export const readSettings = (text: string | null): PrintSettings => {
  try {
    const read = v.safeParse(settingsSchema, { ...USUAL_SETTINGS, ...JSON.parse(text ?? '{}') });
    return read.success ? read.output : USUAL_SETTINGS;
  } catch {
    return USUAL_SETTINGS;
  }
};

const { rows: _rows, ...reset } = USUAL_SETTINGS;

/** Ways to print that people ask for; names are in the catalogue under `preset.<id>`. */
export const PRESETS: readonly { readonly id: string; readonly settings: Partial<PrintSettings> }[] = [
  { id: 'board', settings: { ...reset, paper: 'A3', across: 1, down: null } },
  { id: 'onePage', settings: { ...reset, view: 'overview', paper: 'A3' } },
  { id: 'wall', settings: { ...reset, paper: 'A0', rows: 'all', across: 1, down: 1 } },
  { id: 'tiles', settings: { ...reset, paper: 'A4', layout: 'tiles', rows: 'all', across: 3 } },
  { id: 'mail', settings: { ...reset, paper: 'A4', portrait: true } },
  { id: 'grey', settings: { ...reset, paper: 'A4', ink: 'grey' } },
];

/** The preset that settings are those of; null where somebody chose otherwise. */
export const presetOf = (settings: PrintSettings): string | null =>
  PRESETS.find((preset) =>
    Object.entries(preset.settings).every(
      ([name, value]) => JSON.stringify(settings[name as keyof PrintSettings]) === JSON.stringify(value),
    ),
  )?.id ?? null;

/** What the window shows of the plan now. */
export interface ScreenState {
  readonly columns: readonly string[] | null;
  /** Filter, order and groups as text; null where rows stand as in the plan. */
  readonly arrangement: string | null;
  readonly collapsed: readonly string[];
  readonly selectedIds: readonly string[];
  readonly pxPerDay: number;
  readonly criticalPath: boolean;
  readonly slack: boolean;
  readonly links: boolean;
  /** The rest of how the chart is drawn, as text. */
  readonly look: string;
  readonly baselineId: string | null;
  /** From the first to the last day of the whole plan; null without tasks. */
  readonly planDays: { readonly fromDay: number; readonly toDay: number } | null;
}

const timeOf = (settings: PrintSettings, { planDays }: ScreenState): Pick<PrintOptions, 'fromDay' | 'toDay'> => {
  if (settings.time === 'range') return { fromDay: settings.fromDay, toDay: settings.toDay };
  // The time of all rows is that of the plan by itself, with room beside the last bars.
  const isPart = settings.rows !== 'all';
  return settings.time === 'all' && isPart && planDays ? planDays : { fromDay: null, toDay: null };
};

/** What the settings ask for, with what is on screen put in. */
export const printOptionsOf = (settings: PrintSettings, screen: ScreenState, language: Language): PrintOptions => {
  const { rows, asOnScreen } = settings;
  const isArranged = rows === 'shown' || rows === 'filtered';
  return {
    view: settings.view,
    roundId: null,
    moduleId: null,
    paper: settings.paper === 'custom' ? { widthMm: settings.widthMm, heightMm: settings.heightMm } : settings.paper,
    portrait: settings.portrait,
    layout: settings.layout,
    overlapMm: settings.overlapMm,
    scale:
      settings.scale === 'fit'
        ? { kind: 'fit', pagesAcross: settings.across, pagesDown: settings.layout === 'one' ? null : settings.down }
        : { kind: 'percent', percent: settings.percent, pxPerDay: screen.pxPerDay },
    ...timeOf(settings, screen),
    taskIds: rows === 'selected' ? [...screen.selectedIds] : null,
    arrangement: isArranged ? screen.arrangement : null,
    collapsed: rows === 'shown' ? [...screen.collapsed] : [],
    columns: settings.columns ? [...settings.columns] : screen.columns && [...screen.columns],
    ink: settings.ink,
    criticalPath: asOnScreen ? screen.criticalPath : settings.critical,
    slack: asOnScreen ? screen.slack : settings.slack,
    baselineId: asOnScreen ? screen.baselineId : settings.baselineId,
    links: asOnScreen ? screen.links : settings.links,
    look: asOnScreen ? screen.look : null,
    skipEmptySheets: settings.skipEmpty,
    language,
  };
};
