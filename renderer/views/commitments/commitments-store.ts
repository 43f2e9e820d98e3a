import { action, computed, makeObservable, observable, observableRef } from 'mobx';
import { compareDanish, searchKey } from '../../../src/commitment/danish-order.ts';
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

const searchKeys = new WeakMap<Answer, string>();

/** What a filter looks through in an answer: name, code and remark, made once for each answer. */
const searchKeyOf = (answer: Answer): string => {
  const known = searchKeys.get(answer);
  if (known !== undefined) return known;
  const { participant, commitment } = answer;
  const made = searchKey([participant.name, participant.code, commitment?.remark ?? ''].join('\n'));
  searchKeys.set(answer, made);
  return made;
};

/** The answers of everybody in all rounds and modules. */
export interface Matrix {
  readonly columns: readonly { readonly key: string; readonly round: string; readonly module: string | null }[];
  /** By participant, its statuses in the order of the columns; one text, because texts are compared by what they say. */
  readonly statuses: ReadonlyMap<string, string>;
}

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
      ordered: computed,
      shown: computed,
      shownIds: computed,
      matrix: computed,
      set: action,
      sort: action,
      showRound: action,
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

  /** All answers in the chosen order; other parties after the municipalities. */
  get ordered(): readonly Answer[] {
    const { standing, sortBy, descending } = this;
    if (!standing) return [];
    const { answers, others } = standing;
    if (sortBy === 'name' && !descending) return [...answers, ...others];
    const way = descending ? -1 : 1;
    const byColumn = (a: Answer, b: Answer): number => {
      const left = sortValue(a, sortBy);
      const right = sortValue(b, sortBy);
      if (left === right) return 0;
      if (typeof left === 'string') return way * compareDanish(left, right as string);
      return left < (right as number) ? -way : way;
    };
    return [...[...answers].sort(byColumn), ...[...others].sort(byColumn)];
  }

  /** The answers that pass the filters, in the chosen order. */
  get shown(): readonly Answer[] {
    const { ordered, status, regionId, regionDay } = this;
    const plan = this.session.plan.asPlan();
    const words = searchKey(this.search.trim());
    return ordered.filter(
      (answer) =>
        (status === null || answer.status === status) &&
        (words === '' || searchKeyOf(answer).includes(words)) &&
        (regionId === null || regionOn(plan, answer.participant, regionDay)?.id === regionId),
    );
  }

  /** Who passes the filters, by participant. */
  get shownIds(): ReadonlySet<string> {
    return new Set(this.shown.map(({ participant }) => participant.id));
  }

  /** All rounds and modules side by side; follows from the plan alone, so that filtering costs nothing here. */
  get matrix(): Matrix {
    const plan = this.session.plan.asPlan();
    const modules = modulesInOrder(plan);
    const parts = roundsInOrder(plan).flatMap((round) =>
      (modules.length === 0 ? [null] : modules).map((module) => ({
        round,
        module,
        standing: standingOf(plan, round.id, module?.id ?? null)!,
      })),
    );
    const statusesOf = (id: string): string =>
      parts.map(({ standing }) => standing.byParticipant.get(id)?.status ?? 'not-asked').join(' ');
    return {
      columns: parts.map(({ round, module }) => ({
        key: `${round.id}/${module?.id ?? ''}`,
        round: round.name,
        module: module?.name ?? null,
      })),
      statuses: new Map([...plan.rows.participant.keys()].map((id) => [id, statusesOf(id)])),
    };
  }

  set<K extends 'tab' | 'pickedRound' | 'pickedModule' | 'status' | 'regionId' | 'search'>(
    key: K,
    value: this[K],
  ): void {
    (this as Pick<this, K>)[key] = value;
  }

  /** Shows a round, unfiltered, in one of the ways to look at it. */
  showRound(roundId: string | null, tab: Tab): void {
    this.pickedRound = roundId;
    this.tab = tab;
    this.status = null;
    this.regionId = null;
    this.search = '';
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

/** What the view shows outlives a look at another view, as long as the project is open. */
const storesBySession = new WeakMap<ProjectSession, CommitmentsStore>();

/** The store of the commitments view of an open project; `today` gives the day for which regions are shown. */
export const commitmentsStoreOf = (session: ProjectSession, today: () => number): CommitmentsStore => {
  const known = storesBySession.get(session) ?? new CommitmentsStore(session, today);
  storesBySession.set(session, known);
  return known;
};
