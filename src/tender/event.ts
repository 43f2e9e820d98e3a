/**
 * What has a date in a tender, in the order in which things happen. Names are in the catalogue under `event.<id>`.
 * `negotiation`, `dialogue` and `answers-published` come once a round.
 */
export const EVENTS = [
  'mandate',
  'market-dialogue',
  'drafting',
  'documents-approved',
  'pin',
  'notice',
  'notice-published',
  'request-questions-deadline',
  'request-questions-answered',
  'requests-deadline',
  'selection',
  'selection-complaint-end',
  'invitation',
  'information-meeting',
  'answers-published',
  'questions-deadline',
  'questions-answered',
  'tenders-deadline',
  'preliminary-evaluation',
  'auction-invitation',
  'auction',
  'dialogue',
  'negotiation',
  'final-invitation',
  'final-questions-answered',
  'final-tenders-deadline',
  'evaluation',
  'evidence',
  'approval',
  'board-approval',
  'award-decision',
  'award-notification',
  'standstill-end',
  'contract',
  'award-notice',
  'award-notice-published',
  'complaint-end',
  'go-live',
  'old-contract-end',
] as const;
export type EventId = (typeof EVENTS)[number];

/** Says whether a text names an event. */
export const isEventId = (text: string): text is EventId => (EVENTS as readonly string[]).includes(text);

/** A date in a tender: an event and, for what comes in rounds, which round (1 and on; 0 for all others). */
export interface DatedEvent {
  readonly id: EventId;
  readonly round: number;
  readonly day: number;
  /** Minute of the day; null where the whole day is meant. */
  readonly timeMin: number | null;
}

/** Key of an event among others: `negotiation-2`, `contract`. */
export const eventKey = ({ id, round }: { readonly id: EventId; readonly round: number }): string =>
  round > 0 ? `${id}-${round}` : id;

/** Event and round of a key; null for other texts. */
export function eventOfKey(key: string): { readonly id: EventId; readonly round: number } | null {
  if (isEventId(key)) return { id: key, round: 0 };
  const match = /^(negotiation|dialogue|answers-published)-([1-9]\d?)$/.exec(key);
  return match ? { id: match[1] as EventId, round: Number(match[2]) } : null;
}

/** Deadlines that others must meet: they are set with a time of day, and people ask to know them well before. */
export const DEADLINES: ReadonlySet<EventId> = new Set([
  'requests-deadline',
  'tenders-deadline',
  'final-tenders-deadline',
]);

/** The end of a period that the law alone sets; nobody places it. */
export const PERIOD_ENDS: ReadonlySet<EventId> = new Set([
  'selection-complaint-end',
  'standstill-end',
  'complaint-end',
]);
