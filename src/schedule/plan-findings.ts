import { type CommitmentFinding, commitmentFindings } from '../commitment/findings.ts';
import { outlineOf } from '../model/outline.ts';
import { derived, type Plan } from '../model/plan.ts';
import { eventKey } from '../tender/event.ts';
import type { TenderFinding } from '../tender/finding.ts';
import type { ProcedureId } from '../tender/procedure.ts';
import { type ScheduledDates, tenderOfPlan } from '../tender/tender-of-plan.ts';
import { tasksOfTender, tendersInOrder } from '../tender/tender-tasks.ts';
import { severityOf } from './finding-severity.ts';
import { scheduleOf } from './plan-schedule.ts';

const TENDER_PREFIX = 'tender.';

/** A finding of a tender, with what its text and its corrections need. */
export interface FoundInTender {
  readonly tenderId: string;
  readonly procedure: ProcedureId;
  readonly finding: TenderFinding;
}

/**
 * Something that a plan's rules have to say: about a task (null where it is about a tender that has none yet), about a link
 * where one is the reason, and with the rule of tender law where it is one of those. Ids of the schedule begin with
 * `schedule.`, those of tenders with `tender.`, those of who joins with `commitment.` and `rollout.`.
 */
export interface PlanFinding {
  readonly id: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly taskId: string | null;
  readonly linkId: string | null;
  readonly tender: FoundInTender | null;
  readonly commitment: CommitmentFinding | null;
}

const ofSchedule = (plan: Plan): PlanFinding[] => {
  const { outline, result, links } = scheduleOf(plan);
  return result.findings.map(({ id, task, link }) => ({
    id,
    severity: severityOf(id),
    taskId: outline.ids[task]!,
    linkId: links[link]?.id ?? null,
    tender: null,
    commitment: null,
  }));
};

/** Findings of the tenders that are in the plan, with these dates. What is about a tender as a whole stands at its summary. */
export const tenderFindingsOf = (plan: Plan, dates: ScheduledDates): PlanFinding[] =>
  tendersInOrder(plan).flatMap(({ id: tenderId, taskId, procedure }) => {
    const tasks = tasksOfTender(plan, tenderId);
    const summaryId = taskId !== null && plan.rows.task.has(taskId) ? taskId : null;
    const told = tenderOfPlan(plan, tenderId, dates);
    // What a preview would have is told where it is shown: it is not in the plan.
    if (told === null || told.source !== 'plan') return [];
    return told.findings.map((finding) => ({
      id: `${TENDER_PREFIX}${finding.id}`,
      severity: finding.severity,
      taskId:
        (finding.eventId !== null && tasks.get(eventKey({ id: finding.eventId, round: finding.round }))?.task.id) ||
        summaryId,
      linkId: null,
      tender: { tenderId, procedure, finding },
      commitment: null,
    }));
  });

/** What commitments and rollout have to say; a threshold that a gate waits for stands at the gate's milestone. */
const ofCommitments = (plan: Plan): PlanFinding[] =>
  commitmentFindings(plan, scheduleOf(plan).datesOf).map((commitment) => {
    const { id, severity, subject } = commitment;
    const threshold = subject.entity === 'joinThreshold' ? plan.rows.joinThreshold.get(subject.id) : undefined;
    const taskId = plan.rows.gate.get(threshold?.gateId ?? '')?.taskId ?? null;
    const isThere = taskId !== null && plan.rows.task.has(taskId);
    return { id, severity, taskId: isThere ? taskId : null, linkId: null, tender: null, commitment };
  });

const WEIGHT = { error: 0, warning: 1, info: 2 } as const;

const find = (plan: Plan): readonly PlanFinding[] => [
  ...ofSchedule(plan),
  ...(plan.rows.tender.size === 0 ? [] : tenderFindingsOf(plan, scheduleOf(plan))),
  ...(plan.rows.round.size === 0 ? [] : ofCommitments(plan)),
];

const isOfCommitments = (id: string): boolean => id.startsWith('commitment.') || id.startsWith('rollout.');

/** Where the title of a finding stands: `catalogue:key`. */
export const titleKeyOf = (id: string): string => {
  if (id.startsWith(TENDER_PREFIX)) return `tender:finding.${id.slice(TENDER_PREFIX.length)}.title`;
  return isOfCommitments(id) ? `commitment:findingTitle.${id}` : `findings:${id}.title`;
};

/** All findings of a plan, those of the schedule first; worked out once per revision. */
export const planFindingsOf: (plan: Plan) => readonly PlanFinding[] = derived(find);

/** Findings the worst first, and within that in the order of the plan; what is about municipalities instead of tasks comes last. */
export const inOrderOfPlan = (plan: Plan, findings: readonly PlanFinding[]): readonly PlanFinding[] => {
  const { position } = outlineOf(plan);
  const place = ({ taskId, commitment }: PlanFinding): number =>
    taskId === null && commitment !== null ? position.size : (position.get(taskId ?? '') ?? -1);
  return [...findings].sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity] || place(a) - place(b));
};
