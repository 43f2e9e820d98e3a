import type { Language } from '../../src/api.ts';
import { emptyRows, type MutableRows } from '../../src/model/plan.ts';
import { makeRow } from '../../src/model/row.ts';
import type { EntityName } from '../../src/model/schema.ts';
import { keysBetween } from './fake-order.ts';

type Text = Readonly<Record<Language, string>>;

/** The parts of a shipped template that a project in the fake host is made from. */
export interface TemplateFile {
  readonly id: string;
  readonly name: Text;
  readonly description: Text;
  readonly calendar: { readonly name: Text; readonly week: unknown; readonly holidaySets: unknown };
  readonly parties: readonly { key: string; kind: string; name: Text; role: Text }[];
  readonly stages: readonly { key: string; name: Text; color: number }[];
  readonly tasks: readonly {
    key: string;
    parent?: string;
    name: Text;
    kind?: string;
    stage?: string;
    note?: Text;
    responsible?: string;
    duration?: { minutes: number; unit: string };
  }[];
  readonly links: readonly { from: string; to: string; type: string; lag?: object }[];
  readonly gates: readonly {
    key: string;
    name: Text;
    stage: string;
    task: string;
    body: Text;
    items: readonly { kind: string; text: Text }[];
  }[];
}

/** Rows of a project made from a template, with readable ids. */
export const projectFrom = (
  template: TemplateFile,
  given: { readonly projectId: string; readonly name: string; readonly startMin: number; readonly language: Language },
): MutableRows => {
  const rows = emptyRows();
  const add = (entity: EntityName, id: string, cells: object): void => {
    (rows[entity] as Map<string, unknown>).set(id, makeRow(entity, id, cells as Record<string, unknown>));
  };
  const text = (value: Text) => value[given.language];
  add('calendar', 'calendar', { ...template.calendar, name: text(template.calendar.name) });
  add('project', given.projectId, {
    name: given.name,
    startMin: given.startMin,
    calendarId: 'calendar',
    templateId: template.id,
    description: text(template.description),
  });
  for (const party of template.parties)
    add('party', `p-${party.key}`, { kind: party.kind, name: text(party.name), role: text(party.role) });
  const stageKeys = keysBetween(template.stages.length);
  for (const [i, stage] of template.stages.entries())
    add('stage', `s-${stage.key}`, { name: text(stage.name), order: stageKeys[i], color: stage.color });
  const taskKeys = keysBetween(template.tasks.length);
  template.tasks.forEach((task, i) => {
    const minutes = task.kind === 'milestone' ? 0 : (task.duration?.minutes ?? 480);
    add('task', `t-${task.key}`, {
      name: text(task.name),
      place: { parent: task.parent ? `t-${task.parent}` : null, order: taskKeys[i] },
      kind: task.kind ?? 'task',
      duration: { minutes, unit: task.duration?.unit ?? 'day', elapsed: false, estimated: false },
      responsibleId: task.responsible ? `p-${task.responsible}` : null,
      stageId: task.stage ? `s-${task.stage}` : null,
    });
    if (task.note)
      add('note', `n-${task.key}`, { subject: { entity: 'task', id: `t-${task.key}` }, text: text(task.note) });
  });
  for (const [i, link] of template.links.entries())
    add('link', `l-${i}`, {
      predecessorId: `t-${link.from}`,
      successorId: `t-${link.to}`,
      type: link.type,
      ...(link.lag ? { lag: link.lag } : {}),
    });
  for (const gate of template.gates) {
    add('gate', `g-${gate.key}`, {
      name: text(gate.name),
      stageId: `s-${gate.stage}`,
      taskId: `t-${gate.task}`,
      body: text(gate.body),
    });
    const keys = keysBetween(gate.items.length);
    for (const [i, item] of gate.items.entries())
      add('gateItem', `g-${gate.key}-${i}`, {
        gateId: `g-${gate.key}`,
        kind: item.kind,
        text: text(item.text),
        order: keys[i],
      });
  }
  return rows;
};
