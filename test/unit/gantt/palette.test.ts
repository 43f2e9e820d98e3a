import { describe, expect, it } from 'vitest';
import { MAX_COMPARED } from '../../../src/gantt/chart-look.ts';
import {
  DARK_PALETTE,
  FORCED_PALETTE,
  GREY_PALETTE,
  inkOf,
  LIGHT_PALETTE,
  type Palette,
  PRINT_PALETTE,
} from '../../../src/gantt/palette.ts';
import type { Role } from '../../../src/gantt/scene.ts';

const luminance = (colour: string): number => {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red, green, blue] = channels.map((value) =>
    value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
};

/** Contrast of two colours as WCAG 2.2 counts it. */
const contrast = (a: string, b: string): number => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high! + 0.05) / (low! + 0.05);
};

const TEXTS: readonly Role[] = [
  'label',
  'label-strong',
  'header-major',
  'header-minor',
  'table-text',
  'table-muted',
  'caption',
];
const MARKS: readonly Role[] = ['summary', 'gate', 'bar-critical', 'today-flag', 'finding-error', 'finding-warning'];
const COLOURED: readonly Palette[] = [LIGHT_PALETTE, DARK_PALETTE, PRINT_PALETTE];

describe('palettes', () => {
  it.each(COLOURED.map((palette) => [palette.name, palette] as const))(
    '%s: text has contrast 4.5, marks have 3',
    (_, palette) => {
      const grounds = (['ground', 'weekend', 'holiday', 'band-head', 'row-selected'] as const).map(
        (role) => inkOf(palette, role).fill!,
      );
      for (const ground of grounds) {
        for (const role of TEXTS)
          expect(contrast(inkOf(palette, role).fill!, ground), `${role} on ${ground}`).toBeGreaterThan(4.5);
      }
      const ground = inkOf(palette, 'ground').fill!;
      for (const role of MARKS) expect(contrast(inkOf(palette, role).fill!, ground), role).toBeGreaterThan(3);
      const onBar = inkOf(palette, 'label-inside').fill!;
      palette.tones.forEach((tone, index) => {
        expect(contrast(tone.base, ground), `tone ${index}`).toBeGreaterThan(3);
        expect(contrast(tone.base, onBar), `text on tone ${index}`).toBeGreaterThan(4.5);
      });
    },
  );

  it('prints in colours a PDF knows', () => {
    for (const { fill, stroke } of Object.values(PRINT_PALETTE.inks)) {
      for (const colour of [fill, stroke]) if (colour) expect(colour).toMatch(/^(#[0-9a-f]{6}|tone-\w+|mark)$/);
    }
  });

  it('leaves forced colours to the system', () => {
    for (const { fill, stroke } of Object.values(FORCED_PALETTE.inks)) {
      for (const colour of [fill, stroke]) if (colour) expect(colour).not.toMatch(/^#/);
    }
  });

  it.each([...COLOURED, GREY_PALETTE, FORCED_PALETTE].map((palette) => [palette.name, palette] as const))(
    '%s: ten baselines that are compared are told apart without colour',
    (_, palette) => {
      const signs = Array.from({ length: MAX_COMPARED }, (_each, tone) => {
        const ink = inkOf(palette, tone === 0 ? 'baseline-compared' : 'baseline-line', tone);
        expect(ink.stroke).toBeTruthy();
        // An outline has a ground in it; a line has dashes, and none begins as another goes on.
        return tone === 0 ? 'outline' : ink.dash!.join(' ');
      });
      expect(new Set(signs).size).toBe(MAX_COMPARED);
      for (const [tone, sign] of signs.entries()) if (tone > 0) expect(sign.split(' ').length % 2).toBe(0);
    },
  );

  it('gives one ink for one role and colour, so that painters can batch', () => {
    expect(inkOf(LIGHT_PALETTE, 'bar', 1)).toBe(inkOf(LIGHT_PALETTE, 'bar', 1));
    expect(inkOf(LIGHT_PALETTE, 'grid', 1)).toBe(inkOf(LIGHT_PALETTE, 'grid', 2));
    expect(inkOf(LIGHT_PALETTE, 'bar', 1)).not.toBe(inkOf(LIGHT_PALETTE, 'bar', 2));
  });
});
