import { ratesOf } from '../gantt/plan-cells.ts';
import type { CellValue } from '../model/change.ts';
import type { DateMove, NamedDelta, PastNames } from '../model/history-result.ts';
import type { Plan, PlanRows } from '../model/plan.ts';
import { rowsPointedAt } from '../model/row-name.ts';
import { dayOfInstant } from '../time/day.ts';
import { type EntryLanguage, formatDuration } from '../time/entry.ts';
import { cellValueText } from './cell-value.ts';

/** What the words of a history follow from. */
export interface HistoryWords {
  readonly plan: Plan;
  readonly language: EntryLanguage;
  /** Words of the catalogues by key, `history:fate.added`, with what they name. */
  readonly word: (key: string, params?: Readonly<Record<string, string | number>>) => string;
  /** Names of rows that are not in the plan any more. */
  readonly names: PastNames;
}

/** Rows of a plan that also know what those that have gone were called. */
class RowsAndNames<T> extends Map<string, T> {
  readonly #rows: ReadonlyMap<string, T>;

  constructor(rows: ReadonlyMap<string, T>, gone: readonly (readonly [string, T])[]) {
    super(gone);
    this.#rows = rows;
  }

  override get(id: string): T | undefined {
    return this.#rows.get(id) ?? super.get(id);
  }
}

/** The plan with the names of what one value points at, where that has gone. */
const planWithNames = ({ plan, names, word }: HistoryWords, pointed: ReturnType<typeof rowsPointedAt>): Plan => {
  const gone = pointed.filter(({ entity, id }) => !plan.rows[entity].has(id));
  if (gone.length === 0) return plan;
  const rows: Record<string, unknown> = { ...plan.rows };
  for (const { entity, id } of gone) {
    const name = word('history:gone', { name: names[`${entity}/${id}`] || word(`fields:${entity}`) });
    rows[entity] = new RowsAndNames(plan.rows[entity] as ReadonlyMap<string, unknown>, [[id, { id, name }]]);
  }
  return { ...plan, rows: rows as unknown as PlanRows };
};

/** A value of a cell as people read it, also of what has gone since; of a place below what it lay. Empty for none. */
export const valueInWords = (entity: string, cell: string, value: CellValue, words: HistoryWords): string => {
  const plan = planWithNames(words, rowsPointedAt(entity, cell, value));
  if (entity === 'task' && cell === 'place') {
    if (value === null) return '';
    const { parent } = value as { readonly parent: string | null };
    if (parent === null) return words.word('conflicts:top');
    return words.word('conflicts:under', { name: plan.rows.task.get(parent)?.name || words.word('app:task.unnamed') });
  }
  if (value === null) return '';
  return cellValueText(entity, cell, value, { plan, language: words.language, word: words.word });
};

/** What kind of row it is and what people know it by: `Opgave: Kontrakt`. */
export const deltaText = ({ entity, label }: Pick<NamedDelta, 'entity' | 'label'>, { word }: HistoryWords): string => {
  const kind = word(`fields:${entity}`);
  return label === '' ? kind : `${kind}: ${label}`;
};

/** How much later (or, with a minus, earlier) a task ends than before, in calendar days; in hours within a day. */
export const shiftText = ({ before, after }: Pick<DateMove, 'before' | 'after'>, words: HistoryWords): string => {
  const { plan, language, word } = words;
  const days = dayOfInstant(after.finishMin) - dayOfInstant(before.finishMin);
  const signed = `${days > 0 ? '+' : ''}${days}`;
  if (days !== 0) return word(`history:shift.${Math.abs(days) === 1 ? 'day' : 'days'}`, { days: signed });
  const minutes = after.finishMin - before.finishMin || after.startMin - before.startMin;
  const text = formatDuration(Math.abs(minutes), 'hour', language, ratesOf(plan), { long: true });
  return `${minutes < 0 ? '-' : '+'}${text}`;
};
