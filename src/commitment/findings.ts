import { wavesInOrder } from '../model/commitment-rows.ts';
import { type Plan, projectOf } from '../model/plan.ts';
import type { EntityName } from '../model/schema.ts';
import { dayOfInstant } from '../time/day.ts';
import { type DatesOf, type RolloutLine, rolloutOf, rolloutRound } from './rollout.ts';
import { standingOf } from './standing.ts';
import { hasAnswered } from './status.ts';
import { decidableDay, thresholdStates } from './threshold.ts';

export type CommitmentFindingId =
  | 'commitment.threshold-out-of-reach'
  | 'commitment.threshold-late'
  | 'commitment.unanswered'
  | 'rollout.over-capacity'
  | 'rollout.notice-late'
  | 'rollout.no-wave'
  | 'rollout.before-contract'
  | 'rollout.before-signing';

export const COMMITMENT_FINDINGS: Readonly<Record<CommitmentFindingId, 'error' | 'warning'>> = {
  'commitment.threshold-out-of-reach': 'error',
  'commitment.threshold-late': 'warning',
  'commitment.unanswered': 'warning',
  'rollout.over-capacity': 'warning',
  'rollout.notice-late': 'warning',
  'rollout.no-wave': 'warning',
  'rollout.before-contract': 'error',
  'rollout.before-signing': 'error',
};

/** What is wrong with commitments or rollout. Texts are in the catalogue `commitment` under `finding.<id>`. */
export interface CommitmentFinding {
  readonly id: CommitmentFindingId;
  readonly severity: 'error' | 'warning';
  readonly subject: { readonly entity: EntityName; readonly id: string };
  /** Names and numbers for its text; days are day numbers under keys that end in `Day`. */
  readonly params: Readonly<Record<string, string | number>>;
}

const finding = (
  id: CommitmentFindingId,
  entity: EntityName,
  subjectId: string,
  params: CommitmentFinding['params'],
): CommitmentFinding => ({ id, severity: COMMITMENT_FINDINGS[id], subject: { entity, id: subjectId }, params });

const thresholdFindings = (plan: Plan, datesOf: DatesOf): CommitmentFinding[] =>
  thresholdStates(plan).flatMap((state) => {
    const { threshold, isPossible } = state;
    const { id, name } = threshold;
    const gate = plan.rows.gate.get(threshold.gateId ?? '');
    if (gate && gate.decision !== 'open') return [];
    if (!isPossible) return [finding('commitment.threshold-out-of-reach', 'joinThreshold', id, { name })];
    const dates = gate?.taskId ? datesOf(gate.taskId) : null;
    const byDay = decidableDay(state);
    if (!dates || byDay === null || dayOfInstant(dates.finishMin) >= byDay) return [];
    const gateDay = dayOfInstant(dates.finishMin);
    return [finding('commitment.threshold-late', 'joinThreshold', id, { name, gate: gate!.name, byDay, gateDay })];
  });

/** Rounds whose deadline has passed with answers missing; without a status date nothing has passed. */
const roundFindings = (plan: Plan): CommitmentFinding[] => {
  const at = projectOf(plan)?.statusMin ?? null;
  if (at === null) return [];
  const today = dayOfInstant(at);
  return [...plan.rows.round.values()].flatMap((round) => {
    if (round.deadlineDay === null || round.deadlineDay >= today) return [];
    const missing = standingOf(plan, round.id, null)!.answers.filter(({ status }) => !hasAnswered(round.kind, status));
    if (missing.length === 0) return [];
    const params = { name: round.name, count: missing.length, deadlineDay: round.deadlineDay };
    return [finding('commitment.unanswered', 'round', round.id, params)];
  });
};

const waveFindings = (plan: Plan, lines: readonly RolloutLine[]): CommitmentFinding[] =>
  wavesInOrder(plan).flatMap(({ id, name, capacity }) => {
    const count = lines.filter(({ wave }) => wave?.id === id).length;
    if (capacity === null || count <= capacity) return [];
    return [finding('rollout.over-capacity', 'wave', id, { name, count, capacity })];
  });

const lineFindings = (plan: Plan, lines: readonly RolloutLine[], datesOf: DatesOf): CommitmentFinding[] => {
  const project = projectOf(plan);
  const contract = project?.contractTaskId ? datesOf(project.contractTaskId) : null;
  const contractDay = contract ? dayOfInstant(contract.finishMin) : null;
  const statusDay = project?.statusMin == null ? null : dayOfInstant(project.statusMin);
  const found: CommitmentFinding[] = [];
  for (const { answer, day, goLive, wave, noticeDay, noticeDueDay } of lines) {
    const { id, name } = answer.participant;
    const add = (findingId: CommitmentFindingId, params: CommitmentFinding['params']): void => {
      found.push(finding(findingId, 'participant', id, { name, ...params }));
    };
    if (!wave && plan.rows.wave.size > 0 && goLive?.actualDay == null) add('rollout.no-wave', {});
    if (day === null) continue;
    if (contractDay !== null && day < contractDay) add('rollout.before-contract', { goLiveDay: day, contractDay });
    const { joinedDay } = answer;
    if (joinedDay !== null && day < joinedDay) add('rollout.before-signing', { goLiveDay: day, signedDay: joinedDay });
    if (noticeDueDay === null || goLive?.actualDay != null) continue;
    const isLate = noticeDay === null ? statusDay !== null && statusDay > noticeDueDay : noticeDay > noticeDueDay;
    if (isLate) add('rollout.notice-late', { goLiveDay: day, dueDay: noticeDueDay, months: wave!.noticeMonths });
  }
  return found;
};

/** Everything that is wrong with commitments and rollout, errors first. `datesOf` are the dates of the schedule. */
export const commitmentFindings = (plan: Plan, datesOf: DatesOf): readonly CommitmentFinding[] => {
  if (plan.rows.round.size === 0) return [];
  const round = rolloutRound(plan);
  const standing = round && standingOf(plan, round.id, null);
  const lines = standing && plan.rows.wave.size > 0 ? rolloutOf(plan, standing, null, datesOf) : [];
  const found = [
    ...thresholdFindings(plan, datesOf),
    ...roundFindings(plan),
    ...waveFindings(plan, lines),
    ...lineFindings(plan, lines, datesOf),
  ];
  return [...found.filter((one) => one.severity === 'error'), ...found.filter((one) => one.severity === 'warning')];
};
