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
} from '../api.ts';
import { ZOOM_STEPS } from '../gantt/time-axis.ts';

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

/** Where own presets are kept on this computer. */
export const PRESETS_KEY = 'print.presets';
/** More than anybody chooses from. */
const MOST_PRESETS = 50;
/** Longest name of a preset, in characters. */
export const LONGEST_PRESET_NAME = 80;

/** Settings that somebody kept under a name. */
export type OwnPreset = { readonly name: string; readonly settings: PrintSettings };

const record = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

/** What is kept of settings under a name: for any plan, so without what is of one. */
export const settingsOfAnyPlan = (settings: object): PrintSettings => {
  const read = v.safeParse(settingsSchema, { ...USUAL_SETTINGS, ...settings, baselineId: null });
  return read.success ? read.output : USUAL_SETTINGS;
};

/** Reads own presets as they were kept, in order of their names; what is none is passed over. */
export const readPresets = (text: string | null): readonly OwnPreset[] => {
  let kept: unknown;
  try {
    kept = JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
  const byName = new Map<string, OwnPreset>();
  for (const each of Array.isArray(kept) ? kept : []) {
    const { name, settings } = record(each) as { readonly name?: unknown; readonly settings?: unknown };
    if (typeof name === 'string' && name.trim() !== '')
      byName.set(name, { name, settings: settingsOfAnyPlan(record(settings)) });
  }
  return [...byName.values()].sort((a, b) => a.name.localeCompare(b.name, 'da')).slice(0, MOST_PRESETS);
};

/** The presets with one more, or with that of the same name replaced. */
export const withPreset = (presets: readonly OwnPreset[], name: string, settings: object): readonly OwnPreset[] => [
  ...presets.filter((each) => each.name !== name),
  { name, settings: settingsOfAnyPlan(settings) },
];

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

const isAs = (settings: PrintSettings, wanted: Partial<PrintSettings>): boolean =>
  Object.entries(wanted).every(
    ([name, value]) => JSON.stringify(settings[name as keyof PrintSettings]) === JSON.stringify(value),
  );

/** Own presets are told from those that come with the product by this before their name. */
export const OWN = 'own:';

/** The preset that settings are those of, an own one before one of the product; null where somebody chose otherwise. */
export const presetOf = (settings: PrintSettings, own: readonly OwnPreset[] = []): string | null => {
  const mine = own.find((preset) => isAs({ ...settings, baselineId: null }, preset.settings));
  return mine ? `${OWN}${mine.name}` : (PRESETS.find((preset) => isAs(settings, preset.settings))?.id ?? null);
};

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

/** What somebody sees who looks at no screen: the plan as it is, and nothing selected. */
export const NO_SCREEN: ScreenState = {
  columns: null,
  arrangement: null,
  collapsed: [],
  selectedIds: [],
  pxPerDay: ZOOM_STEPS.month,
  criticalPath: true,
  slack: false,
  links: true,
  look: '{}',
  baselineId: null,
  planDays: null,
};

/** Pages of findings and of changes are lists: what is folded on screen is in them all the same. */
export const isList = (view: PrintSettings['view']): boolean => view === 'findings' || view === 'changes';

/** What the settings ask for, with what is on screen put in. */
export const printOptionsOf = (settings: PrintSettings, screen: ScreenState, language: Language): PrintOptions => {
  const { rows, asOnScreen } = settings;
  const isArranged = rows === 'filtered' || (rows === 'shown' && !isList(settings.view));
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
