import { expect, it } from 'vitest';
import { mixedColour } from '../../../renderer/views/plan/screen-palette.ts';

it.each([
  ['#ffffff', '#000000', 0, '#ffffff'],
  ['#ffffff', '#000000', 1, '#000000'],
  ['#ffffff', '#000000', 0.5, '#808080'],
  ['#102030', '#203040', 0.5, '#182838'],
  ['Canvas', '#203040', 0.5, 'Canvas'],
])('mixes %s and %s by %d to %s', (from, to, share, expected) => {
  expect(mixedColour(from, to, share)).toBe(expected);
});
