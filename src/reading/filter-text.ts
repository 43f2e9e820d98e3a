import type { Plan } from '../model/plan.ts';
import { err, ok, type Result } from '../result.ts';
import { GROUP_KEYS, type GroupKey, type SortOrder } from './arrange.ts';
import { isPlanColumn, PLAN_COLUMN_IDS } from './plan-columns.ts';
import { FILTER_FLAGS, type FilterFlag, NOBODY, type PlanFilter } from './plan-filter.ts';

/** Why a part of a filter cannot be used; `known` are the words that can. */
export interface FilterTextError {
  readonly id: 'filter.unknown' | 'filter.name-unknown' | 'column.unknown' | 'group.unknown';
  readonly params: { readonly part: string; readonly known: string };
}

const FIELDS = ['responsible', 'stage', 'text'] as const;

const unknown = (id: FilterTextError['id'], part: string, known: readonly string[]) =>
  err<FilterTextError>({ id, params: { part, known: known.join(', ') } });

/** The id of a named row; the empty name and `-` mean none. */
const idOfName = (
  rows: ReadonlyMap<string, { readonly id: string; readonly name: string }>,
  name: string,
): string | null => {
  if (name === '' || name === '-') return NOBODY;
  const wanted = name.toLocaleLowerCase('da');
  return (
    rows.get(name)?.id ?? [...rows.values()].find((row) => row.name.toLocaleLowerCase('da') === wanted)?.id ?? null
  );
};

/**
 * Reads a filter as it is written on the command line: parts with `;` between them, each a word such as `late` or
 * `critical`, or `responsible=NAME`, `stage=NAME` (`-` for none) or `text=WORDS`. Several people or stages: one of them.
 */
export const parseFilter = (text: string, plan: Plan): Result<PlanFilter, FilterTextError> => {
  const flags: FilterFlag[] = [];
  const responsibleIds: string[] = [];
  const stageIds: string[] = [];
  let words = '';
  for (const part of text
    .split(';')
    .map((piece) => piece.trim())
    .filter(Boolean)) {
    const equals = part.indexOf('=');
    const field = equals < 0 ? part : part.slice(0, equals).trim();
    const value = equals < 0 ? '' : part.slice(equals + 1).trim();
    const flag = FILTER_FLAGS.find((known) => known === part);
    if (flag) flags.push(flag);
    else if (equals >= 0 && field === 'text') words = `${words} ${value}`.trim();
    else if (equals >= 0 && (field === 'responsible' || field === 'stage')) {
      const rows = field === 'stage' ? plan.rows.stage : plan.rows.party;
      const id = idOfName(rows, value);
      if (id === null)
        return unknown(
          'filter.name-unknown',
          part,
          [...rows.values()].map(({ name }) => name),
        );
      (field === 'stage' ? stageIds : responsibleIds).push(id);
    } else return unknown('filter.unknown', part, [...FILTER_FLAGS, ...FIELDS.map((name) => `${name}=…`)]);
  }
  return ok({ flags, responsibleIds, stageIds, text: words });
};

/** Reads column ids with commas between them. */
export const parseColumns = (text: string): Result<(typeof PLAN_COLUMN_IDS)[number][], FilterTextError> => {
  const found: (typeof PLAN_COLUMN_IDS)[number][] = [];
  for (const part of text
    .split(',')
    .map((piece) => piece.trim())
    .filter(Boolean)) {
    if (!isPlanColumn(part)) return unknown('column.unknown', part, PLAN_COLUMN_IDS);
    if (!found.includes(part)) found.push(part);
  }
  return ok(found);
};

/** Reads what rows are sorted by: a column, and `:desc` behind it for the other direction. */
export const parseSort = (text: string): Result<SortOrder, FilterTextError> => {
  const [column = '', direction = 'asc', ...more] = text.trim().split(':');
  if (!isPlanColumn(column)) return unknown('column.unknown', column, PLAN_COLUMN_IDS);
  if (more.length > 0 || !['asc', 'desc'].includes(direction))
    return unknown('column.unknown', text, [`${column}:asc`, `${column}:desc`]);
  return ok({ column, descending: direction === 'desc' });
};

/** Reads what rows are grouped by. */
export const parseGroup = (text: string): Result<GroupKey, FilterTextError> => {
  const key = GROUP_KEYS.find((known) => known === text.trim());
  return key ? ok(key) : unknown('group.unknown', text, GROUP_KEYS);
};
