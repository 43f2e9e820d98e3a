import { isSummary, outlineOf, wbsOf } from '../../src/model/outline.ts';
import type { Plan } from '../../src/model/plan.ts';
import { severityOf } from '../../src/schedule/finding-severity.ts';
import { scheduleOf } from '../../src/schedule/plan-schedule.ts';
import { NO_TIME } from '../../src/time/calendar.ts';
import { isoOfInstant } from '../../src/time/day.ts';
import type { Text } from './verb.ts';

/** An instant as `2027-04-05T08:00`, null where the schedule found none. */
export const isoOrNull = (instant: number): string | null => (instant === NO_TIME ? null : isoOfInstant(instant));

const dayOf = (instant: string | null): string => instant?.slice(0, 10) ?? '?';

/** Tasks in outline order with the dates that follow from the plan. */
export const scheduledTasks = (plan: Plan) => {
  const outline = outlineOf(plan);
  const { result } = scheduleOf(plan);
  return outline.ids.map((id, i) => ({
    id,
    depth: outline.depth[i]!,
    wbs: wbsOf(outline, i),
    row: plan.rows.task.get(id)!,
    start: isoOrNull(result.start[i]!),
    finish: isoOrNull(result.finish[i]!),
    earlyStart: isoOrNull(result.earlyStart[i]!),
    earlyFinish: isoOrNull(result.earlyFinish[i]!),
    lateStart: isoOrNull(result.lateStart[i]!),
    lateFinish: isoOrNull(result.lateFinish[i]!),
    totalSlackMin: result.totalSlackMin[i]!,
    freeSlackMin: result.freeSlackMin[i]!,
    critical: result.critical[i] === 1,
    summary: isSummary(outline, i),
    milestone: plan.rows.task.get(id)!.kind === 'milestone',
  }));
};

export type ScheduledTask = ReturnType<typeof scheduledTasks>[number];

/** A task on a line: indented by its depth, critical ones marked. */
export const taskLine = ({ depth, wbs, row, start, finish, critical }: ScheduledTask): string =>
  `${'  '.repeat(depth)}${wbs} ${row.name}  ${dayOf(start)} – ${dayOf(finish)}${critical ? ' *' : ''}`;

/** What the schedule finds wrong or worth a look, worst first, in the order of the plan. */
export const findingsOf = (plan: Plan, text: Text) => {
  const { outline, result, links } = scheduleOf(plan);
  const found = result.findings.map(({ id, task: i, link }) => ({
    id: id as string,
    severity: severityOf(id),
    taskId: outline.ids[i]!,
    wbs: wbsOf(outline, i),
    task: plan.rows.task.get(outline.ids[i]!)!.name,
    text: text(`findings:${id}`),
    ...(link >= 0 && { linkId: links[link]!.id }),
  }));
  const rank = (severity: string): number => (severity === 'error' ? 0 : 1);
  return found.sort(
    (a, b) => rank(a.severity) - rank(b.severity) || outline.position.get(a.taskId)! - outline.position.get(b.taskId)!,
  );
};

export type PlanFinding = ReturnType<typeof findingsOf>[number];

/** A finding on a line. */
export const findingLine = ({ severity, wbs, task, text: told }: PlanFinding, text: Text): string =>
  `${text(`cli:severity.${severity}`)}: ${wbs} ${task}: ${told}`;
