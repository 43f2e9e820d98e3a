import { dayNumberOf } from '../time/day.ts';
import type { Citation } from './citation.ts';
import type { EventId } from './event.ts';
import type { ProcedureId } from './procedure.ts';
import type { Rule, Stage, Variation, VariationId } from './rule.ts';

/** Day of the act that udbudsloven was passed as: 15 December 2015. Rules of that law are not told for earlier tenders. */
export const UDBUDSLOVEN_FROM = dayNumberOf(2015, 12, 15);

type Given = Pick<Rule, 'id' | 'procedures' | 'stage' | 'citations'> & Partial<Rule>;

/** A row of the rule table: a minimum in calendar days, forward, under no condition, where nothing else is said. */
export const rule = (given: Given): Rule => ({
  bound: 'minimum',
  anchor: null,
  target: null,
  direction: 'forward',
  length: 0,
  unit: 'day',
  isAfter: false,
  bindsOthers: false,
  fromQuarterEnd: false,
  condition: null,
  variations: [],
  doubt: null,
  validFromDay: UDBUDSLOVEN_FROM,
  validToDay: null,
  ...given,
});

/** A variation that gives the period a length of its own. */
export const set = (id: VariationId, length: number, ...citations: Citation[]): Variation => ({
  id,
  effect: 'set',
  length,
  citations,
});

/** A variation that makes the period some days longer. */
export const add = (id: VariationId, length: number, ...citations: Citation[]): Variation => ({
  id,
  effect: 'add',
  length,
  citations,
});

/** A stage for which the law names no number of days, but demands time that suits the task. */
export const appropriate = (
  id: string,
  procedures: readonly ProcedureId[],
  stage: Stage,
  anchor: EventId,
  target: EventId,
  ...citations: Citation[]
): Rule => rule({ id, procedures, stage, anchor, target, bound: 'appropriate', citations });
