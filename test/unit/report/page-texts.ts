import type { Primitive, TextPrimitive } from '../../../src/gantt/scene.ts';
import { shifted } from '../../../src/report/crop.ts';
import { type Page, pageItems } from '../../../src/report/page.ts';

/** Primitives of all groups at their places on the page. */
export const flatItems = (items: readonly Primitive[], dx = 0, dy = 0): Primitive[] =>
  items.flatMap((item) =>
    item.shape === 'group' ? flatItems(item.items, dx + item.x, dy + item.y) : [shifted(item, dx, dy)],
  );

/** The texts of a page at their places. */
export const textsOf = (page: Page): TextPrimitive[] =>
  flatItems(pageItems(page)).filter((item): item is TextPrimitive => item.shape === 'text');

/** The words of a page. */
export const wordsOf = (page: Page): string[] => textsOf(page).map(({ text }) => text);
