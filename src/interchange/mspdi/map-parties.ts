import { MAX_DURATION_MIN } from '../../model/schema.ts';
import { SHAPES } from './codes.ts';
import { isPerson } from './is-person.ts';
import type { CalendarIds } from './map-calendars.ts';
import { addRow, clamped, type Mapping, nameFor, textFor } from './mapping.ts';
import type { PlacedTasks } from './outline.ts';
import type { MspdiAssignment } from './parsed.ts';

/** Longest mail address in characters, as in the plan's schema. */
const MAX_EMAIL = 320;
/** Most units in the plan's schema, in thousandths. */
const MAX_UNITS = 100_000;

/** Makes a party of every named work resource. Gives their ids by the file's numbers. */
export const mapParties = (mapping: Mapping, calendars: CalendarIds): ReadonlyMap<number, string> => {
  const { file, env, book } = mapping;
  const byUid = new Map<number, string>();
  for (const resource of file.resources) {
    const { uid } = resource;
    // Number 0 is the nameless line "unassigned" that Microsoft Project writes first.
    if (uid === null || resource.isNull === true || (uid === 0 && resource.name.trim() === '')) continue;
    if (!isPerson(resource)) book.add('material-resources', resource.name);
    if (!isPerson(resource) || byUid.has(uid)) continue;
    const id = env.newId();
    byUid.set(uid, id);
    const name = nameFor(mapping, resource.name);
    addRow(mapping, 'party', id, {
      name,
      kind: 'person',
      email: nameFor(mapping, resource.email, MAX_EMAIL),
      role: nameFor(mapping, resource.group),
      calendarId: resource.calendarUid === null ? null : (calendars.byUid.get(resource.calendarUid) ?? null),
      maxUnitsPermille: clamped(mapping, (resource.maxUnits ?? 1) * 1000, 0, MAX_UNITS, name),
    });
    book.add('parties', name);
    if (resource.notes.trim() !== '') {
      addRow(mapping, 'note', env.newId(), {
        subject: { entity: 'party', id },
        text: textFor(mapping, resource.notes),
      });
      book.add('notes');
    }
  }
  return byUid;
};

/** An assignment of a person to a task of the plan. */
interface FoundAssignment {
  readonly read: MspdiAssignment;
  readonly party: string;
  readonly task: string;
}

/** Assignments of people to tasks that are there, each pair once. */
const foundAssignments = (
  { file }: Mapping,
  parties: ReadonlyMap<number, string>,
  nameOfTask: ReadonlyMap<number, string>,
): FoundAssignment[] => {
  const seen = new Set<string>();
  return file.assignments.flatMap((read): FoundAssignment[] => {
    const party = read.resourceUid === null ? undefined : parties.get(read.resourceUid);
    const task = read.taskUid === null ? undefined : nameOfTask.get(read.taskUid);
    const pair = `${read.taskUid} ${read.resourceUid}`;
    if (party === undefined || task === undefined || seen.has(pair)) return [];
    seen.add(pair);
    return [{ read, party, task }];
  });
};

/** The party that answers for each task: the first one assigned to it. Tasks by the file's numbers. */
export const responsibleByTask = (
  mapping: Mapping,
  parties: ReadonlyMap<number, string>,
  nameOfTask: ReadonlyMap<number, string>,
): ReadonlyMap<number, string> => {
  const responsible = new Map<number, string>();
  for (const { read, party } of foundAssignments(mapping, parties, nameOfTask))
    if (!responsible.has(read.taskUid!)) responsible.set(read.taskUid!, party);
  return responsible;
};

/** Makes the assignments of people to tasks. The file counts units in whole people and delays in tenths of minutes. */
export const mapAssignments = (
  mapping: Mapping,
  parties: ReadonlyMap<number, string>,
  placed: PlacedTasks,
  nameOfTask: ReadonlyMap<number, string>,
): void => {
  for (const { read, party, task } of foundAssignments(mapping, parties, nameOfTask)) {
    const shape = SHAPES[read.workContour ?? 0] ?? 'contoured';
    const isSplit = read.stretches.some(({ work }) => !work);
    if (shape === 'contoured' && !isSplit) mapping.book.add('work-contours', task);
    mapping.book.add('assignments', task);
    addRow(mapping, 'assignment', mapping.env.newId(), {
      taskId: placed.tasks[placed.byUid.get(read.taskUid!)!]!.id,
      partyId: party,
      unitsPermille: clamped(mapping, (read.units ?? 1) * 1000, 0, MAX_UNITS, task),
      workMin: read.workMin === null ? null : clamped(mapping, read.workMin, 0, MAX_DURATION_MIN, task),
      contour: shape,
      delayMin: clamped(mapping, ((read.delay ?? 0) + (read.levelingDelay ?? 0)) / 10, 0, MAX_DURATION_MIN, task),
    });
  }
};
