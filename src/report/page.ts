import type { Primitive } from '../gantt/scene.ts';

/** A line of a table: what is painted in each of its cells, in the order of the columns. */
export type TableLine = { readonly cells: readonly (readonly Primitive[])[] };

/**
 * A part of a page with what it means to somebody who cannot see it. An artifact means nothing (lines, grounds, repeated
 * headings and page numbers) and is passed over when the page is read aloud.
 */
export type PagePart =
  | { readonly kind: 'artifact'; readonly items: readonly Primitive[] }
  | { readonly kind: 'heading'; readonly items: readonly Primitive[] }
  | { readonly kind: 'paragraph'; readonly items: readonly Primitive[] }
  | { readonly kind: 'figure'; readonly alt: string; readonly items: readonly Primitive[] }
  | {
      readonly kind: 'table';
      /** Parts of one name, on whatever pages, are one table. */
      readonly name?: string;
      /** The cell that names a row; the second one when left out. */
      readonly nameColumn?: number;
      readonly head: TableLine;
      readonly rows: readonly TableLine[];
    };

/** A place in the table of contents that readers of the PDF see: the title of a stage, and y of its row. */
export type Bookmark = { readonly title: string; readonly yPt: number };

/** A page, its parts in the order of painting; everything in points from the upper left corner. */
export type Page = {
  readonly widthPt: number;
  readonly heightPt: number;
  readonly parts: readonly PagePart[];
  readonly bookmarks: readonly Bookmark[];
  /** Rows of the plan on this page, both included. */
  readonly firstRow: number;
  readonly lastRow: number;
  /** Time on this page, from and up to. */
  readonly fromMin: number;
  readonly toMin: number;
};

/** All primitives of a page in the order of painting. */
export function pageItems(page: Page): Primitive[] {
  const items: Primitive[] = [];
  for (const part of page.parts) {
    if (part.kind !== 'table') {
      items.push(...part.items);
      continue;
    }
    for (const line of [part.head, ...part.rows]) for (const cell of line.cells) items.push(...cell);
  }
  return items;
}
