import { commitmentFor, municipalitiesOf, populationIn } from '../model/commitment-rows.ts';
import type { CommitmentStatus } from '../model/commitment-schema.ts';
import { derived, type Plan } from '../model/plan.ts';
import type { Commitment, Participant, Round } from '../model/row.ts';
import { compareDanish } from './danish-order.ts';
import { isJoined, isOpen, STATUSES_IN_LEGEND } from './status.ts';

/** Where one participant stands in a round. Days are day numbers. */
export interface Answer {
  readonly participant: Participant;
  /** The row that says so; none where nothing is recorded. */
  readonly commitment: Commitment | undefined;
  readonly status: CommitmentStatus;
  readonly isJoined: boolean;
  /** Not joined, but may still join. */
  readonly isOpen: boolean;
  /** Inhabitants as they count here: those at the signing, else those of the newest count. */
  readonly inhabitants: number;
  readonly populationYear: number | null;
  readonly isFrozen: boolean;
  /** From when and (not included) until when it counts as joined; null where it never did, or where nobody knows the day. */
  readonly joinedDay: number | null;
  readonly leftDay: number | null;
  /** Joined after the deadline of the round. */
  readonly isLate: boolean;
}

export interface Tally {
  readonly count: number;
  readonly inhabitants: number;
}

/** Where a round stands: municipalities in Danish order, others beside them. Shares are of the municipalities only. */
export interface Standing {
  readonly round: Round;
  readonly moduleId: string | null;
  readonly answers: readonly Answer[];
  readonly others: readonly Answer[];
  readonly all: Tally;
  readonly joined: Tally;
  readonly othersJoined: number;
  readonly byStatus: ReadonlyMap<CommitmentStatus, Tally>;
  readonly byParticipant: ReadonlyMap<string, Answer>;
}

const answerOf = (plan: Plan, round: Round, moduleId: string | null, participant: Participant): Answer => {
  const commitment = commitmentFor(plan, round.id, participant.id, moduleId);
  const status = commitment?.answer.status ?? 'not-asked';
  const joins = isJoined(round.kind, status);
  const signed = commitment?.signed;
  const isFrozen = signed !== undefined && signed.inhabitants !== null && (joins || status === 'left');
  const counted = populationIn(plan, participant.id);
  const answerDay = commitment?.answer.day ?? null;
  const joinedDay = joins ? (signed?.day ?? answerDay) : status === 'left' ? (signed?.day ?? null) : null;
  return {
    participant,
    commitment,
    status,
    isJoined: joins,
    isOpen: !joins && isOpen(status),
    inhabitants: isFrozen ? signed.inhabitants! : (counted?.inhabitants ?? 0),
    populationYear: isFrozen ? signed.populationYear : (counted?.year ?? null),
    isFrozen,
    joinedDay,
    leftDay: status === 'left' ? answerDay : null,
    isLate: joins && joinedDay !== null && round.deadlineDay !== null && joinedDay > round.deadlineDay,
  };
};

/** Adds up answers. */
export const tallyOf = (answers: readonly Answer[]): Tally => ({
  count: answers.length,
  inhabitants: answers.reduce((sum, { inhabitants }) => sum + inhabitants, 0),
});

const byName = (a: Participant, b: Participant): number =>
  compareDanish(a.name, b.name) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Municipalities that take part, in Danish order. */
export const municipalitiesInOrder: (plan: Plan) => readonly Participant[] = derived((plan) =>
  [...municipalitiesOf(plan)].sort(byName),
);

/** Everybody else who takes part, in Danish order. */
export const otherParticipants: (plan: Plan) => readonly Participant[] = derived((plan) =>
  [...plan.rows.participant.values()].filter(({ kind, inactive }) => kind !== 'municipality' && !inactive).sort(byName),
);

const buildStanding = (plan: Plan, round: Round, moduleId: string | null): Standing => {
  const answers = municipalitiesInOrder(plan).map((one) => answerOf(plan, round, moduleId, one));
  // Of the other parties only those count that were asked: a vendor is never a participant by itself.
  const others = otherParticipants(plan)
    .map((one) => answerOf(plan, round, moduleId, one))
    .filter(({ commitment, participant }) => commitment !== undefined || participant.kind === 'abroad');
  const grouped = new Map<CommitmentStatus, Answer[]>(STATUSES_IN_LEGEND.map((status) => [status, []]));
  for (const answer of answers) grouped.get(answer.status)!.push(answer);
  return {
    round,
    moduleId,
    answers,
    others,
    all: tallyOf(answers),
    joined: tallyOf(answers.filter((answer) => answer.isJoined)),
    othersJoined: others.filter((answer) => answer.isJoined).length,
    byStatus: new Map([...grouped].map(([status, list]) => [status, tallyOf(list)])),
    byParticipant: new Map([...answers, ...others].map((answer) => [answer.participant.id, answer])),
  };
};

const kept: (plan: Plan) => Map<string, Standing> = derived(() => new Map());

/** Where a round stands with a module or (null) with the whole; worked out once per revision. Undefined without the round. */
export const standingOf = (plan: Plan, roundId: string, moduleId: string | null): Standing | undefined => {
  const round = plan.rows.round.get(roundId);
  if (!round) return undefined;
  const standings = kept(plan);
  const key = `${roundId}/${moduleId ?? ''}`;
  const known = standings.get(key);
  if (known) return known;
  const made = buildStanding(plan, round, moduleId);
  standings.set(key, made);
  return made;
};

/** Whether an answer counted as joined on a day. One of unknown day counts from the beginning. */
export const isJoinedOn = ({ isJoined: joins, joinedDay, leftDay }: Answer, day: number): boolean => {
  if (joins) return joinedDay === null || joinedDay <= day;
  return joinedDay !== null && leftDay !== null && joinedDay <= day && day < leftDay;
};
