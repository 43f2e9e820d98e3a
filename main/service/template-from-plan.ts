import { noteAbout } from '../../src/model/notes.ts';
import { outlineOf } from '../../src/model/outline.ts';
import { type Plan, projectOf } from '../../src/model/plan.ts';
import type { Task } from '../../src/model/row.ts';
import { STANDARD_CALENDAR } from '../../src/time/calendar.ts';
import type { Template, TemplateTask } from './template-schema.ts';

const MINUTES_PER_DAY = 1440;

/** A text of a plan is in whatever language its people write. */
const same = (text: string): { da: string; en: string } => ({ da: text, en: text });

const byOrder = (
  a: { readonly order: string; readonly id: string },
  b: { readonly order: string; readonly id: string },
) => (a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : 1);

/**
 * A plan as a template: its structure, texts and planned dates, these counted from the project's start. What has
 * happened (progress, actual dates, decisions, answers, baselines) belongs to the project and is left out, and so are
 * days off of particular years.
 */
export const templateFrom = (plan: Plan, id: string, name: string): Template => {
  const project = projectOf(plan);
  const startDay = Math.floor((project?.startMin ?? 0) / MINUTES_PER_DAY);
  const calendar = plan.rows.calendar.get(project?.calendarId ?? '');
  return {
    id,
    name: same(name),
    description: same(project?.description ?? ''),
    calendar: {
      name: same(calendar?.name ?? ''),
      week: (calendar?.week ?? STANDARD_CALENDAR.week).map((periods) => periods.map((period) => ({ ...period }))),
      holidaySets: [...(calendar?.holidaySets ?? [])],
    },
    parties: [...plan.rows.party.values()].map((party) => ({
      key: party.id,
      kind: party.kind,
      name: same(party.name),
      role: same(party.role),
    })),
    stages: [...plan.rows.stage.values()]
      .sort(byOrder)
      .map((stage) => ({ key: stage.id, name: same(stage.name), color: stage.color })),
    tasks: tasksOf(plan, startDay),
    links: [...plan.rows.link.values()].flatMap((link) => {
      const [from, to] = [link.predecessorId ?? '', link.successorId ?? ''];
      if (!plan.rows.task.has(from) || !plan.rows.task.has(to)) return [];
      return [{ from, to, type: link.type, lag: { ...link.lag } }];
    }),
    gates: gatesOf(plan),
  };
};

const tasksOf = (plan: Plan, startDay: number): TemplateTask[] => {
  const outline = outlineOf(plan);
  return outline.ids.map((id, position) => {
    const task = plan.rows.task.get(id)!;
    const parentAt = outline.parent[position]!;
    const stage = plan.rows.stage.get(task.stageId ?? '');
    const responsible = plan.rows.party.get(task.responsibleId ?? '');
    const note = noteAbout(plan, 'task', id);
    return {
      key: id,
      ...(parentAt >= 0 ? { parent: outline.ids[parentAt]! } : {}),
      name: same(task.name),
      kind: task.kind,
      mode: task.mode,
      duration: { ...task.duration },
      ...timesOf(task, startDay),
      ...(stage ? { stage: stage.id } : {}),
      ...(responsible ? { responsible: responsible.id } : {}),
      ...(note === '' ? {} : { note: same(note) }),
    };
  });
};

const timesOf = (task: Task, startDay: number): Partial<TemplateTask> => {
  const offset = (instant: number) => {
    const day = Math.floor(instant / MINUTES_PER_DAY);
    return { offsetDays: day - startDay, minute: instant - day * MINUTES_PER_DAY };
  };
  const orNull = (instant: number | null) => (instant === null ? null : offset(instant));
  const { type, atMin } = task.constraint;
  const { startMin, finishMin } = task.manualDates;
  return {
    ...(type === 'ASAP' ? {} : { constraint: { type, ...offset(atMin ?? startDay * MINUTES_PER_DAY) } }),
    ...(startMin === null && finishMin === null
      ? {}
      : { manualDates: { start: orNull(startMin), finish: orNull(finishMin) } }),
    ...(task.deadlineMin === null ? {} : { deadline: offset(task.deadlineMin) }),
  };
};

const gatesOf = (plan: Plan): Template['gates'] => {
  const items = [...plan.rows.gateItem.values()].sort(byOrder);
  return [...plan.rows.gate.values()].map((gate) => ({
    key: gate.id,
    name: same(gate.name),
    ...(plan.rows.stage.has(gate.stageId ?? '') ? { stage: gate.stageId! } : {}),
    ...(plan.rows.task.has(gate.taskId ?? '') ? { task: gate.taskId! } : {}),
    body: same(gate.body),
    items: items.filter((item) => item.gateId === gate.id).map((item) => ({ kind: item.kind, text: same(item.text) })),
  }));
};
