import { CONSTRAINT_TYPES, LINK_TYPES } from '../../src/model/schema.ts';
import {
  CONSTRAINT_CODES,
  ELAPSED,
  INACTIVE,
  LAG_CODES,
  MANUAL,
  MILESTONE,
  type NetworkInput,
} from '../../src/schedule/network-input.ts';
import {
  addWork,
  compileCalendar,
  NO_TIME,
  nextWorkInstant,
  nextWorkStart,
  previousWorkEnd,
  previousWorkInstant,
  ROUND_THE_CLOCK_CALENDAR,
  subtractWork,
  type WorkCalendar,
  workBetween,
} from '../../src/time/calendar.ts';

/** Dates of one task as the oracle finds them; cancelled ones have no late dates. */
export type SlowDates = {
  start: number;
  finish: number;
  late: { start: number; finish: number; slackMin: number } | null;
};

const clock = compileCalendar(ROUND_THE_CLOCK_CALENDAR, 20_000, 22_000);

/** The rules written down one by one over plain tasks, for plans without actual dates, ALAP and manual summaries. */
class SlowPlan {
  readonly input: NetworkInput;
  readonly tasks: number[];
  readonly start: number[];
  readonly finish: number[];
  readonly lateFinish: number[];

  constructor(input: NetworkInput) {
    this.input = input;
    this.tasks = Array.from({ length: input.size }, (_, i) => i);
    this.start = this.tasks.map(() => input.projectStart);
    this.finish = this.tasks.map(() => input.projectStart);
    this.lateFinish = this.tasks.map(() => 0);
  }

  ancestors = (task: number): number[] => {
    const found: number[] = [];
    for (let at = this.input.parent[task]!; at >= 0; at = this.input.parent[at]!) found.push(at);
    return found;
  };

  isSummary = (task: number): boolean => this.input.parent.includes(task);
  leavesOf = (task: number): number[] =>
    this.isSummary(task)
      ? this.tasks.filter((i) => !this.isSummary(i) && this.ancestors(i).includes(task) && !this.cancelled(i))
      : [task];
  cancelled = (task: number): boolean =>
    [task, ...this.ancestors(task)].some((i) => (this.input.flags[i]! & INACTIVE) !== 0);
  off = (task: number): boolean => this.cancelled(task) || this.leavesOf(task).length === 0;
  manual = (task: number): boolean =>
    (this.input.flags[task]! & MANUAL) !== 0 && this.input.manualStart[task] !== NO_TIME;
  length = (task: number): number => ((this.input.flags[task]! & MILESTONE) !== 0 ? 0 : this.input.durationMin[task]!);

  calendar = (task: number): WorkCalendar => {
    const { input } = this;
    if ((input.flags[task]! & ELAPSED) !== 0 && !this.isSummary(task) && this.length(task) > 0) return clock;
    const own = input.calendarOf[task]!;
    return input.calendars[own < 0 ? input.projectCalendar : own]!;
  };

  snap = (task: number, instant: number): number =>
    this.length(task) === 0
      ? nextWorkInstant(this.calendar(task), instant)
      : nextWorkStart(this.calendar(task), instant);

  lagOf = (link: number): { minutes: number; elapsed: boolean } => {
    const { lag, lagKind, linkPred } = this.input;
    const pred = linkPred[link]!;
    if (lagKind[link] !== LAG_CODES.percent) {
      return { minutes: lag[link]!, elapsed: lagKind[link] === LAG_CODES.elapsed };
    }
    const duration = this.isSummary(pred)
      ? workBetween(this.calendar(pred), this.startOf(pred), this.finishOf(pred))
      : this.length(pred);
    return { minutes: Math.round((lag[link]! * duration) / 100), elapsed: this.calendar(pred) === clock };
  };

  withLag = (link: number, instant: number): number => {
    const { minutes, elapsed } = this.lagOf(link);
    if (elapsed || minutes === 0) return instant + minutes;
    return addWork(this.calendar(this.input.linkSucc[link]!), instant, minutes);
  };

  withoutLag = (link: number, instant: number): number => {
    const { minutes, elapsed } = this.lagOf(link);
    if (elapsed || minutes === 0) return instant - minutes;
    const calendar = this.calendar(this.input.linkSucc[link]!);
    return minutes > 0
      ? subtractWork(calendar, instant, minutes)
      : nextWorkStart(calendar, addWork(calendar, instant, -minutes));
  };

  /** Links that bind a task: its own, and those of the summaries above it, where both ends count. */
  linksInto = (task: number): number[] => {
    const ends = [task, ...this.ancestors(task)];
    return [...this.input.linkSucc.keys()].filter(
      (k) => ends.includes(this.input.linkSucc[k]!) && !this.off(this.input.linkPred[k]!),
    );
  };

  startOf = (task: number): number => Math.min(...this.leavesOf(task).map((i) => this.start[i]!));
  finishOf = (task: number): number => Math.max(...this.leavesOf(task).map((i) => this.finish[i]!));

  startForFinish = (task: number, finish: number): number => {
    if (this.length(task) === 0) return nextWorkInstant(this.calendar(task), finish);
    return subtractWork(this.calendar(task), previousWorkEnd(this.calendar(task), finish), this.length(task));
  };

  asked = (task: number): { start: number; finish: number } => {
    let start = NO_TIME;
    let finish = NO_TIME;
    for (const link of this.linksInto(task)) {
      const type = LINK_TYPES[this.input.linkType[link]!]!;
      const pred = this.input.linkPred[link]!;
      let at = this.withLag(link, type[0] === 'F' ? this.finishOf(pred) : this.startOf(pred));
      if (type[1] === 'S') start = Math.max(start, at);
      else {
        const succ = this.input.linkSucc[link]!;
        if (this.input.lag[link]! < 0 && (this.isSummary(succ) || this.length(succ) > 0)) {
          at = previousWorkEnd(this.calendar(succ), at);
        }
        finish = Math.max(finish, at);
      }
    }
    if (finish !== NO_TIME) {
      const fromFinish = subtractWork(this.calendar(task), finish, this.length(task));
      start = Math.max(start, fromFinish, this.input.projectStart);
    }
    for (const above of this.ancestors(task)) {
      if (this.constraint(above) === 'SNET') start = Math.max(start, this.input.constraintAt[above]!);
    }
    return { start, finish };
  };

  constraint = (task: number): string =>
    this.input.constraintAt[task] === NO_TIME ? 'ASAP' : CONSTRAINT_TYPES[this.input.constraintType[task]!]!;

  place = (task: number): void => {
    const { input } = this;
    if (this.manual(task)) {
      this.start[task] = input.manualStart[task]!;
      this.finish[task] = input.manualFinish[task]!;
      return;
    }
    const { start: linked, finish: wanted } = this.asked(task);
    const type = this.constraint(task);
    const at = input.constraintAt[task]!;
    const earliest = type === 'SNET' || type === 'FNET';
    const fromConstraint =
      type === 'ASAP'
        ? NO_TIME
        : type[0] === 'S' || type === 'MSO'
          ? this.snap(task, at)
          : this.startForFinish(task, at);
    let start = this.snap(task, linked !== NO_TIME ? linked : earliest ? fromConstraint : input.projectStart);
    if (earliest) start = Math.max(start, fromConstraint);
    else if (type !== 'ASAP' && input.honourConstraints) {
      start = type[0] === 'M' ? fromConstraint : Math.min(start, fromConstraint);
    } else if (type[0] === 'M') start = Math.max(start, fromConstraint);
    const finish = addWork(this.calendar(task), start, this.length(task));
    const same = wanted > finish && workBetween(this.calendar(task), finish, wanted) === 0;
    this.start[task] = start;
    this.finish[task] = same && nextWorkStart(this.calendar(task), finish) === wanted ? wanted : finish;
  };

  lateStartOf = (task: number): number => subtractWork(this.calendar(task), this.lateFinish[task]!, this.length(task));

  manualFlag = (task: number): boolean => (this.input.flags[task]! & MANUAL) !== 0;

  snapBack = (task: number, instant: number): number =>
    this.length(task) === 0
      ? previousWorkInstant(this.calendar(task), instant)
      : previousWorkEnd(this.calendar(task), instant);

  finishFrom = (task: number, start: number): number =>
    addWork(this.calendar(task), this.snap(task, start), this.length(task));

  /** The latest finish that everything after a task, its constraint and its deadline leave. */
  limit = (task: number, projectFinish: number): number => {
    const { input } = this;
    const type = this.constraint(task);
    const at = input.constraintAt[task]!;
    if (input.honourConstraints && !this.manualFlag(task)) {
      if (type === 'MSO') return this.finishFrom(task, at);
      if (type === 'MFO') {
        return this.length(task) === 0 ? nextWorkInstant(this.calendar(task), at) : this.snapBack(task, at);
      }
    }
    const finishes = [projectFinish];
    const starts: number[] = [];
    const holders = [task, ...this.ancestors(task)];
    for (const holder of holders) {
      const opens = this.start[task] === this.startOf(holder);
      if (input.deadline[holder] !== NO_TIME) finishes.push(input.deadline[holder]!);
      const date = this.constraint(holder);
      if (date === 'FNLT' || date === 'MFO') finishes.push(input.constraintAt[holder]!);
      if ((date === 'SNLT' || date === 'MSO') && opens) starts.push(input.constraintAt[holder]!);
      if (this.off(holder)) continue;
      for (const link of [...input.linkPred.keys()].filter((k) => input.linkPred[k] === holder)) {
        const succ = input.linkSucc[link]!;
        if (this.off(succ)) continue;
        const kind = LINK_TYPES[input.linkType[link]!]!;
        const leaves = this.leavesOf(succ);
        const finishOf = (i: number): number =>
          this.length(i) === 0 ? this.lateFinish[i]! : nextWorkStart(this.calendar(i), this.lateFinish[i]!);
        const allowed = Math.min(...leaves.map((i) => (kind[1] === 'S' ? this.lateStartOf(i) : finishOf(i))));
        if (kind[0] === 'F') finishes.push(this.withoutLag(link, allowed));
        else if (opens) starts.push(this.withoutLag(link, allowed));
      }
    }
    if (this.manualFlag(task)) return Math.min(...finishes);
    return Math.min(this.snapBack(task, Math.min(...finishes)), ...starts.map((start) => this.finishFrom(task, start)));
  };

  /** Repeats a step for every leaf until nothing moves any more. */
  settle = (dates: number[][], step: (task: number) => void): void => {
    const leaves = this.tasks.filter((i) => !this.isSummary(i));
    for (let round = 0; round < 3 * this.input.size + 3; round++) {
      const before = JSON.stringify(dates);
      for (const task of leaves) step(task);
      if (JSON.stringify(dates) === before) return;
    }
    throw new Error('the plan does not settle');
  };
}

/** Dates of all leaves by repeating the rules until they hold everywhere. For small sound plans; quite slow. */
export function slowSchedule(input: NetworkInput): Map<number, SlowDates> {
  const plan = new SlowPlan(input);
  plan.settle([plan.start, plan.finish], plan.place);
  const leaves = plan.tasks.filter((i) => !plan.isSummary(i));
  const counted = leaves.filter((i) => !plan.off(i));
  const projectFinish = counted.length ? Math.max(...counted.map((i) => plan.finish[i]!)) : input.projectStart;
  plan.lateFinish.fill(projectFinish);
  plan.settle([plan.lateFinish], (task) => {
    plan.lateFinish[task] = plan.limit(task, projectFinish);
  });
  return new Map(
    leaves.map((i) => [
      i,
      {
        start: plan.start[i]!,
        finish: plan.finish[i]!,
        late: plan.off(i)
          ? null
          : {
              start: plan.lateStartOf(i),
              finish: plan.lateFinish[i]!,
              slackMin: workBetween(plan.calendar(i), plan.finish[i]!, plan.lateFinish[i]!),
            },
      },
    ]),
  );
}

/** Says which constraints the oracle can do without having seen events: all but as late as possible. */
export const ORACLE_CONSTRAINTS = Object.values(CONSTRAINT_CODES).filter((code) => code !== CONSTRAINT_CODES.ALAP);
