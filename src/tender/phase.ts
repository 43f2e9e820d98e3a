import type { EventId } from './event.ts';

/** Parts of a tender as people speak of them; names are in the catalogue under `phase.<id>`. */
export const PHASES = [
  'preparation',
  'requests',
  'selection',
  'tenders',
  'talks',
  'award',
  'standstill',
  'delivery',
] as const;
export type PhaseId = (typeof PHASES)[number];

/** A part of a tender with its days: from the event that opens it up to the one that closes it. */
export interface Phase {
  readonly id: PhaseId;
  readonly fromDay: number;
  readonly toDay: number;
}

/** The event that closes a phase: the last of these that the tender has. The phase begins where the one before it ended. */
const CLOSED_BY: readonly (readonly [PhaseId, readonly EventId[]])[] = [
  ['preparation', ['invitation', 'notice']],
  ['requests', ['requests-deadline']],
  ['selection', ['selection', 'invitation']],
  ['tenders', ['tenders-deadline']],
  ['talks', ['final-tenders-deadline']],
  ['award', ['award-decision', 'award-notification']],
  ['standstill', ['contract']],
  ['delivery', ['go-live', 'old-contract-end']],
];

interface Dated {
  readonly id: EventId;
  readonly day: number;
  readonly startDay: number | null;
}

/**
 * The parts of a tender in order, without gaps; those that it does not have, or whose events stand in disorder, are left
 * out. Where there is a notice, preparation ends with it, else with the invitation.
 */
export function phasesOf(events: readonly Dated[]): readonly Phase[] {
  if (events.length === 0) return [];
  const days = new Map(events.map(({ id, day }) => [id, day]));
  const opening: readonly EventId[] = days.has('notice') && days.has('requests-deadline') ? ['notice'] : [];
  const firstDay = Math.min(...events.map(({ day, startDay }) => startDay ?? day));
  let fromDay = firstDay;
  const phases: Phase[] = [];
  for (const [id, closers] of CLOSED_BY) {
    const wanted = id === 'preparation' && opening.length > 0 ? opening : closers;
    const ends = wanted.map((event) => days.get(event)).filter((day) => day !== undefined);
    if (ends.length === 0) continue;
    const toDay = Math.max(...ends);
    if (toDay <= fromDay) continue;
    phases.push({ id, fromDay, toDay });
    fromDay = toDay;
  }
  return phases;
}
