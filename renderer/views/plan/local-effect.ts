import { commandById } from '../../../src/commands/index.ts';
import { type CommandEnv, type Effect, NO_PAST, type Refusal } from '../../../src/model/command.ts';
import type { Result } from '../../../src/result.ts';
import type { ProjectSession } from '../../stores/project-session.ts';
import type { Request } from './timeline-drag.ts';

/** Ids and keys that are thrown away again: nothing made here is ever kept. */
export const throwAwayEnv = ({ schedule }: ProjectSession): CommandEnv => {
  let made = 0;
  return {
    newId: () => `preview${++made}`,
    linkId: (predecessorId, successorId, type) => `${predecessorId} ${successorId} ${type}`,
    rowId: (entity, ...parts) => [entity, ...parts].join(' '),
    random: () => 0.5,
    nowMin: 0,
    datesOf: (taskId) => schedule.current.datesOf(taskId),
    workBetween: (taskId, fromMin, toMin) => schedule.current.workBetween(taskId, fromMin, toMin),
    text: (key) => key,
    past: NO_PAST,
  };
};

/**
 * What a request would do to the plan as this window knows it, or why it would be refused, without asking the service:
 * commands are pure. The service judges again; only its answer counts.
 */
export const localEffectOf = (session: ProjectSession, { commandId, input }: Request): Result<Effect, Refusal> => {
  const command = commandById(commandId);
  if (!command) throw new Error(`no such command: ${commandId}`);
  return command.run(session.plan.asPlan(), input as never, throwAwayEnv(session));
};
