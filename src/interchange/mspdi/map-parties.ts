import { addRow, type Mapping, nameFor, textFor } from './mapping.ts';
import type { MspdiResource } from './parsed.ts';

/** Longest mail address in characters, as in the plan's schema. */
const MAX_EMAIL = 320;

const isPerson = ({ type, isCost }: MspdiResource): boolean => isCost !== true && (type === null || type === 1);

/** Makes a party of every named work resource. Gives their ids by the file's numbers. */
export const mapParties = (mapping: Mapping): ReadonlyMap<number, string> => {
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

/** The party that answers for each task: the first one assigned to it. Tasks by the file's numbers. */
export const responsibleByTask = (
  { file, book }: Mapping,
  parties: ReadonlyMap<number, string>,
  nameOfTask: ReadonlyMap<number, string>,
): ReadonlyMap<number, string> => {
  const responsible = new Map<number, string>();
  const resources = new Set(file.resources.map(({ uid }) => uid));
  for (const { taskUid, resourceUid, workContour, workMin } of file.assignments) {
    if (taskUid === null || resourceUid === null) continue;
    const task = nameOfTask.get(taskUid);
    if (task === undefined) continue;
    if ((workContour ?? 0) !== 0) book.add('work-contours', task);
    // Microsoft Project writes an assignment to nobody for every task that has none.
    if ((workMin ?? 0) > 0 && resources.has(resourceUid)) book.add('assignment-work', task);
    const party = parties.get(resourceUid);
    if (party === undefined || responsible.get(taskUid) === party) continue;
    if (responsible.has(taskUid)) book.add('further-assignments', task);
    else responsible.set(taskUid, party);
  }
  return responsible;
};
