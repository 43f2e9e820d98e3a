import type { CallError } from '../../../src/api.ts';
import type { Decision } from '../../../src/model/exchange-result.ts';

/** Carries a decision out; gives what stands against it, or null. */
export type Settle = (decision: Decision) => Promise<Pick<CallError, 'id' | 'params'> | null>;
