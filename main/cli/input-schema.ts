import type * as v from 'valibot';
import { type Described, ISO_DAY, ISO_INSTANT, isDay, isInstant } from './iso-input.ts';

const BOUNDS: Readonly<Record<string, string>> = {
  min_value: 'minimum',
  max_value: 'maximum',
  max_length: 'maxLength',
  min_length: 'minLength',
  regex: 'pattern',
};

const LIST_BOUNDS: Readonly<Record<string, readonly string[]>> = {
  max_length: ['maxItems'],
  min_length: ['minItems'],
  length: ['minItems', 'maxItems'],
};

const boundsOf = (schema: Described): Record<string, unknown> => {
  const bounds: Record<string, unknown> = {};
  for (const { type, requirement } of schema.pipe ?? []) {
    const names = schema.type === 'array' ? LIST_BOUNDS[type] : BOUNDS[type] && [BOUNDS[type]];
    for (const name of names ?? []) bounds[name] = requirement instanceof RegExp ? requirement.source : requirement;
  }
  return bounds;
};

/** Days and instants are numbers to commands; the command line takes them as people write them too. */
const numberSchema = (schema: Described): Record<string, unknown> => {
  const number = { type: 'integer', ...boundsOf(schema) };
  if (isDay(schema))
    return { description: 'days since 1970-01-01', anyOf: [{ type: 'string', pattern: ISO_DAY.source }, number] };
  if (isInstant(schema))
    return {
      description: 'minutes since 1970-01-01T00:00 local',
      anyOf: [{ type: 'string', pattern: ISO_INSTANT.source }, number],
    };
  return number;
};

/**
 * A command's input schema in the terms of JSON Schema, for people and programs that call it: types, bounds, choices and
 * which parts may be left out. Covers the kinds of schema that commands use.
 */
export const toJsonSchema = (given: v.GenericSchema): Record<string, unknown> => {
  const schema = given as Described;
  switch (schema.type) {
    case 'strict_object': {
      const entries = Object.entries(schema.entries ?? {});
      return {
        type: 'object',
        properties: Object.fromEntries(entries.map(([name, entry]) => [name, toJsonSchema(entry)])),
        required: entries.filter(([, entry]) => entry.type !== 'optional').map(([name]) => name),
        additionalProperties: false,
      };
    }
    // An object of another command, whose own schema judges it.
    case 'loose_object':
      return { type: 'object', properties: {}, required: [] };
    case 'array':
      return { type: 'array', items: schema.item ? toJsonSchema(schema.item) : {}, ...boundsOf(schema) };
    case 'optional':
      return schema.wrapped ? toJsonSchema(schema.wrapped) : {};
    case 'nullable':
      return { anyOf: [schema.wrapped ? toJsonSchema(schema.wrapped) : {}, { type: 'null' }] };
    case 'picklist':
      return { enum: schema.options };
    case 'number':
      return numberSchema(schema);
    case 'literal':
      return { enum: [schema.literal] };
    case 'variant':
      return { anyOf: (schema.options as readonly v.GenericSchema[]).map(toJsonSchema) };
    // A value of a cell, which the schema of that cell judges.
    case 'unknown':
      return { anyOf: ['string', 'integer', 'boolean', 'object', 'null'].map((type) => ({ type })) };
    default:
      return { type: schema.type, ...boundsOf(schema) };
  }
};
