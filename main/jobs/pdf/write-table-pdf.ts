import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TableDocument, tablePages } from '../../../src/report/table-pages.ts';
import { ok, type Result } from '../../../src/result.ts';
import { writeGanttPdf } from './paint-pdf.ts';

/** What the worker is told: the table in words, and where things are. */
export interface TablePdfInput {
  readonly document: TableDocument;
  readonly language: 'da' | 'en';
  readonly author: string;
  /** Folder with the Inter font files. */
  readonly fonts: string;
  /** Where the file is to be written. */
  readonly path: string;
  /** Wall clock, milliseconds since 1970. */
  readonly createdMs: number;
}

/** Lays a table out as a document and writes it as PDF; gives the number of pages. */
export const writeTablePdf = async (
  { document, language, author, fonts, path, createdMs }: TablePdfInput,
  progress: (done: number, total: number) => void,
): Promise<Result<{ readonly pages: number }, never>> => {
  const pages = tablePages(document);
  progress(1, 2);
  const font = (weight: string): Uint8Array => readFileSync(join(fonts, `inter-${weight}.ttf`));
  await writeGanttPdf(
    pages,
    { title: document.title, author, subject: document.subtitle, lang: language, createdAt: new Date(createdMs) },
    { regular: font('regular'), medium: font('medium'), semibold: font('semibold'), bold: font('bold') },
    createWriteStream(path),
  );
  progress(2, 2);
  return ok({ pages: pages.length });
};
