import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { toJsonSchema } from '../../../main/cli/input-schema.ts';
import { withIsoDates } from '../../../main/cli/iso-input.ts';
import { commands } from '../../../src/commands/index.ts';
import { daySchema, instantSchema } from '../../../src/model/validate.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

const KEYWORDS = new Set([
  ...['type', 'properties', 'required', 'additionalProperties', 'items', 'enum', 'anyOf', 'description'],
  ...['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'pattern'],
]);
const TYPES = new Set(['object', 'array', 'string', 'integer', 'boolean', 'null']);

/** All schemas within one, itself first. */
const within = (schema: JsonSchema): JsonSchema[] => {
  const {
    properties = {},
    items,
    anyOf = [],
  } = schema as {
    properties?: Record<string, JsonSchema>;
    items?: JsonSchema;
    anyOf?: JsonSchema[];
  };
  return [schema, ...[...Object.values(properties), ...(items ? [items] : []), ...anyOf].flatMap(within)];
};

/** The simplest value that a schema allows: what a program would make up from the schema alone. */
const sampleOf = (schema: JsonSchema): unknown => {
  if (schema.anyOf) return sampleOf((schema.anyOf as JsonSchema[]).at(-1)!);
  if (schema.enum) return (schema.enum as unknown[])[0];
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required as string[]).map((name) => [
          name,
          sampleOf((schema.properties as Record<string, JsonSchema>)[name]!),
        ]),
      );
    case 'array':
      return Array.from({ length: (schema.minItems as number) ?? 0 }, () => sampleOf(schema.items as JsonSchema));
    case 'string':
      return 'x'.repeat(Math.max(1, (schema.minLength as number) ?? 0));
    case 'integer':
      return Math.max(0, (schema.minimum as number) ?? 0);
    case 'boolean':
      return false;
    default:
      return null;
  }
};

describe('the schema of a command', () => {
  test.each(commands.map((command) => [command.id, command] as const))('%s is JSON Schema', (_id, { input }) => {
    for (const schema of within(toJsonSchema(input))) {
      expect(Object.keys(schema).filter((keyword) => !KEYWORDS.has(keyword))).toEqual([]);
      expect(schema.enum ?? schema.anyOf ?? TYPES.has(schema.type as string)).toBeTruthy();
    }
  });

  test.each(commands.map((command) => [command.id, command] as const))(
    '%s allows what its JSON Schema allows',
    (_id, { input }) => {
      expect(v.safeParse(input, sampleOf(toJsonSchema(input))).issues).toBeUndefined();
    },
  );
});

describe('dates in an input', () => {
  const schema = v.strictObject({
    name: v.string(),
    day: v.nullable(daySchema),
    times: v.optional(v.array(v.strictObject({ atMin: instantSchema }))),
  });

  test.each([
    ['a day', { day: '1970-01-02' }, { day: 1 }],
    ['an instant', { times: [{ atMin: '1970-01-01T01:30' }] }, { times: [{ atMin: 90 }] }],
    ['a number', { day: 5 }, { day: 5 }],
    ['a text that looks like one', { name: '1970-01-02' }, { name: '1970-01-02' }],
    ['a day that does not exist', { day: '2027-02-30' }, { day: '2027-02-30' }],
    [
      'an hour that does not exist',
      { times: [{ atMin: '2027-02-03T24:10' }] },
      { times: [{ atMin: '2027-02-03T24:10' }] },
    ],
    ['an unknown part', { other: '1970-01-02' }, { other: '1970-01-02' }],
    ['nothing', null, null],
    ['a list instead', ['1970-01-02'], ['1970-01-02']],
  ])('%s', (_what, given, wanted) => {
    expect(withIsoDates(schema, given)).toEqual(wanted);
  });
});
