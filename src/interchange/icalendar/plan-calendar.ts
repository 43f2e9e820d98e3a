import { outlineOf } from '../../model/outline.ts';
import { type Plan, projectOf } from '../../model/plan.ts';
import { DEADLINES } from '../../tender/event.ts';
import type { ScheduledDates, TenderOfPlan, TenderRow } from '../../tender/tender-of-plan.ts';
import { rowName } from '../../tender/timetable-lines.ts';
import { citationText, type Words } from '../../tender/wording.ts';
import { dayOfInstant, MINUTES_PER_DAY } from '../../time/day.ts';
import { spanAround } from '../../time/precise-date.ts';
import type { CalendarEntry, CalendarFile, CalendarTime } from './write-icalendar.ts';

/** What becomes a calendar file: one tender, or every tender and milestone of the plan. */
export interface CalendarRequest {
  readonly plan: Plan;
  readonly dates: ScheduledDates;
  readonly tenders: readonly TenderOfPlan[];
  /** Milestones that belong to no tender are put in too. */
  readonly withMilestones: boolean;
  readonly words: Words;
  readonly language: 'da' | 'en';
  /** Wall clock, milliseconds since 1970. */
  readonly nowMs: number;
}

/** Nine in the morning of the day before whole days, in minutes before their first midnight. */
const MORNING_BEFORE_MIN = 15 * 60;
const WEEK_MIN = 7 * MINUTES_PER_DAY;

const whenOf = ({ day, startDay, timeMin, precision }: TenderRow): CalendarTime => {
  if (precision !== 'day') {
    const { firstDay } = spanAround(startDay ?? day, precision);
    return { kind: 'days', firstDay, lastDay: spanAround(day, precision).lastDay };
  }
  if (timeMin !== null) return { kind: 'moment', atMin: day * MINUTES_PER_DAY + timeMin };
  return { kind: 'days', firstDay: startDay ?? day, lastDay: day };
};

/** The day before; deadlines also a week before. What is done needs no reminder. */
const remindersOf = (row: TenderRow, when: CalendarTime): number[] => {
  if (row.status === 'done') return [];
  const dayBefore = when.kind === 'moment' ? MINUTES_PER_DAY : MORNING_BEFORE_MIN;
  return DEADLINES.has(row.id) ? [dayBefore + WEEK_MIN - MINUTES_PER_DAY, dayBefore] : [dayBefore];
};

const descriptionOf = (words: Words, row: TenderRow): string => {
  const { earliestDay, latestDay, citations, responsible } = row;
  return [
    earliestDay === null ? '' : words.text('calendar.earliest', { day: words.day(earliestDay) }),
    latestDay === null ? '' : words.text('calendar.latest', { day: words.day(latestDay) }),
    responsible === '' ? '' : words.text('calendar.responsible', { name: responsible }),
    citations.length === 0
      ? ''
      : words.text('calendar.rule', { places: citations.map((each) => citationText(words, each)).join('; ') }),
  ]
    .filter((line) => line !== '')
    .join('\n');
};

const entryOf = (
  words: Words,
  projectId: string,
  project: string,
  tender: TenderOfPlan,
  row: TenderRow,
): CalendarEntry => {
  const when = whenOf(row);
  const name = rowName(words, row, tender);
  return {
    uid: `${tender.tender.id}.${row.key}@${projectId}.udbudsplan`,
    summary: project === '' ? name : `${name} – ${project}`,
    description: descriptionOf(words, row),
    when,
    remindersMin: remindersOf(row, when),
  };
};

/** Milestones of the plan beside its tenders, on the day on which the schedule puts them. */
const milestoneEntries = ({ plan, dates: scheduled, tenders }: CalendarRequest, project: string): CalendarEntry[] => {
  const told = new Set(tenders.flatMap(({ rows }) => rows.map(({ taskId }) => taskId)));
  return outlineOf(plan).ids.flatMap((id): CalendarEntry[] => {
    const task = plan.rows.task.get(id)!;
    const dates = scheduled.datesOf(id);
    if (task.kind !== 'milestone' || task.inactive || told.has(id) || dates === null) return [];
    const day = dayOfInstant(dates.finishMin);
    return [
      {
        uid: `${id}@${plan.projectId}.udbudsplan`,
        summary: project === '' ? task.name : `${task.name} – ${project}`,
        description: '',
        when: { kind: 'days', firstDay: day, lastDay: day },
        remindersMin: task.percentComplete === 100 ? [] : [MORNING_BEFORE_MIN],
      },
    ];
  });
};

/** The dates of tenders, and where asked for the other milestones of their plan, as a calendar. */
export function planCalendar(request: CalendarRequest): CalendarFile {
  const { plan, tenders, withMilestones, words, language, nowMs } = request;
  const project = projectOf(plan)?.name ?? '';
  const entries = tenders.flatMap((tender) =>
    tender.rows.map((row) => entryOf(words, plan.projectId, project, tender, row)),
  );
  const milestones = withMilestones ? milestoneEntries(request, project) : [];
  return {
    name: project === '' ? 'Udbudsplan' : project,
    language,
    madeMs: nowMs,
    entries: [...entries, ...milestones],
  };
}
