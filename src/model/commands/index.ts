import type { AnyCommand } from '../command.ts';
import { assignmentCommands } from './assignments.ts';
import { baselineCommands } from './baselines.ts';
import { clipboardCommands } from './clipboard.ts';
import { commitmentCommands } from './commitments.ts';
import { conflictCommands } from './conflicts.ts';
import { estimateCommands } from './estimates.ts';
import { linkCommands } from './links.ts';
import { nudgeCommands } from './nudges.ts';
import { participantCommands } from './participants.ts';
import { pastCommands } from './past.ts';
import { recurringCommands } from './recurring-task.ts';
import { registerCommands } from './registers.ts';
import { rolloutCommands } from './rollout.ts';
import { splitCommands } from './splits.ts';
import { cellCommands } from './task-cells.ts';
import { structureCommands } from './task-structure.ts';
import { versionCommands } from './versions.ts';

/** Everything that can be done to a plan without rules of an area above; src/commands joins it with theirs. */
export const commands: readonly AnyCommand[] = [
  ...structureCommands,
  ...recurringCommands,
  ...cellCommands,
  ...nudgeCommands,
  ...splitCommands,
  ...estimateCommands,
  ...linkCommands,
  ...assignmentCommands,
  ...clipboardCommands,
  ...baselineCommands,
  ...registerCommands,
  ...participantCommands,
  ...commitmentCommands,
  ...rolloutCommands,
  ...conflictCommands,
  ...pastCommands,
  ...versionCommands,
];
