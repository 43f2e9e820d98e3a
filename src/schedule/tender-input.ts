import type { Outline } from '../model/outline.ts';
import type { Plan } from '../model/plan.ts';
import type { Link } from '../model/row.ts';
import { standsOnWorkingDay } from '../tender/linked-day.ts';
import { ruleOfLink, tenderTaskOf } from '../tender/tender-tasks.ts';
import type { NetworkInput, StatutoryLink, TenderEvent } from './network-input.ts';

/** What the tenders of a plan add to what the engine calculates; null where there are none, which is most plans. */
export function tenderInputOf(
  plan: Plan,
  outline: Outline,
  links: readonly Link[],
): Pick<NetworkInput, 'events' | 'linkRule'> | null {
  if (plan.rows.tender.size === 0) return null;
  const events = outline.ids.map((id): TenderEvent | null => {
    const found = tenderTaskOf(plan, id);
    if (found === undefined || found.task.kind !== 'milestone') return null;
    const { eventId, task } = found;
    return { eventId, timeMin: task.timeMin, isOnAnyDay: !standsOnWorkingDay(eventId) };
  });
  const linkRule = links.map((link): StatutoryLink | null => {
    const rule = link.type === 'FS' ? ruleOfLink(plan, link) : null;
    if (rule === null) return null;
    const noticeTask = rule.noticeTaskId === null ? -1 : (outline.position.get(rule.noticeTaskId) ?? -1);
    return { effectiveOn: rule.effectiveOn, noticeTask };
  });
  return { events, linkRule };
}
