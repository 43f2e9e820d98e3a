import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MOST_LOGO_PX } from '../../../src/report/logo.ts';
import { type TableDocument, tablePages } from '../../../src/report/table-pages.ts';
import { ok, type Result } from '../../../src/result.ts';
import { isSoundPng } from '../png/sound-png.ts';
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

/** A logo that came damaged with somebody's plan is left out, instead of the document. */
const withSoundLogo = (document: TableDocument): TableDocument =>
  document.logo && !isSoundPng(Buffer.from(document.logo.picture.png, 'base64'), MOST_LOGO_PX)
    ? { ...document, logo: null }
    : document;

/** Lays a table out as a document and writes it as PDF; gives the number of pages. */
export const writeTablePdf = async (
  { document, language, author, fonts, path, createdMs }: TablePdfInput,
  progress: (done: number, total: number) => void,
): Promise<Result<{ readonly pages: number }, never>> => {
  const pages = tablePages(withSoundLogo(document));
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
