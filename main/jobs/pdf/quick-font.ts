/// <reference path="./fontkit.d.ts" />
import { create, type Font, type Glyph, type GlyphPosition, type GlyphRun } from 'fontkit';
import { KERNINGS, KNOWN_LETTERS } from './inter-kerning.ts';

type Letter = { readonly code: number; readonly glyph: Glyph };

/** Latin letters, punctuation and signs: one glyph each, moved only by its neighbour. Inter moves quotes by more than that. */
function isPlain(code: number): boolean {
  if (code < 0x2b0) return code >= 0x20 && code !== 0xad && code !== 0x22 && code !== 0x27;
  return (code >= 0x1e00 && code < 0x1f00) || (code >= 0x2010 && code < 0x2018) || (code >= 0x2020 && code < 0x2027);
}

const isFigure = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isInNumbers = (code: number): boolean => (code >= 0x2c && code <= 0x3a) || code === 0x20;

/** Tabular figures stand at even distances from each other and from what stands between them in dates and numbers. */
const standEvenly = (a: number, b: number): boolean =>
  (isFigure(a) && isInNumbers(b)) || (isFigure(b) && isInNumbers(a));

class Run implements GlyphRun {
  readonly glyphs: readonly Glyph[];
  readonly positions: readonly GlyphPosition[];
  constructor(glyphs: readonly Glyph[], positions: readonly GlyphPosition[]) {
    this.glyphs = glyphs;
    this.positions = positions;
  }
  get advanceWidth(): number {
    return this.positions.reduce((sum, position) => sum + position.xAdvance, 0);
  }
}

const keyOf = (first: number, second: number): number => first * 0x10000 + second;

/** The kernings of a font that are written down; null for a font of which none are. */
function writtenKernings({ postscriptName }: Font): Map<number, number> | null {
  const written = KERNINGS[postscriptName];
  if (!written) return null;
  const kernings = new Map<number, number>();
  for (const [units, pairs] of written)
    for (let at = 0; at < pairs.length; at += 2)
      kernings.set(keyOf(pairs.charCodeAt(at), pairs.charCodeAt(at + 1)), units);
  return kernings;
}

const knownCodes: ReadonlySet<number> = new Set(Array.from(KNOWN_LETTERS, (letter) => letter.charCodeAt(0)));

/**
 * Lays text out with the kerning of each pair of letters from what is written down, or asked of the font once: its tables are
 * opened for that, which costs as much as writing a few pages.
 */
function quickLayout(font: Font): (text: string, features?: readonly string[]) => GlyphRun {
  const letters = new Map<number, Letter>();
  const written = writtenKernings(font);
  const kernings = written ?? new Map<number, number>();
  const letterOf = (code: number): Letter => {
    let letter = letters.get(code);
    if (!letter) {
      letter = { code, glyph: font.glyphForCodePoint(code) };
      letters.set(code, letter);
    }
    return letter;
  };
  const kerningOf = (first: Letter, second: Letter): number => {
    if (standEvenly(first.code, second.code)) return 0;
    const key = keyOf(first.code, second.code);
    let kerning = kernings.get(key);
    if (kerning === undefined && written && knownCodes.has(first.code) && knownCodes.has(second.code)) return 0;
    if (kerning === undefined) {
      const pair = font.layout(String.fromCodePoint(first.code, second.code), undefined, 'latn');
      kerning = pair.positions[0]!.xAdvance - first.glyph.advanceWidth;
      kernings.set(key, kerning);
    }
    return kerning;
  };
  return (text, features) => {
    const plain: Letter[] = [];
    for (const character of text) {
      const code = character.codePointAt(0)!;
      if (!isPlain(code)) return font.layout(text, features);
      plain.push(letterOf(code));
    }
    const positions = plain.map((letter, at) => {
      const next = plain[at + 1];
      const xAdvance = letter.glyph.advanceWidth + (next ? kerningOf(letter, next) : 0);
      return { xAdvance, yAdvance: 0, xOffset: 0, yOffset: 0 };
    });
    return new Run(
      plain.map((letter) => letter.glyph),
      positions,
    );
  };
}

/**
 * A font that lays plain text out some ten times as fast as the library does, with the same result for Latin; anything else (marks set
 * above letters, other scripts) goes the long way.
 */
export function openQuickFont(bytes: Uint8Array): Font {
  const font = create(bytes);
  return Object.create(font, { layout: { value: quickLayout(font) } }) as Font;
}
