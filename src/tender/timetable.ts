import type { TENDER_ANCHORS } from '../model/tender-schema.ts';
import { err, ok, type Result } from '../result.ts';
import { addMonths, FIRST_DAY, LAST_DAY } from '../time/day.ts';
import { type PeriodReason, workingDayUntil } from '../time/period.ts';
import { boundOf, type DateBound } from './bound.ts';
import { advance, BEYOND, type ChainStep, chainOf, type LineEnd, retreat } from './chain.ts';
import type { Citation } from './citation.ts';
import { type DatedEvent, EVENTS, type EventId, eventKey, eventOfKey } from './event.ts';
import { priorNoticeState } from './prior-notice.ts';
import type { EffectiveRule } from './rule.ts';
import { rulesFor } from './rules.ts';
import { checkSettings, type TenderError, type TenderSettings } from './settings.ts';
import { sideEvents } from './side-events.ts';
import { DURATION_TEMPLATES, type DurationTemplate, type Gap, type GapId } from './template.ts';

/** The date from which a timetable is made. From `notice` it runs on; from the others it is planned backwards. */
export type AnchorId = (typeof TENDER_ANCHORS)[number];

export interface TimetableRequest {
  readonly settings: TenderSettings;
  readonly anchor: { readonly id: AnchorId; readonly day: number };
  /** Dates that a person set; they stand as they are, and what depends on them follows. */
  readonly fixed?: readonly DatedEvent[];
  /** Planned lengths that differ from the template's. */
  readonly gaps?: Partial<Record<GapId, Gap>>;
}

/** A date of a timetable with the rule behind it. */
export interface TimetableEvent extends DatedEvent {
  readonly key: string;
  /** `statutory` where the law sets a number of days for it. */
  readonly kind: 'statutory' | 'planned';
  readonly ruleId: string | null;
  readonly citations: readonly Citation[];
  /** First day of the activity that ends with the event; null for a mere point in time. */
  readonly startDay: number | null;
  /** What the rules allow, given the other dates; null where they set no bound. */
  readonly earliestDay: number | null;
  readonly latestDay: number | null;
  readonly why: readonly PeriodReason[];
  readonly isFixed: boolean;
}

export interface Timetable {
  readonly settings: TenderSettings;
  /** Whether a prior information notice shortens the time to tender. */
  readonly pinCounts: boolean;
  /** By day, and within a day in the order of a tender. */
  readonly events: readonly TimetableEvent[];
  /** The main line: each step follows the one before it. */
  readonly steps: readonly ChainStep[];
}

type Fixed = ReadonlyMap<string, DatedEvent>;

const lineEndOf = (anchor: AnchorId): LineEnd => (anchor === 'notice' ? 'contract' : anchor);

const anchorIndex = (chain: readonly ChainStep[], anchor: AnchorId): number => {
  const at = chain.findIndex(({ id }) => id === anchor);
  // Without a notice the invitation opens the tender, and stands in for it.
  return at < 0 ? chain.findIndex(({ id }) => id === 'invitation') : at;
};

/** Days of a main line around one that is given: what follows as early as possible, what precedes as late as possible. */
const place = (chain: readonly ChainStep[], at: number, day: number, fixed: Fixed): number[] | null => {
  const days: number[] = new Array(chain.length).fill(0);
  days[at] = fixed.get(chain[at]!.key)?.day ?? day;
  for (let i = at + 1; i < chain.length; i++) {
    days[i] = fixed.get(chain[i]!.key)?.day ?? advance(chain[i]!, days[i - 1]!);
    if (days[i] === BEYOND) return null;
  }
  for (let i = at - 1; i >= 0; i--) {
    const found = fixed.get(chain[i]!.key)?.day ?? retreat(chain[i]!, chain[i + 1]!, days[i + 1]!);
    if (found === null) return null;
    days[i] = found;
  }
  return days;
};

interface Line {
  readonly chain: readonly ChainStep[];
  readonly days: readonly number[];
  readonly rules: readonly EffectiveRule[];
  readonly pinCounts: boolean;
}

const lineWith = (
  { settings, anchor }: TimetableRequest,
  template: DurationTemplate,
  fixed: Fixed,
  pinCounts: boolean,
): Line | null => {
  const rules = rulesFor(settings, pinCounts);
  const chain = chainOf(settings, rules, template, lineEndOf(anchor.id));
  const at = anchorIndex(chain, anchor.id);
  const day = anchor.id === 'contract' ? workingDayUntil(anchor.day) : anchor.day;
  const days = place(chain, at, day, fixed);
  return days && { chain, days, rules, pinCounts };
};

const noticeAt = ({ chain }: Pick<Line, 'chain'>): number => chain.findIndex(({ id }) => id === 'notice');

const stateOf = (settings: TenderSettings, line: Line) => {
  const at = noticeAt(line);
  return at < 0 ? 'no-effect' : priorNoticeState(settings, line.days[at]!);
};

/** The notice moved back to the last day on which the prior information notice still counts, with all before it. */
const withinWindow = (line: Line, settings: TenderSettings, fixed: Fixed): Line | null => {
  const at = noticeAt(line);
  const pinDay = settings.pinDay!;
  let day = workingDayUntil(Math.min(line.days[at]!, addMonths(pinDay, 12) + 1));
  while (day > pinDay && priorNoticeState(settings, day) !== 'counts') day = workingDayUntil(day - 1);
  if (day <= pinDay) return null;
  const before = place(line.chain.slice(0, at + 1), at, day, fixed);
  return before && { ...line, days: [...before, ...line.days.slice(at + 1)] };
};

/**
 * The main line with the latest notice. Whether a prior information notice shortens the time to tender depends on the day
 * of the notice, so both lengths are tried.
 */
const mainLineOf = (request: TimetableRequest, template: DurationTemplate, fixed: Fixed): Line | null => {
  const { settings } = request;
  const plain = lineWith(request, template, fixed, false);
  if (settings.pinDay === null) return plain;
  const short = lineWith(request, template, fixed, true);
  if (short === null) return plain;
  const state = stateOf(settings, short);
  if (state === 'counts') return short;
  const isMovable = request.anchor.id !== 'notice' && !fixed.has('notice');
  const moved = state === 'too-early' && isMovable ? withinWindow(short, settings, fixed) : null;
  if (moved === null || plain === null) return moved ?? plain;
  return moved.days[noticeAt(moved)]! >= plain.days[noticeAt(plain)]! ? moved : plain;
};

/** Rules that explain an event although they bound the date of another one. */
const EXPLAINS: Partial<Record<EventId, string>> = { notice: 'notice.required', evidence: 'evidence.before-award' };

const boundsAt = (event: DatedEvent, rules: readonly EffectiveRule[], days: ReadonlyMap<string, number>): DateBound[] =>
  rules.flatMap((effective) => {
    const { anchor, target } = effective.rule;
    const anchorDay = anchor === null || target !== event.id ? undefined : days.get(anchor);
    const bound = anchorDay === undefined ? null : boundOf(effective, anchorDay);
    return bound === null ? [] : [bound];
  });

const latest = (values: readonly (number | null)[]): number | null =>
  values.reduce((best, value) => (best === null || (value !== null && value > best) ? value : best), null);
const soonest = (values: readonly (number | null)[]): number | null =>
  values.reduce((best, value) => (best === null || (value !== null && value < best) ? value : best), null);

/** An event with the rules that bound its date, given the days of all events (by id; of rounds the last). */
export const describeEvent = (
  event: DatedEvent & { readonly startDay: number | null },
  rules: readonly EffectiveRule[],
  days: ReadonlyMap<string, number>,
  isFixed: boolean,
): TimetableEvent => {
  const bounds = boundsAt(event, rules, days);
  const main = bounds[0]?.effective ?? rules.find(({ rule }) => rule.id === EXPLAINS[event.id]) ?? null;
  const isStatutory = bounds.some(({ effective: { rule } }) => rule.bound === 'minimum' || rule.bound === 'maximum');
  const { id, round, day, timeMin, startDay } = event;
  return {
    id,
    round,
    day,
    timeMin,
    startDay,
    key: eventKey(event),
    kind: isStatutory ? 'statutory' : 'planned',
    ruleId: main?.rule.id ?? null,
    citations: main?.citations ?? [],
    earliestDay: latest(bounds.map(({ earliestDay }) => earliestDay)),
    latestDay: soonest(bounds.map(({ latestDay }) => latestDay)),
    why: bounds.flatMap(({ why }) => why),
    isFixed,
  };
};

/** Events that are activities with a length: they begin when the one before them is over. */
const ACTIVITIES: ReadonlySet<EventId> = new Set([
  'mandate',
  'market-dialogue',
  'drafting',
  'documents-approved',
  'selection',
  'preliminary-evaluation',
  'dialogue',
  'negotiation',
  'final-invitation',
  'evaluation',
  'evidence',
  'approval',
  'board-approval',
]);

const lineEvents = ({ chain, days }: Line, fixed: Fixed) =>
  chain.map((step, at) => {
    const { id, round, key, timeMin, gap } = step;
    const before = at > 0 ? days[at - 1]! : days[at]! - gap.count;
    const startDay = ACTIVITIES.has(id) ? Math.min(before + (at > 0 ? 1 : 0), days[at]!) : null;
    return { id, round, day: days[at]!, timeMin: fixed.get(key)?.timeMin ?? timeMin, startDay };
  });

const position = new Map(EVENTS.map((id, at) => [id, at]));
const byTime = (a: DatedEvent, b: DatedEvent): number =>
  a.day - b.day || position.get(a.id)! - position.get(b.id)! || a.round - b.round;

const outOfRange = (event: string): Result<never, TenderError> =>
  err({ id: 'tender.date-out-of-range', params: { event } });

const isDay = (day: number): boolean => Number.isInteger(day) && day >= FIRST_DAY && day <= LAST_DAY;

const fixedOf = (events: readonly DatedEvent[]): Result<Fixed, TenderError> => {
  for (const event of events) {
    const key = eventKey(event);
    if (eventOfKey(key) === null) return err({ id: 'tender.unknown-event', params: { event: key } });
    if (!isDay(event.day)) return outOfRange(event.id);
  }
  return ok(new Map(events.map((event) => [eventKey(event), event])));
};

/**
 * Makes a timetable: forwards from a notice, or backwards from a contract, a go-live or the end of the contract that is to
 * be replaced, with every step as late as it can be. Statutory periods are met, planned lengths come from the template.
 * Refuses settings that no timetable can follow and dates outside 1900-2199.
 */
export function makeTimetable(request: TimetableRequest): Result<Timetable, TenderError> {
  const settings = checkSettings(request.settings);
  if (!settings.ok) return settings;
  if (!isDay(request.anchor.day)) return outOfRange(request.anchor.id);
  const given = fixedOf(request.fixed ?? []);
  if (!given.ok) return given;
  const fixed = given.value;
  const template = DURATION_TEMPLATES[settings.value.template];
  const line = mainLineOf(request, { ...template, gaps: { ...template.gaps, ...request.gaps } }, fixed);
  if (line === null) return outOfRange(request.anchor.id);
  const main = lineEvents(line, fixed);
  const unplaced = [...fixed.keys()].find((key) => key === 'pin' && settings.value.pinDay === null);
  if (unplaced !== undefined) return err({ id: 'tender.no-such-event', params: { event: unplaced } });
  const side = sideEvents(main, line.rules, settings.value, template, fixed);
  if (side === null) return outOfRange(request.anchor.id);
  const all = [...main, ...side].sort(byTime);
  const known = new Set(all.map(eventKey));
  const stray = [...fixed.keys()].find((key) => !known.has(key));
  if (stray !== undefined) return err({ id: 'tender.no-such-event', params: { event: stray } });
  const days = new Map(all.map((event) => [event.id as string, event.day]));
  return ok({
    settings: settings.value,
    pinCounts: line.pinCounts,
    steps: line.chain,
    events: all.map((event) => describeEvent(event, line.rules, days, fixed.has(eventKey(event)))),
  });
}
