import { derived, type Plan } from './plan.ts';
import type { Commitment, GoLive, Module, Participant, Population, RolloutStep, Round, Wave } from './row.ts';

const byOrder = (a: { order: string; id: string }, b: { order: string; id: string }): number =>
  a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : 1;

/** Rounds, modules, waves and rollout tasks in the order in which a person has put them. */
export const roundsInOrder: (plan: Plan) => readonly Round[] = derived((plan) =>
  [...plan.rows.round.values()].sort(byOrder),
);
export const modulesInOrder: (plan: Plan) => readonly Module[] = derived((plan) =>
  [...plan.rows.module.values()].sort(byOrder),
);
export const wavesInOrder: (plan: Plan) => readonly Wave[] = derived((plan) =>
  [...plan.rows.wave.values()].sort(byOrder),
);
export const rolloutStepsInOrder: (plan: Plan) => readonly RolloutStep[] = derived((plan) =>
  [...plan.rows.rolloutStep.values()].sort(byOrder),
);

/** The municipalities that take part, in no order; what shares and thresholds are counted of. */
export const municipalitiesOf: (plan: Plan) => readonly Participant[] = derived((plan) =>
  [...plan.rows.participant.values()].filter(({ kind, inactive }) => kind === 'municipality' && !inactive),
);

const answerKey = (roundId: string, participantId: string, moduleId: string | null): string =>
  `${roundId}/${participantId}/${moduleId ?? ''}`;

const commitmentsByKey: (plan: Plan) => ReadonlyMap<string, Commitment> = derived(
  (plan) =>
    new Map(
      [...plan.rows.commitment.values()].flatMap((row) =>
        row.roundId === null || row.participantId === null
          ? []
          : [[answerKey(row.roundId, row.participantId, row.moduleId), row] as const],
      ),
    ),
);

/** The answer itself of a participant in a round to a module or (null) to the whole; undefined where none is recorded. */
export const ownCommitment = (
  plan: Plan,
  roundId: string,
  participantId: string,
  moduleId: string | null,
): Commitment | undefined => commitmentsByKey(plan).get(answerKey(roundId, participantId, moduleId));

/** The answer that counts for a module: its own, else the one to the whole. */
export const commitmentFor = (
  plan: Plan,
  roundId: string,
  participantId: string,
  moduleId: string | null,
): Commitment | undefined =>
  ownCommitment(plan, roundId, participantId, moduleId) ??
  (moduleId === null ? undefined : ownCommitment(plan, roundId, participantId, null));

/** Inhabitants by participant, the years rising. */
const populationsByParticipant: (plan: Plan) => ReadonlyMap<string, readonly Population[]> = derived((plan) => {
  const byParticipant = new Map<string, Population[]>();
  for (const row of plan.rows.population.values()) {
    if (row.participantId === null || row.year === null) continue;
    const list = byParticipant.get(row.participantId);
    if (list) list.push(row);
    else byParticipant.set(row.participantId, [row]);
  }
  for (const list of byParticipant.values()) list.sort((a, b) => a.year! - b.year!);
  return byParticipant;
});

/**
 * The inhabitants of a participant as they count in a year: those of the newest count that is not younger, or of the
 * oldest there is. Without a year the newest. Undefined where nobody has counted.
 */
export const populationIn = (plan: Plan, participantId: string, year?: number): Population | undefined => {
  const list = populationsByParticipant(plan).get(participantId);
  if (!list) return undefined;
  if (year === undefined) return list[list.length - 1];
  return list.filter((row) => row.year! <= year).at(-1) ?? list[0];
};

const goLivesByKey: (plan: Plan) => ReadonlyMap<string, GoLive> = derived(
  (plan) =>
    new Map(
      [...plan.rows.goLive.values()].flatMap((row) =>
        row.participantId === null ? [] : [[`${row.participantId}/${row.moduleId ?? ''}`, row] as const],
      ),
    ),
);

/** The go-live of a participant with a module or (null) with the whole. */
export const goLiveOf = (plan: Plan, participantId: string, moduleId: string | null): GoLive | undefined =>
  goLivesByKey(plan).get(`${participantId}/${moduleId ?? ''}`);

/** The go-live that counts for a module: its own, else that of the whole. */
export const effectiveGoLive = (plan: Plan, participantId: string, moduleId: string | null): GoLive | undefined =>
  goLiveOf(plan, participantId, moduleId) ?? (moduleId === null ? undefined : goLiveOf(plan, participantId, null));

/** The day for which a go-live is planned: its own, else that of its wave. */
export const plannedDayOf = (plan: Plan, { plannedDay, waveId }: GoLive): number | null =>
  plannedDay ?? plan.rows.wave.get(waveId ?? '')?.goLiveDay ?? null;
