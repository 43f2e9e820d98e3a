import { action, computed, makeObservable, observable, observableRef } from 'mobx';
import { compareDanish } from '../../../src/commitment/danish-order.ts';
import { regionOn } from '../../../src/commitment/region.ts';
import { type Answer, type Standing, standingOf } from '../../../src/commitment/standing.ts';
import { STATUSES_IN_LEGEND } from '../../../src/commitment/status.ts';
import { modulesInOrder, roundsInOrder } from '../../../src/model/commitment-rows.ts';
import type { CommitmentStatus } from '../../../src/model/commitment-schema.ts';
import type { ProjectSession } from '../../stores/project-session.ts';

export const TABLE_COLUMNS = [
  'name',
  'status',
  'inhabitants',
  'day',
  'expectedDay',
  'remindedDay',
  'desiredGoLiveDay',
  'remark',
] as const;
export type TableColumn = (typeof TABLE_COLUMNS)[number];

export type Tab = 'answers' | 'matrix' | 'thresholds' | 'coverage' | 'curve';

const statusRank = new Map(STATUSES_IN_LEGEND.map((status, i) => [status, i]));

const sortValue = (answer: Answer, column: TableColumn): string | number => {
  const { commitment } = answer;
  switch (column) {
    case 'name':
      return answer.participant.name;
    case 'status':
      return statusRank.get(answer.status)!;
    case 'inhabitants':
      return answer.inhabitants;
    case 'day':
      return answer.joinedDay ?? commitment?.answer.day ?? Number.POSITIVE_INFINITY;
    case 'remark':
      return commitment?.remark ?? '';
    default:
      return commitment?.[column] ?? Number.POSITIVE_INFINITY;
  }
};

/** What the view of commitments shows: which round, filtered and sorted how, and who is chosen. */
export class CommitmentsStore {
  tab: Tab = 'answers';
  pickedRound: string | null = null;
  pickedModule: string | null = null;
  status: CommitmentStatus | null = null;
  regionId: string | null = null;
  search = '';
  sortBy: TableColumn = 'name';
  descending = false;
  /** Chosen participants; an answer is recorded for all of them. */
  chosen: ReadonlySet<string> = new Set();
  /** The row with the focus, and the one from which Shift chooses. */
  focusId: string | null = null;
  anchorId: string | null = null;
  private readonly session: ProjectSession;
  private readonly today: () => number;

  constructor(session: ProjectSession, today: () => number) {
    this.session = session;
    this.today = today;
    makeObservable(this, {
      tab: observable,
      pickedRound: observable,
      pickedModule: observable,
      status: observable,
      regionId: observable,
      search: observable,
      sortBy: observable,
      descending: observable,
      chosen: observableRef,
      focusId: observable,
      standing: computed,
      shown: computed,
      set: action,
      sort: action,
      focus: action,
      toggle: action,
      chooseAll: action,
      chooseNone: action,
    });
  }

  /** The round that is shown: the picked one, else the first that binds and has been sent, else the first. */
  get roundId(): string | null {
    const rounds = roundsInOrder(this.session.plan.asPlan());
    if (this.pickedRound !== null && rounds.some(({ id }) => id === this.pickedRound)) return this.pickedRound;
    return (rounds.find(({ kind }) => kind === 'binding') ?? rounds[0])?.id ?? null;
  }

  get moduleId(): string | null {
    const modules = modulesInOrder(this.session.plan.asPlan());
    return modules.some(({ id }) => id === this.pickedModule) ? this.pickedModule : null;
  }

  get standing(): Standing | undefined {
    const { roundId } = this;
    return roundId === null ? undefined : standingOf(this.session.plan.asPlan(), roundId, this.moduleId);
  }

  /** The day for which regions are shown: today. */
  get regionDay(): number {
    return this.today();
  }

  /** The answers that pass the filters, in the chosen order; other parties after the municipalities. */
  get shown(): readonly Answer[] {
    const { standing, status, regionId, sortBy, descending } = this;
    if (!standing) return [];
    const plan = this.session.plan.asPlan();
    const words = this.search.trim().toLowerCase();
    const passes = (answer: Answer): boolean =>
      (status === null || answer.status === status) &&
      (regionId === null || regionOn(plan, answer.participant, this.regionDay)?.id === regionId) &&
      (words === '' ||
        answer.participant.name.toLowerCase().includes(words) ||
        answer.participant.code.includes(words) ||
        (answer.commitment?.remark.toLowerCase().includes(words) ?? false));
    const way = descending ? -1 : 1;
    const sorted = (answers: readonly Answer[]): readonly Answer[] => {
      const kept = answers.filter(passes);
      if (sortBy === 'name' && !descending) return kept;
      return kept.sort((a, b) => {
        const left = sortValue(a, sortBy);
        const right = sortValue(b, sortBy);
        if (left === right) return 0;
        if (typeof left === 'string') return way * compareDanish(left, right as string);
        return left < (right as number) ? -way : way;
      });
    };
    return [...sorted(standing.answers), ...sorted(standing.others)];
  }

  set<K extends 'tab' | 'pickedRound' | 'pickedModule' | 'status' | 'regionId' | 'search'>(
    key: K,
    value: this[K],
  ): void {
    (this as Pick<this, K>)[key] = value;
  }

  sort(column: TableColumn): void {
    this.descending = this.sortBy === column ? !this.descending : false;
    this.sortBy = column;
  }

  /** Moves the focus; chooses the row alone, or with `extends` all from the anchor to it. */
  focus(id: string, extend = false): void {
    this.focusId = id;
    if (!extend || this.anchorId === null) {
      this.anchorId = id;
      this.chosen = new Set([id]);
      return;
    }
    const ids = this.shown.map(({ participant }) => participant.id);
    const [from, to] = [ids.indexOf(this.anchorId), ids.indexOf(id)].sort((a, b) => a - b);
    this.chosen = new Set(from! < 0 ? [id] : ids.slice(from, to! + 1));
  }

  /** Adds a row to what is chosen, or takes it out. */
  toggle(id: string): void {
    const next = new Set(this.chosen);
    if (!next.delete(id)) next.add(id);
    this.chosen = next;
    this.focusId = id;
    this.anchorId = id;
  }

  chooseAll(): void {
    this.chosen = new Set(this.shown.map(({ participant }) => participant.id));
  }

  chooseNone(): void {
    this.chosen = new Set();
  }
}
