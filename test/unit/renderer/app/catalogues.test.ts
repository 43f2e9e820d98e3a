import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SCHEDULE_FINDINGS } from '../finding-ids.ts';

const folder = new URL('../../../../assets/texts/', import.meta.url);
const read = (language: string, file: string) =>
  JSON.parse(readFileSync(new URL(`${language}/${file}`, folder), 'utf8')) as Readonly<Record<string, unknown>>;
const files = readdirSync(new URL('da/', folder)).sort();

/** Names in braces: what a text is filled with. */
const holes = (text: unknown): string[] =>
  typeof text === 'string' ? [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!))].sort() : [];

const flat = (texts: Readonly<Record<string, unknown>>, above = ''): [string, unknown][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? flat(value as Readonly<Record<string, unknown>>, `${above}${key}/`)
      : [[`${above}${key}`, value] as [string, unknown]],
  );

describe('catalogues', () => {
  it('are the same files in both languages', () => {
    expect(readdirSync(new URL('en/', folder)).sort()).toEqual(files);
  });

  it.each(files)('%s has the same keys and holes in both languages, and no empty text', (file) => {
    const da = new Map(flat(read('da', file)));
    const en = new Map(flat(read('en', file)));
    expect([...en.keys()].sort()).toEqual([...da.keys()].sort());
    for (const [key, text] of da) {
      expect(text, key).not.toBe('');
      expect(en.get(key), key).not.toBe('');
      expect(holes(en.get(key)), key).toEqual(holes(text));
    }
  });

  it('have a title and a text for every finding of the schedule', () => {
    const texts = read('da', 'findings.json');
    for (const id of SCHEDULE_FINDINGS) {
      expect(texts).toHaveProperty([id]);
      expect(texts).toHaveProperty([`${id}.title`]);
    }
  });
});
