import { MOST_TENDER_ROUNDS } from '../model/tender-schema.ts';
import { err, ok, type Result } from '../result.ts';
import { FIRST_DAY, LAST_DAY } from '../time/day.ts';
import { type ProcedureId, WITH_ROUNDS } from './procedure.ts';
import type { TemplateId } from './template.ts';

/** What is assumed about a tender; from it follow its rules. */
export interface TenderSettings {
  readonly procedure: ProcedureId;
  /** Tenders are submitted electronically, which Danish law has demanded since 1 July 2018. */
  readonly electronic: boolean;
  /** Day on which a prior information notice was sent, or null. */
  readonly pinDay: number | null;
  /** The prior information notice held all that a contract notice holds, as far as it was known. */
  readonly pinComplete: boolean;
  /** Urgency that can be substantiated in the notice. */
  readonly urgent: boolean;
  /** Days to tender that all selected candidates have agreed to, or null. */
  readonly agreedDays: number | null;
  /** All tender documents are freely and fully online from the notice on. */
  readonly documentsOnline: boolean;
  /** Tenders need a visit to a site, or documents that can only be read on the spot. */
  readonly siteVisit: boolean;
  /** Decisions are sent by letter and not electronically. */
  readonly letter: boolean;
  /** Rounds of negotiation or dialogue. */
  readonly rounds: number;
  /** Rounds of questions and answers before the deadline for tenders; the last one ends with the last answers. */
  readonly questionRounds: number;
  /** The board approves the award after the steering group. */
  readonly boardApproval: boolean;
  /** The contract is a framework agreement. */
  readonly framework: boolean;
  /** Length of the framework agreement in months, or null. */
  readonly frameworkMonths: number | null;
  /** A voluntary ex-ante notice is sent before a contract without a notice. */
  readonly exAnteNotice: boolean;
  /** An electronic auction follows the evaluation. */
  readonly auction: boolean;
  /** State authorities cannot agree the time to tender with candidates. KOMBIT is not one. */
  readonly authority: 'sub-central' | 'central';
  /** Candidates to be invited, or null. */
  readonly candidates: number | null;
  /** Days between the end of standstill and the contract, in case of a complaint. */
  readonly complaintBufferDays: number;
  /** Planned durations. */
  readonly template: TemplateId;
  /** How much work a tender is for those who write one; null where it is not known. */
  readonly complexity: 'small' | 'standard' | 'large' | null;
}

/** Most rounds of negotiation or dialogue that a timetable is made for. */
export const MAX_ROUNDS = MOST_TENDER_ROUNDS;
/** Most rounds of questions and answers. */
export const MAX_QUESTION_ROUNDS = MOST_TENDER_ROUNDS;
/** Longest time to tender by agreement, in days. */
const MAX_AGREED_DAYS = 365;

/** Usual assumptions for a procedure: electronic, all documents online, one round, shortest lawful periods. */
export const defaultSettings = (procedure: ProcedureId): TenderSettings => ({
  procedure,
  electronic: true,
  pinDay: null,
  pinComplete: true,
  urgent: false,
  agreedDays: null,
  documentsOnline: true,
  siteVisit: false,
  letter: false,
  rounds: WITH_ROUNDS.has(procedure) ? 1 : 0,
  questionRounds: 1,
  boardApproval: false,
  framework: false,
  frameworkMonths: null,
  exAnteNotice: true,
  auction: false,
  authority: 'sub-central',
  candidates: null,
  complaintBufferDays: 0,
  template: 'minimum',
  complexity: null,
});

/** Why a timetable cannot be made. */
export interface TenderError {
  readonly id:
    | 'tender.rounds'
    | 'tender.question-rounds'
    | 'tender.agreed-days'
    | 'tender.buffer-days'
    | 'tender.date-out-of-range'
    | 'tender.pin-after-notice'
    | 'tender.no-such-event'
    | 'tender.unknown-event';
  readonly params: Readonly<Record<string, string | number>>;
}

const isWhole = (value: number, min: number, max: number): boolean =>
  Number.isInteger(value) && value >= min && value <= max;

/** Refuses settings that no timetable can follow; ones that the law does not allow are findings of the check. */
export function checkSettings(settings: TenderSettings): Result<TenderSettings, TenderError> {
  const { rounds, questionRounds, agreedDays, complaintBufferDays, pinDay, procedure } = settings;
  if (!isWhole(rounds, WITH_ROUNDS.has(procedure) ? 1 : 0, MAX_ROUNDS))
    return err({ id: 'tender.rounds', params: { rounds: String(rounds), max: MAX_ROUNDS } });
  if (!isWhole(questionRounds, 1, MAX_QUESTION_ROUNDS))
    return err({ id: 'tender.question-rounds', params: { rounds: String(questionRounds), max: MAX_QUESTION_ROUNDS } });
  if (agreedDays !== null && !isWhole(agreedDays, 1, MAX_AGREED_DAYS))
    return err({ id: 'tender.agreed-days', params: { days: String(agreedDays), max: MAX_AGREED_DAYS } });
  if (!isWhole(complaintBufferDays, 0, 365))
    return err({ id: 'tender.buffer-days', params: { days: String(complaintBufferDays), max: 365 } });
  if (pinDay !== null && !isWhole(pinDay, FIRST_DAY, LAST_DAY))
    return err({ id: 'tender.date-out-of-range', params: { event: 'pin' } });
  return ok(settings);
}
