import type { CONSTRAINT_TYPES, Contour, DURATION_UNITS, LINK_TYPES, TaskType } from '../../model/schema.ts';

type DurationUnit = (typeof DURATION_UNITS)[number];

/** What DurationFormat and LagFormat say. */
export interface Format {
  /** Null where the format names no unit, or percent. */
  readonly unit: DurationUnit | null;
  readonly elapsed: boolean;
  readonly percent: boolean;
  /** Written with a question mark. */
  readonly estimated: boolean;
}

const UNITS: readonly DurationUnit[] = ['min', 'hour', 'day', 'week', 'month'];
const FIRST_UNIT = 3;
const PERCENT = 19;
const NO_UNIT = 21;
/** Formats of estimated values lie this much higher. */
const ESTIMATED = 32;

/**
 * The formats of the Microsoft Project XML schema: from 3 on minutes, elapsed minutes, hours, elapsed hours, days, weeks,
 * months; 19 percent, 20 elapsed percent, 21 none; each again 32 higher when estimated.
 */
export const formatOf = (code: number | null): Format => {
  const estimated = code !== null && code >= FIRST_UNIT + ESTIMATED && code <= NO_UNIT + ESTIMATED;
  const plain = code === null ? NO_UNIT : estimated ? code - ESTIMATED : code;
  const step = plain - FIRST_UNIT;
  if (step >= 0 && step < 2 * UNITS.length)
    return { unit: UNITS[step >> 1]!, elapsed: step % 2 === 1, percent: false, estimated };
  const percent = plain === PERCENT || plain === PERCENT + 1;
  return { unit: null, elapsed: plain === PERCENT + 1, percent, estimated };
};

/** ConstraintType by number. */
export const CONSTRAINTS: readonly (typeof CONSTRAINT_TYPES)[number][] = [
  'ASAP',
  'ALAP',
  'MSO',
  'MFO',
  'SNET',
  'SNLT',
  'FNET',
  'FNLT',
];

/** Type of a PredecessorLink by number. */
export const LINKS: readonly (typeof LINK_TYPES)[number][] = ['FF', 'FS', 'SF', 'SS'];

/** Type of a Task by number. */
export const FIXED: readonly TaskType[] = ['fixedUnits', 'fixedDuration', 'fixedWork'];

/** WorkContour of an Assignment by number. */
export const SHAPES: readonly Contour[] = [
  'flat',
  'backLoaded',
  'frontLoaded',
  'doublePeak',
  'earlyPeak',
  'latePeak',
  'bell',
  'turtle',
  'contoured',
];
