import type { Role } from './scene.ts';

/**
 * How a role is painted. `tone...` stands for the colour of the stage, `mark` for that of one of several that are compared.
 * Widths are in pixels of the screen.
 */
type InkRule = {
  readonly fill?: string;
  readonly stroke?: string;
  readonly width?: number;
  readonly dash?: readonly number[] | 'mark';
  /** Lines over the fill, in the colour of text; `tone` stands for those of the stage. */
  readonly hatch?: Hatch | 'tone';
};

/** Ways of hatching, told apart without colour: see `hatch.ts`. */
export type Hatch = 'rising' | 'falling' | 'upright' | 'level' | 'cross' | 'grid' | 'dots';

/** Colours of a stage: of its bars, of what lies done in them, and of the ground behind its rows. */
export type Tone = { readonly base: string; readonly deep: string; readonly faint: string; readonly hatch?: Hatch };

/** All colours of a chart. Painters are given one; scenes hold none. */
export type Palette = {
  readonly name: 'light' | 'dark' | 'print' | 'grey' | 'forced';
  readonly tones: readonly Tone[];
  /** Colours of what is compared, beside its dashes. */
  readonly marks: readonly string[];
  readonly inks: Readonly<Record<Role, InkRule>>;
};

/** What a painter needs to paint a primitive. */
export type Ink = Omit<InkRule, 'hatch' | 'dash'> & { readonly hatch?: Hatch; readonly dash?: readonly number[] };

/**
 * Dashes of baselines that are compared, from the second on: each is told from all others by its dashes alone, in black and
 * white as well.
 */
export const MARK_DASHES: readonly (readonly number[])[] = [
  [10, 2],
  [2, 2],
  [10, 2, 2, 2],
  [4, 3],
  [10, 2, 2, 2, 2, 2],
  [2, 6],
  [4, 2, 4, 7],
  [18, 5],
  [10, 2, 4, 2],
];

/** The colours a palette is mixed from. */
type Swatch = {
  readonly ground: string;
  readonly head: string;
  readonly headBand: string;
  readonly selected: string;
  readonly hover: string;
  readonly alternate: string;
  readonly weekend: string;
  readonly holiday: string;
  readonly hairline: string;
  readonly minorLine: string;
  readonly majorLine: string;
  readonly rule: string;
  readonly text: string;
  readonly soft: string;
  readonly faint: string;
  readonly structure: string;
  readonly onBar: string;
  readonly critical: string;
  readonly criticalDeep: string;
  readonly criticalDone: string;
  readonly link: string;
  readonly accent: string;
  readonly baseline: string;
  readonly slack: string;
  readonly error: string;
  readonly warning: string;
  readonly labelGround: string;
};

const line = (stroke: string, width = 1, dash?: readonly number[]): InkRule => ({ stroke, width, dash });
const plain = (fill: string): InkRule => ({ fill });

/**
 * Areas of a map by how far an answer has come, told apart by hatching, or where there is none by how dark they are, so that
 * no colour is needed.
 */
const AREAS = [
  ['area-joined', '#0b57b0', undefined],
  ['area-joined-specification', '#8fb8e6', 'rising'],
  ['area-in-process', '#a9ccf0', 'level'],
  ['area-interested', '#d4e5f7', 'dots'],
  ['area-later', '#c3cbee', 'upright'],
  ['area-waiting', '#ecd9a8', 'falling'],
  ['area-informed', '#bcc5d0', undefined],
  ['area-not-asked', '#eceff2', undefined],
  ['area-declined', '#f0b9b9', 'cross'],
  ['area-left', '#d9c3c3', 'grid'],
] as const satisfies readonly (readonly [Role, string, Hatch | undefined])[];

type AreaRole = (typeof AREAS)[number][0];

/** The inks of areas, in the colours above or in greys, each with a border that is seen beside it. */
const areaInks = (strokeOf: (role: AreaRole) => string, colourOfArea: (role: AreaRole, colour: string) => string) =>
  Object.fromEntries(
    AREAS.map(([role, colour, hatch]) => [
      role,
      { fill: colourOfArea(role, colour), hatch, stroke: strokeOf(role), width: 0.8 },
    ]),
  ) as Readonly<Record<AreaRole, InkRule>>;

function inksOf(swatch: Swatch): Readonly<Record<Role, InkRule>> {
  return {
    ground: plain(swatch.ground),
    band: plain('tone-faint'),
    'band-head': plain(swatch.headBand),
    'row-selected': plain(swatch.selected),
    'row-hover': plain(swatch.hover),
    'tier-alternate': plain(swatch.alternate),
    weekend: plain(swatch.weekend),
    holiday: plain(swatch.holiday),
    grid: line(swatch.hairline),
    'grid-minor': line(swatch.minorLine),
    'grid-major': line(swatch.majorLine),
    header: plain(swatch.head),
    'header-line': line(swatch.rule),
    'header-major': plain(swatch.text),
    'header-minor': plain(swatch.soft),
    bar: plain('tone-base'),
    'bar-critical': plain(swatch.critical),
    progress: plain('tone-deep'),
    'progress-critical': plain(swatch.criticalDone),
    'critical-outline': line(swatch.criticalDeep, 1.5),
    'manual-mark': line(swatch.structure, 1.5),
    summary: plain(swatch.structure),
    milestone: plain('tone-base'),
    'milestone-critical': { fill: swatch.critical, stroke: swatch.criticalDeep, width: 1.5 },
    gate: { fill: swatch.structure, stroke: swatch.structure, width: 1 },
    'gate-mark': plain(swatch.ground),
    slack: line(swatch.slack, 1.5, [2, 2]),
    'slack-end': plain(swatch.slack),
    baseline: plain(swatch.baseline),
    // An outline beside a plain bar: the two baselines are told apart in black and white too.
    'baseline-compared': { ...line('mark'), fill: swatch.ground },
    'baseline-line': { ...line('mark', 2), dash: 'mark' },
    constraint: line(swatch.soft, 1.5),
    'bar-hold': plain('tone-faint'),
    'bar-gap': line(swatch.slack, 1.5, [2, 2]),
    'driving-outline': line(swatch.accent, 2),
    'link-driving': { ...line(swatch.accent, 2), fill: swatch.accent },
    'status-line': line(swatch.accent, 1.25),
    'progress-line': line(swatch.warning, 1.5),
    'progress-point': { fill: swatch.ground, stroke: swatch.warning, width: 1.5 },
    deadline: { fill: swatch.ground, stroke: swatch.structure, width: 1.25 },
    'deadline-missed': { fill: swatch.error, stroke: swatch.ground, width: 1 },
    link: { ...line(swatch.link), fill: swatch.link },
    'link-critical': { ...line(swatch.critical, 1.5), fill: swatch.critical },
    'link-selected': { ...line(swatch.accent, 2), fill: swatch.accent },
    today: line(swatch.error, 1.25, [3, 3]),
    'today-flag': plain(swatch.error),
    'today-text': plain(swatch.onBar),
    label: plain(swatch.soft),
    'label-strong': plain(swatch.text),
    'label-inside': plain(swatch.onBar),
    'label-ground': plain(swatch.labelGround),
    'finding-error': plain(swatch.error),
    'finding-warning': plain(swatch.warning),
    'finding-text': plain(swatch.onBar),
    continues: plain(swatch.soft),
    marker: { ...line(swatch.soft), fill: swatch.soft },
    'marker-text': plain(swatch.soft),
    'table-head': plain(swatch.soft),
    'table-text': plain(swatch.text),
    'table-strong': plain(swatch.text),
    'table-muted': plain(swatch.faint),
    title: plain(swatch.text),
    subtitle: plain(swatch.soft),
    status: plain(swatch.headBand),
    'status-text': plain(swatch.text),
    caption: plain(swatch.soft),
    rule: line(swatch.rule),
    frame: line(swatch.majorLine),
    logo: {},
    stem: line(swatch.slack, 0.75),
    'cut-mark': line(swatch.structure),
    ...areaInks(
      (role) => (role === 'area-joined' ? swatch.majorLine : swatch.soft),
      (_role, colour) => colour,
    ),
    'cut-here': plain(swatch.structure),
    'cut-other': plain(swatch.majorLine),
  };
}

const LIGHT: Swatch = {
  ground: '#ffffff',
  head: '#ffffff',
  headBand: '#f3f5f8',
  selected: '#e5eefa',
  hover: '#f4f7fb',
  alternate: '#fafbfc',
  weekend: '#f4f5f7',
  holiday: '#fbf1e4',
  hairline: '#eef0f3',
  minorLine: '#eef0f3',
  majorLine: '#d9dee5',
  rule: '#d9dee5',
  text: '#16202c',
  soft: '#566171',
  faint: '#5f6977',
  structure: '#34404f',
  onBar: '#ffffff',
  critical: '#d6336c',
  criticalDeep: '#8f1743',
  criticalDone: '#8f1743',
  link: '#98a2b0',
  accent: '#0b5cad',
  baseline: '#b9c1cc',
  slack: '#8b96a5',
  error: '#c92a2a',
  warning: '#b35c00',
  labelGround: '#ffffff',
};

const LIGHT_TONES: readonly Tone[] = [
  { base: '#4359c8', deep: '#28368a', faint: '#f7f8fe' },
  { base: '#0c7680', deep: '#06484f', faint: '#f3fafa' },
  { base: '#1a66b8', deep: '#0d3f78', faint: '#f4f8fd' },
  { base: '#248053', deep: '#124e31', faint: '#f3faf6' },
  { base: '#bd510a', deep: '#803504', faint: '#fef8f3' },
  { base: '#7d4cc2', deep: '#4d2985', faint: '#f9f6fd' },
  { base: '#866a0b', deep: '#554204', faint: '#fbf9f1' },
  { base: '#5c6b7e', deep: '#35414f', faint: '#f7f8fa' },
];

/** Dark ink on white paper: darker hairlines than on screen, where paper and toner swallow them. */
const PRINT: Swatch = {
  ...LIGHT,
  headBand: '#eff2f6',
  alternate: '#f8f9fb',
  weekend: '#f1f3f6',
  hairline: '#e2e6eb',
  minorLine: '#e4e8ed',
  majorLine: '#c3cad3',
  rule: '#9aa4b1',
  text: '#111a25',
  soft: '#465160',
  faint: '#566171',
  structure: '#2a3542',
  link: '#808b9a',
  baseline: '#aab4c0',
};

const DARK: Swatch = {
  ground: '#14181e',
  head: '#171c23',
  headBand: '#1c222b',
  selected: '#1b3350',
  hover: '#1b212a',
  alternate: '#171b22',
  weekend: '#1a1f27',
  holiday: '#2b2419',
  hairline: '#20262f',
  minorLine: '#20262f',
  majorLine: '#333c48',
  rule: '#333c48',
  text: '#e6eaf0',
  soft: '#a4afbd',
  faint: '#97a3b2',
  structure: '#c3ccd8',
  onBar: '#0d1117',
  critical: '#ff7ba8',
  criticalDeep: '#ffc2d6',
  criticalDone: '#b93a6c',
  link: '#66717f',
  accent: '#5ba8ff',
  baseline: '#4b5665',
  slack: '#7b8797',
  error: '#ff8080',
  warning: '#ffb454',
  labelGround: '#14181e',
};

const DARK_TONES: readonly Tone[] = [
  { base: '#8c9bff', deep: '#5a6be0', faint: '#171a26' },
  { base: '#3fc1cc', deep: '#1d8993', faint: '#121d20' },
  { base: '#62aaf5', deep: '#2f79c8', faint: '#141b25' },
  { base: '#55c78d', deep: '#2c8d5c', faint: '#131e1a' },
  { base: '#ff9b57', deep: '#c96a28', faint: '#211a15' },
  { base: '#b992f5', deep: '#8459c8', faint: '#1c1826' },
  { base: '#d9b84a', deep: '#9c8122', faint: '#1e1b14' },
  { base: '#9dabbd', deep: '#6a7889', faint: '#181c22' },
];

/** System colours: the reader has chosen how things look. Outline, shape and dash tell apart what colour cannot. */
const FORCED: Swatch = {
  ...LIGHT,
  ground: 'Canvas',
  head: 'Canvas',
  headBand: 'Canvas',
  selected: 'Highlight',
  hover: 'Canvas',
  alternate: 'Canvas',
  weekend: 'Canvas',
  holiday: 'Canvas',
  hairline: 'GrayText',
  minorLine: 'Canvas',
  majorLine: 'GrayText',
  rule: 'CanvasText',
  text: 'CanvasText',
  soft: 'CanvasText',
  faint: 'CanvasText',
  structure: 'CanvasText',
  onBar: 'Canvas',
  critical: 'Mark',
  criticalDeep: 'CanvasText',
  criticalDone: 'CanvasText',
  link: 'GrayText',
  accent: 'Highlight',
  baseline: 'GrayText',
  slack: 'GrayText',
  error: 'CanvasText',
  warning: 'CanvasText',
  labelGround: 'Canvas',
};

const FORCED_TONES: readonly Tone[] = [{ base: 'CanvasText', deep: 'GrayText', faint: 'Canvas' }];

/** Grey for a single one that is compared; further ones in the colours of bars, whose shape and place are others. */
const marksOf = ({ slack }: Swatch, tones: readonly Tone[]): readonly string[] => [
  slack,
  ...tones.map(({ base }) => base),
];

/** White ground, for screens. */
export const LIGHT_PALETTE: Palette = {
  name: 'light',
  tones: LIGHT_TONES,
  marks: marksOf(LIGHT, LIGHT_TONES),
  inks: inksOf(LIGHT),
};
/** Dark ground, for screens. */
export const DARK_PALETTE: Palette = {
  name: 'dark',
  tones: DARK_TONES,
  marks: marksOf(DARK, DARK_TONES),
  inks: inksOf(DARK),
};
/** For paper and PDF; in hexadecimal colours only. */
export const PRINT_PALETTE: Palette = {
  name: 'print',
  tones: LIGHT_TONES,
  marks: marksOf(PRINT, LIGHT_TONES),
  inks: inksOf(PRINT),
};
/** Black on white: what colours say elsewhere is said by hatching, outline and darkness. */
const GREY: Swatch = {
  ...PRINT,
  headBand: '#ececec',
  alternate: '#f7f7f7',
  weekend: '#f1f1f1',
  holiday: '#e4e4e4',
  hairline: '#dcdcdc',
  minorLine: '#e2e2e2',
  majorLine: '#b4b4b4',
  rule: '#808080',
  text: '#000000',
  soft: '#333333',
  faint: '#4d4d4d',
  structure: '#000000',
  critical: '#4d4d4d',
  criticalDeep: '#000000',
  criticalDone: '#000000',
  link: '#707070',
  accent: '#000000',
  baseline: '#9a9a9a',
  slack: '#555555',
  error: '#000000',
  warning: '#4d4d4d',
};

const greyTone = (base: string, hatch?: Hatch): Tone => ({ base, deep: '#4d4d4d', faint: '#ffffff', hatch });

const GREY_TONES: readonly Tone[] = [
  greyTone('#ffffff', 'rising'),
  greyTone('#ffffff', 'level'),
  greyTone('#d0d0d0'),
  greyTone('#ffffff', 'falling'),
  greyTone('#ffffff', 'upright'),
  greyTone('#ffffff', 'cross'),
  greyTone('#ffffff', 'dots'),
  greyTone('#ffffff'),
  greyTone('#d0d0d0', 'rising'),
  greyTone('#ffffff', 'grid'),
];

/** For paper without colour; in hexadecimal greys only. */
export const GREY_PALETTE: Palette = {
  name: 'grey',
  tones: GREY_TONES,
  marks: [GREY.slack, GREY.structure],
  inks: {
    ...inksOf(GREY),
    bar: { fill: 'tone-base', hatch: 'tone', stroke: GREY.soft, width: 1 },
    milestone: { fill: 'tone-base', hatch: 'tone', stroke: GREY.text, width: 1.25 },
    'progress-critical': { ...plain(GREY.criticalDone) },
    ...areaInks(
      (role) => (role === 'area-joined' ? '#ffffff' : GREY.soft),
      (role) => (role === 'area-joined' ? '#4d4d4d' : role === 'area-informed' ? '#c4c4c4' : '#ffffff'),
    ),
  },
};

/** For Windows contrast themes and `forced-colors: active`; system colours only. */
export const FORCED_PALETTE: Palette = {
  name: 'forced',
  tones: FORCED_TONES,
  marks: ['CanvasText'],
  // A frame, because a ground of the system's highlight colour would swallow what lies on it.
  inks: {
    ...inksOf(FORCED),
    'row-selected': line('Highlight', 2),
    'row-hover': line('GrayText'),
    ...areaInks(
      () => 'CanvasText',
      (role) => (role === 'area-joined' ? 'Highlight' : role === 'area-informed' ? 'GrayText' : 'Canvas'),
    ),
  },
};

function colourOf(palette: Palette, colour: string | undefined, tone: number): string | undefined {
  if (colour === 'mark') return palette.marks[Math.min(tone, palette.marks.length - 1)];
  if (!colour?.startsWith('tone-')) return colour;
  const colours = palette.tones[tone % palette.tones.length]!;
  return colour === 'tone-base' ? colours.base : colour === 'tone-deep' ? colours.deep : colours.faint;
}

const resolved = new WeakMap<Palette, Map<string, Ink>>();

/** Ink of a role, the colours of its stage put in; the same object each time, so that painters can compare it. */
export function inkOf(palette: Palette, role: Role, tone = 0): Ink {
  let inks = resolved.get(palette);
  if (!inks) {
    inks = new Map();
    resolved.set(palette, inks);
  }
  const rule = palette.inks[role];
  const isToned = (part: unknown): boolean =>
    part === 'mark' || part === 'tone' || (typeof part === 'string' && part.startsWith('tone-'));
  const toned = isToned(rule.fill) || isToned(rule.stroke) || isToned(rule.hatch);
  const key = toned ? `${role} ${tone}` : role;
  const known = inks.get(key);
  if (known) return known;
  const hatch = rule.hatch === 'tone' ? palette.tones[tone % palette.tones.length]!.hatch : rule.hatch;
  const ink = {
    ...rule,
    fill: colourOf(palette, rule.fill, tone),
    stroke: colourOf(palette, rule.stroke, tone),
    hatch,
    dash: rule.dash === 'mark' ? MARK_DASHES[(tone + MARK_DASHES.length - 1) % MARK_DASHES.length] : rule.dash,
  };
  inks.set(key, ink);
  return ink;
}
