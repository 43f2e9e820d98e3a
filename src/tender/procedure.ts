import { TENDER_PROCEDURES } from '../model/tender-schema.ts';

/** Ways to award a contract that the product plans; names are in the catalogue under `procedure.<id>`. */
export const PROCEDURES = TENDER_PROCEDURES;
export type ProcedureId = (typeof PROCEDURES)[number];

/** Says whether a text names a procedure. */
export const isProcedureId = (text: string): text is ProcedureId => (PROCEDURES as readonly string[]).includes(text);

/** Procedures in which candidates first ask to take part and are then invited. */
export const TWO_STAGE: ReadonlySet<ProcedureId> = new Set([
  'restricted',
  'negotiation',
  'dialogue',
  'innovation',
  'dps',
]);

/** Procedures with rounds of negotiation or dialogue. */
export const WITH_ROUNDS: ReadonlySet<ProcedureId> = new Set(['negotiation', 'dialogue', 'innovation']);

/** Procedures under Parts II and III of udbudsloven that end in an award with standstill. */
export const WITH_STANDSTILL: ReadonlySet<ProcedureId> = new Set([
  'open',
  'restricted',
  'negotiation',
  'dialogue',
  'innovation',
  'light',
  'design-contest',
]);

/** Procedures with an accelerated form (art. 27(3), 28(6), 29(1)); dialogue, partnership and the rest have none. */
export const ACCELERATED: ReadonlySet<ProcedureId> = new Set(['open', 'restricted', 'negotiation']);

/** Procedures whose time to tender a prior information notice can shorten. */
export const WITH_PRIOR_NOTICE: ReadonlySet<ProcedureId> = new Set(['open', 'restricted', 'negotiation']);

/** Procedures in which candidates can agree to a time to tender. */
export const WITH_AGREEMENT: ReadonlySet<ProcedureId> = new Set(['restricted', 'negotiation', 'dps', 'dps-purchase']);
