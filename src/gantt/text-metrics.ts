import { INTER_DIGITS, INTER_RUNS, INTER_UNITS_PER_EM, INTER_WIDTHS } from './inter-metrics.ts';

/** Weights of Inter that the product ships. */
export type FontWeight = 400 | 500 | 600 | 700;

const ELLIPSIS = '…';
const TABLE_SIZE = 0x2800;
/** Width taken for characters the fonts do not have: another font draws them, most often a wide one. */
const UNKNOWN_WIDTH = INTER_UNITS_PER_EM;
const CACHE_LIMIT = 50_000;

function decodeWidths(encoded: string): Uint16Array {
  const widths = new Uint16Array(TABLE_SIZE).fill(UNKNOWN_WIDTH);
  let at = 0;
  for (const [first, count] of INTER_RUNS) {
    for (let code = first; code < first + count; code++, at += 2) {
      const width = INTER_DIGITS.indexOf(encoded[at]!) * 64 + INTER_DIGITS.indexOf(encoded[at + 1]!);
      if (code < TABLE_SIZE) widths[code] = width;
    }
  }
  return widths;
}

const tables: Record<FontWeight, Uint16Array> = {
  400: decodeWidths(INTER_WIDTHS[400]),
  500: decodeWidths(INTER_WIDTHS[500]),
  600: decodeWidths(INTER_WIDTHS[600]),
  700: decodeWidths(INTER_WIDTHS[700]),
};

const caches: Record<FontWeight, Map<string, number>> = {
  400: new Map(),
  500: new Map(),
  600: new Map(),
  700: new Map(),
};

function unitsOf(text: string, weight: FontWeight): number {
  const cache = caches[weight];
  const known = cache.get(text);
  if (known !== undefined) return known;
  const widths = tables[weight];
  let units = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    units += code < TABLE_SIZE ? widths[code]! : UNKNOWN_WIDTH;
  }
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(text, units);
  return units;
}

/**
 * Width of a text set in Inter, in the unit of `size`. Kerning is left out: it draws letters together, so a text is never
 * wider than said.
 */
export function measureText(text: string, size: number, weight: FontWeight): number {
  return (unitsOf(text, weight) * size) / INTER_UNITS_PER_EM;
}

/** The text, or as much of its beginning as fits with an ellipsis; empty when not even one letter and the ellipsis fit. */
export function cutText(text: string, maxWidth: number, size: number, weight: FontWeight): string {
  if (measureText(text, size, weight) <= maxWidth) return text;
  const widths = tables[weight];
  const room = (maxWidth / size) * INTER_UNITS_PER_EM - widths[ELLIPSIS.codePointAt(0)!]!;
  let units = 0;
  let kept = '';
  for (const character of text) {
    const code = character.codePointAt(0)!;
    units += code < TABLE_SIZE ? widths[code]! : UNKNOWN_WIDTH;
    if (units > room) break;
    kept += character;
  }
  const trimmed = kept.trimEnd();
  return trimmed === '' ? '' : trimmed + ELLIPSIS;
}
