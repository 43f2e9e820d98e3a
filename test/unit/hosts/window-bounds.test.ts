import { describe, expect, test } from 'vitest';
import { openingPlace, readPlace, type WindowPlace } from '../../../main/electron/window-bounds.ts';

const first = { x: 0, y: 0, width: 1920, height: 1040 };
const right = { x: 1920, y: 200, width: 1280, height: 800 };
const place = (x: number, y: number, width = 1200, height = 800, maximised = false): WindowPlace => ({
  x,
  y,
  width,
  height,
  maximised,
});

describe('where the window opens', () => {
  test.each<[string, WindowPlace | null, Partial<WindowPlace>]>([
    ['first start: in the middle', null, { x: 240, y: 70, width: 1440, height: 900 }],
    ['where it was', place(100, 50), { x: 100, y: 50 }],
    ['where it was on another display', place(2000, 300), { x: 2000, y: 300 }],
    ['the display is gone', place(4000, 300), { x: 240, y: 70 }],
    ['above every display, where no mouse reaches its title', place(100, -300), { x: 240, y: 70 }],
    ['below the last line', place(100, 1030), { x: 240, y: 70 }],
    ['just its right edge visible', place(-1150, 50), { x: 240, y: 70 }],
    ['half of it visible', place(-600, 50), { x: -600, y: 50 }],
    ['larger than the display', place(0, 0, 5000, 3000), { width: 1920, height: 1040 }],
    ['smaller than it may be', place(10, 10, 20, 20), { x: 240, y: 70 }],
    ['maximised stays so when its place is gone', place(9000, 0, 1200, 800, true), { x: 240, maximised: true }],
  ])('%s', (_what, kept, expected) => {
    expect(openingPlace(kept, [first, right])).toMatchObject(expected);
  });

  test('a system that names no display', () => {
    expect(openingPlace(null, [])).toEqual(place(0, 0, 1440, 900));
  });
});

describe('what is kept is not trusted', () => {
  test.each(['', 'null', '{}', '[]', '{"x":1}', '{"x":"1","y":0,"width":1,"height":1,"maximised":true}', '{"x":1e9}'])(
    '%s',
    (text) => {
      expect(readPlace(text)).toBeNull();
    },
  );

  test('a sensible one is read', () => {
    expect(readPlace(JSON.stringify(place(1, 2)))).toEqual(place(1, 2));
  });
});
