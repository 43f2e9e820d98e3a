/** Whole pages as JSON, one primitive a line: a change of layout shows as lines. `UPDATE_GOLDEN=1` writes them anew. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageItems } from '../../../src/report/page.ts';
import { printOf, templatePlan } from './print-case.ts';

const FOLDER = resolve(import.meta.dirname, '../../fixtures/report');

const plan = templatePlan('tender-plain');

const CASES = {
  'page-a4': () => printOf(plan, { baselineId: 'b' }),
  'tile-grey': () =>
    printOf(plan, { layout: 'tiles', ink: 'grey', scale: { kind: 'fit', pagesAcross: 2, pagesDown: null } }),
  overview: () => printOf(plan, { view: 'overview', baselineId: 'b', language: 'en' }),
} as const;

const rounded = (_key: string, value: unknown): unknown =>
  typeof value === 'number' ? Math.round(value * 10) / 10 : value;

describe('golden pages', () => {
  it.each(Object.keys(CASES) as (keyof typeof CASES)[])('%s', (name) => {
    const page = CASES[name]().pages[0]!;
    const text = `[\n${pageItems(page)
      .map((item) => JSON.stringify(item, rounded))
      .join(',\n')}\n]\n`;
    const file = join(FOLDER, `${name}.json`);
    if (process.env.UPDATE_GOLDEN) {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(file, text);
    }
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});
