import { action, computed, makeObservable, observable, observableRef } from 'mobx';
import { compareDanish, searchKey } from '../../../src/commitment/danish-order.ts';
import type { CommitmentFinding, CommitmentFindingId } from '../../../src/commitment/findings.ts';
import {
  bindingRounds,
  nameOfLine,
  type RolloutLine,
  rolloutOf,
  rolloutOfAll,
  rolloutRound,
} from '../../../src/commitment/rollout.ts';
import { standingOf } from '../../../src/commitment/standing.ts';
import { modulesInOrder, wavesInOrder } from '../../../src/model/commitment-rows.ts';
import type { Round } from '../../../src/model/row.ts';
import type { ProjectSession } from '../../stores/project-session.ts';

export const LINE_COLUMNS = [
  'municipality',
  'wave',
  'desired',
  'planned',
  'current',
  'noticeDue',
  'notice',
  'billing',
] as const;
export type LineColumn = (typeof LINE_COLUMNS)[number];

/** In the filter by wave: those who stand in none. */
export const NO_WAVE = '';

/** What tells a go-live from the others: whose it is, and of which module. */
export const keyOfLine = (participantId: string, moduleId: string | null): string =>
  `${participantId}/${moduleId ?? ''}`;

const keyOf = ({ answer, moduleId }: RolloutLine): string => keyOfLine(answer.participant.id, moduleId);

/** Those that a finding is about, shown alone. */
interface Only {
  readonly id: CommitmentFindingId;
  readonly keys: ReadonlySet<string>;
}

/** What the view of the rollout shows: which module, filtered and sorted how, and who is chosen. */
export class RolloutStore {
  pickedRound: string | null = null;
  /** The module that is looked at; null for every go-live there is. */
  pickedModule: string | null = null;
  search = '';
  /** A wave, NO_WAVE, or null for all. */
  waveId: string | null = null;
  only: Only | null = null;
  /** Counts how often something led to the table, which then has to come into sight. */
  led = 0;
  sortBy: LineColumn = 'municipality';
  descending = false;
  /** Chosen lines, by their keys; a go-live is planned for all of them. */
  chosen: ReadonlySet<string> = new Set();
  private readonly session: ProjectSession;

  constructor(session: ProjectSession) {
    this.session = session;
    makeObservable(this, {
      pickedRound: observable,
      pickedModule: observable,
      search: observable,
      waveId: observable,
      only: observableRef,
      led: observable,
      sortBy: observable,
      descending: observable,
      chosen: observableRef,
      all: computed,
      lines: computed,
      ordered: computed,
      shown: computed,
      shownKeys: computed,
      selected: computed,
      set: action,
      sort: action,
      choose: action,
      showOnly: action,
      showWave: action,
    });
  }

  /** The round whose commitments are rolled out: the picked one, else the usual one. */
  get round(): Round | undefined {
    const plan = this.session.plan.asPlan();
    return bindingRounds(plan).find(({ id }) => id === this.pickedRound) ?? rolloutRound(plan);
  }

  get moduleId(): string | null {
    const modules = modulesInOrder(this.session.plan.asPlan());
    return modules.some(({ id }) => id === this.pickedModule) ? this.pickedModule : null;
  }

  /** Every go-live there is to be. */
  get all(): readonly RolloutLine[] {
    const { round } = this;
    return round ? rolloutOfAll(this.session.plan.asPlan(), round, this.session.schedule.current.datesOf) : [];
  }

  /** The go-lives of the chosen module, or all there are. */
  get lines(): readonly RolloutLine[] {
    const { round, moduleId } = this;
    if (!round || moduleId === null) return this.all;
    const plan = this.session.plan.asPlan();
    return rolloutOf(plan, standingOf(plan, round.id, moduleId)!, this.session.schedule.current.datesOf);
  }

  /** The lines in the chosen order; where there is nothing to sort by comes last. */
  get ordered(): readonly RolloutLine[] {
    const { lines, sortBy, descending } = this;
    const plan = this.session.plan.asPlan();
    const way = descending ? -1 : 1;
    if (sortBy === 'municipality')
      return descending ? [...lines].sort((a, b) => -compareDanish(nameOfLine(plan, a), nameOfLine(plan, b))) : lines;
    const places = new Map(wavesInOrder(plan).map(({ id }, i) => [id, i]));
    const valueIn = (line: RolloutLine): number | null => {
      const values = {
        wave: places.get(line.wave?.id ?? '') ?? null,
        desired: line.desiredDay,
        planned: line.plannedDay,
        current: line.day,
        noticeDue: line.noticeDueDay,
        notice: line.noticeDay,
        billing: line.billingDay,
      };
      return values[sortBy];
    };
    return [...lines].sort((a, b) => {
      const [left, right] = [valueIn(a), valueIn(b)];
      if (left === right) return 0;
      if (left === null || right === null) return left === null ? 1 : -1;
      return way * (left - right);
    });
  }

  /** The lines that pass the filters. */
  get shown(): readonly RolloutLine[] {
    const { ordered, waveId, only } = this;
    const words = searchKey(this.search.trim());
    const plan = this.session.plan.asPlan();
    return ordered.filter(
      (line) =>
        (only === null || only.keys.has(keyOf(line))) &&
        (waveId === null || (line.wave?.id ?? NO_WAVE) === waveId) &&
        (words === '' || searchKey(nameOfLine(plan, line)).includes(words)),
    );
  }

  /** The keys of the lines that pass the filters. */
  get shownKeys(): ReadonlySet<string> {
    return new Set(this.shown.map(keyOf));
  }

  /** The chosen lines; what is filtered away stays chosen. */
  get selected(): readonly RolloutLine[] {
    return this.lines.filter((line) => this.chosen.has(keyOf(line)));
  }

  set<K extends 'pickedRound' | 'search' | 'waveId' | 'only'>(key: K, value: this[K]): void {
    (this as Pick<this, K>)[key] = value;
  }

  /** Looks at another module; lines of others can no longer be chosen. */
  readonly pickModule = action((id: string | null): void => {
    this.pickedModule = id;
    this.only = null;
    this.chosen = new Set();
  });

  sort(column: LineColumn): void {
    this.descending = this.sortBy === column ? !this.descending : false;
    this.sortBy = column;
  }

  choose(keys: Iterable<string>): void {
    this.chosen = new Set(keys);
  }

  /** Adds a line to what is chosen, or takes it out; one function for all rows. */
  readonly toggle = action((key: string): void => {
    const next = new Set(this.chosen);
    if (!next.delete(key)) next.add(key);
    this.chosen = next;
  });

  /** Shows those that a finding is about and nobody else. */
  showOnly({ id, concerned }: CommitmentFinding): void {
    this.led++;
    // Findings are about the round that is rolled out, and about every module.
    this.pickedRound = null;
    this.pickedModule = null;
    this.search = '';
    this.waveId = null;
    this.only = {
      id,
      keys: new Set(concerned.map(({ participantId, moduleId }) => keyOfLine(participantId, moduleId))),
    };
  }

  /** Shows who stands in a wave and nobody else. */
  showWave(waveId: string): void {
    this.led++;
    this.search = '';
    this.only = null;
    this.waveId = waveId;
  }
}

/** What the view shows outlives a look at another view, as long as the project is open. */
const storesBySession = new WeakMap<ProjectSession, RolloutStore>();

/** The store of the rollout view of an open project. */
export const rolloutStoreOf = (session: ProjectSession): RolloutStore => {
  const known = storesBySession.get(session) ?? new RolloutStore(session);
  storesBySession.set(session, known);
  return known;
};
