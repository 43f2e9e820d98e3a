import { DARK_PALETTE, FORCED_PALETTE, LIGHT_PALETTE, type Palette } from '../../../src/gantt/palette.ts';

/** Inks that the chart shares with the grid beside it, and the style properties that say what they are. */
const SHARED = {
  ground: ['fill', '--up-panel'],
  header: ['fill', '--up-panel'],
  'gate-mark': ['fill', '--up-panel'],
  'row-selected': ['fill', '--up-accent-soft'],
  'row-hover': ['fill', '--up-hover'],
  'band-head': ['fill', '--plan-band'],
  'tier-alternate': ['fill', '--plan-alternate'],
  weekend: ['fill', '--plan-weekend'],
  holiday: ['fill', '--plan-holiday'],
  grid: ['stroke', '--plan-hairline'],
  'grid-minor': ['stroke', '--plan-hairline'],
  'grid-major': ['stroke', '--plan-hairline-strong'],
  'header-line': ['stroke', '--plan-hairline-strong'],
} as const;

/** How much of a stage's colour lies in the ground of its rows. */
const BAND_SHARE = { light: 0.04, dark: 0.05 } as const;

const HEX_COLOUR = /^#[0-9a-f]{6}$/i;

/** A colour between two, both written `#rrggbb`; the first one where either is written otherwise. */
export const mixedColour = (from: string, to: string, share: number): string => {
  if (!HEX_COLOUR.test(from) || !HEX_COLOUR.test(to)) return from;
  const part = (colour: string, at: number): number => Number.parseInt(colour.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) => Math.round(part(from, at) * (1 - share) + part(to, at) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
};

/** The palette of the screen in the theme that an element is shown in: one place, the style sheet, says what both halves share. */
export const screenPalette = (element: Element, dark: boolean): Palette => {
  const style = getComputedStyle(element);
  if (window.matchMedia('(forced-colors: active)').matches) {
    // A canvas takes system colours from the scheme that was last worked out for it; asking for it makes that the scheme of now.
    style.getPropertyValue('color-scheme');
    return FORCED_PALETTE;
  }
  const base = dark ? DARK_PALETTE : LIGHT_PALETTE;
  const inks = { ...base.inks };
  for (const [role, [part, property]] of Object.entries(SHARED) as [keyof typeof SHARED, readonly [string, string]][]) {
    const colour = style.getPropertyValue(property).trim();
    if (colour !== '') inks[role] = { ...inks[role], [part]: colour };
  }
  const ground = style.getPropertyValue('--up-panel').trim();
  const share = BAND_SHARE[dark ? 'dark' : 'light'];
  const tones = base.tones.map((tone) => ({ ...tone, faint: mixedColour(ground, tone.base, share) }));
  // Patches behind labels have the ground of their row.
  return { ...base, tones, inks: { ...inks, 'label-ground': { fill: 'tone-faint' } } };
};
