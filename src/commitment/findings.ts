import { wavesInOrder } from '../model/commitment-rows.ts';
import { type Plan, projectOf } from '../model/plan.ts';
import type { EntityName } from '../model/schema.ts';
import { dayOfInstant } from '../time/day.ts';
import { missingAnswers } from './missing-answers.ts';
import { type DatesOf, nameOfLine, type RolloutLine, rolloutOfAll, rolloutRound, sizeOfWave } from './rollout.ts';
import { standingOf } from './standing.ts';
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

/** Names and numbers for a text; days are day numbers under keys that end in `Day`. */
type Params = Readonly<Record<string, string | number>>;

/** One of those that a finding is about: a participant, and the module where it is about one. */
export interface Concerned {
  readonly participantId: string;
  readonly moduleId: string | null;
  readonly params: Params & { readonly name: string };
}

/**
 * What is wrong with commitments or rollout; what is wrong with many participants in the same way is one finding. Texts
 * are in the catalogue `commitment` under `finding.<id>`, and under `finding.<id>.many` where it is about several.
 */
export interface CommitmentFinding {
  readonly id: CommitmentFindingId;
  readonly severity: 'error' | 'warning';
  readonly subject: { readonly entity: EntityName; readonly id: string };
  readonly params: Params;
  /** The participants it is about, in Danish order; empty where it is about something else. */
  readonly concerned: readonly Concerned[];
}

const finding = (
  id: CommitmentFindingId,
  entity: EntityName,
  subjectId: string,
  params: Params,
  concerned: readonly Concerned[] = [],
): CommitmentFinding => ({
  id,
  severity: COMMITMENT_FINDINGS[id],
  subject: { entity, id: subjectId },
  params,
  concerned,
});

/** Key of its text in the catalogue `commitment`. */
export const findingKey = ({ id, params, concerned }: CommitmentFinding): string =>
  id.startsWith('rollout.') && concerned.length > 0 && params.count !== undefined
    ? `finding.${id}.many`
    : `finding.${id}`;

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
    const missing = missingAnswers(plan, standingOf(plan, round.id, null)!);
    if (missing.length === 0) return [];
    const params = { name: round.name, count: missing.length, deadlineDay: round.deadlineDay };
    const concerned = missing.map(({ participant: { id, name } }) => ({
      participantId: id,
      moduleId: null,
      params: { name },
    }));
    return [finding('commitment.unanswered', 'round', round.id, params, concerned)];
  });
};

const waveFindings = (plan: Plan, lines: readonly RolloutLine[]): CommitmentFinding[] =>
  wavesInOrder(plan).flatMap(({ id, name, capacity }) => {
    const count = sizeOfWave(lines, id);
    if (capacity === null || count <= capacity) return [];
    return [finding('rollout.over-capacity', 'wave', id, { name, count, capacity })];
  });

/** What is wrong with one line; findings with the same group are told as one. */
interface Fault {
  readonly id: CommitmentFindingId;
  readonly group: string;
  readonly params: Params;
}

const faultsOf = (
  { answer, day, goLive, wave, noticeDay, noticeDueDay }: RolloutLine,
  contractDay: number | null,
  statusDay: number | null,
): Fault[] => {
  const isLive = goLive?.actualDay != null;
  const faults: Fault[] = [];
  if (!wave && !isLive) faults.push({ id: 'rollout.no-wave', group: '', params: {} });
  if (day === null) return faults;
  if (contractDay !== null && day < contractDay)
    faults.push({ id: 'rollout.before-contract', group: '', params: { goLiveDay: day, contractDay } });
  const { joinedDay } = answer;
  if (joinedDay !== null && day < joinedDay)
    faults.push({ id: 'rollout.before-signing', group: '', params: { goLiveDay: day, signedDay: joinedDay } });
  if (noticeDueDay === null || isLive) return faults;
  const isLate = noticeDay === null ? statusDay !== null && statusDay > noticeDueDay : noticeDay > noticeDueDay;
  const params = { goLiveDay: day, dueDay: noticeDueDay, months: wave!.noticeMonths, wave: wave!.name };
  if (isLate) faults.push({ id: 'rollout.notice-late', group: `${wave!.id} ${day}`, params });
  return faults;
};

const lineFindings = (plan: Plan, lines: readonly RolloutLine[], datesOf: DatesOf): CommitmentFinding[] => {
  const project = projectOf(plan);
  const contract = project?.contractTaskId ? datesOf(project.contractTaskId) : null;
  const contractDay = contract ? dayOfInstant(contract.finishMin) : null;
  const statusDay = project?.statusMin == null ? null : dayOfInstant(project.statusMin);
  const groups = new Map<string, { readonly id: CommitmentFindingId; readonly concerned: Concerned[] }>();
  for (const line of lines)
    for (const { id, group, params } of faultsOf(line, contractDay, statusDay)) {
      const key = `${id} ${group}`;
      const known = groups.get(key) ?? { id, concerned: [] };
      const name = nameOfLine(plan, line);
      const participantId = line.answer.participant.id;
      known.concerned.push({ participantId, moduleId: line.moduleId, params: { ...params, name } });
      groups.set(key, known);
    }
  return [...groups.values()].map(({ id, concerned }) => {
    const [first] = concerned as [Concerned, ...Concerned[]];
    const count = new Set(concerned.map(({ participantId }) => participantId)).size;
    const days = concerned.flatMap(({ params }) => (params.goLiveDay === undefined ? [] : [Number(params.goLiveDay)]));
    const { name: _name, ...params } = first.params;
    const earliest: Params = days.length > 0 ? { goLiveDay: Math.min(...days) } : {};
    if (count === 1) {
      // One municipality, however many of its modules: it is called by its name.
      const names = concerned.map((one) => one.params.name).join(', ');
      return finding(id, 'participant', first.participantId, { ...params, ...earliest, name: names }, concerned);
    }
    return finding(id, 'project', plan.projectId, { ...params, ...earliest, count }, concerned);
  });
};

/** Everything that is wrong with commitments and rollout, errors first. `datesOf` are the dates of the schedule. */
export const commitmentFindings = (plan: Plan, datesOf: DatesOf): readonly CommitmentFinding[] => {
  if (plan.rows.round.size === 0) return [];
  const round = rolloutRound(plan);
  const lines = round && plan.rows.wave.size > 0 ? rolloutOfAll(plan, round, datesOf) : [];
  const found = [
    ...thresholdFindings(plan, datesOf),
    ...roundFindings(plan),
    ...waveFindings(plan, lines),
    ...lineFindings(plan, lines, datesOf),
  ];
  return [...found.filter((one) => one.severity === 'error'), ...found.filter((one) => one.severity === 'warning')];
};
