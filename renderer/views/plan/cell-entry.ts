import { ratesOf } from '../../../src/gantt/plan-cells.ts';
import { wbsOf } from '../../../src/model/outline.ts';
import { CONSTRAINT_TYPES, TASK_TYPES } from '../../../src/model/schema.ts';
import { stagesInOrder } from '../../../src/model/stage-of.ts';
import type { PlanColumnId } from '../../../src/reading/plan-columns.ts';
import { err, ok, type Result } from '../../../src/result.ts';
import { parseLinks } from '../../../src/schedule/link-text.ts';
import { periodsOn } from '../../../src/time/calendar.ts';
import { dayOfInstant, instantOf, MINUTES_PER_DAY, WORK_BEGINS_MIN, WORK_ENDS_MIN } from '../../../src/time/day.ts';
import {
  type EntryLanguage,
  formatDate,
  formatDuration,
  formatTimeOfDay,
  parseDate,
  parseDuration,
} from '../../../src/time/entry.ts';
import { wordsIn } from '../../app/i18n/word.ts';
import type { ProjectSession } from '../../stores/project-session.ts';
import type { Request } from './timeline-drag.ts';

/** A text that could not be taken, with the id under which its reason is told. */
export interface EntryError {
  readonly id: string;
  readonly params: Readonly<Record<string, string | number>>;
}

type Answer = Result<Request | null, EntryError>;

interface EntryPlace {
  readonly session: ProjectSession;
  readonly taskId: string;
  readonly todayDay: number;
}

/** Minute at which work begins or ends on the day of an instant in the task's calendar; what a date without time means. */
const dayEdge = (
  session: ProjectSession,
  taskId: string,
  instant: number | undefined,
  edge: 'start' | 'finish',
): number => {
  const calendar = session.schedule.current.calendarOf(taskId);
  const periods = instant === undefined ? [] : periodsOn(calendar, dayOfInstant(instant));
  const usual = periods.length > 0 ? periods : [{ startMin: WORK_BEGINS_MIN, endMin: WORK_ENDS_MIN }];
  return edge === 'start' ? usual[0]!.startMin : usual[usual.length - 1]!.endMin;
};

/** Columns of dates that are cells of the task, and which edge of a day a date without a time means. */
const DATE_EDGES: Readonly<Partial<Record<PlanColumnId, 'start' | 'finish'>>> = {
  start: 'start',
  finish: 'finish',
  deadline: 'finish',
  constraintDate: 'start',
  actualStart: 'start',
  actualFinish: 'finish',
};

const taskOf = (session: ProjectSession, taskId: string) => session.plan.asPlan().rows.task.get(taskId);

/** The instant that a date cell holds now. */
const instantIn = (session: ProjectSession, column: PlanColumnId, taskId: string): number | null => {
  const task = taskOf(session, taskId);
  const dates = session.schedule.of(taskId);
  switch (column) {
    case 'start':
      return dates?.startMin ?? null;
    case 'finish':
      return dates?.finishMin ?? null;
    case 'deadline':
      return task?.deadlineMin ?? null;
    case 'constraintDate':
      return task?.constraint.atMin ?? null;
    case 'actualStart':
      return task?.actual.startMin ?? null;
    case 'actualFinish':
      return task?.actual.finishMin ?? null;
    default:
      return null;
  }
};

const edgeOf = (session: ProjectSession, column: PlanColumnId, taskId: string): 'start' | 'finish' => {
  if (column === 'constraintDate' && /^FN|^MFO/.test(taskOf(session, taskId)?.constraint.type ?? '')) return 'finish';
  return DATE_EDGES[column] ?? 'start';
};

/** The text with which editing a cell begins: exact where the shown one is short. */
export const entryText = (
  session: ProjectSession,
  column: PlanColumnId,
  taskId: string,
  language: EntryLanguage,
): string => {
  if (DATE_EDGES[column]) {
    const instant = instantIn(session, column, taskId);
    if (instant === null) return '';
    const day = formatDate(dayOfInstant(instant), language);
    const minute = instant - dayOfInstant(instant) * MINUTES_PER_DAY;
    const usual = dayEdge(session, taskId, instant, edgeOf(session, column, taskId));
    return minute === usual ? day : `${day} ${formatTimeOfDay(minute)}`;
  }
  const task = taskOf(session, taskId);
  if (column === 'percentComplete') return String(task?.percentComplete ?? 0);
  if (column === 'remaining')
    return task === undefined || task.remainingMin === null
      ? ''
      : formatDuration(task.remainingMin, task.duration.unit, language, ratesOf(session.plan.asPlan()));
  return session.reading.text(column, taskId);
};

/** Reads a date for a cell; null where it says what stands there. */
const typedInstant = (
  { session, taskId, todayDay }: EntryPlace,
  column: PlanColumnId,
  text: string,
): Result<number | null, EntryError> => {
  const shown = instantIn(session, column, taskId);
  const parsed = parseDate(text, { todayDay, baseDay: shown === null ? undefined : dayOfInstant(shown) });
  if (!parsed.ok) return err(parsed.error);
  const { dayNumber, minuteOfDay } = parsed.value;
  // A milestone that is typed without a time stands at the end of its day, when what it marks has been reached.
  const atEnd = column === 'start' && taskOf(session, taskId)?.kind === 'milestone';
  const edge = atEnd ? 'finish' : edgeOf(session, column, taskId);
  const instant = instantOf(dayNumber, minuteOfDay ?? dayEdge(session, taskId, instantOf(dayNumber, 0), edge));
  return ok(instant === shown ? null : instant);
};

type DateInput = (instant: number | null, place: EntryPlace) => Request;

/** What the instant of a date cell asks for; null takes the date away. */
const DATE_REQUESTS: Readonly<Partial<Record<PlanColumnId, DateInput>>> = {
  start: (startMin, { taskId }) => ({ commandId: 'task.setStart', input: { id: taskId, startMin } }),
  finish: (finishMin, { taskId }) => ({ commandId: 'task.setFinish', input: { id: taskId, finishMin } }),
  deadline: (deadlineMin, { taskId }) => ({ commandId: 'task.setDeadline', input: { ids: [taskId], deadlineMin } }),
  constraintDate: (atMin, { session, taskId }) => {
    const known = taskOf(session, taskId)?.constraint.type ?? 'ASAP';
    const type = atMin === null ? 'ASAP' : known === 'ASAP' || known === 'ALAP' ? 'SNET' : known;
    return { commandId: 'task.setConstraint', input: { id: taskId, constraint: { type, atMin } } };
  },
  actualStart: (startMin, { session, taskId }) => ({
    commandId: 'task.setActual',
    input: { ids: [taskId], actual: { startMin, finishMin: taskOf(session, taskId)?.actual.finishMin ?? null } },
  }),
  actualFinish: (finishMin, { session, taskId }) => ({
    commandId: 'task.setActual',
    input: { ids: [taskId], actual: { startMin: taskOf(session, taskId)?.actual.startMin ?? null, finishMin } },
  }),
};

const dateRequest = (place: EntryPlace, column: PlanColumnId, text: string): Answer => {
  const request = DATE_REQUESTS[column]!;
  const isScheduled = column === 'start' || column === 'finish';
  if (text === '' && !isScheduled)
    return ok(instantIn(place.session, column, place.taskId) === null ? null : request(null, place));
  const instant = typedInstant(place, column, text);
  if (!instant.ok) return instant;
  return ok(instant.value === null ? null : request(instant.value, place));
};

const durationRequest = ({ session, taskId }: EntryPlace, text: string): Answer => {
  const parsed = parseDuration(text, ratesOf(session.plan.asPlan()));
  if (!parsed.ok) return err(parsed.error);
  return ok({ commandId: 'task.setDuration', input: { id: taskId, duration: parsed.value } });
};

const remainingRequest = ({ session, taskId }: EntryPlace, text: string): Answer => {
  if (text === '') return ok({ commandId: 'task.setRemaining', input: { ids: [taskId], remainingMin: null } });
  const parsed = parseDuration(text, ratesOf(session.plan.asPlan()));
  if (!parsed.ok) return err(parsed.error);
  return ok({ commandId: 'task.setRemaining', input: { ids: [taskId], remainingMin: parsed.value.minutes } });
};

const numbersByOutline = new WeakMap<object, ReadonlyMap<string, string>>();

/** Task ids by outline number, looked up once for an outline however many cells are pasted. */
const idsByNumber = (session: ProjectSession): ReadonlyMap<string, string> => {
  const { outline } = session.selection;
  const known = numbersByOutline.get(outline);
  if (known) return known;
  const found = new Map(outline.ids.map((id, at) => [wbsOf(outline, at), id]));
  numbersByOutline.set(outline, found);
  return found;
};

const predecessorRequest = ({ session, taskId }: EntryPlace, text: string): Answer => {
  const parsed = parseLinks(text, ratesOf(session.plan.asPlan()));
  if (!parsed.ok) return err(parsed.error);
  const byNumber = idsByNumber(session);
  const links: { predecessorId: string; type: string; lag: unknown }[] = [];
  for (const { row, type, lag } of parsed.value) {
    const predecessorId = byNumber.get(row);
    if (predecessorId === undefined) return err({ id: 'entry.no-such-row', params: { row } });
    links.push({ predecessorId, type, lag });
  }
  return ok({ commandId: 'task.setPredecessors', input: { id: taskId, links } });
};

const percentRequest = ({ taskId }: EntryPlace, text: string): Answer => {
  const match = /^(\d{1,3})\s*%?$/.exec(text.trim());
  const percent = match ? Number(match[1]) : Number.NaN;
  if (!(percent >= 0 && percent <= 100)) return err({ id: 'entry.percent-unreadable', params: { text } });
  return ok({ commandId: 'task.setProgress', input: { ids: [taskId], percent } });
};

/** A value that a cell can be given, and the words for it: the first is shown, all are understood. */
interface Choice {
  readonly value: string | boolean | null;
  readonly words: readonly string[];
}

/** What a value is called in both languages, that of the window first. */
const named = (session: ProjectSession, value: string | boolean, key: string, ...more: string[]): Choice => {
  const { language } = session.reading;
  return { value, words: [wordsIn(language)(key), wordsIn(language === 'da' ? 'en' : 'da')(key), ...more] };
};

/** The values among which a cell of this column takes one; null where it takes any text. */
const choicesIn = (session: ProjectSession, column: PlanColumnId): readonly Choice[] | null => {
  const plan = session.plan.asPlan();
  switch (column) {
    case 'stage':
      return stagesInOrder(plan).map(({ id, name }) => ({ value: id, words: [name] }));
    case 'calendar':
      return [...plan.rows.calendar.values()].map(({ id, name }) => ({ value: id, words: [name] }));
    case 'kind':
      return ['task', 'milestone'].map((kind) => named(session, kind, `fields:task.kind.${kind}`));
    case 'mode':
      return ['auto', 'manual'].map((mode) => named(session, mode, `fields:task.mode.${mode}`));
    case 'constraintType':
      return CONSTRAINT_TYPES.map((type) => named(session, type, `fields:task.constraint.type.${type}`, type));
    case 'taskType':
      return TASK_TYPES.map((type) => named(session, type, `fields:task.taskType.${type}`));
    case 'inactive':
      return [named(session, true, 'table:yes'), named(session, false, 'table:no')];
    default:
      return null;
  }
};

/** Words that may be chosen for a cell; empty where any text may be typed. */
export const wordsFor = (session: ProjectSession, column: PlanColumnId): readonly string[] => {
  if (column === 'responsible')
    return [...session.plan.asPlan().rows.party.values()]
      .map(({ name }) => name)
      .sort((a, b) => a.localeCompare(b, 'da'));
  return (choicesIn(session, column) ?? []).map(({ words }) => words[0]!).filter(Boolean);
};

const constraintRequest = ({ session, taskId }: EntryPlace, type: string): Request => {
  const dates = session.schedule.of(taskId);
  const known = taskOf(session, taskId)?.constraint.atMin ?? null;
  const asItStands = /^FN|^MFO/.test(type) ? dates?.finishMin : dates?.startMin;
  return {
    commandId: 'task.setConstraint',
    input: { id: taskId, constraint: { type, atMin: known ?? asItStands ?? null } },
  };
};

const choiceRequest = (place: EntryPlace, column: PlanColumnId, value: Choice['value']): Request => {
  const ids = [place.taskId];
  switch (column) {
    case 'stage':
      return { commandId: 'task.setStage', input: { ids, stageId: value } };
    case 'calendar':
      return { commandId: 'task.setCalendar', input: { ids, calendarId: value } };
    case 'kind':
      return { commandId: 'task.setKind', input: { ids, kind: value ?? 'task' } };
    case 'mode':
      return { commandId: 'task.setMode', input: { ids, mode: value ?? 'auto' } };
    case 'taskType':
      return { commandId: 'task.setTaskType', input: { ids, taskType: value ?? 'fixedUnits' } };
    case 'inactive':
      return { commandId: 'task.setInactive', input: { ids, inactive: value ?? false } };
    default:
      return constraintRequest(place, String(value ?? 'ASAP'));
  }
};

const wordRequest = (place: EntryPlace, column: PlanColumnId, text: string): Answer => {
  const wanted = text.trim().toLocaleLowerCase('da');
  if (wanted === '') return ok(choiceRequest(place, column, null));
  const choices = choicesIn(place.session, column)!;
  const lower = (word: string): string => word.toLocaleLowerCase('da');
  const exact = choices.find(({ words }) => words.some((word) => lower(word) === wanted));
  const begun = choices.filter(({ words }) => words.some((word) => lower(word).startsWith(wanted)));
  const found = exact ?? (begun.length === 1 ? begun[0] : undefined);
  if (found) return ok(choiceRequest(place, column, found.value));
  return err({ id: 'entry.no-such-choice', params: { text, known: choices.map(({ words }) => words[0]).join(', ') } });
};

/** What a typed text asks for: a command with its input, nothing (null) where it changes nothing, or why it cannot be read. */
export const entryRequest = (
  session: ProjectSession,
  column: PlanColumnId,
  taskId: string,
  text: string,
  todayDay: number,
): Answer => {
  const place: EntryPlace = { session, taskId, todayDay };
  if (DATE_REQUESTS[column]) return dateRequest(place, column, text);
  switch (column) {
    case 'name':
      return ok({ commandId: 'task.rename', input: { id: taskId, name: text } });
    case 'duration':
      return durationRequest(place, text);
    case 'predecessors':
      return predecessorRequest(place, text);
    case 'responsible':
      return ok({ commandId: 'task.setResponsibleName', input: { ids: [taskId], name: text } });
    case 'percentComplete':
      return percentRequest(place, text);
    case 'remaining':
      return remainingRequest(place, text);
    default:
      return choicesIn(session, column) ? wordRequest(place, column, text) : ok(null);
  }
};

/** Cells that mean something when nothing stands in them; the others cannot be cleared. */
const CLEARED: Readonly<Partial<Record<PlanColumnId, string>>> = {
  predecessors: '',
  responsible: '',
  percentComplete: '0',
  stage: '',
  calendar: '',
  constraintType: '',
  constraintDate: '',
  deadline: '',
  actualStart: '',
  actualFinish: '',
  remaining: '',
  inactive: '',
};

/** What clearing a cell asks for. A start that a person set goes back to what the links say. */
export const clearRequest = (
  session: ProjectSession,
  column: PlanColumnId,
  taskId: string,
  todayDay: number,
): Answer => {
  if (column === 'start') {
    const type = taskOf(session, taskId)?.constraint.type;
    if (type === undefined || type === 'ASAP') return ok(null);
    return ok({ commandId: 'task.setConstraint', input: { id: taskId, constraint: { type: 'ASAP', atMin: null } } });
  }
  const text = CLEARED[column];
  if (text === undefined) return err({ id: 'entry.not-clearable', params: {} });
  return session.reading.text(column, taskId) === '' ? ok(null) : entryRequest(session, column, taskId, text, todayDay);
};
