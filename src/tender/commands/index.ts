import type { AnyCommand } from '../../model/command.ts';
import { beginTender } from './begin.ts';
import { tenderDateCommands } from './dates.ts';
import { wholeTenderCommands } from './tenders.ts';

/** Everything that can be done to the tenders of a plan. */
export const tenderCommands: readonly AnyCommand[] = [...wholeTenderCommands, beginTender, ...tenderDateCommands];
