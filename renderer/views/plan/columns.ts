import { type ColumnId, planCellText, ratesOf } from '../../../src/gantt/plan-cells.ts';
import { wbsOf } from '../../../src/model/outline.ts';
import { err, ok, type Result } from '../../../src/result.ts';
import { parseLinks } from '../../../src/schedule/link-text.ts';
import { periodsOn } from '../../../src/time/calendar.ts';
import { dayOfInstant, instantOf, MINUTES_PER_DAY } from '../../../src/time/day.ts';
import { type EntryLanguage, formatDate, formatTimeOfDay, parseDate, parseDuration } from '../../../src/time/entry.ts';
import type { ProjectSession } from '../../stores/project-session.ts';
import type { Request } from './timeline-drag.ts';

export interface Column {
  readonly id: ColumnId;
  /** Wide enough for what the language writes into it: English dates are longer. */
  readonly widthPx: Readonly<Record<EntryLanguage, number>>;
  readonly align: 'left' | 'right';
  readonly editable: boolean;
}

/** The columns of the grid, from left to right. */
export const COLUMNS: readonly Column[] = [
  { id: 'wbs', widthPx: { da: 56, en: 56 }, align: 'left', editable: false },
  { id: 'name', widthPx: { da: 196, en: 178 }, align: 'left', editable: true },
  { id: 'duration', widthPx: { da: 70, en: 70 }, align: 'right', editable: true },
  { id: 'start', widthPx: { da: 78, en: 86 }, align: 'right', editable: true },
  { id: 'finish', widthPx: { da: 78, en: 86 }, align: 'right', editable: true },
  { id: 'predecessors', widthPx: { da: 82, en: 84 }, align: 'left', editable: true },
  { id: 'responsible', widthPx: { da: 136, en: 136 }, align: 'left', editable: true },
  { id: 'percentComplete', widthPx: { da: 74, en: 74 }, align: 'right', editable: true },
];

export const columnIndex = (id: string): number => COLUMNS.findIndex((column) => column.id === id);

/** Width of all columns together. */
export const columnsWidth = (language: EntryLanguage): number =>
  COLUMNS.reduce((sum, column) => sum + column.widthPx[language], 0);

/** Width of a column in a grid of a width: names take what the others leave. */
export const columnWidth = (column: Column, language: EntryLanguage, gridWidth: number): number =>
  column.widthPx[language] + (column.id === 'name' ? Math.max(0, gridWidth - columnsWidth(language)) : 0);

/** A text that could not be taken, with the id under which its reason is told. */
export interface EntryError {
  readonly id: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What a cell shows. */
export const cellText = (session: ProjectSession, column: ColumnId, taskId: string, language: EntryLanguage): string =>
  planCellText(session.plan.asPlan(), session.schedule.current, column, taskId, language);

/** The text with which editing a cell begins: exact where the shown one is short. */
export const entryText = (
  session: ProjectSession,
  column: ColumnId,
  taskId: string,
  language: EntryLanguage,
): string => {
  const dates = session.schedule.of(taskId);
  const withTime = (instant: number | undefined, usualMinute: number): string => {
    if (instant === undefined) return '';
    const day = formatDate(dayOfInstant(instant), language);
    const minute = instant - dayOfInstant(instant) * MINUTES_PER_DAY;
    return minute === usualMinute ? day : `${day} ${formatTimeOfDay(minute)}`;
  };
  if (column === 'start') return withTime(dates?.startMin, dayEdge(session, taskId, dates?.startMin, 'start'));
  if (column === 'finish') return withTime(dates?.finishMin, dayEdge(session, taskId, dates?.finishMin, 'finish'));
  if (column === 'percentComplete') return String(session.plan.asPlan().rows.task.get(taskId)?.percentComplete ?? 0);
  return cellText(session, column, taskId, language);
};

/** Minute at which work begins or ends on the day of an instant in the task's calendar; what a date without time means. */
const dayEdge = (
  session: ProjectSession,
  taskId: string,
  instant: number | undefined,
  edge: 'start' | 'finish',
): number => {
  const calendar = session.schedule.current.calendarOf(taskId);
  const periods = instant === undefined ? [] : periodsOn(calendar, dayOfInstant(instant));
  const usual = periods.length > 0 ? periods : [{ startMin: 480, endMin: 1020 }];
  return edge === 'start' ? usual[0]!.startMin : usual[usual.length - 1]!.endMin;
};

interface EntryPlace {
  readonly session: ProjectSession;
  readonly taskId: string;
  readonly todayDay: number;
}

const dateRequest = (
  { session, taskId, todayDay }: EntryPlace,
  text: string,
  edge: 'start' | 'finish',
): Result<Request | null, EntryError> => {
  const dates = session.schedule.of(taskId);
  const shown = edge === 'start' ? dates?.startMin : dates?.finishMin;
  const parsed = parseDate(text, { todayDay, baseDay: shown === undefined ? undefined : dayOfInstant(shown) });
  if (!parsed.ok) return err(parsed.error);
  const { dayNumber, minuteOfDay } = parsed.value;
  const milestone = session.plan.asPlan().rows.task.get(taskId)?.kind === 'milestone';
  // A milestone that is typed without a time stands at the end of its day, when what it marks has been reached.
  const minute = minuteOfDay ?? dayEdge(session, taskId, instantOf(dayNumber, 0), milestone ? 'finish' : edge);
  const instant = instantOf(dayNumber, minute);
  if (instant === shown) return ok(null);
  return ok(
    edge === 'start'
      ? { commandId: 'task.setStart', input: { id: taskId, startMin: instant } }
      : { commandId: 'task.setFinish', input: { id: taskId, finishMin: instant } },
  );
};

const durationRequest = ({ session, taskId }: EntryPlace, text: string): Result<Request | null, EntryError> => {
  const parsed = parseDuration(text, ratesOf(session.plan.asPlan()));
  if (!parsed.ok) return err(parsed.error);
  return ok({ commandId: 'task.setDuration', input: { id: taskId, duration: parsed.value } });
};

const predecessorRequest = ({ session, taskId }: EntryPlace, text: string): Result<Request | null, EntryError> => {
  const parsed = parseLinks(text, ratesOf(session.plan.asPlan()));
  if (!parsed.ok) return err(parsed.error);
  const { outline } = session.selection;
  const byNumber = new Map(outline.ids.map((id, at) => [wbsOf(outline, at), id]));
  const links: { predecessorId: string; type: string; lag: unknown }[] = [];
  for (const { row, type, lag } of parsed.value) {
    const predecessorId = byNumber.get(row);
    if (predecessorId === undefined) return err({ id: 'entry.no-such-row', params: { row } });
    links.push({ predecessorId, type, lag });
  }
  return ok({ commandId: 'task.setPredecessors', input: { id: taskId, links } });
};

const percentRequest = ({ taskId }: EntryPlace, text: string): Result<Request | null, EntryError> => {
  const match = /^(\d{1,3})\s*%?$/.exec(text.trim());
  const percent = match ? Number(match[1]) : Number.NaN;
  if (!(percent >= 0 && percent <= 100)) return err({ id: 'entry.percent-unreadable', params: { text } });
  return ok({ commandId: 'task.setProgress', input: { ids: [taskId], percent } });
};

/** What a typed text asks for: a command with its input, nothing (null) where it changes nothing, or why it cannot be read. */
export const entryRequest = (
  session: ProjectSession,
  column: ColumnId,
  taskId: string,
  text: string,
  todayDay: number,
): Result<Request | null, EntryError> => {
  const place: EntryPlace = { session, taskId, todayDay };
  switch (column) {
    case 'wbs':
      return ok(null);
    case 'name':
      return ok({ commandId: 'task.rename', input: { id: taskId, name: text } });
    case 'duration':
      return durationRequest(place, text);
    case 'start':
    case 'finish':
      return dateRequest(place, text, column);
    case 'predecessors':
      return predecessorRequest(place, text);
    case 'responsible':
      return ok({ commandId: 'task.setResponsibleName', input: { ids: [taskId], name: text } });
    case 'percentComplete':
      return percentRequest(place, text);
  }
};
