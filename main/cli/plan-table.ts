import type { Plan } from '../../src/model/plan.ts';
import { type Arrangement, AS_PLANNED } from '../../src/reading/arrange.ts';
import {
  type FilterTextError,
  parseColumns,
  parseFilter,
  parseGroup,
  parseSort,
} from '../../src/reading/filter-text.ts';
import type { PlanColumnId } from '../../src/reading/plan-columns.ts';
import { type TableLine, tableLines } from '../../src/reading/plan-table.ts';
import type { TableSources } from '../../src/reading/table-sources.ts';
import { READY_VIEWS, readSetup, STANDARD_SETUP, type ViewSetup } from '../../src/reading/view-setup.ts';
import { ok, type Result } from '../../src/result.ts';
import { scheduleOf } from '../../src/schedule/plan-schedule.ts';
import { MINUTES_PER_DAY } from '../../src/time/day.ts';
import { done, type Failure, fault, type Output, type VerbContext } from './verb.ts';

/** Options of `show` that ask for a table instead of the whole plan. */
export const TABLE_OPTIONS = {
  columns: 'COLUMN,…',
  filter: 'FILTER;…',
  sort: 'COLUMN[:desc]',
  group: 'GROUP',
  view: 'VIEW',
} as const;

export type TableOptions = Readonly<Partial<Record<keyof typeof TABLE_OPTIONS, string>>>;

export const asksForTable = (options: TableOptions): boolean =>
  Object.keys(TABLE_OPTIONS).some((name) => options[name as keyof TableOptions] !== undefined);

const usage = ({ id, params }: FilterTextError): Result<never, Failure> => fault(`usage.${id}`, params);

/** A view by its name in the plan, by its id, or one of those that every plan has. */
const viewOf = (plan: Plan, wanted: string | undefined): Result<ViewSetup, Failure> => {
  if (wanted === undefined) return ok(STANDARD_SETUP);
  const saved = [...plan.rows.savedView.values()];
  const own = plan.rows.savedView.get(wanted) ?? saved.find(({ name }) => name === wanted);
  if (own) return ok(readSetup(own.setup));
  const ready = READY_VIEWS.find(({ id }) => id === wanted);
  if (ready) return ok(ready.setup);
  const known = [...saved.map(({ name }) => name), ...READY_VIEWS.map(({ id }) => id)].join(', ');
  return fault('usage.view.unknown', { part: wanted, known });
};

interface Table {
  readonly columns: readonly PlanColumnId[];
  readonly arrangement: Arrangement;
}

/** What the options ask for; each of them goes before what the view says. */
export const tableOf = (plan: Plan, options: TableOptions): Result<Table, Failure> => {
  const view = viewOf(plan, options.view);
  if (!view.ok) return view;
  const columns = options.columns === undefined ? null : parseColumns(options.columns);
  if (columns && !columns.ok) return usage(columns.error);
  const filter = options.filter === undefined ? null : parseFilter(options.filter, plan);
  if (filter && !filter.ok) return usage(filter.error);
  const sort = options.sort === undefined ? null : parseSort(options.sort);
  if (sort && !sort.ok) return usage(sort.error);
  const group = options.group === undefined ? null : parseGroup(options.group);
  if (group && !group.ok) return usage(group.error);
  const { arrangement } = options.view === undefined ? { arrangement: AS_PLANNED } : view.value;
  return ok({
    columns: columns?.value ?? view.value.columns.map(({ id }) => id),
    arrangement: {
      filter: filter?.value ?? arrangement.filter,
      sort: sort?.value ?? arrangement.sort,
      group: group?.value ?? arrangement.group,
    },
  });
};

const lineOf = (line: TableLine, columns: readonly PlanColumnId[]): string =>
  line.kind === 'group'
    ? `${line.title} (${line.count})`
    : line.cells.map((cell, i) => (columns[i] === 'name' ? '  '.repeat(line.level) : '') + cell).join('\t');

/** A plan as a table of the columns, rows and order that are asked for; people get it with tabs, as a spreadsheet takes it. */
export const showTable = (plan: Plan, options: TableOptions, context: VerbContext): Result<Output, Failure> => {
  const table = tableOf(plan, options);
  if (!table.ok) return table;
  const { columns, arrangement } = table.value;
  const sources: TableSources = {
    plan,
    schedule: scheduleOf(plan),
    language: context.language(),
    dateStyle: 'plain',
    baselineId: null,
    nowMin: context.todayDay * MINUTES_PER_DAY,
    word: context.text,
  };
  const lines = tableLines(sources, columns, arrangement);
  const rows = lines.map((line) =>
    line.kind === 'group'
      ? { group: line.title, count: line.count }
      : { id: line.id, level: line.level, cells: Object.fromEntries(columns.map((id, i) => [id, line.cells[i]!])) },
  );
  const heads = columns.map((id) => context.text(`table:column.${id}`));
  return done({ projectId: plan.projectId, columns, rows }, [
    heads.join('\t'),
    ...lines.map((line) => lineOf(line, columns)),
  ]);
};
