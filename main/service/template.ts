import type { Language, TemplateSummary } from '../../src/api.ts';
import { createRow, type Op, setCell } from '../../src/model/change.ts';
import { tidyOrder } from '../../src/model/order-key.ts';
import type { Plan } from '../../src/model/plan.ts';
import { planOfOps } from '../../src/model/plan-of-ops.ts';
import type { Cells } from '../../src/model/row.ts';
import { isoDayNumber } from './local-time.ts';
import type { PlanDates } from './service-deps.ts';
import type { Template, TemplateTask } from './template-schema.ts';

const MINUTES_PER_DAY = 1440;

export interface Founding {
  readonly projectId: string;
  /** Null takes the template's name. */
  readonly name: string | null;
  /** Day number; null takes the template's own start, or `today`. */
  readonly startDay: number | null;
  readonly today: number;
  readonly language: Language;
  readonly author: string;
  readonly newId: () => string;
  readonly linkId: (predecessorId: string, successorId: string, type: string) => string;
}

interface Offset {
  readonly offsetDays: number;
  readonly minute: number;
}

/** What people see of a template before they choose it. */
export const summaryOf = (template: Template, isOwn: boolean): TemplateSummary => ({
  id: template.id,
  own: isOwn,
  name: template.name,
  description: template.description,
  taskCount: template.tasks.length,
});

const idsFor = (list: readonly { readonly key: string }[], newId: () => string): ReadonlyMap<string, string> =>
  new Map(list.map(({ key }) => [key, newId()]));

/** Order keys of items that stand in this order among those of the same group. */
const ordersWithin = <T>(items: readonly T[], groupOf: (item: T) => string | undefined): ReadonlyMap<T, string> => {
  const groups = new Map<string | undefined, T[]>();
  for (const item of items) {
    const group = groups.get(groupOf(item));
    if (group) group.push(item);
    else groups.set(groupOf(item), [item]);
  }
  const orders = new Map<T, string>();
  for (const group of groups.values()) {
    tidyOrder(group.map(() => ({ id: '', order: '' }))).forEach(({ order }, i) => {
      orders.set(group[i]!, order);
    });
  }
  return orders;
};

/**
 * Ops that make a project from a template: fresh ids, texts in one language, dates counted from the start day. The
 * template has been checked by `parseTemplate`.
 */
export const foundProject = (template: Template, founding: Founding): Op[] => {
  const { projectId, language, newId } = founding;
  const ops: Op[] = [];
  const ownStart = template.projectStart === undefined ? null : isoDayNumber(template.projectStart);
  const startDay = founding.startDay ?? ownStart ?? founding.today;
  const calendarId = newId();
  const parties = idsFor(template.parties, newId);
  const stages = idsFor(template.stages, newId);
  const tasks = idsFor(template.tasks, newId);
  const at = (ids: ReadonlyMap<string, string>, key: string | undefined): string | null =>
    key === undefined ? null : (ids.get(key) ?? null);

  ops.push(
    ...createRow('project', projectId, {
      name: founding.name ?? template.name[language],
      templateId: template.id,
      startMin: startDay * MINUTES_PER_DAY,
      calendarId,
      author: founding.author,
      // An example says what it is; what a template says of itself is for those who choose one.
      description: ownStart === null ? '' : template.description[language],
    }),
    ...createRow('calendar', calendarId, {
      name: template.calendar.name[language],
      week: template.calendar.week,
      holidaySets: template.calendar.holidaySets,
    }),
  );
  for (const { key, kind, name, role } of template.parties) {
    ops.push(...createRow('party', parties.get(key)!, { name: name[language], kind, role: role?.[language] ?? '' }));
  }
  const stageOrders = ordersWithin(template.stages, () => '');
  for (const stage of template.stages) {
    const order = stageOrders.get(stage)!;
    ops.push(...createRow('stage', stages.get(stage.key)!, { name: stage.name[language], order, color: stage.color }));
  }
  const taskOrders = ordersWithin(template.tasks, (task) => task.parent);
  for (const task of template.tasks) {
    const id = tasks.get(task.key)!;
    ops.push(
      ...createRow('task', id, {
        name: task.name[language],
        place: { parent: at(tasks, task.parent), order: taskOrders.get(task)! },
        stageId: at(stages, task.stage),
        responsibleId: at(parties, task.responsible),
        percentComplete: task.percentComplete ?? 0,
        ...timingOf(task, startDay, template.calendar.week),
      }),
    );
    if (task.note !== undefined) {
      ops.push(...createRow('note', newId(), { subject: { entity: 'task', id }, text: task.note[language] }));
    }
  }
  ops.push(...linkOps(template, tasks, founding), ...gateOps(template, { stages, tasks }, founding, startDay));
  return ops;
};

const timingOf = (task: TemplateTask, startDay: number, week: Template['calendar']['week']): Cells<'task'> => {
  const instant = ({ offsetDays, minute }: Offset): number => (startDay + offsetDays) * MINUTES_PER_DAY + minute;
  const isMilestone = task.kind === 'milestone';
  const duration = task.duration ?? (isMilestone ? { minutes: 0, unit: 'day' as const } : undefined);
  const cells: { -readonly [K in keyof Cells<'task'>]: Cells<'task'>[K] } = {
    kind: task.kind ?? 'task',
    mode: task.mode ?? 'auto',
  };
  if (duration) cells.duration = { elapsed: false, estimated: false, ...duration };
  if (task.deadline) cells.deadlineMin = instant(task.deadline);
  const offsetDays = task.startOffsetDays;
  if (task.constraint) {
    const { type } = task.constraint;
    cells.constraint = { type, atMin: type === 'ASAP' || type === 'ALAP' ? null : instant(task.constraint) };
  } else if (offsetDays !== undefined && task.mode !== 'manual') {
    cells.constraint = { type: 'SNET', atMin: instant({ offsetDays, minute: 0 }) };
  }
  if (task.manualDates) {
    const { start, finish } = task.manualDates;
    cells.manualDates = { startMin: start && instant(start), finishMin: finish && instant(finish) };
  } else if (offsetDays !== undefined && task.mode === 'manual') {
    // 1970-01-01, day 0, was a Thursday: the fourth day of a week that starts on Monday.
    const weekday = (((startDay + offsetDays + 3) % 7) + 7) % 7;
    const minute = week[weekday]![0]?.startMin ?? 0;
    cells.manualDates = { startMin: instant({ offsetDays, minute }), finishMin: null };
  }
  return cells;
};

const linkOps = (template: Template, tasks: ReadonlyMap<string, string>, founding: Founding): Op[] =>
  template.links.flatMap(({ from, to, type, lag }) => {
    const predecessorId = tasks.get(from)!;
    const successorId = tasks.get(to)!;
    const id = founding.linkId(predecessorId, successorId, type);
    return createRow('link', id, { predecessorId, successorId, type, ...(lag ? { lag } : {}) });
  });

const gateOps = (
  template: Template,
  ids: Readonly<Record<'stages' | 'tasks', ReadonlyMap<string, string>>>,
  { language, newId }: Founding,
  startDay: number,
): Op[] =>
  template.gates.flatMap((gate) => {
    const gateId = newId();
    const orders = ordersWithin(gate.items, () => '');
    return [
      ...createRow('gate', gateId, {
        name: gate.name[language],
        stageId: ids.stages.get(gate.stage ?? '') ?? null,
        taskId: ids.tasks.get(gate.task ?? '') ?? null,
        body: gate.body?.[language] ?? '',
        decision: gate.decision ?? 'open',
        decidedDay: gate.decidedOffsetDays === undefined ? null : startDay + gate.decidedOffsetDays,
      }),
      ...gate.items.flatMap((item) =>
        createRow('gateItem', newId(), {
          gateId,
          kind: item.kind,
          text: item.text[language],
          order: orders.get(item)!,
          answer: item.answer ?? 'open',
        }),
      ),
    ];
  });

/**
 * Ops that say when what is done already began and ended: where the schedule has it. Without them later edits upstream
 * would move the past.
 */
export const pastOps = (projectId: string, ops: readonly Op[], scheduleOf: (plan: Plan) => PlanDates): Op[] => {
  const plan = planOfOps(projectId, ops);
  const begun = [...plan.rows.task.values()].filter((task) => task.percentComplete > 0);
  if (begun.length === 0) return [];
  const schedule = scheduleOf(plan);
  return begun.flatMap(({ id, percentComplete }) => {
    const dates = schedule.datesOf(id);
    if (!dates) return [];
    const finishMin = percentComplete === 100 ? dates.finishMin : null;
    return [setCell('task', id, 'actual', { startMin: dates.startMin, finishMin })];
  });
};
