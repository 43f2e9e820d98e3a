import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PrintFormat, PrintOptions } from '../../../src/api.ts';
import { type DenmarkMap, denmarkMap, type Topology } from '../../../src/commitment/denmark-map.ts';
import { type Plan, projectOf } from '../../../src/model/plan.ts';
import { MOST_LOGO_PX } from '../../../src/report/logo.ts';
import { type Page, pageItems } from '../../../src/report/page.ts';
import { paintSvg } from '../../../src/report/paint-svg.ts';
import type { PrintLabels } from '../../../src/report/print-labels.ts';
import { printPages, printPalette } from '../../../src/report/print-pages.ts';
import { withOpenConflicts } from '../../../src/report/report-labels.ts';
import { err, ok, type Result } from '../../../src/result.ts';
import { type PdfFonts, writeGanttPdf } from '../pdf/paint-pdf.ts';
import { planOfCopy, type RowsByEntity } from '../plan-copy.ts';
import type { RasterFiles } from '../png/rasteriser.ts';
import { isSoundPng } from '../png/sound-png.ts';
import { type PngError, writePng } from '../png/write-png.ts';
import { printWords } from './print-words.ts';

/** What the worker is told: a copy of the plan and everything that a worker cannot look up itself. */
export interface PrintInput extends RasterFiles {
  readonly projectId: string;
  readonly rows: RowsByEntity;
  readonly options: PrintOptions;
  readonly format: PrintFormat;
  /** Dots per inch of a picture. */
  readonly dpi: number;
  /** Which page is pictured, from 1; null for the whole on one sheet. */
  readonly page: number | null;
  readonly nowMin: number;
  readonly openConflicts: number;
  /** Where the file is to be written. */
  readonly path: string;
  readonly title: string;
  readonly author: string;
  /** Wall clock, milliseconds since 1970. */
  readonly createdMs: number;
}

export type PrintError =
  | PngError
  | { readonly id: 'print.no-such-page'; readonly params: { readonly page: number; readonly pages: number } };

/** The map of the municipalities, from the folder of assets. */
const mapFrom = (assets: string): DenmarkMap =>
  denmarkMap(JSON.parse(readFileSync(join(assets, 'municipalities', 'map.topo.json'), 'utf8')) as Topology);

const fontsOf = (assets: string): PdfFonts => {
  const font = (weight: string): Uint8Array => readFileSync(join(assets, 'fonts', `inter-${weight}.ttf`));
  return { regular: font('regular'), medium: font('medium'), semibold: font('semibold'), bold: font('bold') };
};

const writePdf = async (input: PrintInput, labels: PrintLabels, pages: readonly Page[]): Promise<void> => {
  const { title, author, options, createdMs, assets, path } = input;
  const subject = {
    gantt: labels.subtitle,
    overview: labels.overview.subtitle,
    findings: labels.word('report:findings.subtitle'),
    changes: labels.word('report:changes.subtitle'),
    commitments: labels.word('commitment:print.subtitle'),
    rollout: labels.word('rollout:print.subtitle'),
  }[options.view];
  const meta = { title, author, subject, lang: options.language, createdAt: new Date(createdMs) };
  await writeGanttPdf(pages, meta, fontsOf(assets), createWriteStream(path), printPalette(options));
};

/** One page as a picture. */
const writePicture = async (input: PrintInput, page: Page): Promise<Result<null, PngError>> => {
  const { title, options, format, path, dpi } = input;
  const scene = { width: page.widthPt, height: page.heightPt, items: pageItems(page) };
  const palette = printPalette(options);
  if (format === 'png') return writePng(scene, palette, dpi, input, path);
  writeFileSync(path, paintSvg(scene, title, 'pt', palette));
  return ok(null);
};

/** A logo that came damaged with somebody's plan is left out, instead of the print. */
const withSoundLogo = (plan: Plan): Plan => {
  const project = projectOf(plan);
  if (!project?.logo || isSoundPng(Buffer.from(project.logo, 'base64'), MOST_LOGO_PX)) return plan;
  const rows = { ...plan.rows, project: new Map([[project.id, { ...project, logo: '' }]]) };
  return { ...plan, rows };
};

/** Lays the plan out and writes it; gives the number of pages of the print. */
export const writePrint = async (
  input: PrintInput,
  progress: (done: number, total: number) => void,
): Promise<Result<{ readonly pages: number }, PrintError>> => {
  const plan = withSoundLogo(planOfCopy(input.projectId, input.rows));
  const { format, page: number } = input;
  const asOne = format !== 'pdf' && number === null && input.options.view === 'gantt';
  const options = asOne ? { ...input.options, layout: 'one' as const } : input.options;
  const labels = withOpenConflicts(printWords(input.assets, options.language), input.openConflicts);
  const map = options.view === 'commitments' || options.view === 'rollout' ? mapFrom(input.assets) : undefined;
  const { pages } = printPages(plan, options, labels, input.nowMin, format, map);
  progress(1, 2);
  if (format === 'pdf') await writePdf(input, labels, pages);
  else {
    const page = pages[(number ?? 1) - 1];
    if (!page) return err({ id: 'print.no-such-page', params: { page: number ?? 1, pages: pages.length } });
    const written = await writePicture(input, page);
    if (!written.ok) return written;
  }
  progress(2, 2);
  return ok({ pages: pages.length });
};
