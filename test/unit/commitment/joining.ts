import * as v from 'valibot';
import { commandById } from '../../../src/commands/index.ts';
import type { CommitmentStatus } from '../../../src/model/commitment-schema.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { dayOfIso } from '../../../src/time/day.ts';
import { OutlinePlan } from '../model/outline-plan.ts';

/** The day of an ISO date. */
export const on = (iso: string): number => {
  const day = dayOfIso(iso);
  if (!day.ok) throw new Error(iso);
  return day.value;
};

/** Carries out a command as the service does, its input checked; throws where it is refused. */
export const must = (plan: OutlinePlan, commandId: string, input: unknown): void => {
  const command = commandById(commandId)!;
  const done = command.run(plan, v.parse(command.input, input) as never, plan.env);
  if (!done.ok) throw new Error(done.error.id);
  plan.apply(done.value.ops);
};

/** The id of the only row of an entity with that name. */
export const named = (
  plan: Plan,
  entity: 'round' | 'joinThreshold' | 'module' | 'wave' | 'participant',
  name: string,
) => {
  const found = [...plan.rows[entity].values()].filter((row) => row.name === name);
  if (found.length !== 1) throw new Error(`${found.length} rows of ${entity} are called ${name}`);
  return found[0]!.id;
};

/** A plan with the 98 municipalities, three rounds, and half of the municipalities or of the inhabitants as threshold. */
export const newJoining = (outline = 'A'): OutlinePlan => {
  const plan = new OutlinePlan(outline);
  must(plan, 'commitment.begin', {
    rounds: [
      { name: 'Interesse', kind: 'interest' },
      { name: 'Kravspecifikation', kind: 'specification' },
      { name: 'Bindende', kind: 'binding' },
    ],
    threshold: 'Halvdelen',
  });
  return plan;
};

/** Municipalities with the fewest inhabitants first, as they ship. */
export const bySize = (plan: Plan): readonly { id: string; name: string; inhabitants: number }[] =>
  [...plan.rows.population.values()]
    .map((row) => ({ ...plan.rows.participant.get(row.participantId!)!, inhabitants: row.inhabitants }))
    .sort((a, b) => a.inhabitants - b.inhabitants);

/** Records the same answer of many. */
export const answer = (
  plan: OutlinePlan,
  round: string,
  participantIds: readonly string[],
  status: CommitmentStatus,
  day: number | null = null,
): void => {
  if (participantIds.length === 0) return;
  const roundId = named(plan, 'round', round);
  must(plan, 'commitment.set', { roundId, participantIds, cells: { answer: { status, day } } });
};
