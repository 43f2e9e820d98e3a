import { TWIN_ENTITIES } from '../model/fold.ts';
import { type MergePolicy, planPolicy } from './merge-policy.ts';

/** Looks better in one's own colour, and is no reason to ask anybody. */
const isQuiet = (entity: string, cell: string): boolean => entity === 'stage' && cell === 'color';

/** How plans merge, everywhere. */
export const policy: MergePolicy = planPolicy(isQuiet, new Set(TWIN_ENTITIES));
