import type { AnyCommand } from '../command.ts';
import { assignmentCommands } from './assignments.ts';
import { baselineCommands } from './baselines.ts';
import { batchCommands } from './batch.ts';
import { clipboardCommands } from './clipboard.ts';
import { estimateCommands } from './estimates.ts';
import { linkCommands } from './links.ts';
import { registerCommands } from './registers.ts';
import { cellCommands } from './task-cells.ts';
import { structureCommands } from './task-structure.ts';

/** Everything that can be done to a plan. Menu, toolbar, palette, shortcuts, context menu and command line follow from it. */
export const commands: readonly AnyCommand[] = [
  ...structureCommands,
  ...cellCommands,
  ...estimateCommands,
  ...linkCommands,
  ...assignmentCommands,
  ...clipboardCommands,
  ...baselineCommands,
  ...registerCommands,
  ...batchCommands((id) => commandById(id)),
];

const byId = new Map(commands.map((command) => [command.id, command]));

/** The command of that id, or undefined where there is none. */
export const commandById = (id: string): AnyCommand | undefined => byId.get(id);
