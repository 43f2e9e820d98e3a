/** Sheets of ISO 216. */
export type PaperName = 'A4' | 'A3' | 'A2' | 'A1' | 'A0';

/** A sheet: a name or its short and long side, which way it is turned, and the margins left white. */
export type Paper = {
  readonly size: PaperName | { readonly widthMm: number; readonly heightMm: number };
  readonly orientation: 'landscape' | 'portrait';
  readonly marginMm: {
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
    readonly left: number;
  };
};

const SIDES_MM: Readonly<Record<PaperName, readonly [short: number, long: number]>> = {
  A4: [210, 297],
  A3: [297, 420],
  A2: [420, 594],
  A1: [594, 841],
  A0: [841, 1189],
};

/** Text that reads well at the distance a sheet of that size is looked at from. */
const TEXT_PT: Readonly<Record<PaperName, number>> = { A4: 7.4, A3: 8, A2: 9, A1: 10.5, A0: 12 };

/** Points in a number of millimetres (a point is 1/72 inch). */
export const ptOfMm = (mm: number): number => (mm * 72) / 25.4;

/** A sheet of a standard size, or of one's own, with margins that every printer can keep. */
export function paperOf(size: Paper['size'], orientation: Paper['orientation'] = 'landscape'): Paper {
  return { size, orientation, marginMm: { top: 11, right: 12, bottom: 10, left: 12 } };
}

/** Width and height of the sheet as it is turned, in points. */
export function sheetPt({ size, orientation }: Paper): { readonly widthPt: number; readonly heightPt: number } {
  const [a, b] = typeof size === 'string' ? SIDES_MM[size] : [size.widthMm, size.heightMm];
  const short = ptOfMm(Math.min(a, b));
  const long = ptOfMm(Math.max(a, b));
  return orientation === 'landscape' ? { widthPt: long, heightPt: short } : { widthPt: short, heightPt: long };
}

/** The text size for a sheet, in points, when none is asked for. */
export function textPtFor({ size }: Paper): number {
  if (typeof size === 'string') return TEXT_PT[size];
  const longer = Math.max(size.widthMm, size.heightMm);
  const names: readonly PaperName[] = ['A0', 'A1', 'A2', 'A3'];
  return TEXT_PT[names.find((name) => longer >= SIDES_MM[name][1]) ?? 'A4'];
}
