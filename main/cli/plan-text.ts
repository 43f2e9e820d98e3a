import { isSummary, outlineOf, wbsOf } from '../../src/model/outline.ts';
import type { Plan } from '../../src/model/plan.ts';
import { type PlanFinding as Found, inOrderOfPlan, planFindingsOf } from '../../src/schedule/plan-findings.ts';
import { scheduleOf } from '../../src/schedule/plan-schedule.ts';
import { commandFor, settlementFor } from '../../src/tender/tender-of-plan.ts';
import { NO_TIME } from '../../src/time/calendar.ts';
import { dayOfIso, isoOfDay, isoOfInstant } from '../../src/time/day.ts';
import { commitmentText, concernedJson } from './commitment-text.ts';
import { findingJson } from './tender-json.ts';
import { tenderWords } from './tender-words.ts';
import type { Text } from './verb.ts';

/** An instant as `2027-04-05T08:00`, null where the schedule found none. */
export const isoOrNull = (instant: number): string | null => (instant === NO_TIME ? null : isoOfInstant(instant));

const dayOf = (instant: string | null): string => instant?.slice(0, 10) ?? '?';

/** The day on which something ends: what ends at midnight ends with the day before, unless it begins there too. */
const endDayOf = (start: string | null, finish: string | null): string => {
  if (finish === null || finish === start || !finish.endsWith('T00:00')) return dayOf(finish);
  const day = dayOfIso(dayOf(finish));
  return day.ok ? isoOfDay(day.value - 1) : dayOf(finish);
};

/** Days from a start to a finish as `2027-04-05 – 2027-04-09`. */
export const spanText = (start: string | null, finish: string | null): string =>
  `${dayOf(start)} – ${endDayOf(start, finish)}`;

/** Tasks in outline order with the dates that follow from the plan. */
export const scheduledTasks = (plan: Plan) => {
  const outline = outlineOf(plan);
  const { result, freeSlackAt } = scheduleOf(plan);
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
    freeSlackMin: freeSlackAt(i),
    critical: result.critical[i] === 1,
    summary: isSummary(outline, i),
    milestone: plan.rows.task.get(id)!.kind === 'milestone',
  }));
};

export type ScheduledTask = ReturnType<typeof scheduledTasks>[number];

/** A task on a line: indented by its depth, critical ones marked. */
export const taskLine = ({ depth, wbs, row, start, finish, critical }: ScheduledTask): string =>
  `${'  '.repeat(depth)}${wbs} ${row.name}  ${spanText(start, finish)}${critical ? ' *' : ''}`;

const tenderPart = (plan: Plan, { tender }: Found, text: Text) => {
  if (tender === null) return {};
  const { tenderId, procedure, finding } = tender;
  const {
    id: _id,
    severity: _severity,
    text: told,
    corrections,
    ...rest
  } = findingJson(tenderWords(text), finding, procedure);
  const settlement = settlementFor(plan.rows.tender.get(tenderId)!, finding);
  return {
    tenderId,
    ...rest,
    text: told,
    ...(settlement && { settlement }),
    corrections: corrections.map((correction, at) => ({
      ...correction,
      ...commandFor(tenderId, finding.corrections[at]!),
    })),
  };
};

/** What schedule, tenders, commitments and rollout find wrong or worth a look, worst first, in the order of the plan. */
export const findingsOf = (plan: Plan, text: Text) => {
  const outline = outlineOf(plan);
  return inOrderOfPlan(plan, planFindingsOf(plan)).map((found) => {
    const { id, severity, taskId, linkId, commitment } = found;
    const at = taskId === null ? undefined : outline.position.get(taskId);
    return {
      id,
      severity,
      taskId,
      wbs: at === undefined ? '' : wbsOf(outline, at),
      task: taskId === null ? '' : plan.rows.task.get(taskId)!.name,
      text: commitment ? commitmentText(commitment, text) : text(`findings:${id}`),
      ...(linkId !== null && { linkId }),
      ...tenderPart(plan, found, text),
      ...(commitment && { subject: commitment.subject, concerned: concernedJson(commitment) }),
    };
  });
};

export type PlanFinding = ReturnType<typeof findingsOf>[number];

/** A finding on a line. */
export const findingLine = (
  { severity, wbs, task, text: told }: Pick<PlanFinding, 'severity' | 'wbs' | 'task' | 'text'>,
  text: Text,
): string => `${text(`cli:severity.${severity}`)}: ${task === '' ? '' : `${wbs} ${task}: `}${told}`;

/** A finding on a line, and with `each` below it everybody whom it is about. */
export const findingLines = (finding: PlanFinding, text: Text, each: boolean): readonly string[] => [
  findingLine(finding, text),
  ...(each ? (finding.concerned ?? []).map(({ name }) => `  ${name}`) : []),
];
