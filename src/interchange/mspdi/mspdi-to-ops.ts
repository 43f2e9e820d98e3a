import { noteBook } from '../note-book.ts';
import { filedTasks } from './filed-tasks.ts';
import type { ImportedPlan } from './imported-plan.ts';
import { mapBaselines } from './map-baselines.ts';
import { mapCalendars } from './map-calendars.ts';
import { mapLinks } from './map-links.ts';
import { mapAssignments, mapParties, responsibleByTask } from './map-parties.ts';
import { mapProject } from './map-project.ts';
import { mapTasks } from './map-tasks.ts';
import type { ImportEnv, Mapping } from './mapping.ts';
import { placeTasks } from './outline.ts';
import type { MspdiFile } from './parsed.ts';
import { recordDates } from './record-dates.ts';

/**
 * Ops that make a new plan of a Microsoft Project XML file, and notes on what was taken, changed and left out. Every value
 * fits its cell. The same file gives the same ops, apart from the ids handed in. Refuses nothing: what cannot be used is
 * changed or left out, and told.
 */
export const mspdiToOps = (file: MspdiFile, env: ImportEnv): ImportedPlan => {
  const mapping: Mapping = { file, env, ops: [], book: noteBook() };
  const { book } = mapping;
  if (env.encodingGuessed) book.add('encoding-guessed');
  const placed = placeTasks(mapping);
  const calendars = mapCalendars(mapping);
  const projectName = mapProject(mapping, calendars.projectId, placed);
  const parties = mapParties(mapping, calendars);
  const nameOfTask = new Map([...placed.byUid].map(([uid, at]) => [uid, placed.tasks[at]!.name]));
  mapTasks(mapping, placed, calendars, responsibleByTask(mapping, parties, nameOfTask));
  mapAssignments(mapping, parties, placed, nameOfTask);
  mapLinks(mapping, placed);
  mapBaselines(mapping, placed);
  recordDates(mapping, placed);
  for (const [kind, count] of file.passedOver) book.add(kind, '', count);
  for (const example of file.unreadable.examples) book.add('values-unreadable', example);
  book.add('values-unreadable', '', file.unreadable.count - file.unreadable.examples.length);
  return {
    projectName,
    ops: mapping.ops,
    notes: book.notes(),
    ...(env.wantsFiled && { filed: filedTasks(placed) }),
  };
};
