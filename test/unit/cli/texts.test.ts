import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { WHY } from '../../../main/cli/compare-dates.ts';
import { verbs } from '../../../main/cli/run-cli.ts';
import { FAILURE_CATALOGUES, messageOf, textsOf } from '../../../main/cli/texts.ts';
import { callInputs } from '../../../src/api.ts';
import { commands } from '../../../src/commands/index.ts';
import { entities } from '../../../src/model/schema.ts';
import { ROOT } from './in-process.ts';

const LANGUAGES = ['da', 'en'] as const;

const sources = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

const matches = (texts: readonly string[], pattern: RegExp): string[] => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1]!))),
];

type Texts = Readonly<Record<string, string>>;
const catalogue = (language: string, name: string): Texts =>
  JSON.parse(readFileSync(join(ROOT, 'assets', 'texts', language, `${name}.json`), 'utf8')) as Texts;

/** What failures are called by their first word: whose id is not there would be told as an id. */
const FAILURES =
  /['`]((?:store|backup|history|project|template|command|file|cell|row|sync|doctor|import|job|task|link|calendar|input|entry|usage|cli|service|baseline|exchange|identity|folder)\.[a-zA-Z][a-zA-Z0-9.-]*)['`]/g;

/** Never told as a failure: turned into another one by the store, or the name of a step of undo. */
const INTERNAL = ['sync.vectorWentBack', 'import.exchange'];

const cells = Object.entries(entities).flatMap(([name, spec]) =>
  Object.keys(spec.cells).map((cell) => `${name}.${cell}`),
);
const notFailures = new Set([...commands.map(({ id }) => id), ...Object.keys(callInputs), ...cells, ...INTERNAL]);

describe.each(LANGUAGES)('texts in %s', (language) => {
  const text = textsOf(join(ROOT, 'assets'))(language);
  const failures = matches([...sources('main'), ...sources('src')], FAILURES).filter((id) => !notFailures.has(id));

  test('are there for every failure that the product can give', () => {
    expect(failures.length).toBeGreaterThan(100);
    const all = ['entry', ...FAILURE_CATALOGUES].map((name) => catalogue(language, name));
    expect(failures.filter((id) => !all.some((texts) => Object.hasOwn(texts, id)))).toEqual([]);
  });

  test('are there for everything that the command line says', () => {
    const keys = matches(sources('main/cli'), /'((?:cli|import|exchange|commands|errors|findings):[\w.-]+)'/g);
    expect(keys.length).toBeGreaterThan(15);
    const wanted = [
      ...keys,
      ...verbs.map(({ name }) => `cli:verb.${name}`),
      ...WHY.map((why) => `cli:why.${why}`),
      ...commands.map(({ id }) => `commands:${id}`),
      ...['option', 'twice', 'no-value', 'value', 'missing', 'unexpected'].map((id) => `cli:usage.${id}`),
      ...['taken', 'changed', 'left-out'].map((severity) => `cli:note.${severity}`),
      ...['project.create', 'project.delete', 'project.restore', 'import.file', 'import.exchange'].map(
        (id) => `commands:${id}`,
      ),
    ];
    expect(wanted.filter((key) => text(key) === key.slice(key.indexOf(':') + 1))).toEqual([]);
  });

  test('never leave a failure unnamed', () => {
    expect(messageOf({ id: 'no.such', params: {} }, text)).toContain('no.such');
  });
});

test.each(['cli', 'errors', 'refusals', 'import', 'exchange', 'commands', 'findings', 'entry'])(
  '%s says the same things with the same parts in both languages',
  (name) => {
    const [da, en] = LANGUAGES.map((language) => catalogue(language, name));
    const parts = (texts: Texts) =>
      Object.fromEntries(
        Object.entries(texts).map(([key, told]) => [
          key,
          [...told.matchAll(/\{\{(\w+)\}\}/g)].map(([, part]) => part).sort(),
        ]),
      );
    expect(parts(da!)).toEqual(parts(en!));
  },
);
