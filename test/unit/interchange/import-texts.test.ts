import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NOTE_IDS } from '../../../src/interchange/note-book.ts';

const root = resolve(import.meta.dirname, '../../..');
const texts = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(join(root, 'assets/texts', language, 'import.json'), 'utf8'));

const sources = ['src/interchange', 'main/jobs'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8')),
);
const errorIds = new Set(
  sources.flatMap((text) => [...text.matchAll(/'((?:import|job)\.[a-z-]+)'/g)].map((match) => match[1]!)),
);

describe('texts of imports', () => {
  it.each(['da', 'en'])('are complete in %s', (language) => {
    const known = texts(language);
    for (const id of [...NOTE_IDS, ...errorIds]) expect(known[id], id).toMatch(/\S/);
    for (const text of Object.values(known)) expect(text).not.toMatch(/TODO|undefined/);
  });

  it('take the same parameters in both languages', () => {
    const [da, en] = [texts('da'), texts('en')];
    expect(Object.keys(en)).toEqual(Object.keys(da));
    const parameters = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
    for (const id of Object.keys(da)) expect([id, parameters(en[id]!)]).toEqual([id, parameters(da[id]!)]);
  });

  it('name nothing that no longer exists', () => {
    const used = new Set<string>([...NOTE_IDS, ...errorIds, 'name.baseline', 'name.calendar']);
    expect(Object.keys(texts('da')).filter((id) => !used.has(id))).toEqual([]);
  });
});
