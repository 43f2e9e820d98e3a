import { FIRST_DAY, LAST_DAY } from '../time/day.ts';
import { addWorkingDays, workingDayFrom, workingDayUntil } from '../time/period.ts';
import { boundOf } from './bound.ts';
import { DEADLINES, type EventId, eventKey } from './event.ts';
import { TWO_STAGE, WITH_ROUNDS } from './procedure.ts';
import type { EffectiveRule } from './rule.ts';
import type { TenderSettings } from './settings.ts';
import { APPROPRIATE_DAYS, type DurationTemplate, type Gap, type GapId } from './template.ts';

/** One link of a tender's main line: an event that follows the one before it after a planned gap and its rules' periods. */
export interface ChainStep {
  readonly id: EventId;
  readonly round: number;
  readonly key: string;
  readonly gap: Gap;
  /** Rules that run from the step before to this one. */
  readonly rules: readonly EffectiveRule[];
  /** Whether the event must fall on a working day of the authority. */
  readonly onWorkingDay: boolean;
  /** Days that the step waits for besides, after the period of its rules: the buffer for a complaint. */
  readonly bufferDays: number;
  readonly timeMin: number | null;
}

const preparation: readonly EventId[] = ['mandate', 'market-dialogue', 'drafting', 'documents-approved'];

const opening = (settings: TenderSettings): EventId[] => {
  const { procedure } = settings;
  if (TWO_STAGE.has(procedure)) return ['notice', 'requests-deadline', 'selection', 'invitation'];
  const isInvited = /^(dps-purchase|framework-mini|without-notice|below-national)$/.test(procedure);
  return isInvited ? ['invitation'] : ['notice'];
};

const isRound = (id: EventId): boolean => id === 'negotiation' || id === 'dialogue';

const roundsOf = ({ procedure, rounds }: TenderSettings): EventId[] => {
  if (!WITH_ROUNDS.has(procedure)) return ['tenders-deadline'];
  const id: EventId = procedure === 'dialogue' ? 'dialogue' : 'negotiation';
  const before: EventId[] = id === 'dialogue' ? [] : ['tenders-deadline', 'preliminary-evaluation'];
  const talks = Array.from({ length: rounds }, () => id);
  return [...before, ...talks, 'final-invitation', 'final-tenders-deadline'];
};

const closing = ({ procedure, auction, exAnteNotice, boardApproval }: TenderSettings): EventId[] => {
  const hasEvidence = !/^(framework-mini|below|design)/.test(procedure);
  return [
    'evaluation',
    ...(auction ? (['auction-invitation', 'auction'] as const) : []),
    ...(hasEvidence ? (['evidence'] as const) : []),
    'approval',
    ...(boardApproval ? (['board-approval'] as const) : []),
    'award-decision',
    'award-notification',
    ...(procedure === 'without-notice' && exAnteNotice ? (['notice'] as const) : []),
    'contract',
  ];
};

/** Where a main line ends. */
export type LineEnd = 'contract' | 'go-live' | 'old-contract-end';

const afterContract: Readonly<Record<LineEnd, readonly EventId[]>> = {
  contract: [],
  'go-live': ['go-live'],
  'old-contract-end': ['go-live', 'old-contract-end'],
};

/** Events of a tender's main line, in order. */
export function mainLine(
  settings: TenderSettings,
  options: { readonly preparation: boolean; readonly until: LineEnd },
): readonly { readonly id: EventId; readonly round: number }[] {
  const ids: EventId[] = [
    ...(options.preparation ? preparation : []),
    ...opening(settings),
    ...roundsOf(settings),
    ...closing(settings),
    ...afterContract[options.until],
  ];
  let round = 0;
  return ids.map((id) => ({ id, round: isRound(id) ? ++round : 0 }));
}

const gapIdOf = (id: EventId): GapId | null => {
  if (isRound(id)) return 'round';
  return id === 'auction' ? null : (id as GapId);
};

const isAppropriate = (rules: readonly EffectiveRule[]): boolean =>
  rules.some(({ rule }) => rule.bound === 'appropriate' && rule.stage === 'tenders');

const gapOf = (id: EventId, rules: readonly EffectiveRule[], settings: TenderSettings, template: DurationTemplate) => {
  const gapId = gapIdOf(id);
  const planned = gapId === null ? { count: 0, unit: 'day' as const } : template.gaps[gapId];
  const least = isAppropriate(rules)
    ? APPROPRIATE_DAYS[template.id]
    : id === 'tenders-deadline' && rules.some(({ rule }) => rule.variations.some((each) => each.id === 'agreed'))
      ? settings.agreedDays
      : null;
  if (least === null) {
    // Without standstill the contract still takes a day: nobody signs in the hour of the letters.
    const isAtOnce = id === 'contract' && planned.count === 0 && !rules.some(({ rule }) => rule.isAfter);
    return isAtOnce ? { count: 1, unit: 'working-day' as const } : planned;
  }
  // Candidates agreed to a date: it replaces the planned length, whichever is longer in the template.
  if (!isAppropriate(rules)) return { count: least, unit: 'day' as const };
  return planned.unit === 'day' ? { count: Math.max(planned.count, least), unit: 'day' as const } : planned;
};

/** The main line as steps with planned gaps and the rules that bind each step to the one before it. */
export function chainOf(
  settings: TenderSettings,
  rules: readonly EffectiveRule[],
  template: DurationTemplate,
  until: LineEnd,
): readonly ChainStep[] {
  const line = mainLine(settings, { preparation: template.preparation, until });
  return line.map(({ id, round }, at) => {
    const before = line[at - 1]?.id ?? null;
    const own = rules.filter(({ rule }) => rule.target === id && rule.anchor === before && before !== null);
    const isFree = id === 'go-live' || id === 'old-contract-end';
    return {
      id,
      round,
      key: eventKey({ id, round }),
      gap: gapOf(id, own, settings, template),
      rules: own,
      onWorkingDay: !isFree,
      bufferDays: id === 'contract' ? settings.complaintBufferDays : 0,
      timeMin: DEADLINES.has(id) ? template.deadlineMin : null,
    };
  });
}

/** A day that no date reaches: what a step gives when it would leave 1900-2199. */
export const BEYOND = LAST_DAY + 1;

const plannedEnd = ({ count, unit }: Gap, fromDay: number): number =>
  unit === 'day' ? fromDay + count : addWorkingDays(fromDay, count);

/** A deadline in the course of the day comes after the last full day of its period. */
const deadlineDay = (step: ChainStep, lastDay: number): number =>
  step.timeMin === null || step.timeMin >= 1439 ? lastDay : lastDay + 1;

/**
 * The first day on which a step can come when the step before it lies on a day. It never falls when the day rises, which
 * is what planning backwards relies on. Gives `BEYOND` where that day is after 2199.
 */
export function advance(step: ChainStep, fromDay: number): number {
  let day = plannedEnd(step.gap, fromDay) + step.bufferDays;
  let cap = BEYOND;
  for (const effective of step.rules) {
    if (effective.rule.bound === 'appropriate') continue;
    const bound = boundOf(effective, fromDay);
    if (bound === null) return BEYOND;
    if (bound.latestDay !== null) cap = Math.min(cap, bound.latestDay);
    if (bound.earliestDay === null) continue;
    // What waits for a period is planned from its end on; a deadline is planned from the same day as its period.
    const earliest = effective.rule.isAfter
      ? plannedEnd(step.gap, bound.earliestDay) + step.bufferDays
      : deadlineDay(step, bound.earliestDay);
    day = Math.max(day, effective.rule.bound === 'order' ? bound.earliestDay : earliest);
  }
  const open = step.onWorkingDay ? workingDayFrom(Math.min(day, cap)) : day;
  return open > LAST_DAY ? BEYOND : open;
}

/**
 * The latest day on which a step can come so that the next one still comes no later than a day. Null where there is none
 * since 1900.
 */
export function retreat(step: ChainStep, next: ChainStep, toDay: number): number | null {
  const isCapped = next.rules.some(({ rule }) => rule.bound === 'maximum');
  let day = next.gap.unit === 'day' && !isCapped ? toDay - next.gap.count : toDay;
  while (day >= FIRST_DAY && advance(next, day) > toDay) day--;
  if (step.onWorkingDay) day = workingDayUntil(day);
  return day < FIRST_DAY ? null : day;
}
