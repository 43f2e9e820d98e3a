import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { CellSpec, FieldSpec } from '../../../src/model/cell-spec.ts';
import { ENTITY_NAMES, entities } from '../../../src/model/schema.ts';
import { cellSchema, checkCell, MAX_DAY, MIN_DAY } from '../../../src/model/validate.ts';

/** Values at and around every bound that a schema has, and some of every other kind. */
const anything = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    false,
    '',
    'a',
    'day',
    'task',
    'x y',
    'é',
    'e\u0301',
    '\u0000',
    '\u007f',
    '\u0085',
    '🙂',
  ),
  fc.constantFrom<unknown>([], {}, [1], { a: 1 }, Number.NaN, 0.5, -0, 2 ** 53, 'x'.repeat(65), 'x'.repeat(501)),
  fc.constantFrom(
    MIN_DAY - 1,
    MIN_DAY,
    MAX_DAY,
    MAX_DAY + 1,
    MIN_DAY * 1440 - 1,
    (MAX_DAY + 1) * 1440,
    (MAX_DAY + 1) * 1440 + 1,
  ),
  fc.integer({ min: -200, max: 200 }),
  fc.string({ maxLength: 12 }),
);

const around = (spec: FieldSpec): fc.Arbitrary<unknown> => {
  switch (spec.type) {
    case 'text':
      return fc.constantFrom('x'.repeat(spec.max), 'x'.repeat(spec.max + 1), 'æ', 'linje\nlinje');
    case 'int':
      return fc.constantFrom(spec.min - 1, spec.min, spec.max, spec.max + 1);
    case 'choice':
      return fc.constantFrom(...spec.values, `${spec.values[0]} `);
    default:
      return anything;
  }
};

const field = (spec: FieldSpec): fc.Arbitrary<unknown> => fc.oneof(around(spec), anything);

const valuesFor = (spec: CellSpec): fc.Arbitrary<unknown> => {
  if (spec.type === 'record') {
    const whole = fc.record(Object.fromEntries(Object.entries(spec.fields).map(([name, each]) => [name, field(each)])));
    const more = fc.constantFrom({}, { more: 1 });
    return fc.oneof(
      { weight: 8, arbitrary: whole },
      fc.tuple(whole, more).map(([record, extra]) => ({ ...record, ...extra })),
      whole.map((record) => Object.fromEntries(Object.entries(record).slice(1))),
      whole.map((record) => Object.assign(Object.create({ inherited: 1 }), record)),
      anything,
    );
  }
  return 'since' in spec && ['periods', 'breaks', 'week', 'choices'].includes(spec.type)
    ? anything
    : field(spec as FieldSpec);
};

test('what is right at sight is what the schema of the cell allows', () => {
  const specs = ENTITY_NAMES.flatMap((entity) =>
    Object.entries(entities[entity].cells as Readonly<Record<string, CellSpec>>).map(([cell, spec]) => ({
      entity,
      cell,
      spec,
    })),
  );
  let right = 0;
  for (const { entity, cell, spec } of specs) {
    fc.assert(
      fc.property(valuesFor(spec), (value) => {
        const is = v.safeParse(cellSchema(spec), value).success;
        expect(checkCell(entity, cell, value).ok).toBe(is);
        if (is) right++;
      }),
      { numRuns: 40 },
    );
  }
  expect(right).toBeGreaterThan(specs.length);
});
