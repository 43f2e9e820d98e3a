import {
  effectiveGoLive,
  goLiveOf,
  modulesInOrder,
  ownCommitment,
  plannedDayOf,
  roundsInOrder,
} from '../model/commitment-rows.ts';
import { derived, type Plan } from '../model/plan.ts';
import type { GoLive, Postponement, Round, Wave } from '../model/row.ts';
import { addMonths, dateOf, dayNumberOf, dayOfInstant } from '../time/day.ts';
import { type Answer, municipalitiesInOrder, otherParticipants, type Standing, standingOf } from './standing.ts';

/** The dates that the schedule gives a task; null where it has none. */
export type DatesOf = (taskId: string) => { readonly startMin: number; readonly finishMin: number } | null;

/** How the solution, or one module of it, reaches one participant. Days are day numbers; null where nobody has said. */
export interface RolloutLine {
  readonly answer: Answer;
  /** The module it is about; null for the whole, or for what of it has no line of its own. */
  readonly moduleId: string | null;
  /** The row that says so: the module's own, else that of the whole. */
  readonly goLive: GoLive | undefined;
  readonly wave: Wave | undefined;
  readonly isPilot: boolean;
  readonly desiredDay: number | null;
  readonly agreedDay: number | null;
  /** What was set for it or its wave. */
  readonly plannedDay: number | null;
  /** What counts: the actual day, else that of its milestone in the plan, else the planned one. */
  readonly day: number | null;
  /** By when the municipality must have been told, and when it was. */
  readonly noticeDueDay: number | null;
  readonly noticeDay: number | null;
  readonly billingDay: number | null;
  readonly postponements: readonly Postponement[];
}

/** Rounds whose answers bind, in their order: what can be rolled out. */
export const bindingRounds = (plan: Plan): readonly Round[] =>
  roundsInOrder(plan).filter(({ kind }) => kind !== 'interest' && kind !== 'specification');

/** Somebody has joined the whole or one of the modules. */
const hasJoined = (plan: Plan, roundId: string): boolean =>
  [null, ...modulesInOrder(plan)].some((module) => standingOf(plan, roundId, module?.id ?? null)!.joined.count > 0);

/** Kinds of rounds that ask everybody for their commitment; an option adds to one, it does not take its place. */
const asksEverybody = ({ kind }: Round): boolean => kind === 'binding' || kind === 'retender';

/**
 * The round whose commitments are rolled out: the last binding one (or re-tender) in which somebody has joined, else the
 * last of any kind that binds in which somebody has, else the last that binds.
 */
export const rolloutRound = (plan: Plan): Round | undefined => {
  const binding = bindingRounds(plan);
  const joined = binding.filter(({ id }) => hasJoined(plan, id));
  return joined.filter(asksEverybody).at(-1) ?? joined.at(-1) ?? binding.at(-1);
};

/** The round that is meant where none is named: the one that is rolled out, else the last there is. */
export const usualRound = (plan: Plan): Round | undefined => rolloutRound(plan) ?? roundsInOrder(plan).at(-1);

/**
 * From when a municipality pays: the first of the month after its go-live, where nothing else is agreed. Source: billing of
 * SAPA, from the first of the month after the municipality's course in the rollout plan.
 */
export const billingFrom = (goLiveDay: number): number => {
  const { year, month } = dateOf(goLiveDay);
  return month === 12 ? dayNumberOf(year + 1, 1, 1) : dayNumberOf(year, month + 1, 1);
};

const postponementsByGoLive: (plan: Plan) => ReadonlyMap<string, readonly Postponement[]> = derived((plan) => {
  const sorted = [...plan.rows.postponement.values()].sort(
    (a, b) => (a.days.toDay ?? 0) - (b.days.toDay ?? 0) || (a.id < b.id ? -1 : 1),
  );
  const byGoLive = new Map<string, Postponement[]>();
  for (const one of sorted) {
    if (one.goLiveId === null) continue;
    const list = byGoLive.get(one.goLiveId);
    if (list) list.push(one);
    else byGoLive.set(one.goLiveId, [one]);
  }
  return byGoLive;
});

const lineOf = (plan: Plan, answer: Answer, moduleId: string | null, datesOf: DatesOf): RolloutLine => {
  const goLive = effectiveGoLive(plan, answer.participant.id, moduleId);
  const wave = plan.rows.wave.get(goLive?.waveId ?? '');
  const plannedDay = goLive ? plannedDayOf(plan, goLive) : null;
  const milestone = goLive?.taskId ? datesOf(goLive.taskId) : null;
  const day = goLive?.actualDay ?? (milestone ? dayOfInstant(milestone.startMin) : plannedDay);
  return {
    answer,
    moduleId,
    goLive,
    wave,
    isPilot: goLive?.pilot === true || wave?.pilot === true,
    desiredDay: answer.commitment?.desiredGoLiveDay ?? null,
    agreedDay: answer.commitment?.agreedGoLiveDay ?? null,
    plannedDay,
    day,
    noticeDueDay: day === null || !wave ? null : addMonths(day, -wave.noticeMonths),
    noticeDay: goLive?.noticeDay ?? null,
    billingDay: goLive?.billingDay ?? (day === null ? null : billingFrom(day)),
    postponements: (goLive && postponementsByGoLive(plan).get(goLive.id)) ?? [],
  };
};

/** Whether a participant is to get a module or (null) the whole: it has joined, or stands in a wave without having said no to it. */
const isComing = (plan: Plan, { round, moduleId }: Standing, answer: Answer): boolean => {
  const { id } = answer.participant;
  if (answer.isJoined || goLiveOf(plan, id, moduleId) !== undefined) return true;
  const saidOtherwise = moduleId !== null && ownCommitment(plan, round.id, id, moduleId) !== undefined;
  return !saidOtherwise && effectiveGoLive(plan, id, moduleId) !== undefined;
};

/**
 * Everybody who is to get what a standing is about, municipalities in Danish order, then the others. What is planned for the
 * whole counts for a module that has no go-live of its own.
 */
export const rolloutOf = (plan: Plan, standing: Standing, datesOf: DatesOf): readonly RolloutLine[] =>
  [...standing.answers, ...standing.others]
    .filter((answer) => isComing(plan, standing, answer))
    .map((answer) => lineOf(plan, answer, standing.moduleId, datesOf));

/** A module goes its own way where it was joined, or is planned, apart from the whole. */
const isApart = (plan: Plan, { round, moduleId }: Standing, { answer }: RolloutLine): boolean => {
  const { id } = answer.participant;
  return (
    goLiveOf(plan, id, moduleId) !== undefined ||
    (answer.isJoined && ownCommitment(plan, round.id, id, moduleId) !== undefined)
  );
};

/**
 * Every go-live that there is to be, each once: a line for each module that was joined or is planned apart, and one of the
 * whole for the rest. Participants in Danish order, municipalities first, and within that the whole before its modules.
 */
export const rolloutOfAll = (plan: Plan, round: Round, datesOf: DatesOf): readonly RolloutLine[] => {
  const whole = rolloutOf(plan, standingOf(plan, round.id, null)!, datesOf);
  const modules = modulesInOrder(plan);
  if (modules.length === 0) return whole;
  const apart = modules.flatMap(({ id }) => {
    const standing = standingOf(plan, round.id, id)!;
    return rolloutOf(plan, standing, datesOf).filter((line) => isApart(plan, standing, line));
  });
  const partsOf = new Map<string, number>();
  for (const { answer } of apart) partsOf.set(answer.participant.id, (partsOf.get(answer.participant.id) ?? 0) + 1);
  const rest = whole.filter(({ answer }) => (partsOf.get(answer.participant.id) ?? 0) < modules.length);
  const place = new Map([...municipalitiesInOrder(plan), ...otherParticipants(plan)].map(({ id }, i) => [id, i]));
  const placeOf = ({ answer }: RolloutLine): number => place.get(answer.participant.id)!;
  return [...rest, ...apart].sort((a, b) => placeOf(a) - placeOf(b));
};

/** How many participants go live in a wave; one that gets several modules in it counts once. */
export const sizeOfWave = (lines: readonly RolloutLine[], waveId: string): number =>
  new Set(lines.flatMap(({ wave, answer }) => (wave?.id === waveId ? [answer.participant.id] : []))).size;

/** A line in words: the participant, and the module where it is about one. */
export const nameOfLine = (plan: Plan, { answer, moduleId }: Pick<RolloutLine, 'answer' | 'moduleId'>): string => {
  const { name } = answer.participant;
  return moduleId === null ? name : `${name} (${plan.rows.module.get(moduleId)?.name ?? ''})`;
};
