import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultOf, importCircles, importsOf, wrongImports } from '../../../scripts/check-imports.ts';

describe('what a module imports', () => {
  test.each([
    ["import { a } from './a.ts';", ['./a.ts']],
    ["import type { A } from './a.ts';", ['./a.ts']],
    ["import './a.css';", ['./a.css']],
    ["import {\n  a,\n  b,\n} from './a.ts';", ['./a.ts']],
    ["export * from './a.ts';", ['./a.ts']],
    ["export { a } from './a.ts';", ['./a.ts']],
    ["const a = await import('./a.ts');", ['./a.ts']],
    ["const a = require('./a.cjs');", ['./a.cjs']],
    ["type A = import('./a.ts').A;", ['./a.ts']],
    ["import a from './a.json' with { type: 'json' };", ['./a.json']],
    ["// import { a } from './a.ts';", []],
    ["/**\n * import { a } from './a.ts'\n */", []],
    ["const text = 'import of goods';", []],
  ])('%s', (text, expected) => {
    expect(importsOf(text)).toEqual(expected);
  });
});

describe('which imports are wrong', () => {
  test.each([
    ['src/time/day.ts', '../model/plan.ts'],
    ['src/time/day.ts', '../api.ts'],
    ['src/model/plan.ts', '../schedule/network.ts'],
    ['src/model/plan.ts', '../api.ts'],
    ['src/schedule/network.ts', '../gantt/scene.ts'],
    ['src/gantt/scene.ts', '../interchange/mspdi.ts'],
    ['src/sync/merge.ts', '../report/page.ts'],
    ['src/interchange/deep/er/a.ts', '../../../report/page.ts'],
    ['src/new-layer/a.ts', '../time/day.ts'],
    ['src/result.ts', './api.ts'],
    ['src/api.ts', './schedule/network.ts'],
    ['src/model/plan.ts', 'node:fs'],
    ['src/model/plan.ts', 'react'],
    ['src/model/plan.ts', 'better-sqlite3'],
    ['src/model/plan.ts', '../../main/store/store.ts'],
    ['src/model/plan.ts', '../../renderer/stores/plan-store.ts'],
    ['main/service/service.ts', '../../renderer/app/bridge.ts'],
    ['renderer/app/bridge.ts', '../../main/compose.ts'],
    ['renderer/app/bridge.ts', '../../test/fixtures/plan.ts'],
    ['renderer/app/bridge.ts', 'node:fs'],
    ['renderer/app/bridge.ts', 'electron'],
  ])('%s must not import %s', (file, specifier) => {
    expect(faultOf(file, specifier)).not.toBeNull();
  });

  test.each([
    ['src/model/plan.ts', '../time/day.ts'],
    ['src/model/commands/index.ts', './links.ts'],
    ['src/model/commands/index.ts', '../../result.ts'],
    ['src/interchange/note-book.ts', '../api.ts'],
    ['src/report/page.ts', '../gantt/scene.ts'],
    ['src/api.ts', './model/plan.ts'],
    ['src/model/validate.ts', 'valibot'],
    ['main/service/service.ts', '../../src/api.ts'],
    ['main/store/database.ts', 'better-sqlite3'],
    ['renderer/app/bridge.ts', '../../src/api.ts'],
    ['renderer/main.tsx', '../assets/fonts/inter.css'],
    ['test/unit/a.test.ts', '../../renderer/app/bridge.ts'],
  ])('%s may import %s', (file, specifier) => {
    expect(faultOf(file, specifier)).toBeNull();
  });
});

describe('circles of imports', () => {
  const circlesOf = (modules: Readonly<Record<string, readonly string[]>>) =>
    importCircles(new Map(Object.entries(modules)));

  test.each<[string, Readonly<Record<string, readonly string[]>>, readonly (readonly string[])[]]>([
    ['none', { 'src/a.ts': ['./b.ts', './c.ts'], 'src/b.ts': ['./c.ts'], 'src/c.ts': ['valibot'] }, []],
    ['of one', { 'src/a.ts': ['./a.ts'] }, [['src/a.ts']]],
    [
      'of two, with what leads to it',
      { 'src/x.ts': ['./a.ts'], 'src/a.ts': ['./d/b.ts'], 'src/d/b.ts': ['../a.ts'] },
      [['src/a.ts', 'src/d/b.ts']],
    ],
    [
      'the shorter of two through one module',
      { 'src/a.ts': ['./b.ts'], 'src/b.ts': ['./c.ts', './a.ts'], 'src/c.ts': ['./a.ts'] },
      [
        ['src/a.ts', 'src/b.ts'],
        ['src/c.ts', 'src/a.ts', 'src/b.ts'],
      ],
    ],
    [
      'two apart',
      { 'src/a.ts': ['./b.ts'], 'src/b.ts': ['./a.ts'], 'src/c.ts': ['./d.ts'], 'src/d.ts': ['./c.ts'] },
      [
        ['src/a.ts', 'src/b.ts'],
        ['src/c.ts', 'src/d.ts'],
      ],
    ],
  ])('%s', (_what, modules, expected) => {
    expect(circlesOf(modules)).toEqual(expected);
  });

  test('a chain of 20,000 modules that closes at its end', () => {
    const size = 20_000;
    const chain = Array.from({ length: size }, (_, i) => [`src/${i}.ts`, [`./${(i + 1) % size}.ts`]] as const);
    expect(importCircles(new Map(chain))[0]).toHaveLength(size);
    expect(importCircles(new Map(chain.slice(1)))).toEqual([]);
  });
});

test('a planted wrong import is found in a tree of files', () => {
  const root = mkdtempSync(join(tmpdir(), 'imports-'));
  const put = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  put('src/time/day.ts', "import { plan } from '../model/plan.ts';\n");
  put('src/model/plan.ts', "import { day } from '../time/day.ts';\n");
  put('main/a.ts', '');
  put('renderer/deep/b.tsx', "import { a } from '../../main/a.ts';\n");
  const wrong = wrongImports(root);
  rmSync(root, { recursive: true });
  expect(wrong).toEqual([
    'src/time/day.ts: src/time may not import src/model (../model/plan.ts)',
    'renderer/deep/b.tsx: renderer may not import main (../../main/a.ts)',
    'src/model/plan.ts → src/time/day.ts → src/model/plan.ts: a circle of imports',
  ]);
});

test('the product itself has no wrong import and no circle', () => {
  expect(wrongImports(resolve(import.meta.dirname, '..', '..', '..'))).toEqual([]);
});
