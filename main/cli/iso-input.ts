import type * as v from 'valibot';
import { daySchema, instantSchema } from '../../src/model/validate.ts';
import { dayOfIso, instantOf } from '../../src/time/day.ts';

/** The parts of valibot's schemas that commands use. */
export type Described = v.GenericSchema & {
  readonly entries?: Readonly<Record<string, v.GenericSchema>>;
  readonly item?: v.GenericSchema;
  readonly wrapped?: v.GenericSchema;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly pipe?: readonly { readonly kind: string; readonly type: string; readonly requirement?: unknown }[];
};

/** How a day and an instant may be written. */
export const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;
export const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d$/;

export const isDay = (schema: v.GenericSchema): boolean => schema === daySchema;
export const isInstant = (schema: v.GenericSchema): boolean => schema === instantSchema;

const dayOf = (text: string): number | string => {
  const day = ISO_DAY.test(text) ? dayOfIso(text) : null;
  return day?.ok ? day.value : text;
};

const instantOfText = (text: string): number | string => {
  const day = ISO_INSTANT.test(text) ? dayOf(text.slice(0, 10)) : text;
  if (typeof day === 'string') return text;
  return instantOf(day, Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16)));
};

/**
 * A command's input with the dates that are written as `2027-04-05` or `2027-04-05T12:00` turned into day numbers and
 * instants, which is what commands take. Everything else stays as it is, for the schema to judge.
 */
export const withIsoDates = (given: v.GenericSchema, value: unknown): unknown => {
  const schema = given as Described;
  if (typeof value === 'string') {
    if (isDay(schema)) return dayOf(value);
    if (isInstant(schema)) return instantOfText(value);
  }
  // As deep as the schema, which is not recursive, and not as deep as the value.
  if (schema.wrapped) return withIsoDates(schema.wrapped, value);
  if (schema.item && Array.isArray(value)) return value.map((each) => withIsoDates(schema.item!, each));
  if (!schema.entries || value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const { entries } = schema;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      Object.hasOwn(entries, name) ? withIsoDates(entries[name]!, part) : part,
    ]),
  );
};
