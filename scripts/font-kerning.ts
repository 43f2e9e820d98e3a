/**
 * Writes main/jobs/pdf/inter-kerning.ts: by how much the fonts in assets/fonts move neighbouring letters, as the font library
 * tells it. Run it after the fonts change: node scripts/font-kerning.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { create } from 'fontkit';

const WEIGHTS = ['regular', 'medium', 'semibold', 'bold'];

/** What Danish and English plans are written with; neighbours of other letters are asked of the font. */
const printable = Array.from({ length: 0x7f - 0x20 }, (_, at) => String.fromCharCode(0x20 + at)).join('');
const LETTERS = `${printable.replace(/["']/g, '')}æøåÆØÅäöüÄÖÜéÉ–—·§`;

const kerningsOf = (name: string): string => {
  const font = create(readFileSync(new URL(`../assets/fonts/inter-${name}.ttf`, import.meta.url)));
  const byUnits = new Map<number, string>();
  for (const first of LETTERS) {
    const { advanceWidth } = font.glyphForCodePoint(first.codePointAt(0)!);
    for (const second of LETTERS) {
      const units = font.layout(first + second, undefined, 'latn').positions[0]!.xAdvance - advanceWidth;
      if (units !== 0) byUnits.set(units, (byUnits.get(units) ?? '') + first + second);
    }
  }
  const lines = [...byUnits]
    .sort(([a], [b]) => a - b)
    .map(([units, pairs]) => `    [${units}, ${JSON.stringify(pairs)}],`);
  return `  ${JSON.stringify(font.postscriptName)}: [\n${lines.join('\n')}\n  ],`;
};

writeFileSync(
  new URL('../main/jobs/pdf/inter-kerning.ts', import.meta.url),
  `// Made by scripts/font-kerning.ts from assets/fonts; do not edit.

/** The letters whose neighbours are known. */
export const KNOWN_LETTERS = ${JSON.stringify(LETTERS)};

/** By the name of the font: units of the font, and all pairs of letters, one after the other, that are moved by as many. */
export const KERNINGS: Readonly<Record<string, readonly (readonly [units: number, pairs: string])[]>> = {
${WEIGHTS.map(kerningsOf).join('\n')}
};
`,
);
