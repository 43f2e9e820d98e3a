import { TIER_PAIR_IDS, type TierPairId } from './time-tiers.ts';

/** What colours bars. Whatever it is, words say the same: the band of the stage, the name of the person, the status. */
export const COLOR_KEYS = ['stage', 'responsible', 'status'] as const;
export type ColorKey = (typeof COLOR_KEYS)[number];

/** What can stand at a bar. `standard`: the date of a milestone, the person of a task. */
export const LABEL_KEYS = ['none', 'standard', 'name', 'dates', 'responsible', 'percent', 'wbs'] as const;
export type LabelKey = (typeof LABEL_KEYS)[number];
export const LABEL_SIDES = ['left', 'inside', 'right'] as const;
export type LabelSide = (typeof LABEL_SIDES)[number];

/** The extras of a chart that can be switched on and off. */
export const LOOK_SWITCHES = [
  'links',
  'slack',
  'deadlines',
  'constraints',
  'drivers',
  'statusLine',
  'progressLine',
  'miniMap',
  'legend',
] as const;
export type LookSwitch = (typeof LOOK_SWITCHES)[number];

/**
 * How a chart is drawn beside critical path and chosen baseline: kept per project on this computer, and handed to print so
 * that paper shows what the screen does.
 */
export type ChartLook = {
  readonly switches: Readonly<Record<LookSwitch, boolean>>;
  readonly colorBy: ColorKey;
  readonly labels: Readonly<Record<LabelSide, LabelKey>>;
  readonly tiers: TierPairId;
  /** Further baselines, drawn below the first one from top to bottom. */
  readonly comparedBaselineIds: readonly string[];
};

/** With the one that is drawn first: as many as Microsoft Project can hold. */
export const MAX_COMPARED = 10;

export const DEFAULT_LOOK: ChartLook = {
  switches: {
    links: true,
    slack: false,
    deadlines: true,
    constraints: true,
    drivers: true,
    statusLine: true,
    progressLine: false,
    miniMap: true,
    legend: false,
  },
  colorBy: 'stage',
  labels: { left: 'none', inside: 'none', right: 'standard' },
  tiers: 'auto',
  comparedBaselineIds: [],
};

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

const oneOf = <T extends string>(list: readonly T[], value: unknown, fallback: T): T =>
  list.includes(value as T) ? (value as T) : fallback;

/** Earlier versions kept one. */
const readCompared = ({
  comparedBaselineIds,
  comparedBaselineId,
}: Readonly<Record<string, unknown>>): readonly string[] => {
  const kept = Array.isArray(comparedBaselineIds) ? comparedBaselineIds : [comparedBaselineId];
  return [...new Set(kept.filter((id) => typeof id === 'string'))].slice(0, MAX_COMPARED);
};

/** Reads what was kept; what does not fit keeps its usual value, because the text may be of another version. */
export const readLook = (value: unknown): ChartLook => {
  const kept = asRecord(value);
  const switches = asRecord(kept.switches);
  const labels = asRecord(kept.labels);
  return {
    switches: Object.fromEntries(
      LOOK_SWITCHES.map((each) => [
        each,
        typeof switches[each] === 'boolean' ? switches[each] : DEFAULT_LOOK.switches[each],
      ]),
    ) as ChartLook['switches'],
    colorBy: oneOf(COLOR_KEYS, kept.colorBy, DEFAULT_LOOK.colorBy),
    labels: Object.fromEntries(
      LABEL_SIDES.map((side) => [side, oneOf(LABEL_KEYS, labels[side], DEFAULT_LOOK.labels[side])]),
    ) as ChartLook['labels'],
    tiers: oneOf(TIER_PAIR_IDS, kept.tiers, DEFAULT_LOOK.tiers),
    comparedBaselineIds: readCompared(kept),
  };
};
