import { emptyRows, type Plan } from '../../../src/model/plan.ts';
import { type Cells, makeRow } from '../../../src/model/row.ts';
import type { EntityName } from '../../../src/model/schema.ts';
import { MINUTES_PER_DAY } from '../../../src/time/day.ts';
import type { TemplateFile, TemplateTask } from './template-file.ts';

const WORK_BEGINS = 480;

const durationOf = ({ duration }: TemplateTask) =>
  duration && { ...duration, elapsed: duration.elapsed ?? false, estimated: false };

/** A plan made of a template in the plainest way: keys serve as ids. Language Danish. */
export function planOf(template: TemplateFile, projectStartDay: number): Plan {
  const rows = emptyRows();
  const put = <E extends EntityName>(entity: E, id: string, cells: Cells<E>): void => {
    (rows[entity] as Map<string, unknown>).set(id, makeRow(entity, id, cells));
  };
  const order = (at: number): string => String(at).padStart(6, '0');
  const instant = (offsetDays: number, minute: number): number =>
    (projectStartDay + offsetDays) * MINUTES_PER_DAY + minute;

  put('calendar', 'calendar', { ...template.calendar, name: template.calendar.name.da });
  put('project', 'project', {
    name: template.name.da,
    calendarId: 'calendar',
    startMin: instant(0, WORK_BEGINS),
  });
  for (const { key, kind, name, role } of template.parties) {
    put('party', key, { kind: kind as 'person', name: name.da, role: role?.da ?? '' });
  }
  template.stages.forEach(({ key, name, color }, at) => {
    put('stage', key, { name: name.da, color, order: order(at) });
  });
  template.tasks.forEach((task, at) => {
    const duration = durationOf(task);
    put('task', task.key, {
      name: task.name.da,
      place: { parent: task.parent ?? null, order: order(at) },
      kind: task.kind ?? 'task',
      mode: task.mode ?? 'auto',
      ...(duration && { duration: duration as never }),
      ...(task.mode === 'manual' && {
        manualDates: { startMin: instant(task.startOffsetDays!, WORK_BEGINS), finishMin: null },
      }),
      ...(task.constraint && {
        constraint: {
          type: task.constraint.type as 'SNET',
          atMin: instant(task.constraint.offsetDays, task.constraint.minute),
        },
      }),
      stageId: task.stage ?? null,
      responsibleId: task.responsible ?? null,
      percentComplete: task.percentComplete ?? 0,
    });
    if (task.note) put('note', `note-${task.key}`, { subject: { entity: 'task', id: task.key }, text: task.note.da });
  });
  template.links.forEach(({ from, to, type, lag }, at) => {
    put('link', `link-${at}`, {
      predecessorId: from,
      successorId: to,
      type,
      ...(lag && { lag: lag as never }),
    });
  });
  for (const gate of template.gates) {
    put('gate', gate.key, { name: gate.name.da, stageId: gate.stage, taskId: gate.task, body: gate.body.da });
    gate.items.forEach(({ kind, text }, at) => {
      put('gateItem', `${gate.key}-${at}`, { gateId: gate.key, kind, text: text.da, order: order(at) });
    });
  }
  return { projectId: 'project', revision: 1, rows };
}
