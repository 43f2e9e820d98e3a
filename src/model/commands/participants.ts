import * as v from 'valibot';
import { ok, type Result } from '../../result.ts';
import { createRow, type Op, setCell } from '../change.ts';
import type { AnyCommand, CommandEnv, Refusal } from '../command.ts';
import { POPULATION_YEAR, SHIPPED_MUNICIPALITIES, SHIPPED_REGIONS } from '../municipalities.ts';
import type { Plan } from '../plan.ts';
import { entities } from '../schema.ts';
import { cellSchema, idSchema } from '../validate.ts';
import { define, refuse } from './define.ts';
import { register, updateOps } from './registers.ts';

const regionId = (env: CommandEnv, key: string): string => env.rowId('region', key);

/** The id of a municipality's row, equal in every copy of every plan. */
export const municipalityId = (env: CommandEnv, code: string): string => env.rowId('participant', 'municipality', code);

const populationOps = (plan: Plan, env: CommandEnv, participantId: string, year: number, inhabitants: number): Op[] => {
  const id = env.rowId('population', participantId, String(year));
  const known = plan.rows.population.get(id);
  if (!known) return createRow('population', id, { participantId, year, inhabitants });
  return known.inhabitants === inhabitants ? [] : [setCell('population', id, 'inhabitants', inhabitants)];
};

/** Ops that bring in the regions and municipalities that are not there yet; what is there stays as it is. */
export const municipalityOps = (plan: Plan, env: CommandEnv): Op[] => {
  const ops: Op[] = [];
  for (const { key, name, code, fromDay, toDay, successor } of SHIPPED_REGIONS) {
    const id = regionId(env, key);
    if (plan.rows.region.has(id)) continue;
    const successorId = successor === null ? null : regionId(env, successor);
    ops.push(...createRow('region', id, { name, code, validity: { fromDay, toDay }, successorId }));
  }
  for (const { code, name, region, inhabitants } of SHIPPED_MUNICIPALITIES) {
    const id = municipalityId(env, code);
    if (plan.rows.participant.has(id)) continue;
    const cells = { kind: 'municipality', name, code, regionId: regionId(env, region) } as const;
    ops.push(...createRow('participant', id, cells));
    ops.push(...populationOps(plan, env, id, POPULATION_YEAR, inhabitants));
  }
  return ops;
};

const addMunicipalities = define<Record<string, never>>({
  id: 'participant.addMunicipalities',
  input: v.strictObject({}) as unknown as v.GenericSchema<Record<string, never>>,
  run: (plan, _input, env) => ok({ ops: municipalityOps(plan, env) }),
});

interface Count {
  readonly code: string;
  readonly inhabitants: number;
}

const codeSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(20));
const yearSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1900), v.maxValue(2199));
/** More municipalities than any country has. */
const MAX_LINES = 10_000;
const countsSchema = v.pipe(
  v.array(
    v.strictObject({
      code: codeSchema,
      inhabitants: cellSchema(entities.population.cells.inhabitants) as v.GenericSchema<number>,
    }),
  ),
  v.minLength(1),
  v.maxLength(MAX_LINES),
);

/** The participants that lines name by their codes, each once. */
const namedByCode = (
  plan: Plan,
  lines: readonly { readonly code: string }[],
): Result<ReadonlyMap<string, string>, Refusal> => {
  const byCode = new Map(
    [...plan.rows.participant.values()].filter(({ code }) => code !== '').map(({ code, id }) => [code, id]),
  );
  const unknown = lines.find(({ code }) => !byCode.has(code));
  if (unknown) return refuse('participant.unknown-code', { code: unknown.code });
  const seen = new Set<string>();
  for (const { code } of lines) {
    if (seen.has(code)) return refuse('participant.code-twice', { code });
    seen.add(code);
  }
  return ok(byCode);
};

const countOps = (plan: Plan, env: CommandEnv, year: number, counts: readonly Count[]): Result<Op[], Refusal> => {
  const ids = namedByCode(plan, counts);
  if (!ids.ok) return ids;
  return ok(
    counts.flatMap(({ code, inhabitants }) => populationOps(plan, env, ids.value.get(code)!, year, inhabitants)),
  );
};

/** Takes in a newer count of inhabitants; figures of other years stay, and so do those frozen at a signing. */
const setPopulations = define<{ year: number; counts: Count[] }>({
  id: 'population.set',
  input: v.strictObject({ year: yearSchema, counts: countsSchema }),
  run: (plan, { year, counts }, env) => {
    const ops = countOps(plan, env, year, counts);
    return ops.ok ? ok({ ops: ops.value }) : ops;
  },
});

interface Register {
  readonly population?: { readonly year: number; readonly counts: Count[] } | undefined;
  readonly mailboxes?: { readonly code: string; readonly mailbox: string }[] | undefined;
}

/** Takes in what a newer register says of municipalities, all as one change: inhabitants of a year, shared mailboxes, or both. */
const setRegister = define<Register>({
  id: 'participant.setRegister',
  input: v.strictObject({
    population: v.optional(v.strictObject({ year: yearSchema, counts: countsSchema })),
    mailboxes: v.optional(
      v.pipe(
        v.array(
          v.strictObject({
            code: codeSchema,
            mailbox: cellSchema(entities.participant.cells.mailbox) as v.GenericSchema<string>,
          }),
        ),
        v.minLength(1),
        v.maxLength(MAX_LINES),
      ),
    ),
  }),
  run: (plan, { population, mailboxes = [] }, env) => {
    const counted = population ? countOps(plan, env, population.year, population.counts) : ok([]);
    if (!counted.ok) return counted;
    const ids = namedByCode(plan, mailboxes);
    if (!ids.ok) return ids;
    const written = mailboxes.flatMap(({ code, mailbox }) => {
      const id = ids.value.get(code)!;
      return updateOps('participant', id, plan.rows.participant.get(id)!, { mailbox });
    });
    return ok({ ops: [...counted.value, ...written] });
  },
});

/** Says what somebody has to do with the decision at a gate. */
const setRaci = define<{ gateId: string; participantId: string; part: string }>({
  id: 'raci.set',
  input: v.strictObject({
    gateId: idSchema,
    participantId: idSchema,
    part: v.picklist(entities.raci.cells.part.values),
  }),
  run: (plan, { gateId, participantId, part }, env) => {
    if (!plan.rows.gate.has(gateId)) return refuse('row.unknown', { entity: 'gate', id: gateId });
    if (!plan.rows.participant.has(participantId))
      return refuse('row.unknown', { entity: 'participant', id: participantId });
    const id = env.rowId('raci', gateId, participantId);
    const known = plan.rows.raci.get(id);
    const value = part as (typeof entities.raci.cells.part.values)[number];
    if (!known) return ok({ ops: createRow('raci', id, { gateId, participantId, part: value }) });
    return ok({ ops: known.part === value ? [] : [setCell('raci', id, 'part', value)] });
  },
});

/** Commands about who takes part, and what they have to do with the project. */
export const participantCommands: readonly AnyCommand[] = [
  addMunicipalities,
  setPopulations,
  setRegister,
  ...register('region'),
  ...register('participant'),
  ...register('contact'),
  setRaci,
];
