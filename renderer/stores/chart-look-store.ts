import { action, makeObservable, observableRef } from 'mobx';
import {
  type ChartLook,
  COLOR_KEYS,
  type ColorKey,
  DEFAULT_LOOK,
  LABEL_KEYS,
  LABEL_SIDES,
  type LabelKey,
  type LabelSide,
  LOOK_SWITCHES,
  type LookSwitch,
} from '../../src/gantt/chart-look.ts';
import { TIER_PAIR_IDS, type TierPairId } from '../../src/gantt/time-tiers.ts';

const after = <T>(list: readonly T[], known: T): T => list[(list.indexOf(known) + 1) % list.length]!;

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

const oneOf = <T extends string>(list: readonly T[], value: unknown, fallback: T): T =>
  list.includes(value as T) ? (value as T) : fallback;

/** What the reader of one project's chart has chosen to see. */
export class ChartLookStore {
  look: ChartLook = DEFAULT_LOOK;

  constructor() {
    makeObservable<this, 'change'>(this, { look: observableRef, change: action });
  }

  toggle(which: LookSwitch): void {
    const { switches } = this.look;
    this.change({ switches: { ...switches, [which]: !switches[which] } });
  }

  colorBy(key: ColorKey): void {
    this.change({ colorBy: key });
  }

  setLabel(side: LabelSide, key: LabelKey): void {
    this.change({ labels: { ...this.look.labels, [side]: key } });
  }

  /** Goes on to the next thing that can stand at that side of a bar. */
  nextLabel(side: LabelSide): void {
    this.setLabel(side, after(LABEL_KEYS, this.look.labels[side]));
  }

  setTiers(tiers: TierPairId): void {
    this.change({ tiers });
  }

  compareWith(comparedBaselineId: string | null): void {
    this.change({ comparedBaselineId });
  }

  /** Everything as it is before anybody chooses. */
  reset(): void {
    this.change(DEFAULT_LOOK);
  }

  /** Takes over what was kept; what does not fit keeps its usual value, because the text may be of another version. */
  restore(value: unknown): void {
    const kept = asRecord(value);
    const switches = asRecord(kept.switches);
    const labels = asRecord(kept.labels);
    this.change({
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
      comparedBaselineId: typeof kept.comparedBaselineId === 'string' ? kept.comparedBaselineId : null,
    });
  }

  private change(change: Partial<ChartLook>): void {
    this.look = { ...this.look, ...change };
  }
}
