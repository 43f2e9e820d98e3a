import type { XmlLimits } from './xml-reader.ts';

/** Bounds of a file that is still read. Real plans stay far below; what is above is hostile or not a plan. */
export interface MspdiLimits extends XmlLimits {
  readonly tasks: number;
  readonly links: number;
}

/** The product's bounds: 200,000 tasks, 1,000,000 links, files of up to 600 million characters. */
export const MSPDI_LIMITS: MspdiLimits = {
  depth: 64,
  characters: 600_000_000,
  textLength: 4_000_000,
  elements: 1_000_000,
  tasks: 200_000,
  links: 1_000_000,
};
