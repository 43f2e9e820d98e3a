import type { ConstraintType, LagKind, LinkType } from '../model/schema.ts';
import type { Follower } from '../tender/linked-day.ts';
import type { EffectiveRule } from '../tender/rule.ts';
import { NO_TIME, type WorkCalendar } from '../time/calendar.ts';

/** Codes in `linkType`: positions in the schema's list. */
export const LINK_CODES: Readonly<Record<LinkType, number>> = { FS: 0, SS: 1, FF: 2, SF: 3 };
/** Codes in `constraintType`: positions in the schema's list. */
export const CONSTRAINT_CODES: Readonly<Record<ConstraintType, number>> = {
  ASAP: 0,
  ALAP: 1,
  SNET: 2,
  SNLT: 3,
  FNET: 4,
  FNLT: 5,
  MSO: 6,
  MFO: 7,
};
/** Codes in `lagKind`. */
export const LAG_CODES: Readonly<Record<LagKind, number>> = { working: 0, elapsed: 1, percent: 2 };

/** Bit in `flags`: keeps the dates a person set. */
export const MANUAL = 1;
/** Bit in `flags`: takes no time, whatever its duration says. */
export const MILESTONE = 2;
/** Bit in `flags`: cancelled; moves nothing and counts in no sum. Everything below is cancelled too. */
export const INACTIVE = 4;
/** Bit in `flags`: the duration counts around the clock, on every day. */
export const ELAPSED = 8;

/** What the engine knows of a milestone that is an event of a tender. */
export interface TenderEvent extends Follower {
  /** It need not stand on a working day. */
  readonly isOnAnyDay: boolean;
}

/** The rule of tender law that a link carries. */
export interface StatutoryLink {
  /** The rule as it stands when the notice lies on a day (null: not known). */
  readonly effectiveOn: (noticeDay: number | null) => EffectiveRule;
  /** Task of the notice, where the length of the period depends on its date; -1 where it does not. */
  readonly noticeTask: number;
}

/**
 * A plan as the engine sees it: parallel arrays over tasks and over links. Instants are minutes since 1970-01-01T00:00
 * local, NO_TIME where there is none. Parents may stand behind their children. Durations of summaries are not read.
 */
export type NetworkInput = {
  readonly size: number;
  /** Index of the summary above, -1 at the top. */
  readonly parent: Int32Array;
  readonly flags: Uint8Array;
  readonly durationMin: Int32Array;
  /** Index into `calendars`, -1 for the project calendar. */
  readonly calendarOf: Int32Array;
  readonly manualStart: Int32Array;
  readonly manualFinish: Int32Array;
  readonly actualStart: Int32Array;
  readonly actualFinish: Int32Array;
  readonly percentComplete: Uint8Array;
  /** Working minutes left of a task under way; -1 where they follow from the percentage. */
  readonly remaining: Int32Array;
  /** Working minutes of interruptions within the task, and those of them that lie in what is done. */
  readonly breaks: Int32Array;
  readonly breaksDone: Int32Array;
  /** Minutes around the clock that levelling of resources puts before the start. */
  readonly levelingDelay: Int32Array;
  /** Assignments of task i whose own calendars set its dates: crewFrom[i]..crewFrom[i+1] in the arrays below. */
  readonly crewFrom: Int32Array;
  /** Index into `calendars`. */
  readonly crewCalendar: Int32Array;
  /** Minutes in that calendar that the assignment takes, and those between the task's start and its own. */
  readonly crewLength: Int32Array;
  readonly crewDelay: Int32Array;
  readonly constraintType: Uint8Array;
  readonly constraintAt: Int32Array;
  readonly deadline: Int32Array;
  readonly linkPred: Int32Array;
  readonly linkSucc: Int32Array;
  readonly linkType: Uint8Array;
  /** Minutes, or percent where `lagKind` says so; negative is lead. */
  readonly lag: Int32Array;
  readonly lagKind: Uint8Array;
  /** Of tasks that are events of a tender; null for all others. */
  readonly events: readonly (TenderEvent | null)[];
  /** Of links that carry a rule of tender law; null for all others. */
  readonly linkRule: readonly (StatutoryLink | null)[];
  readonly calendars: readonly WorkCalendar[];
  /** Index into `calendars`. */
  readonly projectCalendar: number;
  readonly projectStart: number;
  /** True: a constraint date stands even where links ask for later. False: links win, and slack turns negative. */
  readonly honourConstraints: boolean;
  /** The finish to calculate back from; NO_TIME for a plan scheduled from its start. */
  readonly requiredFinish: number;
  /** What is left of a task under way waits for its links; false: once begun, links no longer hold a task. */
  readonly splitInProgress: boolean;
  /** Nothing left to do lies before this instant; NO_TIME where it may. */
  readonly nothingBefore: number;
  /** Total slack up to which a task is critical. */
  readonly criticalSlack: number;
};

/** What the engine needs to know of a plan besides its tasks and links. */
export type ProjectSettings = Pick<
  NetworkInput,
  'calendars' | 'projectCalendar' | 'projectStart' | 'honourConstraints'
> &
  Partial<Pick<NetworkInput, 'requiredFinish' | 'splitInProgress' | 'nothingBefore' | 'criticalSlack'>>;

/** Input with room for tasks, links and crews: no duration, no dates, no constraint, top level, project calendar, FS without lag. */
export function blankInput(size: number, links: number, settings: ProjectSettings, crew = 0): NetworkInput {
  const noDates = (): Int32Array => new Int32Array(size).fill(NO_TIME);
  return {
    requiredFinish: NO_TIME,
    splitInProgress: true,
    nothingBefore: NO_TIME,
    criticalSlack: 0,
    ...settings,
    size,
    parent: new Int32Array(size).fill(-1),
    flags: new Uint8Array(size),
    durationMin: new Int32Array(size),
    calendarOf: new Int32Array(size).fill(-1),
    manualStart: noDates(),
    manualFinish: noDates(),
    actualStart: noDates(),
    actualFinish: noDates(),
    percentComplete: new Uint8Array(size),
    remaining: new Int32Array(size).fill(-1),
    breaks: new Int32Array(size),
    breaksDone: new Int32Array(size),
    levelingDelay: new Int32Array(size),
    crewFrom: new Int32Array(size + 1),
    crewCalendar: new Int32Array(crew),
    crewLength: new Int32Array(crew),
    crewDelay: new Int32Array(crew),
    constraintType: new Uint8Array(size),
    constraintAt: noDates(),
    deadline: noDates(),
    linkPred: new Int32Array(links),
    linkSucc: new Int32Array(links),
    linkType: new Uint8Array(links),
    lag: new Int32Array(links),
    lagKind: new Uint8Array(links),
    events: new Array<TenderEvent | null>(size).fill(null),
    linkRule: new Array<StatutoryLink | null>(links).fill(null),
  };
}
