import * as v from 'valibot';
import type { CallError, Language } from '../../src/api.ts';
import { commandById } from '../../src/commands/index.ts';
import type { CommandEnv, Effect, Past } from '../../src/model/command.ts';
import type { Plan } from '../../src/model/plan.ts';
import { linkId, ROW_ID_BYTES, rowIdFrom, rowIdOf } from '../../src/model/row-id.ts';
import { err, type Result } from '../../src/result.ts';
import { inputFault } from './input-fault.ts';
import { localInstant } from './local-time.ts';
import type { PlanDates, ServiceDeps } from './service-deps.ts';

const BYTES_OF_RANDOM = 4;

/** A number in [0, 1) of 32 random bits. */
const randomNumber = (random: ServiceDeps['random']): number => {
  const bytes = random(BYTES_OF_RANDOM);
  return new DataView(bytes.buffer, bytes.byteOffset, BYTES_OF_RANDOM).getUint32(0) / 2 ** 32;
};

/** What a command may ask of the world; the schedule is worked out only if it asks for dates. */
const envFor = (
  plan: Plan,
  past: Past,
  language: Language,
  { random, sha256, now, scheduleOf, text }: ServiceDeps,
): CommandEnv => {
  let dates: PlanDates | null = null;
  const schedule = (): PlanDates => {
    dates ??= scheduleOf(plan);
    return dates;
  };
  return {
    newId: () => rowIdFrom(random(ROW_ID_BYTES)),
    linkId: (predecessorId, successorId, type) => linkId(predecessorId, successorId, type, sha256),
    rowId: (entity, ...parts) => rowIdOf(entity, parts, sha256),
    random: () => randomNumber(random),
    nowMin: localInstant(now()),
    datesOf: (taskId) => schedule().datesOf(taskId),
    workBetween: (taskId, fromMin, toMin) => schedule().workBetween(taskId, fromMin, toMin),
    past,
    text: text(language),
  };
};

/** The ops that a command would commit, with names of new rows in a language. Refuses unknown commands and inputs that its schema does not allow. */
export const runCommand = (
  plan: Plan,
  past: Past,
  commandId: string,
  input: unknown,
  language: Language,
  deps: ServiceDeps,
): Result<Effect, CallError> => {
  const command = commandById(commandId);
  if (command === undefined) return err({ id: 'command.unknown', params: { command: commandId } });
  const parsed = v.safeParse(command.input, input, { abortEarly: true });
  if (!parsed.success) {
    const { id, params } = inputFault(parsed.issues);
    return err({ id, params: { command: commandId, ...params } });
  }
  return command.run(plan, parsed.output as never, envFor(plan, past, language, deps));
};
