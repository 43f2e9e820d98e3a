import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CellSpec } from '../../../src/model/cell-spec.ts';
import { entities } from '../../../src/model/schema.ts';
import { closingDaysOf, publicHolidaysOf } from '../../../src/time/danish-holidays.ts';

type Catalogue = Readonly<Record<string, string>>;

const catalogue = (language: 'da' | 'en', name: string): Catalogue =>
  JSON.parse(readFileSync(new URL(`../../../assets/texts/${language}/${name}.json`, import.meta.url), 'utf8'));

const partKeys = (key: string, spec: CellSpec): string[] => {
  if (spec.type === 'choice' || spec.type === 'choices') return spec.values.map((value) => `${key}.${value}`);
  if (spec.type !== 'record') return [];
  return Object.entries(spec.fields).flatMap(([field, part]) => [
    `${key}.${field}`,
    ...(part.type === 'choice' ? part.values.map((value) => `${key}.${field}.${value}`) : []),
  ]);
};

const keysOfSchema = Object.entries(entities).flatMap(([entity, { cells }]) => [
  entity,
  `${entity}.plural`,
  ...Object.entries<CellSpec>(cells).flatMap(([cell, spec]) => [
    `${entity}.${cell}`,
    ...partKeys(`${entity}.${cell}`, spec),
  ]),
]);

const holidayIds = [...publicHolidaysOf(2023), ...closingDaysOf(2023)].map(({ id }) => id);

describe.each(['da', 'en'] as const)('%s', (language) => {
  it('names every entity, cell, part and choice of the schema, and nothing else', () => {
    expect(Object.keys(catalogue(language, 'fields')).sort()).toEqual(keysOfSchema.sort());
  });

  it('names every day off, and nothing else', () => {
    expect(Object.keys(catalogue(language, 'holidays')).sort()).toEqual(holidayIds.sort());
  });

  it.each(['fields', 'holidays'])('leaves no label of %s empty or padded', (name) => {
    for (const [key, label] of Object.entries(catalogue(language, name))) {
      expect(label.trim(), key).toBe(label);
      expect(label, key).not.toBe('');
      if (language === 'en') expect(label, key).not.toMatch(/[æøåÆØÅ]/);
    }
  });

  it('never gives two choices of one cell the same label', () => {
    const labels = catalogue(language, 'fields');
    for (const [entity, { cells }] of Object.entries(entities)) {
      for (const [cell, spec] of Object.entries<CellSpec>(cells)) {
        if (spec.type !== 'choice') continue;
        const said = spec.values.map((value) => labels[`${entity}.${cell}.${value}`]);
        expect(new Set(said).size, `${entity}.${cell}`).toBe(said.length);
      }
    }
  });
});
