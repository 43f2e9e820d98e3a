import { linksOf } from '../model/link-graph.ts';
import { outlineOf } from '../model/outline.ts';
import { derived, type Plan } from '../model/plan.ts';
import type { Link, Task, Tender } from '../model/row.ts';
import { dayOfInstant } from '../time/day.ts';
import { type EventId, eventOfKey } from './event.ts';
import { priorNoticeState } from './prior-notice.ts';
import { WITH_ROUNDS } from './procedure.ts';
import { applies, type EffectiveRule, effectiveRule } from './rule.ts';
import { ruleOf } from './rules.ts';
import type { TenderSettings } from './settings.ts';

/** A task of a plan that is an event of a tender. */
export interface TenderTask {
  readonly task: Task;
  readonly tenderId: string;
  readonly key: string;
  readonly eventId: EventId;
  readonly round: number;
}

interface TenderTasks {
  readonly byTask: ReadonlyMap<string, TenderTask>;
  /** By tender and event; of several tasks that claim the same event the first in the outline is it. */
  readonly byTender: ReadonlyMap<string, ReadonlyMap<string, TenderTask>>;
}

const NONE: TenderTasks = { byTask: new Map(), byTender: new Map() };

const tenderTasks: (plan: Plan) => TenderTasks = derived((plan) => {
  if (plan.rows.tender.size === 0) return NONE;
  const byTask = new Map<string, TenderTask>();
  const byTender = new Map<string, Map<string, TenderTask>>();
  for (const id of outlineOf(plan).ids) {
    const task = plan.rows.task.get(id)!;
    const { tenderId, tenderEvent: key } = task;
    const event = tenderId !== null && plan.rows.tender.has(tenderId) ? eventOfKey(key) : null;
    if (tenderId === null || event === null) continue;
    const known = byTender.get(tenderId) ?? new Map<string, TenderTask>();
    if (known.has(key)) continue;
    const found = { task, tenderId, key, eventId: event.id, round: event.round };
    byTender.set(tenderId, known.set(key, found));
    byTask.set(id, found);
  }
  return { byTask, byTender };
});

const NO_EVENTS: ReadonlyMap<string, TenderTask> = new Map();

/** The tasks of a tender by the keys of their events. */
export const tasksOfTender = (plan: Plan, tenderId: string): ReadonlyMap<string, TenderTask> =>
  tenderTasks(plan).byTender.get(tenderId) ?? NO_EVENTS;

/** Which event of which tender a task is; undefined for all others. */
export const tenderTaskOf = (plan: Plan, taskId: string): TenderTask | undefined =>
  tenderTasks(plan).byTask.get(taskId);

/** Tenders in the order in which a person has put them. */
export const tendersInOrder: (plan: Plan) => readonly Tender[] = derived((plan) =>
  [...plan.rows.tender.values()].sort((a, b) =>
    a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : 1,
  ),
);

/** The day of the prior information notice: that of its task where somebody has moved it there, else the tender's own. */
const pinDayOf = (plan: Plan, tender: Tender): number | null => {
  const task = tasksOfTender(plan, tender.id).get('pin')?.task;
  const atMin = task?.actual.finishMin ?? (task?.mode === 'manual' ? task.manualDates.finishMin : null) ?? null;
  return atMin === null ? tender.pin.day : dayOfInstant(atMin);
};

/** What is assumed of a tender, as the rules read it. */
export function settingsOfTender(plan: Plan, tender: Tender): TenderSettings {
  const { procedure, framework, urgency, complexity } = tender;
  return {
    procedure,
    electronic: tender.electronic,
    pinDay: pinDayOf(plan, tender),
    pinComplete: tender.pin.complete,
    urgent: urgency.claimed,
    agreedDays: tender.agreedDays,
    documentsOnline: tender.documentsOnline,
    siteVisit: tender.siteVisit,
    letter: tender.letter,
    rounds: WITH_ROUNDS.has(procedure) ? tender.rounds : 0,
    questionRounds: tender.questionRounds,
    boardApproval: tender.boardApproval,
    framework: framework.agreed,
    frameworkMonths: framework.agreed ? framework.months : null,
    exAnteNotice: tender.exAnteNotice,
    auction: tender.auction,
    authority: tender.authority,
    candidates: tender.candidates,
    complaintBufferDays: tender.complaintBufferDays,
    template: tender.template,
    complexity: complexity === 'unknown' ? null : complexity,
  };
}

/** The rule that a link carries, as it stands for the tender between whose events the link lies. */
export interface LinkRule {
  /** `noticeDay`: where the notice lies, null where that is not known; a prior notice shortens a time only in its window. */
  readonly effectiveOn: (noticeDay: number | null) => EffectiveRule;
  /** The task of the notice, where the length depends on its date and it comes before the link; else null. */
  readonly noticeTaskId: string | null;
}

const isUpstream = (plan: Plan, taskId: string, of: string): boolean => {
  const { into } = linksOf(plan);
  const seen = new Set([of]);
  const open = [of];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === taskId) return true;
    for (const { predecessorId } of into.get(at) ?? []) {
      if (predecessorId === null || seen.has(predecessorId)) continue;
      seen.add(predecessorId);
      open.push(predecessorId);
    }
  }
  return false;
};

/**
 * The rule of a link, or null where it carries none, where its ends are not two events of one tender, or where the rule is
 * not one of that tender's (its procedure may have changed since).
 */
export function ruleOfLink(plan: Plan, link: Link): LinkRule | null {
  const rule = link.ruleId === '' ? undefined : ruleOf(link.ruleId);
  const to = rule && tenderTaskOf(plan, link.successorId ?? '');
  const from = to && tenderTaskOf(plan, link.predecessorId ?? '');
  if (rule === undefined || from === undefined || to === undefined || from.tenderId !== to.tenderId) return null;
  const settings = settingsOfTender(plan, plan.rows.tender.get(to.tenderId)!);
  if (!applies(rule, settings)) return null;
  const plain = effectiveRule(rule, settings, false);
  const shortens = settings.pinDay !== null && rule.variations.some(({ id }) => id === 'prior-notice');
  if (!shortens) return { effectiveOn: () => plain, noticeTaskId: null };
  const short = effectiveRule(rule, settings, true);
  const notice = tasksOfTender(plan, to.tenderId).get('notice');
  const isBefore = notice !== undefined && isUpstream(plan, notice.task.id, from.task.id);
  return {
    effectiveOn: (noticeDay) =>
      noticeDay !== null && priorNoticeState(settings, noticeDay) === 'counts' ? short : plain,
    noticeTaskId: isBefore ? notice.task.id : null,
  };
}
