import type { GanttOptions } from '../gantt/build-scene.ts';
import type { GanttLink, GanttRow } from '../gantt/gantt-row.ts';
import type { BarTexts } from '../gantt/row-labels.ts';
import type { TimeLabels } from '../gantt/time-tiers.ts';
import type { Paper } from './paper.ts';

/** A column of the table beside the chart. Of columns that do not fit, those with the lowest `rank` are left out first. */
export type ReportColumn = {
  readonly id: string;
  readonly title: string;
  readonly align: 'start' | 'end';
  /** The name is indented by its depth and cut when the table is too wide; muted columns are set in grey. */
  readonly style: 'name' | 'plain' | 'muted';
  readonly rank: number;
};

/** A row of the plan with the texts of its cells, in the order of the columns, and those beside its bar. */
export type ReportRow = GanttRow & { readonly cells: readonly string[]; readonly texts?: BarTexts };

/** What a legend can explain. */
export type LegendKey =
  | 'task'
  | 'progress'
  | 'critical'
  | 'summary'
  | 'milestone'
  | 'gate'
  | 'baseline'
  | 'compared'
  | 'slack'
  | 'deadline'
  | 'deadlineMissed'
  | 'manual'
  | 'link'
  | 'today'
  | 'constraint'
  | 'status'
  | 'progressLine'
  | 'weekend'
  | 'holiday'
  | 'error'
  | 'warning'
  | 'marker';

/** Texts of a report in its reader's language. Braces are filled in. */
export type ReportLabels = {
  readonly time: TimeLabels;
  /** With {page} and {pages}. */
  readonly page: string;
  /** On a sheet of several that are glued together; with {tile} (its name), {page}, {pages}. */
  readonly tile: string;
  /** Said of the chart on such a sheet; with {tile}. */
  readonly tileChart: string;
  /** With {first}, {last} (numbers of rows), {from}, {to} (months). */
  readonly range: string;
  /** What the logo is, for those who cannot see it. */
  readonly logo: string;
  /** What the chart shows, for those who cannot see it; filled as `range` is. */
  readonly chart: string;
  readonly legend: Readonly<Record<LegendKey, string>>;
  /** Name of the baseline that the bars stand above. */
  readonly baseline?: string | undefined;
  /** Names of the baselines that are compared, from top to bottom; without them the legend does not tell them apart. */
  readonly compared?: readonly string[];
  /** Names of the stages by colour; without them the legend does not explain the colours. */
  readonly tones?: readonly string[];
};

/** A caption over its value in the block of titles. */
export type ReportFact = { readonly caption: string; readonly value: string };

/** A picture of a title block: a PNG in base64 and its size. */
export type ReportPicture = { readonly png: string; readonly widthPx: number; readonly heightPx: number };

/** The block of titles on every page. `facts` (author, date, status, revision) stand at its right, caption over value. */
export type ReportTitle = {
  readonly project: string;
  readonly subtitle: string;
  readonly facts: readonly ReportFact[];
  readonly logo?: ReportPicture | null;
  /** At the lower left of each page: when and by whom it was printed. */
  readonly printed: string;
};

/** How much time goes on a page: all of it on so many pages side by side, or as much as a width of the day gives. */
export type TimeScale =
  | { readonly kind: 'fit'; readonly pagesAcross: number }
  | { readonly kind: 'fixed'; readonly ptPerDay: number };

/** Everything a report is made from: plain values only, so that it can be handed to another thread. */
export type ReportInput = {
  readonly rows: readonly ReportRow[];
  readonly links: readonly GanttLink[];
  readonly columns: readonly ReportColumn[];
  readonly paper: Paper;
  readonly scale: TimeScale;
  /** The time to show; when left out, that of the rows. */
  readonly fromMin?: number;
  readonly toMin?: number;
  /** Size of the text of the table; never below what can be read. The size of the paper decides when left out. */
  readonly textPt?: number;
  /** Text is made as large as it may be with the rows on so many pages down; or as small as can be read. */
  readonly pagesDown?: number | undefined;
  /** The sheet is made longer in such steps (points) until all rows fit on it. */
  readonly growStepPt?: number;
  /** Up to which length (points) it is made longer. */
  readonly longestPt?: number;
  /** Sheets on which no bar of their rows lies are left out, but for one sheet for every row. */
  readonly skipEmptySheets?: boolean;
  /** Most of the width that the table may take; when left out 0.45, on upright paper 0.55. */
  readonly tableShare?: number;
  readonly title: ReportTitle;
  readonly labels: ReportLabels;
  readonly todayMin?: number | null;
  /** Where the line of the status date is drawn; null for none. */
  readonly statusMin?: number | null;
  readonly options?: Partial<Omit<GanttOptions, 'shading'>>;
};

/** A text with its braces filled in; unknown names stay as they are. */
export function filled(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
