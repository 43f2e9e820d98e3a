import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { create } from 'fontkit';
import { describe, expect, it } from 'vitest';
import { KERNINGS, KNOWN_LETTERS } from '../../../main/jobs/pdf/inter-kerning.ts';
import { openQuickFont } from '../../../main/jobs/pdf/quick-font.ts';

const bytes = readFileSync(new URL('../../../assets/fonts/inter-regular.ttf', import.meta.url));

describe('quick layout of text', () => {
  const slow = create(bytes);
  const quick = openQuickFont(bytes);

  it('gives the glyphs and places that the library gives', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'AVTLYWaeojrfyæøåÆØÅéü.,:;-–—→§%()/&"\'“”’ 0123456789ΩλЖдe\u0301ẞ€✓'),
      minLength: 1,
      maxLength: 14,
    });
    fc.assert(
      fc.property(letters, (text) => {
        const a = /[^\u0020-\u02af\u2010-\u2026€ẞ]|["'‘’“”]/.test(text)
          ? slow.layout(text)
          : slow.layout(text, undefined, 'latn');
        const b = quick.layout(text);
        expect(b.glyphs.map((glyph) => glyph.id)).toEqual(a.glyphs.map((glyph) => glyph.id));
        expect(b.positions.map(({ xAdvance, xOffset, yOffset }) => [xAdvance, xOffset, yOffset])).toEqual(
          a.positions.map(({ xAdvance, xOffset, yOffset }) => [xAdvance, xOffset, yOffset]),
        );
        expect(b.advanceWidth).toBe(a.advanceWidth);
      }),
      { numRuns: 400 },
    );
  });

  it.each(['regular', 'medium', 'semibold', 'bold'])('has the distance of every two letters of the %s font', (name) => {
    const font = readFileSync(new URL(`../../../assets/fonts/inter-${name}.ttf`, import.meta.url));
    const [library, own] = [create(font), openQuickFont(font)];
    expect(KERNINGS[library.postscriptName]).toBeDefined();
    const widthOf = (run: { readonly positions: readonly { readonly xAdvance: number }[] }): number =>
      run.positions[0]!.xAdvance;
    const wrong: string[] = [];
    for (const first of KNOWN_LETTERS)
      for (const second of KNOWN_LETTERS)
        if (widthOf(own.layout(first + second)) !== widthOf(library.layout(first + second, undefined, 'latn')))
          wrong.push(first + second);
    expect(wrong).toEqual([]);
  });

  it('does so for every pair of what dates and numbers are made of', () => {
    for (const a of '0123456789.,:-/ ') {
      for (const b of '0123456789.,:-/ ') {
        expect(quick.layout(a + b).advanceWidth, a + b).toBe(slow.layout(a + b, undefined, 'latn').advanceWidth);
      }
    }
  });
});
