import { holidayOn } from '../time/danish-holidays.ts';
import { weekdayOf } from '../time/day.ts';
import { isWorkingDay, workingDayFrom } from '../time/period.ts';
import { eu } from './citation.ts';
import { type DatedEvent, DEADLINES, type EventId, PERIOD_ENDS } from './event.ts';
import { finding, type TenderFinding } from './finding.ts';
import { holidayBlockBefore, holidayBlockOn } from './holiday-block.ts';
import type { TenderSettings } from './settings.ts';

const FRIDAY = 4;
const MONDAY = 0;
const NOON = 720;
/** Working days after a block of holidays in which people still catch up. */
const CATCH_UP_DAYS = 2;

const ANSWERS: ReadonlySet<EventId> = new Set([
  'request-questions-answered',
  'questions-answered',
  'final-questions-answered',
]);

/** Events outside the authority's hands or outside the tender: customs of the calendar do not matter to them. */
const UNMINDED: ReadonlySet<EventId> = new Set([
  ...PERIOD_ENDS,
  'notice-published',
  'award-notice-published',
  'go-live',
  'old-contract-end',
]);

const at = (event: DatedEvent, params: TenderFinding['params'] = {}) => ({
  eventId: event.id,
  round: event.round,
  day: event.day,
  params: { event: event.id, eventDay: event.day, ...params },
});

const dayFinding = (event: DatedEvent): TenderFinding[] => {
  const holiday = holidayOn(event.day);
  const move = [{ id: event.id, round: event.round, day: workingDayFrom(event.day), timeMin: event.timeMin }];
  if (!isWorkingDay(event.day)) return [finding('day-off', { ...at(event), corrections: move })];
  if (holiday) return [finding('closing-day', at(event, { holiday: holiday.id }))];
  const block = holidayBlockOn(event.day);
  if (block === null) return [];
  return [finding('holiday-block', at(event, { block: block.id, firstDay: block.firstDay, lastDay: block.lastDay }))];
};

const deadlineFindings = (event: DatedEvent): TenderFinding[] => {
  const weekday = weekdayOf(event.day);
  if (weekday === FRIDAY) return [finding('friday-deadline', at(event))];
  const isMorning = weekday === MONDAY && event.timeMin !== null && event.timeMin < NOON;
  return isMorning ? [finding('monday-morning', at(event, { timeMin: event.timeMin! }))] : [];
};

/** Least usual days from the opening of a stage to its deadline, by how much work a tender is. */
const USUAL_DAYS = {
  small: { 'tenders-deadline': 0, 'final-tenders-deadline': 0 },
  standard: { 'tenders-deadline': 30, 'final-tenders-deadline': 0 },
  large: { 'tenders-deadline': 42, 'final-tenders-deadline': 14 },
} as const;

const OPENINGS = {
  // Where the invitation is not dated, the selection is the nearest date before it.
  'tenders-deadline': ['invitation', 'selection', 'notice'],
  'final-tenders-deadline': ['final-invitation'],
} as const;

const shortStages = (events: readonly DatedEvent[], { complexity }: TenderSettings): TenderFinding[] => {
  if (complexity === null) return [];
  const byId = new Map(events.map((event) => [event.id, event]));
  return (['tenders-deadline', 'final-tenders-deadline'] as const).flatMap((id) => {
    const deadline = byId.get(id);
    const opening = OPENINGS[id].map((each) => byId.get(each)).find((each) => each !== undefined);
    const usual = USUAL_DAYS[complexity][id];
    if (deadline === undefined || opening === undefined || deadline.day - opening.day >= usual) return [];
    const params = { days: deadline.day - opening.day, usual };
    return [finding('short-for-complexity', { ...at(deadline, params), citations: [eu('47(1)')] })];
  });
};

/** Warnings about the calendar: lawful dates on which people are away, or cannot get help, and stages that are short. */
export function customFindings(events: readonly DatedEvent[], settings: TenderSettings): TenderFinding[] {
  const found: TenderFinding[] = [];
  for (const event of events) {
    if (UNMINDED.has(event.id)) continue;
    found.push(...dayFinding(event));
    if (DEADLINES.has(event.id)) found.push(...deadlineFindings(event));
    const block = ANSWERS.has(event.id) ? holidayBlockBefore(event.day, CATCH_UP_DAYS) : null;
    if (block) found.push(finding('answers-after-holidays', at(event, { block: block.id, lastDay: block.lastDay })));
  }
  return [...found, ...shortStages(events, settings)];
}
