import { COLUMN_IDS } from '../../src/gantt/plan-cells.ts';
import { timeLabels } from '../../src/gantt/plan-labels.ts';
import { projectOf } from '../../src/model/plan.ts';
import type { PlanReportLabels } from '../../src/report/plan-report.ts';
import type { LegendKey } from '../../src/report/report-input.ts';
import type { Result } from '../../src/result.ts';
import type { HostText } from '../hosts/host-texts.ts';
import type { PdfJob, Progress } from '../service/service-deps.ts';
import type { JobError } from './job-error.ts';
import type { PlanPdfInput } from './pdf/write-plan-pdf.ts';
import { copyOfPlan } from './plan-copy.ts';
import { runJob } from './run-job.ts';

/** Memory and time for the largest plan on the smallest paper. */
const MAX_MEMORY_MB = 1536;
const TIMEOUT_MS = 180_000;

const LEGEND_KEYS = [
  'task',
  'progress',
  'critical',
  'summary',
  'milestone',
  'gate',
  'baseline',
  'slack',
  'deadline',
  'deadlineMissed',
  'manual',
  'link',
  'today',
  'weekend',
  'holiday',
  'error',
  'warning',
  'marker',
] as const satisfies readonly LegendKey[];

const recordOf = <K extends string>(keys: readonly K[], text: (key: K) => string): Readonly<Record<K, string>> =>
  Object.fromEntries(keys.map((key) => [key, text(key)])) as Record<K, string>;

/** The words of a printed plan. `report` and `axis` give the texts of the catalogues `report` and `plan`. */
export const reportLabels = (language: 'da' | 'en', report: HostText, plan: HostText): PlanReportLabels => ({
  time: timeLabels(language, { quarter: plan('axis.quarter'), week: plan('axis.week'), today: plan('axis.today') }),
  page: report('page'),
  range: report('range'),
  chart: report('chart'),
  legend: recordOf(LEGEND_KEYS, (key) => report(`legend.${key}`)),
  columns: recordOf(COLUMN_IDS, (id) => report(`column.${id}`)),
  author: report('author'),
  caseNumber: report('caseNumber'),
  finish: report('finish'),
  printed: report('printed'),
  subtitle: report('subtitle'),
});

/** What only the entry knows. */
export interface PdfSurroundings {
  readonly workerFile: string;
  /** Folder with the Inter font files. */
  readonly fonts: string;
  readonly labels: PlanReportLabels;
  /** Wall clock, milliseconds since 1970. */
  readonly createdMs: number;
}

/** Writes the plan as PDF in a worker. */
export const exportPdf = (
  job: PdfJob,
  surroundings: PdfSurroundings,
  progress: Progress,
): Promise<Result<{ readonly pages: number }, JobError>> => {
  const { plan, options, path, nowMin } = job;
  const { workerFile, fonts, labels, createdMs } = surroundings;
  const project = projectOf(plan);
  const input: PlanPdfInput = {
    projectId: plan.projectId,
    rows: copyOfPlan(plan),
    options,
    labels,
    nowMin,
    fonts,
    path,
    title: project?.name ?? '',
    author: project?.author ?? '',
    createdMs,
  };
  return runJob<PlanPdfInput, { readonly pages: number }, never>(workerFile, input, {
    maxMemoryMb: MAX_MEMORY_MB,
    timeoutMs: TIMEOUT_MS,
    onProgress: progress,
  });
};
