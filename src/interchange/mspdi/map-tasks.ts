import type { Cells, Task } from '../../model/row.ts';
import { MAX_DURATION_MIN } from '../../model/schema.ts';
import { CONSTRAINTS, FIXED, formatOf } from './codes.ts';
import type { CalendarIds } from './map-calendars.ts';
import { type SplitSource, splitSource, splitsOf } from './map-splits.ts';
import { addRow, clamped, type Mapping, textFor } from './mapping.ts';
import type { PlacedTask, PlacedTasks } from './outline.ts';

type Dates = Task['manualDates'];

const NO_DATES: Dates = { startMin: null, finishMin: null };
const NORMAL_PRIORITY = 500;

/** A pair of dates; a finish before the start is dropped and noted. */
const datesOf = ({ book }: Mapping, startMin: number | null, finishMin: number | null, name: string): Dates => {
  if (startMin === null || finishMin === null || finishMin >= startMin) return { startMin, finishMin };
  book.add('dates-reversed', name);
  return { startMin, finishMin: null };
};

const durationOf = (mapping: Mapping, { task, name }: PlacedTask): Task['duration'] => {
  const format = formatOf(task.durationFormat);
  const fallback = formatOf(mapping.file.project.durationFormat);
  const read = task.durationMin ?? task.manualDurationMin;
  if (read === null && task.milestone !== true) mapping.book.add('durations-missing', name);
  const minutesPerDay = mapping.file.project.minutesPerDay ?? 480;
  return {
    minutes: clamped(mapping, read ?? (task.milestone ? 0 : minutesPerDay), 0, MAX_DURATION_MIN, name),
    unit: format.unit ?? fallback.unit ?? 'day',
    elapsed: format.unit !== null && format.elapsed,
    estimated: task.estimated ?? format.estimated,
  };
};

const constraintOf = ({ book }: Mapping, { task, name }: PlacedTask): Task['constraint'] => {
  const type = CONSTRAINTS[task.constraintType ?? 0];
  if (type === 'ASAP' || type === 'ALAP') return { type, atMin: null };
  if (type !== undefined && task.constraintMin !== null) {
    book.add('constraints', name);
    return { type, atMin: task.constraintMin };
  }
  book.add('constraints-dropped', name);
  return { type: 'ASAP', atMin: null };
};

const calendarIdOf = ({ book }: Mapping, { task, name }: PlacedTask, calendars: CalendarIds): string | null => {
  if (task.calendarUid === null || task.calendarUid < 0) return null;
  const id = calendars.byUid.get(task.calendarUid);
  if (id === undefined) book.add('task-calendar-missing', name);
  else book.add('task-calendars', name);
  return id ?? null;
};

/** Progress of a task without tasks below it; that of a summary follows from them. */
const progressOf = (mapping: Mapping, { task, name }: PlacedTask): Cells<'task'> => {
  const percentComplete = clamped(mapping, task.percentComplete ?? 0, 0, 100, name);
  if (percentComplete > 0 || task.actualStartMin !== null) mapping.book.add('progress', name);
  const underWay = percentComplete > 0 && percentComplete < 100 && task.remainingMin !== null;
  return {
    percentComplete,
    actual: datesOf(mapping, task.actualStartMin, task.actualFinishMin, name),
    remainingMin: underWay ? clamped(mapping, task.remainingMin!, 0, MAX_DURATION_MIN, name) : null,
  };
};

const noteWhatIsLeft = ({ book }: Mapping, { task, name, isSummary }: PlacedTask): void => {
  if (task.wbs !== '' && task.wbs !== task.outlineNumber) book.add('wbs-codes', `${task.wbs} ${name}`);
  if (task.priority !== null && task.priority !== NORMAL_PRIORITY) book.add('priorities', name);
  if (!isSummary && ((task.cost ?? 0) !== 0 || (task.fixedCost ?? 0) !== 0)) book.add('costs', name);
  if (task.subproject === true) book.add('subprojects', name);
};

/** What the file says of how people, levelling and interruptions bear on a task without tasks below it. */
const workOf = (mapping: Mapping, { task, name }: PlacedTask, splits: SplitSource): Cells<'task'> => {
  const levelingDelayMin = clamped(mapping, (task.levelingDelay ?? 0) / 10, 0, MAX_DURATION_MIN, name);
  if (levelingDelayMin > 0) mapping.book.add('leveling-delays', name);
  const breaks = splitsOf(task, splits);
  if (breaks.length > 0) mapping.book.add('splits', name);
  return {
    splits: breaks,
    levelingDelayMin,
    taskType: FIXED[task.type ?? 0] ?? 'fixedUnits',
    effortDriven: task.effortDriven === true,
    ignoreResourceCalendar: task.ignoreResourceCalendar === true,
  };
};

const cellsOf = (mapping: Mapping, placed: PlacedTask, calendars: CalendarIds, splits: SplitSource): Cells<'task'> => {
  const { task, name, isSummary } = placed;
  const manual = task.manual === true;
  const duration = isSummary && !manual ? undefined : durationOf(mapping, placed);
  const isMilestone = task.milestone === true && !isSummary && duration!.minutes === 0;
  if (task.milestone === true && !isSummary && !isMilestone) mapping.book.add('milestones-with-duration', name);
  const manualDates = manual
    ? datesOf(mapping, task.manualStartMin ?? task.startMin, task.manualFinishMin ?? task.finishMin, name)
    : NO_DATES;
  return {
    name,
    kind: isMilestone ? 'milestone' : 'task',
    mode: manual ? 'manual' : 'auto',
    duration,
    constraint: constraintOf(mapping, placed),
    manualDates,
    ...(isSummary ? {} : { ...progressOf(mapping, placed), ...workOf(mapping, placed, splits) }),
    deadlineMin: task.deadlineMin,
    inactive: task.active === false,
    calendarId: calendarIdOf(mapping, placed, calendars),
  };
};

const noteWhatIsTaken = ({ book }: Mapping, placed: PlacedTask, cells: Cells<'task'>): void => {
  const { name, isSummary } = placed;
  book.add('tasks');
  if (isSummary) book.add('summaries', name);
  if (cells.kind === 'milestone') book.add('milestones', name);
  if (cells.mode === 'manual') book.add('manual-tasks', name);
  if (cells.inactive) book.add('inactive-tasks', name);
  if (cells.deadlineMin !== null) book.add('deadlines', name);
};

/** Makes the tasks with everything that belongs to them alone, notes included. */
export const mapTasks = (
  mapping: Mapping,
  { tasks }: PlacedTasks,
  calendars: CalendarIds,
  responsible: ReadonlyMap<number, string>,
): void => {
  const { env, book } = mapping;
  const splits = splitSource(mapping, calendars);
  for (const placed of tasks) {
    const { task, id, parent, order } = placed;
    const cells = cellsOf(mapping, placed, calendars, splits);
    const responsibleId = task.uid === null ? null : (responsible.get(task.uid) ?? null);
    const place = { parent: parent < 0 ? null : tasks[parent]!.id, order };
    addRow(mapping, 'task', id, { ...cells, place, responsibleId });
    noteWhatIsTaken(mapping, placed, cells);
    noteWhatIsLeft(mapping, placed);
    if (responsibleId !== null) book.add('responsibles');
    if (task.notes.trim() === '') continue;
    addRow(mapping, 'note', env.newId(), { subject: { entity: 'task', id }, text: textFor(mapping, task.notes) });
    book.add('notes', placed.name);
  }
};
