import { TWIN_ENTITIES } from '../model/fold.ts';
import { type MergePolicy, planPolicy } from './merge-policy.ts';

/**
 * No reason to ask anybody: what looks better in one's own colour, and what a tender notes of the values that it was laid with. That
 * goes with those values: they are set by one change, so that of all of them the same person's are shown.
 */
const QUIET: ReadonlySet<string> = new Set(['stage.color', 'task.drafted', 'link.draftedLagMin', 'tender.laid']);

const isQuiet = (entity: string, cell: string): boolean => QUIET.has(`${entity}.${cell}`);

/** How plans merge, everywhere. */
export const policy: MergePolicy = planPolicy(isQuiet, new Set(TWIN_ENTITIES));
