import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { paginate } from '../../../src/report/paginate.ts';
import { type PlanReportLabels, type PlanReportOptions, planReport } from '../../../src/report/plan-report.ts';
import { ok, type Result } from '../../../src/result.ts';
import type { RowsByEntity } from '../plan-copy.ts';
import { planOfCopy } from '../plan-copy.ts';
import { writeGanttPdf } from './paint-pdf.ts';

/** What the PDF worker is told: a copy of the plan and everything that a worker cannot look up itself. */
export interface PlanPdfInput {
  readonly projectId: string;
  readonly rows: RowsByEntity;
  readonly options: PlanReportOptions;
  readonly labels: PlanReportLabels;
  readonly nowMin: number;
  /** Folder with the Inter font files. */
  readonly fonts: string;
  /** Where the file is to be written. */
  readonly path: string;
  readonly title: string;
  readonly author: string;
  /** Wall clock, milliseconds since 1970. */
  readonly createdMs: number;
}

/** Lays the plan out and writes it as PDF; gives the number of pages. */
export const writePlanPdf = async (
  input: PlanPdfInput,
  progress: (done: number, total: number) => void,
): Promise<Result<{ readonly pages: number }, never>> => {
  const plan = planOfCopy(input.projectId, input.rows);
  const { pages } = paginate(planReport(plan, input.options, input.labels, input.nowMin));
  progress(1, 2);
  const font = (weight: string): Uint8Array => readFileSync(join(input.fonts, `inter-${weight}.ttf`));
  await writeGanttPdf(
    pages,
    {
      title: input.title,
      author: input.author,
      subject: input.labels.subtitle,
      lang: input.options.language,
      createdAt: new Date(input.createdMs),
    },
    { regular: font('regular'), medium: font('medium'), semibold: font('semibold'), bold: font('bold') },
    createWriteStream(input.path),
  );
  progress(2, 2);
  return ok({ pages: pages.length });
};
