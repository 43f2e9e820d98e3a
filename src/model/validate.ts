import * as v from 'valibot';
import { err, ok, type Result } from '../result.ts';
import { dayNumberOf } from '../time/day.ts';
import type { CellSpec, FieldSpec } from './cell-spec.ts';
import { cellSpec, type EntityName, MAX_DURATION_MIN } from './schema.ts';

/** First and last day that any cell may hold: 1900-01-01 and 2199-12-31. */
export const MIN_DAY = dayNumberOf(1900, 1, 1);
export const MAX_DAY = dayNumberOf(2199, 12, 31);
/** Ids are random base32, hashes, or fixed words of shipped templates. */
export const ID_PATTERN = /^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/;
/** Longest list of exceptions' or week days' working periods. */
const MAX_PERIODS = 12;

/** Control characters but tab and line breaks: they come from broken files and break others. */
const controlCharacter = /[^\P{Cc}\t\n\r]/u;

const text = (max: number) =>
  v.pipe(
    v.string(),
    v.maxLength(max),
    v.check((value) => !controlCharacter.test(value), 'control character'),
  );
const integer = (min: number, max: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max));

export const idSchema = v.pipe(v.string(), v.regex(ID_PATTERN));
export const daySchema = integer(MIN_DAY, MAX_DAY);
export const instantSchema = integer(MIN_DAY * 1440, (MAX_DAY + 1) * 1440);

const periodsSchema = v.pipe(
  v.array(v.strictObject({ startMin: integer(0, 1440), endMin: integer(0, 1440) })),
  v.maxLength(MAX_PERIODS),
  v.check(
    (periods) => periods.every((p, i) => p.startMin < p.endMin && (i === 0 || periods[i - 1]!.endMin <= p.startMin)),
    'periods must be in order and must not overlap',
  ),
);

/** Longest list of a task's interruptions. */
const MAX_BREAKS = 1000;

const breaksSchema = v.pipe(
  v.array(v.strictObject({ workMin: integer(0, MAX_DURATION_MIN), gapMin: integer(1, MAX_DURATION_MIN) })),
  v.maxLength(MAX_BREAKS),
  v.check(
    (breaks) => breaks.every(({ workMin }, i) => i === 0 || breaks[i - 1]!.workMin < workMin),
    'breaks must be in order',
  ),
);

const fieldSchema = (spec: FieldSpec): v.GenericSchema<unknown> => {
  switch (spec.type) {
    case 'text':
      return text(spec.max);
    case 'int':
      return spec.default === null ? v.nullable(integer(spec.min, spec.max)) : integer(spec.min, spec.max);
    case 'flag':
      return v.boolean();
    case 'choice':
      return v.picklist(spec.values);
    case 'day':
      return v.nullable(daySchema);
    case 'instant':
      return v.nullable(instantSchema);
    case 'ref':
      return v.nullable(idSchema);
  }
};

const buildCellSchema = (spec: CellSpec): v.GenericSchema<unknown> => {
  switch (spec.type) {
    case 'record':
      return v.strictObject(
        Object.fromEntries(Object.entries(spec.fields).map(([name, field]) => [name, fieldSchema(field)])),
      );
    case 'periods':
      return periodsSchema;
    case 'breaks':
      return breaksSchema;
    case 'week':
      return v.pipe(v.array(periodsSchema), v.length(7));
    case 'choices':
      return v.pipe(v.array(v.picklist(spec.values)), v.maxLength(spec.values.length));
    default:
      return fieldSchema(spec);
  }
};

const schemas = new WeakMap<CellSpec, v.GenericSchema<unknown>>();

/** The valibot schema of a cell's value, built once from its description. */
export const cellSchema = (spec: CellSpec): v.GenericSchema<unknown> => {
  const known = schemas.get(spec);
  if (known) return known;
  const made = buildCellSchema(spec);
  schemas.set(spec, made);
  return made;
};

/** Most text is plain letters, which this finds faster than the schema's own pattern does. */
const PLAIN_TEXT = /^[ -~\u00a0-\u02ff]*$/;

const isWithin = (value: unknown, min: number, max: number): boolean =>
  Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max;

/** Whether a value of a field is right at sight; false says nothing. */
const isPlainField = (spec: FieldSpec, value: unknown): boolean => {
  switch (spec.type) {
    case 'text':
      return typeof value === 'string' && value.length <= spec.max && PLAIN_TEXT.test(value);
    case 'int':
      return value === null ? spec.default === null : isWithin(value, spec.min, spec.max);
    case 'flag':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && spec.values.includes(value);
    case 'day':
      return value === null || isWithin(value, MIN_DAY, MAX_DAY);
    case 'instant':
      return value === null || isWithin(value, MIN_DAY * 1440, (MAX_DAY + 1) * 1440);
    case 'ref':
      return value === null || (typeof value === 'string' && ID_PATTERN.test(value));
  }
};

/**
 * Whether a value of a cell is right at sight, as nearly every one is; false says nothing. An import checks tens of
 * thousands, for which the schema alone would take longer than everything else that is done to them.
 */
const isPlainCell = (spec: CellSpec, value: unknown): boolean => {
  switch (spec.type) {
    case 'periods':
    case 'breaks':
    case 'week':
    case 'choices':
      return false;
    case 'record': {
      if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
        return false;
      const names = Object.keys(spec.fields);
      if (Object.keys(value).length !== names.length) return false;
      return names.every(
        (name) =>
          Object.hasOwn(value, name) &&
          isPlainField(spec.fields[name]!, (value as Readonly<Record<string, unknown>>)[name]),
      );
    }
    default:
      return isPlainField(spec, value);
  }
};

export interface CellError {
  readonly id: 'cell.unknown' | 'cell.invalid';
  readonly params: { readonly entity: string; readonly cell: string; readonly reason: string };
}

/** Checks one value against the schema; the error names entity, cell and what is wrong. */
export const checkCell = (entity: EntityName, cell: string, value: unknown): Result<unknown, CellError> => {
  const spec = cellSpec(entity, cell);
  if (!spec) return err({ id: 'cell.unknown', params: { entity, cell, reason: '' } });
  if (isPlainCell(spec, value)) return ok(value);
  const parsed = v.safeParse(cellSchema(spec), value, { abortEarly: true });
  if (parsed.success) return ok(parsed.output);
  return err({ id: 'cell.invalid', params: { entity, cell, reason: parsed.issues[0].message } });
};
