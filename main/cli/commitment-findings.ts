import { type CommitmentFinding, commitmentFindings } from '../../src/commitment/findings.ts';
import type { Plan } from '../../src/model/plan.ts';
import { scheduleOf } from '../../src/schedule/plan-schedule.ts';
import { isoOfDay } from '../../src/time/day.ts';
import type { Text } from './verb.ts';

/** Days among the parameters as dates. */
const readable = (params: CommitmentFinding['params']): Readonly<Record<string, string | number>> =>
  Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, key.endsWith('Day') ? isoOfDay(Number(value)) : value]),
  );

/** What commitments and rollout find wrong, in the form of the plan's other findings. */
export const commitmentFindingsOf = (plan: Plan, text: Text) =>
  commitmentFindings(plan, scheduleOf(plan).datesOf).map(({ id, severity, subject, params }) => ({
    id: id as string,
    severity,
    taskId: null,
    wbs: '',
    task: '',
    text: text(`commitment:finding.${id}`, readable(params)),
    subject,
  }));
