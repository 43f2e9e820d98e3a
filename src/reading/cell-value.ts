import { ratesOf } from '../gantt/plan-cells.ts';
import type { CellSpec, FieldSpec } from '../model/cell-spec.ts';
import type { CellValue } from '../model/change.ts';
import type { Plan } from '../model/plan.ts';
import { cellSpec, isEntityName } from '../model/schema.ts';
import { err, ok, type Result } from '../result.ts';
import { dayOfInstant, instantOf, MINUTES_PER_DAY } from '../time/day.ts';
import {
  type EntryLanguage,
  formatDate,
  formatDuration,
  formatTimeOfDay,
  parseDate,
  parseDuration,
} from '../time/entry.ts';

/** What the texts of values follow from. */
export interface ValueSources {
  readonly plan: Plan;
  readonly language: EntryLanguage;
  /** Words of the catalogues by key: `fields:task.mode.auto`, `table:yes`. */
  readonly word: (key: string) => string;
}

/** A typed text that is no value of its cell, with the id under which the reason is told. */
export interface ValueFault {
  readonly id: string;
  readonly params: Readonly<Record<string, string | number>>;
}

type Spec = CellSpec | FieldSpec;

const specOf = (entity: string, cell: string): CellSpec | undefined =>
  isEntityName(entity) ? cellSpec(entity, cell) : undefined;

const instantWords = (instant: number, language: EntryLanguage): string => {
  const day = dayOfInstant(instant);
  return `${formatDate(day, language)} ${formatTimeOfDay(instant - day * MINUTES_PER_DAY)}`;
};

/** The name of a row that a cell points at; its id where it is not here. */
const nameOf = ({ plan }: ValueSources, entity: string, id: string): string => {
  const row = isEntityName(entity) ? plan.rows[entity].get(id) : undefined;
  return (row as { readonly name?: string } | undefined)?.name || id;
};

const durationWords = (value: object, { plan, language }: ValueSources): string => {
  const { minutes, unit, elapsed, estimated } = value as {
    minutes: number;
    unit: Parameters<typeof formatDuration>[1];
    elapsed: boolean;
    estimated: boolean;
  };
  return formatDuration(minutes, unit, language, ratesOf(plan), { elapsed, estimated, long: true });
};

const intWords = (value: number, key: string, { plan, language }: ValueSources): string => {
  if (/percent/i.test(key)) return `${value} %`;
  if (key.endsWith('Min')) return formatDuration(value, 'hour', language, ratesOf(plan), { long: true });
  return new Intl.NumberFormat(language).format(key.endsWith('Ore') ? value / 100 : value);
};

const wordsOf = (spec: Spec, key: string, value: CellValue, sources: ValueSources): string => {
  const { word, language } = sources;
  if (value === null || value === '') return '';
  if (spec.type === 'flag') return word(value === true ? 'table:yes' : 'table:no');
  if (spec.type === 'day' && typeof value === 'number') return formatDate(value, language);
  if (spec.type === 'instant' && typeof value === 'number') return instantWords(value, language);
  if (spec.type === 'choice' && typeof value === 'string') return word(`fields:${key}.${value}`);
  if (spec.type === 'ref' && typeof value === 'string') return nameOf(sources, spec.entity, value);
  if (spec.type === 'int' && typeof value === 'number') return intWords(value, key, sources);
  if (spec.type === 'choices' && Array.isArray(value))
    return value.map((one) => word(`fields:${key}.${String(one)}`)).join(', ');
  if (spec.type === 'record' && typeof value === 'object') {
    if (Object.hasOwn(spec.fields, 'minutes') && Object.hasOwn(spec.fields, 'unit'))
      return durationWords(value, sources);
    const parts = value as { readonly [field: string]: CellValue };
    return Object.entries(spec.fields)
      .map(([field, part]) => wordsOf(part, `${key}.${field}`, parts[field] ?? null, sources))
      .filter(Boolean)
      .join(' · ');
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** A value of a cell as people read it, exact to the minute; empty for none. */
export const cellValueText = (entity: string, cell: string, value: CellValue, sources: ValueSources): string => {
  const spec = specOf(entity, cell);
  if (spec !== undefined) return wordsOf(spec, `${entity}.${cell}`, value, sources);
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** Whether a value of the cell can be typed as a text. */
export const isTypedCell = (entity: string, cell: string): boolean => {
  const spec = specOf(entity, cell);
  if (spec?.type === 'record') return Object.hasOwn(spec.fields, 'minutes') && Object.hasOwn(spec.fields, 'unit');
  return spec !== undefined && ['text', 'int', 'day', 'instant'].includes(spec.type);
};

/** Values among which a cell takes one, with their words; null where it takes none of a list. */
export const cellChoices = (
  entity: string,
  cell: string,
  { plan, word }: ValueSources,
): readonly { readonly value: CellValue; readonly text: string }[] | null => {
  const spec = specOf(entity, cell);
  if (spec?.type === 'flag')
    return [true, false].map((value) => ({ value, text: word(value ? 'table:yes' : 'table:no') }));
  if (spec?.type === 'choice')
    return spec.values.map((value) => ({ value, text: word(`fields:${entity}.${cell}.${value}`) }));
  if (spec?.type !== 'ref' || spec.entity === 'task' || !isEntityName(spec.entity)) return null;
  const rows = [...plan.rows[spec.entity].values()] as readonly { readonly id: string; readonly name?: string }[];
  return rows.map(({ id, name }) => ({ value: id, text: name || id }));
};

const numberIn = (
  text: string,
  spec: { readonly min: number; readonly max: number },
): Result<CellValue, ValueFault> => {
  const match = /^-?\d{1,12}$/.exec(text.replace(/\s*%$/, '').replace(/[.\s]/g, ''));
  const value = match ? Number(match[0]) : Number.NaN;
  return value >= spec.min && value <= spec.max
    ? ok(value)
    : err({ id: 'conflict.noNumber', params: { text, min: spec.min, max: spec.max } });
};

/**
 * Reads what a person typed for a cell, as everywhere in the product: dates as `5.4.2027` or `uge 14`, durations as `3 uger`.
 * `minuteIfNone` is the minute of the day that a date without a time means.
 */
export const parseCellValue = (
  entity: string,
  cell: string,
  text: string,
  { plan, todayDay, minuteIfNone }: { readonly plan: Plan; readonly todayDay: number; readonly minuteIfNone: number },
): Result<CellValue, ValueFault> => {
  const spec = specOf(entity, cell);
  if (spec?.type === 'text') return ok(text);
  const trimmed = text.trim();
  if (spec?.type === 'day' || spec?.type === 'instant') {
    if (trimmed === '') return ok(null);
    const parsed = parseDate(trimmed, { todayDay });
    if (!parsed.ok) return err(parsed.error);
    const { dayNumber, minuteOfDay } = parsed.value;
    return ok(spec.type === 'day' ? dayNumber : instantOf(dayNumber, minuteOfDay ?? minuteIfNone));
  }
  if (spec?.type === 'int' && !cell.endsWith('Min')) {
    return trimmed === '' && spec.default === null ? ok(null) : numberIn(trimmed, spec);
  }
  const parsed = parseDuration(trimmed, ratesOf(plan));
  if (!parsed.ok) return err(parsed.error);
  return ok(spec?.type === 'int' ? parsed.value.minutes : { ...parsed.value });
};

/** From so many characters on, a text may run over several lines. */
const LONG_TEXT = 1000;

/** Whether the cell holds a running text, which is merged line by line. */
export const isRunningText = (entity: string, cell: string): boolean => {
  const spec = specOf(entity, cell);
  return spec?.type === 'text' && spec.max > LONG_TEXT;
};
