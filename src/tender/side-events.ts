import { LAST_DAY } from '../time/day.ts';
import { addWorkingDays, countPeriod, workingDayFrom, workingDayUntil } from '../time/period.ts';
import { boundOf, quarterEnd } from './bound.ts';
import type { DatedEvent, EventId } from './event.ts';
import { eventKey } from './event.ts';
import type { EffectiveRule } from './rule.ts';
import type { TenderSettings } from './settings.ts';
import type { DurationTemplate } from './template.ts';

/** An event of a timetable before its rule is looked up. */
export type PlacedEvent = DatedEvent & { readonly startDay: number | null };

type Days = Map<EventId, number>;

/** Where an event stands when nobody set it; null where it has no place in this tender. */
type Placing = (days: Days, context: Context) => number | null;

interface Context {
  readonly rules: readonly EffectiveRule[];
  readonly settings: TenderSettings;
  readonly template: DurationTemplate;
}

const ruleFor = ({ rules }: Context, target: EventId): EffectiveRule | undefined =>
  rules.find(({ rule }) => rule.target === target && rule.bound !== 'duty');

/** On the last day that the rule for the event allows, or the first where it sets a minimum. */
const byRule =
  (target: EventId): Placing =>
  (days, context) => {
    const effective = ruleFor(context, target);
    const anchorDay = effective && days.get(effective.rule.anchor!);
    if (effective === undefined || anchorDay === undefined) return null;
    const bound = boundOf(effective, anchorDay);
    return bound === null ? LAST_DAY + 1 : (bound.earliestDay ?? bound.latestDay);
  };

/** Days before a deadline in which nothing new should come, where the law names none. */
const USUAL_ANSWER_DAYS = 6;

/** The last working day on which answers are in time; after the tender has opened where that is possible. */
const answersBefore =
  (target: EventId, deadline: EventId, opening: readonly EventId[]): Placing =>
  (days, context) => {
    const deadlineDay = days.get(deadline);
    if (deadlineDay === undefined) return null;
    const effective = context.rules.find(({ rule }) => rule.target === target);
    const usual = countPeriod({ fromDay: deadlineDay, length: USUAL_ANSWER_DAYS, unit: 'day', direction: 'backward' });
    const legal = effective ? boundOf(effective, deadlineDay)?.latestDay : usual.ok ? usual.value.lastDay : null;
    if (legal === null || legal === undefined) return LAST_DAY + 1;
    const openDay = opening.map((id) => days.get(id)).find((day) => day !== undefined) ?? legal;
    const wanted = workingDayUntil(legal);
    return wanted >= openDay ? wanted : legal;
  };

/** The last working day for questions that are to be answered in time; left out where the period is too short for one. */
const questionsBefore =
  (answers: EventId, opening: readonly EventId[]): Placing =>
  (days, { template }) => {
    const answerDay = days.get(answers);
    const openDay = opening.map((id) => days.get(id)).find((day) => day !== undefined);
    if (answerDay === undefined || openDay === undefined) return null;
    const { count, unit } = template.gaps.questions;
    const wanted = workingDayUntil(unit === 'day' ? answerDay - count : addWorkingDays(answerDay, -count));
    return wanted > openDay ? wanted : null;
  };

const awardNoticeDay: Placing = (days, context) => {
  const contract = days.get('contract');
  if (contract === undefined || /^(framework-mini|below)/.test(context.settings.procedure)) return null;
  const { count, unit } = context.template.gaps['award-notice'];
  // Contracts under a dynamic purchasing system are announced together after each quarter (udbudsloven § 129(4)).
  const isQuarterly = context.settings.procedure.startsWith('dps');
  const from = isQuarterly ? quarterEnd(contract) : contract;
  const wanted = workingDayFrom(unit === 'day' ? from + count : addWorkingDays(from, count));
  const effective = context.rules.find(({ rule }) => rule.target === 'award-notice');
  const latest = effective && boundOf(effective, contract)?.latestDay;
  return Math.min(wanted, latest ?? wanted);
};

const meetingDay: Placing = (days, { template }) => {
  const open = days.get('invitation') ?? days.get('notice');
  const deadline = days.get('tenders-deadline');
  if (!template.informationMeeting || open === undefined || deadline === undefined) return null;
  const wanted = workingDayFrom(open + 10);
  return wanted < deadline - 14 ? wanted : null;
};

const PLACINGS: readonly (readonly [EventId, Placing])[] = [
  ['pin', (_days, { settings }) => settings.pinDay],
  ['notice-published', byRule('notice-published')],
  ['request-questions-answered', answersBefore('request-questions-answered', 'requests-deadline', ['notice'])],
  ['request-questions-deadline', questionsBefore('request-questions-answered', ['notice'])],
  ['selection-complaint-end', byRule('selection-complaint-end')],
  ['information-meeting', meetingDay],
  ['questions-answered', answersBefore('questions-answered', 'tenders-deadline', ['invitation', 'notice'])],
  ['questions-deadline', questionsBefore('questions-answered', ['invitation', 'notice'])],
  [
    'final-questions-answered',
    answersBefore('final-questions-answered', 'final-tenders-deadline', ['final-invitation']),
  ],
  ['standstill-end', byRule('standstill-end')],
  ['award-notice', awardNoticeDay],
  ['award-notice-published', byRule('award-notice-published')],
  ['complaint-end', byRule('complaint-end')],
];

/** Answers to all but the last round of questions, spread evenly from the opening to the last day for questions. */
const earlierAnswers = (days: Days, { settings }: Context, fixed: ReadonlyMap<string, DatedEvent>): PlacedEvent[] => {
  const openDay = days.get('invitation') ?? days.get('notice');
  const lastDay = days.get('questions-deadline');
  if (openDay === undefined || lastDay === undefined) return [];
  return Array.from({ length: settings.questionRounds - 1 }, (_each, at) => {
    const event = { id: 'answers-published', round: at + 1 } as const;
    const set = fixed.get(eventKey(event));
    const even = openDay + Math.floor(((lastDay - openDay) * (at + 1)) / settings.questionRounds);
    const day = set?.day ?? workingDayFrom(Math.max(even, openDay));
    return { ...event, day, timeMin: set?.timeMin ?? null, startDay: null };
  });
};

/**
 * The events beside the main line: questions and answers before deadlines, publication, the ends of standstill and of complaint limits,
 * the award notice. Null where one of them would leave 1900-2199.
 */
export function sideEvents(
  main: readonly PlacedEvent[],
  rules: readonly EffectiveRule[],
  settings: TenderSettings,
  template: DurationTemplate,
  fixed: ReadonlyMap<string, DatedEvent>,
): readonly PlacedEvent[] | null {
  const days: Days = new Map(main.filter(({ round }) => round === 0).map(({ id, day }) => [id, day]));
  const context = { rules, settings, template };
  const events: PlacedEvent[] = [];
  for (const [id, placing] of PLACINGS) {
    const set = fixed.get(eventKey({ id, round: 0 }));
    const day = set?.day ?? placing(days, context);
    if (day === null) continue;
    if (day > LAST_DAY) return null;
    days.set(id, day);
    events.push({ id, round: 0, day, timeMin: set?.timeMin ?? null, startDay: null });
  }
  return [...events, ...earlierAnswers(days, context, fixed)];
}
