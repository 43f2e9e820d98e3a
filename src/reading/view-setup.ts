import { COLUMN_IDS } from '../gantt/plan-cells.ts';
import { type Arrangement, AS_PLANNED, GROUP_KEYS, type GroupKey, type SortOrder } from './arrange.ts';
import { isPlanColumn, type PlanColumnId } from './plan-columns.ts';
import { FILTER_FLAGS, type FilterFlag, NO_FILTER, type PlanFilter } from './plan-filter.ts';

/** A column as somebody has put it: where it stands is its place in the list; the usual width where there is none. */
export interface ColumnChoice {
  readonly id: PlanColumnId;
  readonly widthPx: number | null;
}

/** Narrowest and widest that a column is made, in pixels. */
export const COLUMN_WIDTHS = { least: 28, most: 900 } as const;

/** How a plan is looked at: what a saved view keeps. */
export interface ViewSetup {
  readonly columns: readonly ColumnChoice[];
  /** So many columns at the left stay in sight when the table is scrolled sideways. */
  readonly frozen: number;
  readonly arrangement: Arrangement;
  /** Zoom of the time line; null leaves it as it is. */
  readonly pxPerDay: number | null;
  readonly criticalPath: boolean;
}

export const STANDARD_COLUMNS: readonly ColumnChoice[] = COLUMN_IDS.map((id) => ({ id, widthPx: null }));

export const STANDARD_SETUP: ViewSetup = {
  columns: STANDARD_COLUMNS,
  frozen: 2,
  arrangement: AS_PLANNED,
  pxPerDay: null,
  criticalPath: false,
};

const withColumns = (...ids: readonly PlanColumnId[]): readonly ColumnChoice[] =>
  ids.map((id) => ({ id, widthPx: null }));

const filtered = (flags: readonly FilterFlag[]): Arrangement => ({
  ...AS_PLANNED,
  filter: { ...NO_FILTER, flags },
});

/** Views that every plan has; titles are in the catalogue under `view.<id>`. */
export const READY_VIEWS: readonly { readonly id: string; readonly setup: ViewSetup }[] = [
  { id: 'standard', setup: STANDARD_SETUP },
  {
    id: 'late',
    setup: {
      ...STANDARD_SETUP,
      columns: withColumns('wbs', 'name', 'status', 'finish', 'deadline', 'responsible', 'percentComplete', 'findings'),
      arrangement: filtered(['late']),
    },
  },
  {
    id: 'critical',
    setup: {
      ...STANDARD_SETUP,
      columns: withColumns('wbs', 'name', 'duration', 'start', 'finish', 'totalSlack', 'predecessors', 'responsible'),
      arrangement: filtered(['critical']),
      criticalPath: true,
    },
  },
  {
    id: 'month',
    setup: {
      ...STANDARD_SETUP,
      columns: withColumns('wbs', 'name', 'status', 'start', 'finish', 'responsible', 'percentComplete'),
      arrangement: filtered(['thisMonth', 'unfinished']),
    },
  },
  {
    id: 'people',
    setup: {
      ...STANDARD_SETUP,
      columns: withColumns('wbs', 'name', 'status', 'start', 'finish', 'percentComplete', 'work'),
      arrangement: { ...AS_PLANNED, group: 'responsible', sort: { column: 'start', descending: false } },
    },
  },
  {
    id: 'drift',
    setup: {
      ...STANDARD_SETUP,
      columns: withColumns(
        'wbs',
        'name',
        'start',
        'baselineStart',
        'startVariance',
        'finish',
        'baselineFinish',
        'finishVariance',
      ),
    },
  },
  {
    id: 'constraints',
    setup: {
      ...STANDARD_SETUP,
      columns: withColumns(
        'wbs',
        'name',
        'start',
        'finish',
        'constraintType',
        'constraintDate',
        'deadline',
        'totalSlack',
        'calendar',
      ),
    },
  },
];

type Loose = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string').slice(0, 1000) : [];

const readFilter = (value: unknown): PlanFilter => {
  if (!isRecord(value)) return NO_FILTER;
  const flags = texts(value.flags);
  return {
    flags: FILTER_FLAGS.filter((flag) => flags.includes(flag)),
    responsibleIds: texts(value.responsibleIds),
    stageIds: texts(value.stageIds),
    text: typeof value.text === 'string' ? value.text.slice(0, 500) : '',
  };
};

const readSort = (value: unknown): SortOrder | null =>
  isRecord(value) && typeof value.column === 'string' && isPlanColumn(value.column)
    ? { column: value.column, descending: value.descending === true }
    : null;

/** Reads how rows are arranged from what was kept, part by part: what cannot be understood is as in the plan. */
export const readArrangement = (value: unknown): Arrangement => {
  if (!isRecord(value)) return AS_PLANNED;
  return {
    filter: readFilter(value.filter),
    sort: readSort(value.sort),
    group: GROUP_KEYS.find((key): key is GroupKey => key === value.group) ?? null,
  };
};

const clampWidth = (width: number): number =>
  Math.round(Math.max(COLUMN_WIDTHS.least, Math.min(COLUMN_WIDTHS.most, width)));

/** Reads columns from what was kept; null where there is not one of them. A plan without its names is no plan. */
export const readColumns = (value: unknown): readonly ColumnChoice[] | null => {
  if (!Array.isArray(value)) return null;
  const seen = new Set<string>();
  const found: ColumnChoice[] = [];
  for (const item of value) {
    if (!isRecord(item) || typeof item.id !== 'string' || !isPlanColumn(item.id) || seen.has(item.id)) continue;
    seen.add(item.id);
    found.push({ id: item.id, widthPx: typeof item.widthPx === 'number' ? clampWidth(item.widthPx) : null });
  }
  if (found.length === 0) return null;
  return seen.has('name') ? found : [{ id: 'name', widthPx: null }, ...found];
};

/** A view as the text that the plan keeps of it. */
export const writeSetup = (setup: ViewSetup): string => JSON.stringify(setup);

/** Reads a view back. The text may be of a newer version or from another hand: what does not fit is as it is usual. */
export const readSetup = (text: string): ViewSetup => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return STANDARD_SETUP;
  }
  if (!isRecord(value)) return STANDARD_SETUP;
  const columns = readColumns(value.columns) ?? STANDARD_COLUMNS;
  const { frozen, pxPerDay } = value;
  return {
    columns,
    frozen:
      typeof frozen === 'number' ? Math.max(0, Math.min(columns.length, Math.round(frozen))) : STANDARD_SETUP.frozen,
    arrangement: readArrangement(value.arrangement),
    pxPerDay: typeof pxPerDay === 'number' && pxPerDay > 0 ? pxPerDay : null,
    criticalPath: value.criticalPath === true,
  };
};
