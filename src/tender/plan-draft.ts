import { addWorkingDays, isWorkingDay, workingDayFrom, workingDayUntil } from '../time/period.ts';
import { boundOf } from './bound.ts';
import { DEADLINES, type EventId, PERIOD_ENDS } from './event.ts';
import type { ProcedureId } from './procedure.ts';
import type { EffectiveRule } from './rule.ts';
import { rulesFor } from './rules.ts';
import type { Timetable, TimetableEvent } from './timetable.ts';

/** A task or milestone that a timetable becomes in a plan. Its name is the event's. */
export interface DraftTask {
  readonly key: string;
  readonly eventId: EventId;
  readonly round: number;
  readonly kind: 'task' | 'milestone';
  readonly startDay: number;
  readonly finishDay: number;
  /** Minute of the day of a milestone; null for the end of the day. */
  readonly timeMin: number | null;
  /** Working days of a task, both ends included; 0 for a milestone. */
  readonly workingDays: number;
  readonly ruleId: string | null;
}

/**
 * A finish-to-start link. The successor begins `lagDays` calendar days after its predecessor's day (a task: the day after
 * that), on a working day; where a rule is named, never before the rule's own period is over, or for periods counted
 * backwards never after its latest day.
 */
export interface DraftLink {
  readonly from: string;
  readonly to: string;
  readonly lagDays: number;
  readonly ruleId: string | null;
}

/** A timetable as a part of a plan: one stage, its tasks in order, and the links that hold them. */
export interface PlanDraft {
  readonly procedure: ProcedureId;
  /** Keys of the catalogue `tender` for the names of the stage and of the summary task. */
  readonly stageText: 'plan.stage';
  readonly summaryText: 'plan.name';
  readonly tasks: readonly DraftTask[];
  readonly links: readonly DraftLink[];
}

const workingDaysBetween = (firstDay: number, lastDay: number): number => {
  let count = 0;
  for (let day = firstDay; day <= lastDay; day++) if (isWorkingDay(day)) count++;
  return count;
};

const taskOf = (event: TimetableEvent): DraftTask => {
  const { key, id, round, day, timeMin, ruleId } = event;
  const startDay = event.startDay === null ? day : Math.min(workingDayFrom(event.startDay), day);
  const workingDays = event.startDay === null ? 0 : workingDaysBetween(startDay, day);
  const kind = workingDays > 0 ? 'task' : 'milestone';
  const first = kind === 'task' ? startDay : day;
  return { key, eventId: id, round, kind, startDay: first, finishDay: day, timeMin, workingDays, ruleId };
};

/** What holds the events beside the main line where no rule does. */
const USUAL_ANCHORS: Partial<Record<EventId, readonly EventId[]>> = {
  'request-questions-answered': ['requests-deadline'],
  'questions-answered': ['tenders-deadline'],
  'final-questions-answered': ['final-tenders-deadline'],
  'information-meeting': ['invitation', 'notice'],
  'answers-published': ['invitation', 'notice'],
  'request-questions-deadline': ['request-questions-answered'],
  'questions-deadline': ['questions-answered'],
  'award-notice': ['contract'],
  'award-notice-published': ['award-notice'],
};

const startOf = (task: DraftTask): number => (task.kind === 'task' ? task.startDay - 1 : task.finishDay);

const linkTo = (task: DraftTask, from: DraftTask, ruleId: string | null): DraftLink => ({
  from: from.key,
  to: task.key,
  lagDays: startOf(task) - from.finishDay,
  ruleId,
});

const bindsDates = ({ rule }: EffectiveRule): boolean =>
  (rule.bound === 'minimum' || rule.bound === 'maximum') && rule.target !== 'pin';

const mainLinks = (timetable: Timetable, byKey: ReadonlyMap<string, DraftTask>): DraftLink[] =>
  timetable.steps.slice(1).map((step, at) => {
    const rule = step.rules.find(bindsDates);
    return linkTo(byKey.get(step.key)!, byKey.get(timetable.steps[at]!.key)!, rule?.rule.id ?? null);
  });

const sideLinks = (
  timetable: Timetable,
  byKey: ReadonlyMap<string, DraftTask>,
  rules: readonly EffectiveRule[],
): DraftLink[] => {
  const onLine = new Set(timetable.steps.map(({ key }) => key));
  // Questions hang on their answers, which lie later: links are followed in order, so they come last.
  const isQuestion = ({ eventId }: DraftTask): number => (eventId.endsWith('questions-deadline') ? 1 : 0);
  const inOrder = [...byKey.values()].sort((a, b) => isQuestion(a) - isQuestion(b));
  return inOrder.flatMap((task) => {
    if (onLine.has(task.key) || task.eventId === 'pin') return [];
    const rule = rules.find((each) => each.rule.target === task.eventId && bindsDates(each));
    const anchors = rule ? [rule.rule.anchor!] : (USUAL_ANCHORS[task.eventId] ?? []);
    const from = anchors.map((anchor) => byKey.get(anchor)).find((each) => each !== undefined);
    return from === undefined ? [] : [linkTo(task, from, rule?.rule.id ?? null)];
  });
};

/** A timetable as tasks, milestones and links, ready to be laid into a plan. Nothing is decided here: dates stay. */
export function timetableToPlan(timetable: Timetable): PlanDraft {
  const tasks = timetable.events.map(taskOf);
  const byKey = new Map(tasks.map((task) => [task.key, task]));
  const rules = rulesFor(timetable.settings, timetable.pinCounts);
  return {
    procedure: timetable.settings.procedure,
    stageText: 'plan.stage',
    summaryText: 'plan.name',
    tasks,
    links: [...mainLinks(timetable, byKey), ...sideLinks(timetable, byKey, rules)],
  };
}

const afterRule = (effective: EffectiveRule, fromDay: number, wanted: number, task: DraftTask): number => {
  const bound = boundOf(effective, fromDay);
  if (bound === null) return wanted;
  if (bound.latestDay !== null)
    return effective.rule.direction === 'backward'
      ? workingDayUntil(Math.min(wanted, bound.latestDay))
      : workingDayUntil(Math.min(workingDayFrom(wanted), bound.latestDay));
  const earliest = bound.earliestDay ?? wanted;
  if (PERIOD_ENDS.has(task.eventId)) return earliest;
  const isInDay = DEADLINES.has(task.eventId) && task.timeMin !== null && task.timeMin < 1439;
  return workingDayFrom(Math.max(wanted, isInDay ? earliest + 1 : earliest));
};

/**
 * The day on which a linked task finishes when its predecessor's day is known: what a schedule must give for links with
 * rules. Law comes before the lag: a lag may lengthen a statutory period, never shorten it.
 */
export function linkedFinish(
  link: DraftLink,
  task: DraftTask,
  fromDay: number,
  rules: ReadonlyMap<string, EffectiveRule>,
): number {
  const wanted = fromDay + link.lagDays;
  const effective = link.ruleId === null ? undefined : rules.get(link.ruleId);
  if (task.kind === 'task') {
    const last = addWorkingDays(workingDayFrom(wanted + 1) - 1, task.workingDays);
    return effective ? afterRule(effective, fromDay, last, task) : last;
  }
  if (effective) return afterRule(effective, fromDay, wanted, task);
  if (task.eventId === 'go-live' || task.eventId === 'old-contract-end') return wanted;
  return link.lagDays < 0 ? workingDayUntil(wanted) : workingDayFrom(wanted);
}

/** Finish days of a draft whose first task is moved to another day: every link followed once, in order. */
export function movedDraft(draft: PlanDraft, timetable: Timetable, byDays: number): ReadonlyMap<string, number> {
  const rules = new Map(rulesFor(timetable.settings, timetable.pinCounts).map((each) => [each.rule.id, each]));
  const tasks = new Map(draft.tasks.map((task) => [task.key, task]));
  const first = timetable.steps[0]!.key;
  const days = new Map([[first, workingDayFrom(tasks.get(first)!.finishDay + byDays)]]);
  for (const link of draft.links) {
    const task = tasks.get(link.to)!;
    days.set(link.to, linkedFinish(link, task, days.get(link.from)!, rules));
  }
  return days;
}
