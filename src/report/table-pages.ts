import type { Primitive, Role, TextPrimitive } from '../gantt/scene.ts';
import { type FontWeight, measureText } from '../gantt/text-metrics.ts';
import type { Bookmark, Page, PagePart, TableLine } from './page.ts';
import { placeLogo } from './page-frame.ts';
import { type Paper, ptOfMm, sheetPt } from './paper.ts';
import { filled, type ReportPicture } from './report-input.ts';
import { wrapText } from './wrap-text.ts';

/** A column of a document's table. The wide one takes the room that the others leave, and its texts are wrapped. */
export interface DocumentColumn {
  readonly title: string;
  readonly wide?: boolean;
  readonly muted?: boolean;
}

/** A table as a document of its own, in words only: plain values, so that it can be handed to another thread. */
export interface TableDocument {
  readonly title: string;
  readonly subtitle: string;
  /** At the upper right of the first page, and what it is for those who cannot see it. */
  readonly logo: { readonly picture: ReportPicture; readonly alt: string } | null;
  /** Lines between titles and table. */
  readonly facts: readonly string[];
  readonly columns: readonly DocumentColumn[];
  /** Texts of the cells, in the order of the columns. */
  readonly rows: readonly (readonly string[])[];
  /** Rows that a bookmark leads to, in the order of the rows: what it is called, or null for none. */
  readonly bookmarks?: readonly (string | null)[];
  /** Below the table. */
  readonly notes: readonly string[];
  /** At the lower left of each page. */
  readonly printed: string;
  /** With {page} and {pages}. */
  readonly page: string;
  readonly paper: Paper;
}

const TITLE_PT = 19;
const SUBTITLE_PT = 11.5;
/** Size of the text of the table. */
export const TEXT_PT = 9.6;
const HEAD_PT = 8.6;
const SMALL_PT = 8.2;
const LINE_PT = 12.8;
const ROW_PAD_PT = 4.6;
const GAP_PT = 16;
/** Most of the width that the columns beside the wide one may take together before their texts are wrapped too. */
const MOST_SHARE = 0.66;
/** Height of a capital above the baseline, as a share of the size. */
const CAPITAL = 0.727;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly bottom: number;
}

interface PlacedColumn {
  readonly column: DocumentColumn;
  readonly x: number;
  readonly width: number;
}

interface Look {
  readonly role: Role;
  readonly size: number;
  readonly weight: FontWeight;
  readonly anchor?: TextPrimitive['anchor'];
}

/** A text whose capitals begin at `top`. */
const textAt = (text: string, x: number, top: number, look: Look): TextPrimitive => {
  const { role, size, weight, anchor = 'start' } = look;
  const width = measureText(text, size, weight);
  return { shape: 'text', role, x, y: top + size * CAPITAL, text, size, weight, anchor, width };
};

const rule = (box: Box, y: number, role: Role): Primitive => ({
  shape: 'line',
  role,
  x1: box.x,
  y1: y,
  x2: box.x + box.width,
  y2: y,
});

const boxOf = ({ paper }: TableDocument): Box => {
  const { widthPt, heightPt } = sheetPt(paper);
  const { top, right, bottom, left } = paper.marginMm;
  const x = ptOfMm(left);
  return { x, y: ptOfMm(top), width: widthPt - x - ptOfMm(right), bottom: heightPt - ptOfMm(bottom) };
};

/** The width down to which the widest of some columns are made narrower, so that together they take no more than a room. */
const widestThatFit = (widths: readonly number[], room: number): number => {
  const sorted = [...widths].sort((a, b) => a - b);
  let left = room;
  for (const [at, width] of sorted.entries()) {
    const share = left / (sorted.length - at);
    if (width > share) return share;
    left -= width;
  }
  return Number.POSITIVE_INFINITY;
};

const placeColumns = ({ columns, rows }: TableDocument, box: Box): readonly PlacedColumn[] => {
  const natural = columns.map((column, at) => {
    const texts = rows.map((row) => measureText(row[at] ?? '', TEXT_PT, 400));
    const widest = Math.max(measureText(column.title, HEAD_PT, 500), ...texts);
    return widest + 1;
  });
  const gaps = GAP_PT * (columns.length - 1);
  const beside = natural.filter((_width, at) => !columns[at]!.wide);
  const most = widestThatFit(beside, box.width * MOST_SHARE - gaps);
  const others = beside.reduce((sum, width) => sum + Math.min(width, most), gaps);
  const wide = (box.width - others) / Math.max(1, columns.filter((column) => column.wide).length);
  let x = box.x;
  return columns.map((column, at) => {
    const width = column.wide ? wide : Math.min(natural[at]!, most);
    const placed = { column, x, width };
    x += width + GAP_PT;
    return placed;
  });
};

interface LaidRow {
  readonly cells: readonly (readonly string[])[];
  readonly height: number;
}

const layRow = (columns: readonly PlacedColumn[], row: readonly string[]): LaidRow => {
  const cells = columns.map(({ width }, at) => {
    const text = row[at] ?? '';
    return text === '' ? [] : wrapText(text, width, TEXT_PT, 400);
  });
  const most = Math.max(1, ...cells.map((lines) => lines.length));
  return { cells, height: most * LINE_PT + 2 * ROW_PAD_PT };
};

const rowLine = (columns: readonly PlacedColumn[], row: LaidRow, top: number): TableLine => ({
  cells: columns.map(({ column, x }, at) =>
    row.cells[at]!.map((text, line) =>
      textAt(text, x, top + ROW_PAD_PT + line * LINE_PT + (LINE_PT - TEXT_PT) / 2, {
        role: column.muted ? 'table-muted' : 'table-text',
        size: TEXT_PT,
        weight: 400,
      }),
    ),
  ),
});

const HEAD_HEIGHT = HEAD_PT + 2 * ROW_PAD_PT;

const headLine = (columns: readonly PlacedColumn[], top: number): TableLine => ({
  cells: columns.map(({ column, x }) => [
    textAt(column.title, x, top + ROW_PAD_PT, { role: 'table-head', size: HEAD_PT, weight: 500 }),
  ]),
});

/** Lines of a paragraph below one another, and the y below the last. */
const paragraph = (texts: readonly string[], box: Box, top: number, look: Look, lineHeight: number) => {
  const lines = texts.flatMap((text) => wrapText(text, box.width, look.size, look.weight));
  const items = lines.map((line, at) => textAt(line, box.x, top + at * lineHeight, look));
  return { items, bottom: top + lines.length * lineHeight };
};

interface Front {
  readonly parts: readonly PagePart[];
  readonly bottom: number;
}

const frontOf = (document: TableDocument, box: Box): Front => {
  const logo = placeLogo(document.logo?.picture, box, TEXT_PT);
  const besideLogo = { ...box, width: box.width - logo.width };
  const title = paragraph(
    [document.title],
    besideLogo,
    box.y,
    { role: 'title', size: TITLE_PT, weight: 600 },
    TITLE_PT * 1.25,
  );
  const under = paragraph(
    [document.subtitle],
    besideLogo,
    title.bottom + 3,
    { role: 'subtitle', size: SUBTITLE_PT, weight: 400 },
    SUBTITLE_PT * 1.35,
  );
  const facts = paragraph(
    document.facts,
    box,
    under.bottom + 9,
    { role: 'table-text', size: TEXT_PT, weight: 400 },
    LINE_PT,
  );
  const bottom = document.facts.length > 0 ? facts.bottom : under.bottom;
  return {
    parts: [
      { kind: 'heading', items: title.items },
      { kind: 'paragraph', items: under.items },
      { kind: 'paragraph', items: facts.items },
      ...(document.logo === null ? [] : [{ kind: 'figure' as const, alt: document.logo.alt, items: logo.items }]),
    ],
    bottom: bottom + 14,
  };
};

const NOTE: Look = { role: 'caption', size: SMALL_PT, weight: 400 };
const NOTE_LINE = SMALL_PT * 1.4;

/** Rows in pages, by what is left of each page after titles, head and footer. */
const slicesOf = (rows: readonly LaidRow[], firstTop: number, box: Box, bottom: number, notes: number): LaidRow[][] => {
  const slices: LaidRow[][] = [[]];
  let top = firstTop + HEAD_HEIGHT;
  rows.forEach((row, at) => {
    // The notes stay with the last row.
    const needed = row.height + (at === rows.length - 1 ? notes : 0);
    if (top + needed > bottom && slices[slices.length - 1]!.length > 0) {
      slices.push([]);
      top = box.y + HEAD_HEIGHT;
    }
    slices[slices.length - 1]!.push(row);
    top += row.height;
  });
  return slices;
};

/**
 * Lays a table out as a document: titles, the head repeated on each page, long texts wrapped, notes below, page numbers at
 * the foot.
 */
export function tablePages(document: TableDocument): Page[] {
  const box = boxOf(document);
  const { widthPt, heightPt } = sheetPt(document.paper);
  const columns = placeColumns(document, box);
  const front = frontOf(document, box);
  const footTop = box.bottom - SMALL_PT;
  const bottom = footTop - 12;
  const noteLines = paragraph(document.notes, box, 0, NOTE, NOTE_LINE).items.length;
  const notesHeight = noteLines > 0 ? 10 + noteLines * NOTE_LINE : 0;
  const rows = document.rows.map((row) => layRow(columns, row));
  const slices = slicesOf(rows, front.bottom, box, bottom, notesHeight);
  let firstRow = 0;
  return slices.map((slice, at) => {
    const isFirst = at === 0;
    const top = isFirst ? front.bottom : box.y;
    let y = top + HEAD_HEIGHT;
    const lines: Primitive[] = [rule(box, y, 'frame')];
    const bookmarks: Bookmark[] = [];
    const tableRows = slice.map((row, at) => {
      const title = document.bookmarks?.[firstRow + at] ?? null;
      if (title !== null) bookmarks.push({ title, yPt: y });
      const line = rowLine(columns, row, y);
      y += row.height;
      lines.push(rule(box, y, 'grid'));
      return line;
    });
    const notes = at === slices.length - 1 ? paragraph(document.notes, box, y + 10, NOTE, NOTE_LINE).items : [];
    const footer = [
      textAt(document.printed, box.x, footTop, NOTE),
      textAt(filled(document.page, { page: at + 1, pages: slices.length }), box.x + box.width, footTop, {
        ...NOTE,
        anchor: 'end',
      }),
    ];
    const lastRow = firstRow + slice.length - 1;
    const page: Page = {
      widthPt,
      heightPt,
      parts: [
        ...(isFirst ? front.parts : []),
        { kind: 'artifact', items: lines },
        { kind: 'table', head: headLine(columns, top), rows: tableRows, nameColumn: 0 },
        { kind: 'paragraph', items: notes },
        { kind: 'artifact', items: footer },
      ],
      bookmarks,
      firstRow,
      lastRow,
      fromMin: 0,
      toMin: 0,
    };
    firstRow = lastRow + 1;
    return page;
  });
}
