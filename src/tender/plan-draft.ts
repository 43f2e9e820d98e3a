import { addWorkingDays, isWorkingDay, workingDayFrom } from '../time/period.ts';
import type { EventId } from './event.ts';
import { type Follower, linkedDay } from './linked-day.ts';
import type { EffectiveRule } from './rule.ts';
import { rulesFor } from './rules.ts';
import type { Gap } from './template.ts';
import type { Timetable, TimetableEvent } from './timetable.ts';

/** A task or milestone that a timetable becomes in a plan. Its name is the event's. */
export interface DraftTask {
  readonly key: string;
  readonly eventId: EventId;
  readonly round: number;
  readonly kind: 'task' | 'milestone';
  readonly startDay: number;
  readonly finishDay: number;
  /** Minute of the day of a milestone; null for the whole day. */
  readonly timeMin: number | null;
  /** Working days of a task, both ends included; 0 for a milestone. */
  readonly workingDays: number;
  /**
   * What holds the date besides links: `earliest` for the first step, from which the others follow, `fixed` for a date
   * that somebody has set or that lies outside the tender.
   */
  readonly hold: 'links' | 'earliest' | 'fixed';
}

/** A finish-to-start link with its planned length and, for statutory periods, the rule that it carries. */
export interface DraftLink {
  readonly from: string;
  readonly to: string;
  readonly lag: Gap;
  readonly ruleId: string | null;
}

/** A timetable as a part of a plan: its tasks in order, and the links that hold them. */
export interface PlanDraft {
  readonly tasks: readonly DraftTask[];
  readonly links: readonly DraftLink[];
}

/** Dates outside the tender's own chain: they stand where they are. */
const OUTSIDE: ReadonlySet<EventId> = new Set(['pin', 'old-contract-end']);

const workingDaysBetween = (firstDay: number, lastDay: number): number => {
  let count = 0;
  for (let day = firstDay; day <= lastDay; day++) if (isWorkingDay(day)) count++;
  return count;
};

const taskOf = (event: TimetableEvent, firstKey: string): DraftTask => {
  const { key, id, round, day, timeMin } = event;
  const startDay = event.startDay === null ? day : Math.min(workingDayFrom(event.startDay), day);
  const workingDays = event.startDay === null ? 0 : workingDaysBetween(startDay, day);
  const kind = workingDays > 0 ? 'task' : 'milestone';
  const hold = OUTSIDE.has(id) || event.isFixed ? 'fixed' : key === firstKey ? 'earliest' : 'links';
  const first = kind === 'task' ? startDay : day;
  return { key, eventId: id, round, kind, startDay: first, finishDay: day, timeMin, workingDays, hold };
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

const bindsDates = ({ rule }: EffectiveRule): boolean =>
  (rule.bound === 'minimum' || rule.bound === 'maximum') && rule.target !== 'pin';

/** Calendar days of the rule's own period, as a lag that other programs understand; null where it is not in days. */
const lawfulLag = ({ rule, length }: EffectiveRule): number | null => {
  if (rule.unit !== 'day' || rule.fromQuarterEnd) return null;
  if (rule.direction === 'backward') return -(length + 1);
  return rule.isAfter ? length + 1 : length;
};

const startOf = (task: DraftTask): number => (task.kind === 'task' ? task.startDay - 1 : task.finishDay);

/** The lag that people understand best among those that give the planned date: the planned one, the law's own, the distance. */
const lagTo = (task: DraftTask, from: DraftTask, rule: EffectiveRule | null, planned: Gap | null): Gap => {
  const distance = startOf(task) - from.finishDay;
  if (task.kind === 'task')
    return { count: workingDayFrom(from.finishDay + 1) === task.startDay ? 0 : distance, unit: 'day' };
  const follower: Follower = task;
  if (planned !== null && planned.unit === 'working-day' && planned.count > 0 && rule === null) {
    if (addWorkingDays(from.finishDay, planned.count) === task.finishDay) return planned;
  }
  const inDays = [planned?.unit === 'day' && planned.count > 0 ? planned.count : null, rule && lawfulLag(rule)];
  const fitting = inDays.find(
    (count) => count !== null && linkedDay(from.finishDay, count, rule, follower) === task.finishDay,
  );
  return { count: fitting ?? distance, unit: 'day' };
};

const link = (
  task: DraftTask,
  from: DraftTask,
  rule: EffectiveRule | null = null,
  planned: Gap | null = null,
): DraftLink => ({
  from: from.key,
  to: task.key,
  lag: lagTo(task, from, rule, planned),
  ruleId: rule?.rule.id ?? null,
});

const mainLinks = (timetable: Timetable, byKey: ReadonlyMap<string, DraftTask>): DraftLink[] =>
  timetable.steps.slice(1).flatMap((step, at) => {
    const task = byKey.get(step.key)!;
    const before = byKey.get(timetable.steps[at]!.key)!;
    const rule = step.rules.find(bindsDates) ?? null;
    // What waits for a period is planned from the period's end: the buffer for a complaint, the days until signature.
    const standstillEnd = rule?.rule.isAfter && step.id === 'contract' ? byKey.get('standstill-end') : undefined;
    if (rule !== null && standstillEnd !== undefined)
      return [
        { ...link(task, before, rule), lag: { count: lawfulLag(rule) ?? 0, unit: 'day' as const } },
        link(task, standstillEnd, null, {
          count: 1 + step.bufferDays + (step.gap.unit === 'day' ? step.gap.count : 0),
          unit: 'day',
        }),
      ];
    return [link(task, before, rule, step.gap)];
  });

const sideLinks = (
  timetable: Timetable,
  byKey: ReadonlyMap<string, DraftTask>,
  rules: readonly EffectiveRule[],
): DraftLink[] => {
  const onLine = new Set(timetable.steps.map(({ key }) => key));
  return [...byKey.values()].flatMap((task) => {
    if (onLine.has(task.key) || task.eventId === 'pin') return [];
    const rule = rules.find((each) => each.rule.target === task.eventId && bindsDates(each)) ?? null;
    const anchors = rule ? [rule.rule.anchor!] : (USUAL_ANCHORS[task.eventId] ?? []);
    const from = anchors.map((anchor) => byKey.get(anchor)).find((each) => each !== undefined);
    return from === undefined ? [] : [link(task, from, rule)];
  });
};

/** A timetable as tasks, milestones and links, ready to be laid into a plan. Nothing is decided here: dates stay. */
export function timetableToPlan(timetable: Timetable): PlanDraft {
  const firstKey = timetable.steps[0]!.key;
  const tasks = timetable.events.map((event) => taskOf(event, firstKey));
  const byKey = new Map(tasks.map((task) => [task.key, task]));
  const rules = rulesFor(timetable.settings, timetable.pinCounts);
  return { tasks, links: [...mainLinks(timetable, byKey), ...sideLinks(timetable, byKey, rules)] };
}
