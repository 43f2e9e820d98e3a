import type { OverviewLabels } from './overview-labels.ts';
import type { PlanReportLabels } from './plan-report.ts';

/** All words of a print. */
export type PrintLabels = PlanReportLabels & { readonly overview: OverviewLabels };
