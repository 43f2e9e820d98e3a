import type { RolloutLine } from './rollout.ts';

/** How a participant stands on a day: with all it gets, with some of it, with nothing yet, without a date, or not at all. */
export type RolloutStand = 'live' | 'partly' | 'coming' | 'undated' | 'out';

export interface StandOnDay {
  readonly stand: RolloutStand;
  /** The day of its last go-live; null while one of them has none. */
  readonly day: number | null;
}

/** How each participant of a rollout stands on a day, by its id; who gets several modules stands by all of them. */
export const standsOn = (lines: readonly RolloutLine[], day: number): ReadonlyMap<string, StandOnDay> => {
  const daysOf = new Map<string, (number | null)[]>();
  for (const { answer, day: goLiveDay } of lines) {
    const days = daysOf.get(answer.participant.id);
    if (days) days.push(goLiveDay);
    else daysOf.set(answer.participant.id, [goLiveDay]);
  }
  const stands = new Map<string, StandOnDay>();
  for (const [id, days] of daysOf) {
    const live = days.filter((one) => one !== null && one <= day).length;
    const dated = days.filter((one) => one !== null);
    const last = dated.length === days.length ? Math.max(...dated) : null;
    const stand = live === days.length ? 'live' : live > 0 ? 'partly' : last === null ? 'undated' : 'coming';
    stands.set(id, { stand, day: last });
  }
  return stands;
};
