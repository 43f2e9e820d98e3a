import type * as v from 'valibot';

type Described = v.GenericSchema & {
  readonly entries?: Readonly<Record<string, v.GenericSchema>>;
  readonly item?: v.GenericSchema;
  readonly wrapped?: v.GenericSchema;
  readonly options?: readonly unknown[];
  readonly pipe?: readonly { readonly kind: string; readonly type: string; readonly requirement?: unknown }[];
};

const BOUNDS: Readonly<Record<string, string>> = {
  min_value: 'minimum',
  max_value: 'maximum',
  max_length: 'maxLength',
  min_length: 'minLength',
  regex: 'pattern',
};

const boundsOf = (schema: Described): Record<string, unknown> => {
  const bounds: Record<string, unknown> = {};
  for (const { type, requirement } of schema.pipe ?? []) {
    const name = BOUNDS[type];
    if (name) bounds[name] = requirement instanceof RegExp ? requirement.source : requirement;
  }
  return bounds;
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
    case 'array':
      return { type: 'array', items: schema.item ? toJsonSchema(schema.item) : {}, ...boundsOf(schema) };
    case 'optional':
      return schema.wrapped ? toJsonSchema(schema.wrapped) : {};
    case 'nullable':
      return { anyOf: [schema.wrapped ? toJsonSchema(schema.wrapped) : {}, { type: 'null' }] };
    case 'picklist':
      return { enum: schema.options };
    case 'number':
      return { type: 'integer', ...boundsOf(schema) };
    default:
      return { type: schema.type, ...boundsOf(schema) };
  }
};
