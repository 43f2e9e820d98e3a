import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { create } from 'fontkit';
import { describe, expect, it } from 'vitest';
import { cutText, type FontWeight, measureText } from '../../../src/gantt/text-metrics.ts';

const FILES: Record<FontWeight, string> = { 400: 'regular', 500: 'medium', 600: 'semibold', 700: 'bold' };
const weights = fc.constantFrom<FontWeight>(400, 500, 600, 700);
const letters = fc.string({ unit: fc.constantFrom(...'abcxyzÆØÅæøåéü §–→✓ΩЖ1234567890.,…WM '), maxLength: 40 });

describe('text metrics', () => {
  it.each([400, 500, 600, 700] as const)('has the advances of the font file at weight %d', (weight) => {
    const font = create(readFileSync(new URL(`../../../assets/fonts/inter-${FILES[weight]}.ttf`, import.meta.url)));
    for (const letter of 'AaBbGgMmWw0123456789æøåÆØÅéüß§–—→✓…·•≥−½€ΩЖ') {
      const glyph = font.glyphForCodePoint(letter.codePointAt(0)!);
      expect(font.hasGlyphForCodePoint(letter.codePointAt(0)!), letter).toBe(true);
      expect(measureText(letter, font.unitsPerEm, weight), letter).toBe(glyph.advanceWidth);
    }
  });

  it('has figures of one width, so that columns stand still', () => {
    for (const weight of [400, 500, 600, 700] as const) {
      const widths = new Set([...'0123456789'].map((figure) => measureText(figure, 13, weight)));
      expect(widths.size).toBe(1);
    }
  });

  it('never says less than the text takes with kerning', () => {
    const font = create(readFileSync(new URL('../../../assets/fonts/inter-regular.ttf', import.meta.url)));
    for (const text of ['Tilslutning AV', 'Første årsværk', 'LT. Yvonne Wøldike', '27.12.26']) {
      const kerned = font.layout(text).advanceWidth;
      expect(measureText(text, font.unitsPerEm, 400)).toBeGreaterThanOrEqual(kerned);
    }
  });

  it('cuts to what fits, with an ellipsis, and only when it must', () => {
    fc.assert(
      fc.property(letters, fc.integer({ min: 0, max: 300 }), weights, (text, room, weight) => {
        const cut = cutText(text, room, 13, weight);
        expect(cut === '' ? 0 : measureText(cut, 13, weight)).toBeLessThanOrEqual(Math.max(room, 0) + 1e-9);
        if (measureText(text, 13, weight) <= room) expect(cut).toBe(text);
        else if (cut !== '') {
          expect(cut.endsWith('…')).toBe(true);
          expect(text.startsWith(cut.slice(0, -1))).toBe(true);
        }
      }),
    );
  });
});
