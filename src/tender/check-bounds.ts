import { boundOf, type DateBound } from './bound.ts';
import { type DatedEvent, DEADLINES, type EventId } from './event.ts';
import { type Correction, finding, type TenderFinding } from './finding.ts';
import type { EffectiveRule } from './rule.ts';

/** Where a period runs from when the event it runs from has no date: the nearest one before it, which is the cautious choice. */
export const STANDS_IN: Partial<Record<EventId, EventId>> = {
  invitation: 'selection',
  'award-notification': 'award-decision',
};

const LAST_MINUTE = 1439;

const isFullDay = (event: DatedEvent): boolean => event.timeMin === null || event.timeMin >= LAST_MINUTE;

const correction = (event: Pick<DatedEvent, 'id' | 'round'>, day: number, timeMin: number | null): Correction => ({
  id: event.id,
  round: event.round,
  day,
  timeMin,
});

const about = (event: DatedEvent, bound: DateBound) => ({
  ruleId: bound.effective.rule.id,
  eventId: event.id,
  round: event.round,
  day: event.day,
  earliestDay: bound.earliestDay,
  latestDay: bound.latestDay,
  citations: bound.effective.citations,
  why: bound.why,
  params: {
    eventDay: event.day,
    event: event.id,
    anchor: bound.effective.rule.anchor!,
    anchorDay: bound.anchorDay,
    count: bound.effective.length,
    unit: bound.effective.rule.unit,
  },
});

/** Days by which a deadline must move, so that its text can say "2 days too short". */
const tooEarly = (event: DatedEvent, bound: DateBound, earliestDay: number): TenderFinding => {
  const part = about(event, bound);
  return finding(bound.effective.rule.bound === 'order' ? 'wrong-order' : 'below-minimum', {
    ...part,
    params: { ...part.params, missing: earliestDay - event.day, earliestDay },
    corrections: [correction(event, earliestDay, DEADLINES.has(event.id) ? LAST_MINUTE : event.timeMin)],
  });
};

/** First day on which the deadline would leave time enough after answers that come on a day. */
const extendedTo = (event: DatedEvent, bound: DateBound): number => {
  let day = bound.anchorDay;
  while ((boundOf(bound.effective, day)?.latestDay ?? event.day) < event.day) day++;
  return day;
};

const tooLate = (event: DatedEvent, bound: DateBound, latestDay: number, events: EventsById): TenderFinding => {
  const part = about(event, bound);
  const params = { ...part.params, missing: event.day - latestDay, latestDay };
  const back = correction(event, latestDay, event.timeMin);
  const { rule } = bound.effective;
  if (rule.bound === 'maximum')
    return finding(rule.bindsOthers ? 'later-than-others-may' : 'above-maximum', {
      ...part,
      params,
      corrections: [back],
    });
  const anchor = events.get(rule.anchor!);
  const later = anchor ? [correction(anchor, extendedTo(event, bound), anchor.timeMin)] : [];
  return finding('after-latest', { ...part, params, corrections: [back, ...later] });
};

type EventsById = ReadonlyMap<EventId, DatedEvent>;

/** The 15 working days that justified cases may take make an overrun of 10 a warning and not an error. */
const isJustifiable = (bound: DateBound, event: DatedEvent): boolean => {
  const more = bound.effective.rule.variations.find(({ id }) => id === 'justified');
  if (more === undefined) return false;
  const longer = boundOf({ ...bound.effective, length: more.length }, bound.anchorDay);
  return longer !== null && longer.latestDay !== null && event.day <= longer.latestDay;
};

const judge = (event: DatedEvent, bound: DateBound, events: EventsById): TenderFinding[] => {
  const { earliestDay, latestDay, effective } = bound;
  if (earliestDay !== null && event.day < earliestDay) return [tooEarly(event, bound, earliestDay)];
  if (latestDay !== null && event.day > latestDay) {
    const found = tooLate(event, bound, latestDay, events);
    return isJustifiable(bound, event) ? [{ ...found, id: 'beyond-normal-maximum', severity: 'warning' }] : [found];
  }
  const isDeadline = effective.rule.bound === 'minimum' && DEADLINES.has(event.id);
  if (!isDeadline || event.day !== earliestDay) return [];
  const part = about(event, bound);
  if (isFullDay(event)) return [finding('on-minimum', part)];
  const corrections = [correction(event, event.day, LAST_MINUTE), correction(event, event.day + 1, event.timeMin)];
  return [finding('not-full-days', { ...part, params: { ...part.params, timeMin: event.timeMin! }, corrections })];
};

/**
 * Findings of the rules that bound dates: below a minimum, answers too late, above a maximum, wrong order. A maximum that binds
 * others (TED publishes within 5 days of dispatch, Directive 2014/24 art. 51(2)) is a warning: the authority breaks nothing by
 * planning with a later day, and may even ask for one (eForms BT-738). A deadline on the last day of its minimum is a warning: there is nothing to spare, and in the course of that day the days are not full.
 */
export function boundFindings(events: readonly DatedEvent[], rules: readonly EffectiveRule[]): TenderFinding[] {
  const byId: EventsById = new Map(events.filter(({ round }) => round === 0).map((event) => [event.id, event]));
  const found: TenderFinding[] = [];
  for (const effective of rules) {
    const { anchor, target, bound } = effective.rule;
    if (anchor === null || target === null || bound === 'appropriate' || target === 'pin') continue;
    const event = byId.get(target);
    const standIn = STANDS_IN[anchor];
    const from = byId.get(anchor) ?? (standIn === undefined ? undefined : byId.get(standIn));
    if (event === undefined || from === undefined) continue;
    const allowed = boundOf(effective, from.day);
    if (allowed === null) continue;
    const judged = judge(event, allowed, byId);
    found.push(...judged);
    if (from.id !== anchor && judged.length > 0)
      found.push(
        finding('assumed-anchor', {
          ruleId: effective.rule.id,
          eventId: event.id,
          day: event.day,
          params: { event: anchor, anchor: from.id, anchorDay: from.day },
        }),
      );
  }
  return found;
}
