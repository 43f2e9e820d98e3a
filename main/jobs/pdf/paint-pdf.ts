import { finished, type Writable } from 'node:stream';
import type { Font } from 'fontkit';
import PdfDocument from 'pdfkit';
import { type Palette, PRINT_PALETTE } from '../../../src/gantt/palette.ts';
import type { Page, PagePart, TableLine } from '../../../src/report/page.ts';
import { type PagePainter, painterOf, paintItems } from './page-painter.ts';
import { openQuickFont } from './quick-font.ts';

/** The fonts to embed, as TrueType files; only the letters used are taken from them. */
export type PdfFonts = {
  readonly regular: Uint8Array;
  readonly medium: Uint8Array;
  readonly semibold: Uint8Array;
  readonly bold: Uint8Array;
};

/** What a PDF says of itself. Two calls with the same values give the same bytes. */
export type PdfMeta = {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly lang: 'da' | 'en';
  readonly createdAt: Date;
};

type Doc = InstanceType<typeof PdfDocument>;
type Structure = ReturnType<Doc['struct']>;

/** Above this many rows a row is read as its name and the rest, not cell by cell: the file would grow by half. */
const MOST_ROWS_BY_CELL = 600;

type Writing = {
  readonly doc: Doc;
  readonly painter: PagePainter;
  readonly root: Structure;
  readonly byCell: boolean;
  table: Structure | null;
  /** Which table that is. */
  tableName: string;
};

/** The library takes opened fonts too, which its types do not say. */
const asSource = (font: Font): PDFKit.Mixins.PDFFontSource => font as unknown as PDFKit.Mixins.PDFFontSource;

function openDocument(pages: readonly Page[], meta: PdfMeta, fonts: PdfFonts): Doc {
  const first = pages[0];
  const regular = openQuickFont(fonts.regular);
  const doc = new PdfDocument({
    autoFirstPage: false,
    size: first ? [first.widthPt, first.heightPt] : 'A4',
    margin: 0,
    pdfVersion: '1.7',
    subset: 'PDF/UA' as 'PDF/A-1',
    tagged: true,
    lang: meta.lang,
    displayTitle: true,
    // A standard font would be read from a data file at run time; there is none in the packed app.
    font: asSource(regular) as string,
    info: {
      Title: meta.title,
      Author: meta.author,
      Subject: meta.subject,
      Creator: 'Udbudsplan',
      Producer: 'Udbudsplan, PDFKit',
      CreationDate: meta.createdAt,
    },
  });
  doc.registerFont('400', asSource(regular));
  doc.registerFont('500', asSource(openQuickFont(fonts.medium)));
  doc.registerFont('600', asSource(openQuickFont(fonts.semibold)));
  doc.registerFont('700', asSource(openQuickFont(fonts.bold)));
  return doc;
}

function addArtifact({ doc, painter }: Writing, items: PagePart & { kind: 'artifact' }): void {
  if (items.items.length === 0) return;
  doc.markContent('Artifact', { type: 'Layout' });
  paintItems(painter, items.items);
  doc.endMarkedContent();
}

/** The cells of a row; the first two (number and name) name the row. An empty cell is a cell without content. */
function cellStructures(writing: Writing, line: TableLine, head: boolean, nameColumn: number): Structure[] {
  const { doc, painter, byCell } = writing;
  const cells = byCell || head ? line.cells : [line.cells.slice(0, 2).flat(), line.cells.slice(2).flat()];
  return cells.map((items, index) => {
    const paint = items.length > 0 ? [() => paintItems(painter, items)] : [];
    const naming = byCell ? index === nameColumn : index === 0;
    if (head) return doc.struct('TH', { scope: 'Column' } as object, paint);
    return naming ? doc.struct('TH', { scope: 'Row' } as object, paint) : doc.struct('TD', {}, paint);
  });
}

function addTable(writing: Writing, part: PagePart & { kind: 'table' }): void {
  const { doc, root } = writing;
  const { name = '', nameColumn = 1 } = part;
  if (writing.table && writing.tableName === name) {
    // The head is said once; on later pages it is decoration.
    addArtifact(writing, { kind: 'artifact', items: part.head.cells.flat() });
  } else {
    writing.table = doc.struct('Table');
    writing.tableName = name;
    root.add(writing.table);
    writing.table.add(doc.struct('TR', {}, cellStructures(writing, part.head, true, nameColumn)));
  }
  for (const row of part.rows) writing.table.add(doc.struct('TR', {}, cellStructures(writing, row, false, nameColumn)));
}

function addPart(writing: Writing, part: PagePart, page: Page): void {
  const { doc, painter, root } = writing;
  if (part.kind === 'table') {
    addTable(writing, part);
    return;
  }
  if (part.items.length === 0) return;
  const paint = [() => paintItems(painter, part.items)];
  if (part.kind === 'artifact') addArtifact(writing, part);
  else if (part.kind === 'heading') root.add(doc.struct('H1', {}, paint));
  else if (part.kind === 'paragraph') root.add(doc.struct('P', {}, paint));
  else {
    const bbox = [0, 0, page.widthPt, page.heightPt] as const;
    root.add(doc.struct('Figure', { alt: part.alt, bbox } as object, paint));
  }
}

/**
 * Writes pages as a tagged PDF (PDF/UA: title, language, structure, alternative texts) with vector graphics, embedded fonts and
 * bookmarks. Fulfilled when the stream has taken the last byte; rejected when the stream fails.
 */
export function writeGanttPdf(
  pages: readonly Page[],
  meta: PdfMeta,
  fonts: PdfFonts,
  stream: Writable,
  palette: Palette = PRINT_PALETTE,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const doc = openDocument(pages, meta, fonts);
    finished(stream, { readable: false }, (error) => (error ? reject(error) : resolve()));
    doc.once('error', reject);
    doc.pipe(stream);
    const root = doc.struct('Document');
    doc.addStructure(root);
    let rows = 0;
    for (const page of pages) for (const part of page.parts) rows += part.kind === 'table' ? part.rows.length : 0;
    const painter = painterOf(doc, palette);
    const writing: Writing = { doc, painter, root, byCell: rows <= MOST_ROWS_BY_CELL, table: null, tableName: '' };
    for (const page of pages) {
      doc.addPage({ size: [page.widthPt, page.heightPt], margin: 0 });
      painter.ink = null;
      for (const part of page.parts) addPart(writing, part, page);
      for (const { title, yPt } of page.bookmarks) {
        doc.outline.addItem(title, { top: Math.max(0, yPt - 40) } as object);
      }
    }
    root.end();
    doc.end();
  });
}
