import type { AnyCommand } from '../model/command.ts';
import { batchCommands } from '../model/commands/batch.ts';
import { commands as planCommands } from '../model/commands/index.ts';
import { tenderCommands } from '../tender/commands/index.ts';

/**
 * Everything that can be done: the commands of the plan itself and of the areas above it, which know rules that the model
 * does not. Menu, toolbar, palette, shortcuts, context menu and command line follow from it.
 */
export const commands: readonly AnyCommand[] = [
  ...planCommands,
  ...tenderCommands,
  ...batchCommands((id) => commandById(id)),
];

const byId = new Map(commands.map((command) => [command.id, command]));

/** The command of that id, or undefined where there is none. */
export const commandById = (id: string): AnyCommand | undefined => byId.get(id);
