import type { Plan } from '../model/plan.ts';
import type { Participant, Region } from '../model/row.ts';

const hasBegun = ({ validity }: Region, day: number): boolean => validity.fromDay === null || validity.fromDay <= day;
const hasEnded = ({ validity }: Region, day: number): boolean => validity.toDay !== null && validity.toDay < day;

/**
 * The region in which a participant lies on a day: the one it was put in, or the one that took over from that. Region
 * Hovedstaden and Region Sjælland become Region Østdanmark on 1 January 2027. Null where none holds on the day.
 */
export const regionOn = (plan: Plan, { regionId }: Participant, day: number): Region | null => {
  const seen = new Set<string>();
  let at = regionId;
  while (at !== null && !seen.has(at)) {
    seen.add(at);
    const region = plan.rows.region.get(at);
    if (!region) return null;
    if (!hasBegun(region, day)) return null;
    if (!hasEnded(region, day)) return region;
    at = region.successorId;
  }
  return null;
};

/** The regions that there are on a day. */
export const regionsOn = (plan: Plan, day: number): readonly Region[] =>
  [...plan.rows.region.values()].filter((region) => hasBegun(region, day) && !hasEnded(region, day));
