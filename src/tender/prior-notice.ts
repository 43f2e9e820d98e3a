import { boundOf } from './bound.ts';
import { WITH_PRIOR_NOTICE } from './procedure.ts';
import { rulesFor } from './rules.ts';
import type { TenderSettings } from './settings.ts';

/** What a prior information notice does to the time to tender. */
export type PriorNoticeState = 'none' | 'counts' | 'incomplete' | 'too-late' | 'too-early' | 'no-effect';

/**
 * Whether the prior information notice shortens the time to tender: sent between 35 days and 12 months before the contract
 * notice, and complete (art. 27(2), 28(3); udbudsloven § 60(3)). `too-late`: less than 35 days before.
 */
export function priorNoticeState(settings: TenderSettings, noticeDay: number): PriorNoticeState {
  const { pinDay, procedure } = settings;
  if (pinDay === null) return 'none';
  if (!WITH_PRIOR_NOTICE.has(procedure)) return 'no-effect';
  for (const effective of rulesFor(settings, false)) {
    if (effective.rule.target !== 'pin') continue;
    const bound = boundOf(effective, noticeDay);
    if (bound?.latestDay !== null && bound !== null && pinDay > bound.latestDay) return 'too-late';
    if (bound?.earliestDay !== null && bound !== null && pinDay < bound.earliestDay) return 'too-early';
  }
  return settings.pinComplete ? 'counts' : 'incomplete';
}
