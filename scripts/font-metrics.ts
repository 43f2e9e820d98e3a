/**
 * Writes src/gantt/inter-metrics.ts: the advance widths of the fonts in assets/fonts, so that text can be measured where
 * no font can be asked. Run it after the fonts change: node scripts/font-metrics.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const WEIGHTS = { 400: 'regular', 500: 'medium', 600: 'semibold', 700: 'bold' } as const;

type FontTables = { readonly view: DataView; readonly offsetOf: ReadonlyMap<string, number> };

function openFont(path: string): FontTables {
  const bytes = readFileSync(path);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const offsetOf = new Map<string, number>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const entry = 12 + i * 16;
    offsetOf.set(bytes.toString('latin1', entry, entry + 4), view.getUint32(entry + 8));
  }
  return { view, offsetOf };
}

/** Glyph of each character of the basic plane, from the format 4 subtable of the cmap table (OpenType specification). */
function glyphsOf({ view, offsetOf }: FontTables): Map<number, number> {
  const cmap = offsetOf.get('cmap')!;
  const glyphs = new Map<number, number>();
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const table = cmap + view.getUint32(cmap + 4 + i * 8 + 4);
    if (view.getUint16(table) !== 4) continue;
    const twice = view.getUint16(table + 6);
    for (let segment = 0; segment < twice; segment += 2) {
      const end = view.getUint16(table + 14 + segment);
      const start = view.getUint16(table + 16 + twice + segment);
      const delta = view.getUint16(table + 16 + 2 * twice + segment);
      const rangeAt = table + 16 + 3 * twice + segment;
      const range = view.getUint16(rangeAt);
      for (let code = start; code <= end && code < 0xffff; code++) {
        const raw = range === 0 ? code : view.getUint16(rangeAt + range + (code - start) * 2);
        if (range === 0 || raw !== 0) glyphs.set(code, (raw + delta) & 0xffff);
      }
    }
  }
  return glyphs;
}

function widthsOf(font: FontTables): Map<number, number> {
  const { view, offsetOf } = font;
  const count = view.getUint16(offsetOf.get('hhea')! + 34);
  const hmtx = offsetOf.get('hmtx')!;
  const widths = new Map<number, number>();
  for (const [code, glyph] of glyphsOf(font)) widths.set(code, view.getUint16(hmtx + Math.min(glyph, count - 1) * 4));
  return widths;
}

function rangesOf(codes: readonly number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const code of codes) {
    const last = ranges.at(-1);
    if (last && last[0] + last[1] === code) last[1]++;
    else ranges.push([code, 1]);
  }
  return ranges;
}

const inPieces = (text: string): string =>
  (text.match(/.{1,110}/g) ?? [])
    .map((piece) => `    '${piece}'`)
    .join(' +\n')
    .trimStart();

const fonts = Object.entries(WEIGHTS).map(([weight, name]) => ({
  weight,
  widths: widthsOf(openFont(new URL(`../assets/fonts/inter-${name}.ttf`, import.meta.url).pathname)),
}));
const codes = [...fonts[0]!.widths.keys()].sort((a, b) => a - b);
const encoded = fonts.map(({ weight, widths }) => {
  const text = codes.map((code) => DIGITS[widths.get(code)! >> 6]! + DIGITS[widths.get(code)! & 63]!).join('');
  return `  ${weight}:\n    ${inPieces(text)},`;
});
const head = openFont(new URL('../assets/fonts/inter-regular.ttf', import.meta.url).pathname);
const unitsPerEm = head.view.getUint16(head.offsetOf.get('head')! + 18);

writeFileSync(
  new URL('../src/gantt/inter-metrics.ts', import.meta.url),
  `// Made by scripts/font-metrics.ts from assets/fonts; do not edit.

/** Units in which the widths are counted, in an em. */
export const INTER_UNITS_PER_EM = ${unitsPerEm};

/** Characters of the fonts as runs: first code point and how many. */
export const INTER_RUNS: readonly (readonly [number, number])[] = ${JSON.stringify(rangesOf(codes))};

/** Digits in which widths are written, two a character, high digit first. */
export const INTER_DIGITS = '${DIGITS}';

/** Advance widths by font weight, in the order of the runs. */
export const INTER_WIDTHS = {
${encoded.join('\n')}
} as const;
`,
);
