import { type Citation, citationForm, needsLawyer } from './citation.ts';
import type { EventId } from './event.ts';
import type { TenderFinding, TenderFindingId } from './finding.ts';
import { type ProcedureId, WITH_ROUNDS } from './procedure.ts';

/** What the place that shows texts knows: its catalogue `tender`, the names of days off, and how it writes dates and money. */
export interface Words {
  /** Text of a key of the catalogue `tender`, filled. */
  readonly text: (key: string, params?: Readonly<Record<string, string | number>>) => string;
  readonly holiday: (id: string) => string;
  readonly day: (dayNumber: number) => string;
  readonly money: (minor: number, currency: string) => string;
}

type Params = Readonly<Record<string, string | number>>;

/** Findings about the date of an event, which have a word of their own beside it. */
const MARKED: ReadonlySet<TenderFindingId> = new Set([
  'below-minimum',
  'after-latest',
  'above-maximum',
  'wrong-order',
  'out-of-order',
  'on-minimum',
  'not-full-days',
  'beyond-normal-maximum',
  'later-than-others-may',
  'holiday-block',
  'closing-day',
  'day-off',
  'friday-deadline',
  'monday-morning',
  'answers-after-holidays',
  'short-for-complexity',
]);

const two = (value: number): string => String(value).padStart(2, '0');

/** A number of days, months and the like, as people say it: "1 dag", "2 dage". */
export const countText = (words: Words, count: number, unit: string): string =>
  words.text(`unit.${unit}_${count === 1 ? 'one' : 'other'}`, { count });

/** Time of day: `12:00`. */
export const timeText = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** Events that people call something else in some procedures. */
const eventKeyIn = (id: EventId, procedure: ProcedureId | undefined): string => {
  if (id === 'notice' && procedure === 'without-notice') return 'event.notice.without-notice';
  if (id === 'tenders-deadline' && procedure !== undefined && WITH_ROUNDS.has(procedure))
    return 'event.tenders-deadline.initial';
  return `event.${id}`;
};

/** Name of an event, with its round: where tenders are negotiated the first ones are initial tenders, for instance. */
export function eventText(words: Pick<Words, 'text'>, id: EventId, round = 0, procedure?: ProcedureId): string {
  const event = words.text(eventKeyIn(id, procedure));
  return round > 0 ? words.text('event.in-round', { event, round }) : event;
}

const DAYS = new Set(['missing', 'days', 'usual', 'floor']);

const named = (words: Words, name: string, value: string | number, params: Params): string | number => {
  if (typeof value === 'number') {
    if (name.endsWith('Day')) return words.day(value);
    if (name.endsWith('Min')) return timeText(value);
    if (name.endsWith('Minor')) return words.money(value, String(params.currency ?? ''));
    if (name === 'months' || name.endsWith('Months')) return countText(words, value, 'month');
    return DAYS.has(name) ? countText(words, value, 'day') : value;
  }
  if (name === 'holiday') return words.holiday(value);
  if (name === 'block' || name === 'procedure') return words.text(`${name}.${value}`);
  return value;
};

/** What a text is filled with, in words: days as dates, ids as names; `period` is the count with its unit. */
export function wordParams(words: Words, params: Params, unit?: string): Params {
  const filled = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, named(words, name, value, params)]),
  );
  const of = unit ?? params.unit;
  return typeof params.count === 'number' && of !== undefined
    ? { ...filled, period: countText(words, params.count, String(of)) }
    : filled;
}

/** One sentence for a reason of a period, a threshold or a value. */
export function reasonText(words: Words, reason: { readonly id: string; readonly params: Params }): string {
  const unit = /^period\.counted-\w+\.([\w-]+)$/.exec(reason.id)?.[1];
  return words.text(reason.id, wordParams(words, reason.params, unit));
}

const eventsIn = (words: Words, { params, round }: TenderFinding, procedure: ProcedureId): Params => ({
  ...(params.event !== undefined && { event: eventText(words, params.event as EventId, round, procedure) }),
  ...(params.anchor !== undefined && { anchor: eventText(words, params.anchor as EventId, 0, procedure) }),
});

/** Sentence of a finding, and its short title. */
export const findingText = (words: Words, finding: TenderFinding, procedure: ProcedureId) => ({
  title: words.text(`finding.${finding.id}.title`),
  text: words.text(`finding.${finding.id}`, {
    ...wordParams(words, finding.params),
    ...eventsIn(words, finding, procedure),
  }),
});

const placeOf = (words: Words, citation: Citation, law: string): string => {
  const { section, subsection = '', point = '' } = citation;
  return words.text(citationForm(citation), { law, section, subsection, point });
};

/** The place by which people know a rule, for a narrow column: "§ 63", "klagenævnsl. § 3", "art. 29, stk. 1". */
export function shortCitationText(words: Words, citations: readonly Citation[]): string {
  const { law, ...rest } = citations.find((each) => each.law !== 'directive-2014-24') ?? citations[0]!;
  const name = law === 'klagenaevnsloven' ? words.text('law.klagenaevnsloven.short') : words.text(`law.${law}`);
  const place = placeOf(words, { law, ...rest }, name);
  return law === 'klagenaevnsloven' ? words.text('cite.full', { law: name, place }) : place;
}

/** What a finding says in a narrow column: "2 dage for kort". */
export const findingMark = (words: Words, { id, params }: TenderFinding): string => {
  const mark = MARKED.has(id) ? `mark.${id}` : 'mark.other';
  return words.text(mark, wordParams(words, params));
};

/** A place in the law in words: "udbudsloven § 60, stk. 2". What is not confirmed says that a lawyer must confirm it. */
export function citationText(words: Words, citation: Citation): string {
  const law = words.text(`law.${citation.law}`);
  const place = placeOf(words, citation, law);
  const whole = citationForm(citation) === 'cite.law' ? place : words.text('cite.full', { law, place });
  return needsLawyer(citation) ? words.text('cite.confirm', { citation: whole }) : whole;
}
