import type { Contour } from './schema.ts';

/**
 * Mean share of the assigned units over each shape's ten equal parts, in percent, as Microsoft Project documents its
 * predefined contours (bell: 10 20 40 80 100 100 80 40 20 10).
 */
const MEAN_PERCENT: Readonly<Record<Contour, number>> = {
  flat: 100,
  backLoaded: 60,
  frontLoaded: 60,
  doublePeak: 50,
  earlyPeak: 50,
  latePeak: 50,
  bell: 50,
  turtle: 70,
  contoured: 100,
};

/**
 * Minutes of a person's own working time that an assignment takes: work over units, stretched by the shape. Null where
 * that cannot be said: no work, no units, or a shape drawn by hand.
 */
export const assignmentLength = (workMin: number | null, unitsPermille: number, contour: Contour): number | null =>
  workMin === null || workMin === 0 || unitsPermille === 0 || contour === 'contoured'
    ? null
    : Math.round((workMin * 100_000) / (unitsPermille * MEAN_PERCENT[contour]));

/** Work that fits into a length: the other way round. */
export const workOfLength = (lengthMin: number, unitsPermille: number, contour: Contour): number =>
  Math.round((lengthMin * unitsPermille * MEAN_PERCENT[contour]) / 100_000);
