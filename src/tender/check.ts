import { mainLine } from './chain.ts';
import { boundFindings } from './check-bounds.ts';
import { customFindings } from './check-customs.ts';
import { settingFindings } from './check-settings.ts';
import { type DatedEvent, eventKey } from './event.ts';
import { finding, type TenderFinding } from './finding.ts';
import { priorNoticeState } from './prior-notice.ts';
import { rulesFor } from './rules.ts';
import type { TenderSettings } from './settings.ts';
import { straddlesThresholdChange } from './thresholds.ts';

/** Events of the main line that stand before one that comes earlier in it, where no rule has said so already. */
const orderFindings = (
  events: readonly DatedEvent[],
  settings: TenderSettings,
  told: readonly TenderFinding[],
): TenderFinding[] => {
  const byKey = new Map(events.map((event) => [eventKey(event), event]));
  // Hand-set dates may hold more than the settings ask for.
  const rounds = Math.max(settings.rounds, ...events.map(({ round }) => round));
  const widest = { ...settings, rounds, boardApproval: true, auction: true };
  const line = mainLine(widest, { preparation: true, until: 'old-contract-end' });
  const dated = line.map((each) => byKey.get(eventKey(each))).filter((event) => event !== undefined);
  const known = new Set(told.filter(({ severity }) => severity === 'error').map(({ eventId }) => eventId));
  return dated.flatMap((event, at) => {
    const before = dated[at - 1];
    if (before === undefined || event.day >= before.day || known.has(event.id)) return [];
    const params = { event: event.id, eventDay: event.day, anchor: before.id, anchorDay: before.day };
    const { id, round, timeMin } = event;
    return [
      finding('out-of-order', {
        eventId: id,
        round,
        day: event.day,
        earliestDay: before.day,
        params,
        corrections: [{ id, round, day: before.day, timeMin }],
      }),
    ];
  });
};

const thresholdFindings = (events: readonly DatedEvent[]): TenderFinding[] => {
  const notice = events.find(({ id }) => id === 'notice');
  if (notice === undefined) return [];
  const published = events.find(({ id }) => id === 'notice-published')?.day ?? notice.day;
  const changeDay = straddlesThresholdChange(notice.day, published);
  if (changeDay === null) return [];
  return [
    finding('threshold-change', {
      eventId: 'notice',
      day: notice.day,
      params: { eventDay: notice.day, publishedDay: published, changeDay },
    }),
  ];
};

const WEIGHT = { error: 0, warning: 1, info: 2 } as const;

/** Errors first, else as they come. */
export const worstFirst = (findings: readonly TenderFinding[]): readonly TenderFinding[] =>
  findings
    .map((each, at) => ({ each, at }))
    .sort((a, b) => WEIGHT[a.each.severity] - WEIGHT[b.each.severity] || a.at - b.at)
    .map(({ each }) => each);

/**
 * Checks the dates of a tender, generated or set by hand, whole or in part: the rules of its procedure with citations and
 * corrections, the order of events, what was assumed, and customs of the calendar. Errors come first. A check list with
 * sources, not legal advice.
 */
export function checkTimetable(settings: TenderSettings, events: readonly DatedEvent[]): readonly TenderFinding[] {
  const noticeDay = events.find(({ id }) => id === 'notice')?.day ?? null;
  const pinCounts = noticeDay !== null && priorNoticeState(settings, noticeDay) === 'counts';
  const rules = rulesFor(settings, pinCounts);
  const bounds = boundFindings(events, rules);
  return worstFirst([
    ...bounds,
    ...orderFindings(events, settings, bounds),
    ...settingFindings(settings, rules, events),
    ...thresholdFindings(events),
    ...customFindings(events, settings),
  ]);
}
