/**
 * The contract between a tender in a plan and whatever shows it (tender view, PDF, calendar file, clipboard, command
 * line). A plan holds any number of tenders. What is assumed of one stands in the cells of its `tender` row; its dates are
 * those of ordinary tasks that name the tender and their event (`task.tenderId`, `task.tenderEvent`), and statutory periods
 * are links that name their rule (`link.ruleId`), which the schedule counts anew whenever something moves. Nothing that can
 * be worked out is stored: `tenderOfPlan` gives rows and findings from the plan and its scheduled dates. Commands:
 * src/tender/commands (`tender.add`, `tender.update`, `tender.generate`, `tender.setDate`, ...); a finding's corrections
 * are inputs of `tender.setDate`, made by `commandFor`, and of `tender.update`, made by `settlementFor`.
 */
import type { Plan } from '../model/plan.ts';
import type { Cells, Task, Tender } from '../model/row.ts';
import { dayOfInstant, weekdayOf } from '../time/day.ts';
import type { DatePrecision } from '../time/entry.ts';
import { workingDayFrom, workingDayUntil } from '../time/period.ts';
import { spanAround } from '../time/precise-date.ts';
import { checkTimetable, worstFirst } from './check.ts';
import { STANDS_IN } from './check-bounds.ts';
import { type DatedEvent, EVENTS, eventKey } from './event.ts';
import type { Correction, TenderFinding } from './finding.ts';
import { priorNoticeState } from './prior-notice.ts';
import { rulesFor } from './rules.ts';
import type { TenderError, TenderSettings } from './settings.ts';
import { settingsOfTender, type TenderTask, tasksOfTender } from './tender-tasks.ts';
import { valueFindings } from './tender-value.ts';
import { type AnchorId, describeEvent, makeTimetable, type TimetableEvent } from './timetable.ts';

/** Dates of tasks as the schedule gives them, in minutes since 1970-01-01T00:00 local. */
export interface ScheduledDates {
  readonly datesOf: (taskId: string) => { readonly startMin: number; readonly finishMin: number } | null;
}

export type TenderRowStatus = 'planned' | 'under-way' | 'done' | 'overdue';

/** One line of a tender's timetable. Days are day numbers; weekday 0 is Monday. */
export interface TenderRow extends TimetableEvent {
  /** The task behind the line; null in a timetable that is not laid into the plan. */
  readonly taskId: string | null;
  /** The name that people gave the task; empty where they gave none: then the event's own is shown, in whatever language. */
  readonly name: string;
  readonly weekday: number;
  readonly precision: DatePrecision;
  readonly responsibleId: string | null;
  readonly responsible: string;
  readonly status: TenderRowStatus;
  /** Day on which it happened; null where it has not. */
  readonly actualDay: number | null;
  /** Day in the baseline that was asked for; null where it has none. */
  readonly baselineDay: number | null;
  /** A person has set the date, and links do not move it. */
  readonly isManual: boolean;
  readonly findings: readonly TenderFinding[];
}

export interface TenderOfPlan {
  readonly tender: Tender;
  readonly settings: TenderSettings;
  /** Whether a prior information notice shortens the time to tender. */
  readonly pinCounts: boolean;
  /** `plan`: dates of tasks; `preview`: what laying the timetable into the plan would give; `none`: see `error`. */
  readonly source: 'plan' | 'preview' | 'none';
  /** In the order of time. */
  readonly rows: readonly TenderRow[];
  /** All findings, errors first; those of a row stand there too. */
  readonly findings: readonly TenderFinding[];
  /** Why no timetable can be made from what is assumed; null where it can, or where it is in the plan. */
  readonly error: TenderError | { readonly id: 'tender.no-date'; readonly params: Record<string, never> } | null;
}

export interface TenderQuery {
  /** Now, in minutes: what is not done before it is overdue. Null leaves that out. */
  readonly nowMin?: number | null;
  readonly baselineId?: string | null;
}

const finishDay = ({ startMin, finishMin }: { readonly startMin: number; readonly finishMin: number }): number =>
  // Midnight ends a day; only what takes no time may stand there.
  dayOfInstant(finishMin > startMin ? finishMin - 1 : finishMin);

type Placed = DatedEvent & { readonly startDay: number | null; readonly found: TenderTask };

const position = new Map(EVENTS.map((id, at) => [id, at]));
const byTime = (a: DatedEvent, b: DatedEvent): number =>
  a.day - b.day || position.get(a.id)! - position.get(b.id)! || a.round - b.round;

const placed = (found: TenderTask, dates: ScheduledDates): Placed[] => {
  const scheduled = dates.datesOf(found.task.id);
  if (scheduled === null) return [];
  const { kind, timeMin } = found.task;
  const startDay =
    kind === 'task' && scheduled.finishMin > scheduled.startMin ? dayOfInstant(scheduled.startMin) : null;
  return [{ id: found.eventId, round: found.round, day: finishDay(scheduled), timeMin, startDay, found }];
};

const statusOf = (task: Task, day: number, nowMin: number | null): TenderRowStatus => {
  if (task.actual.finishMin !== null || task.percentComplete === 100) return 'done';
  if (nowMin !== null && day < dayOfInstant(nowMin)) return 'overdue';
  return task.actual.startMin !== null || task.percentComplete > 0 ? 'under-way' : 'planned';
};

const findingsAt = (findings: readonly TenderFinding[], { id, round }: DatedEvent): readonly TenderFinding[] =>
  findings.filter((finding) => finding.eventId === id && finding.round === round);

const baselineDays = (plan: Plan, baselineId: string | null): ReadonlyMap<string, number> => {
  const days = new Map<string, number>();
  if (baselineId === null) return days;
  for (const { baselineId: of, taskId, dates } of plan.rows.baselineTask.values()) {
    const { startMin, finishMin } = dates;
    if (of !== baselineId || taskId === null || finishMin === null) continue;
    days.set(taskId, finishDay({ startMin: startMin ?? finishMin, finishMin }));
  }
  return days;
};

/** All findings: of the dates, of what was assumed, and of the value. A reason that is written down need not be asked for. */
const findingsFor = (
  plan: Plan,
  tender: Tender,
  settings: TenderSettings,
  events: readonly DatedEvent[],
): readonly TenderFinding[] => {
  const openDay = (events.find(({ id }) => id === 'notice') ?? events[0])?.day ?? null;
  const isReasoned = tender.urgency.reason.trim() !== '';
  const found = [...checkTimetable(settings, events), ...valueFindings(plan, tender, openDay)];
  return worstFirst(found.filter(({ id }) => id !== 'urgency-reason' || !isReasoned));
};

/** The day of every event, that of another one standing in for an event without a date as in the check. */
const daysOf = (events: readonly DatedEvent[]): ReadonlyMap<string, number> => {
  const days = new Map(events.map(({ id, day }) => [id as string, day]));
  for (const [id, standIn] of Object.entries(STANDS_IN)) {
    const day = days.get(standIn);
    if (day !== undefined && !days.has(id)) days.set(id, day);
  }
  return days;
};

const inPlan = (
  plan: Plan,
  tender: Tender,
  settings: TenderSettings,
  dates: ScheduledDates,
  { nowMin = null, baselineId = null }: TenderQuery,
): TenderOfPlan => {
  const events = [...tasksOfTender(plan, tender.id).values()]
    .filter(({ task }) => !task.inactive)
    .flatMap((found) => placed(found, dates))
    .sort(byTime);
  const days = daysOf(events);
  const noticeDay = days.get('notice') ?? null;
  const pinCounts = noticeDay !== null && priorNoticeState(settings, noticeDay) === 'counts';
  const rules = rulesFor(settings, pinCounts);
  const findings = findingsFor(plan, tender, settings, events);
  const baseline = baselineDays(plan, baselineId);
  const rows = events.map((event): TenderRow => {
    const { task } = event.found;
    const { id: taskId, precision, responsibleId, mode } = task;
    const { id, round, day, timeMin, startDay } = event;
    return {
      ...describeEvent({ id, round, day, timeMin, startDay }, rules, days, mode === 'manual'),
      taskId,
      name: task.name === task.drafted.name ? '' : task.name,
      weekday: weekdayOf(day),
      precision,
      responsibleId,
      responsible: (responsibleId && plan.rows.party.get(responsibleId)?.name) || '',
      status: statusOf(task, day, nowMin),
      actualDay: task.actual.finishMin === null ? null : day,
      baselineDay: baseline.get(taskId) ?? null,
      isManual: mode === 'manual',
      findings: findingsAt(findings, event),
    };
  });
  return { tender, settings, pinCounts, source: 'plan', rows, findings, error: null };
};

const previewRow = (event: TimetableEvent, findings: readonly TenderFinding[]): TenderRow => ({
  ...event,
  taskId: null,
  name: '',
  weekday: weekdayOf(event.day),
  precision: 'day',
  responsibleId: null,
  responsible: '',
  status: 'planned',
  actualDay: null,
  baselineDay: null,
  isManual: false,
  findings: findingsAt(findings, event),
});

const preview = (plan: Plan, tender: Tender, settings: TenderSettings): TenderOfPlan => {
  const nothing = { tender, settings, pinCounts: false, source: 'none', rows: [], findings: [] } as const;
  const { event, day } = tender.anchor;
  if (day === null) return { ...nothing, error: { id: 'tender.no-date', params: {} } };
  const made = makeTimetable({ settings, anchor: { id: event as AnchorId, day } });
  if (!made.ok) return { ...nothing, error: made.error };
  const { events, pinCounts } = made.value;
  const findings = findingsFor(plan, tender, settings, events);
  const rows = events.map((each) => previewRow(each, findings));
  return { tender, settings, pinCounts, source: 'preview', rows, findings, error: null };
};

/**
 * A tender as its plan has it: its lines with what the law asks of each date, and all findings. Before the timetable has
 * been laid into the plan, what laying it would give. Null where the plan has no such tender. Pure; call it once a revision.
 */
export function tenderOfPlan(
  plan: Plan,
  tenderId: string,
  dates: ScheduledDates,
  query: TenderQuery = {},
): TenderOfPlan | null {
  const tender = plan.rows.tender.get(tenderId);
  if (tender === undefined) return null;
  const settings = settingsOfTender(plan, tender);
  return tasksOfTender(plan, tenderId).size > 0
    ? inPlan(plan, tender, settings, dates, query)
    : preview(plan, tender, settings);
}

/** What would settle a finding about an assumption: cells of the tender; null where no single change does. */
function settlingCells({ pin, urgency, framework }: Tender, finding: TenderFinding): Cells<'tender'> | null {
  switch (finding.id) {
    case 'agreed-below-floor':
      return { agreedDays: Number(finding.params.floor) };
    case 'agreed-not-for-state':
    case 'agreed-no-effect':
      return { agreedDays: null };
    case 'pin-incomplete':
      return { pin: { ...pin, complete: true } };
    case 'no-accelerated-form':
      return { urgency: { ...urgency, claimed: false } };
    case 'too-few-candidates':
      return { candidates: Number(finding.params.least) };
    case 'framework-too-long':
      return { framework: { ...framework, months: Number(finding.params.mostMonths) } };
    case 'value-reaches-threshold':
      return { procedure: 'open' };
    default:
      return null;
  }
}

/** The command that settles a finding about what was assumed of a tender; null where no single change does. */
export function settlementFor(tender: Tender, finding: TenderFinding) {
  const cells = settlingCells(tender, finding);
  return cells && { commandId: 'tender.update' as const, input: { id: tender.id, cells } };
}

/** The command that carries out a correction which a finding offers. */
export const commandFor = (tenderId: string, { id, round, day, timeMin }: Correction) => ({
  commandId: 'tender.setDate' as const,
  input: { id: tenderId, event: eventKey({ id, round }), day, timeMin },
});

/**
 * The working day that is meant where a date is told as a week, a month or longer by its first day: the first one for a
 * point in time, and for an activity the last one, on which it ends.
 */
export function meantDay(dayNumber: number, precision: TenderRow['precision'], isActivity: boolean): number {
  if (precision === 'day') return dayNumber;
  return isActivity ? workingDayUntil(spanAround(dayNumber, precision).lastDay) : workingDayFrom(dayNumber);
}
