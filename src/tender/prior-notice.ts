import { boundOf } from './bound.ts';
import { WITH_PRIOR_NOTICE } from './procedure.ts';
import { rulesFor } from './rules.ts';
import type { TenderSettings } from './settings.ts';

/** What a prior information notice does to the time to tender. */
export type PriorNoticeState = 'none' | 'counts' | 'incomplete' | 'too-late' | 'too-early' | 'no-effect';

/**
 * First and last day on which a prior information notice must be sent to shorten the time to tender of a notice that is
 * sent on a day; null where it cannot shorten any.
 */
export function priorNoticeWindow(
  settings: TenderSettings,
  noticeDay: number,
): { readonly earliestDay: number; readonly latestDay: number } | null {
  const pinned = { ...settings, pinDay: settings.pinDay ?? noticeDay };
  let [earliestDay, latestDay]: (number | null)[] = [null, null];
  for (const effective of rulesFor(pinned, false)) {
    if (effective.rule.target !== 'pin') continue;
    const bound = boundOf(effective, noticeDay);
    earliestDay = bound?.earliestDay ?? earliestDay;
    latestDay = bound?.latestDay ?? latestDay;
  }
  return earliestDay === null || latestDay === null ? null : { earliestDay, latestDay };
}

/**
 * Whether the prior information notice shortens the time to tender: sent between 35 days and 12 months before the contract
 * notice, and complete (art. 27(2), 28(3); udbudsloven § 60(3)). `too-late`: less than 35 days before.
 */
export function priorNoticeState(settings: TenderSettings, noticeDay: number): PriorNoticeState {
  const { pinDay, procedure } = settings;
  if (pinDay === null) return 'none';
  const window = WITH_PRIOR_NOTICE.has(procedure) ? priorNoticeWindow(settings, noticeDay) : null;
  if (window === null) return 'no-effect';
  if (pinDay > window.latestDay) return 'too-late';
  if (pinDay < window.earliestDay) return 'too-early';
  return settings.pinComplete ? 'counts' : 'incomplete';
}
