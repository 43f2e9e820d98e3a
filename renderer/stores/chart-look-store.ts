import { action, makeObservable, observableRef } from 'mobx';
import {
  type ChartLook,
  type ColorKey,
  DEFAULT_LOOK,
  LABEL_KEYS,
  type LabelKey,
  type LabelSide,
  type LookSwitch,
  MAX_COMPARED,
  readLook,
} from '../../src/gantt/chart-look.ts';
import type { TierPairId } from '../../src/gantt/time-tiers.ts';

const after = <T>(list: readonly T[], known: T): T => list[(list.indexOf(known) + 1) % list.length]!;

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

  /** Compares with these baselines and no others. */
  compareWith(comparedBaselineIds: readonly string[]): void {
    this.change({ comparedBaselineIds: comparedBaselineIds.slice(0, MAX_COMPARED) });
  }

  toggleCompared(id: string): void {
    const { comparedBaselineIds: chosen } = this.look;
    this.compareWith(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  }

  /** Everything as it is before anybody chooses. */
  reset(): void {
    this.change(DEFAULT_LOOK);
  }

  /** Takes over what was kept; what does not fit keeps its usual value, because the text may be of another version. */
  restore(value: unknown): void {
    this.change(readLook(value));
  }

  private change(change: Partial<ChartLook>): void {
    this.look = { ...this.look, ...change };
  }
}
