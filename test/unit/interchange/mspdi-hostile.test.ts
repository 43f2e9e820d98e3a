import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportError } from '../../../src/interchange/import-error.ts';
import { MSPDI_LIMITS, type MspdiLimits } from '../../../src/interchange/mspdi/limits.ts';
import { mspdiToOps } from '../../../src/interchange/mspdi/mspdi-to-ops.ts';
import { mspdiReader, parseMspdi } from '../../../src/interchange/mspdi/read-mspdi.ts';
import { HEADER, LONG_PLAN_START, longPlanTasks, projectXml, task } from './mspdi-text.ts';
import { countingEnv, planFrom, rowsOf } from './plan-from.ts';

const danish = readFileSync(resolve(import.meta.dirname, '../../fixtures/import/dansk-plan.xml'), 'utf8');

const errorOf = (text: string, limits?: MspdiLimits): ImportError => {
  const parsed = parseMspdi(text, limits);
  if (parsed.ok) throw new Error('was read');
  return parsed.error;
};

/** Feeds pieces until one is refused. */
const feed = (pieces: Iterable<string>, limits?: MspdiLimits): ImportError => {
  const reader = mspdiReader(limits);
  for (const piece of pieces) {
    const written = reader.write(piece);
    if (!written.ok) return written.error;
  }
  const ended = reader.end();
  if (ended.ok) throw new Error('was read');
  return ended.error;
};

const around = (body: string): string =>
  `${HEADER}<Project xmlns="http://schemas.microsoft.com/project">${body}</Project>`;

describe('what is refused, with its place', () => {
  it.each<[string, string, ImportError['id'], object]>([
    ['not XML', 'Opgave;Start;Slut\nAnalyse;5/4;9/4', 'import.not-xml', {}],
    ['XML of something else', '<plan><task/></plan>', 'import.not-msproject', { element: 'plan', line: 1 }],
    [
      'a build file',
      '<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003"/>',
      'import.not-msproject',
      {},
    ],
    [
      'a build file without namespace',
      '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup/></Project>',
      'import.not-msproject',
      {},
    ],
    [
      'a wrong end tag',
      around('<Tasks>\n<Task><UID>1</Name></Task></Tasks>'),
      'import.not-xml',
      { line: 3, path: 'Project/Tasks/Task' },
    ],
    [
      'a bare ampersand',
      around('<Tasks>\n<Task><Name>A & B</Name>\n</Task></Tasks>'),
      'import.not-xml',
      { line: 3, path: 'Project/Tasks/Task/Name' },
    ],
    [
      'a bare ampersand, a semicolon far away',
      around('<Tasks>\n<Task><Name>A & B</Name>\n\n<Notes>x; y</Notes></Task></Tasks>'),
      'import.not-xml',
      { line: 3, path: 'Project/Tasks/Task/Name' },
    ],
    ['a control character', around('<Name>a\u0001b</Name>'), 'import.not-xml', { line: 2 }],
    ['a reference to a control character', around('<Name>a&#1;b</Name>'), 'import.not-xml', { path: 'Project/Name' }],
    ['an unknown entity', around('<Name>&hemmelig;</Name>'), 'import.not-xml', { path: 'Project/Name' }],
    ['a DOCTYPE', `<?xml version="1.0"?>\n<!DOCTYPE Project>\n<Project/>`, 'import.doctype', { line: 2 }],
    [
      'an external entity',
      `<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><Project><Name>&x;</Name></Project>`,
      'import.doctype',
      {},
    ],
    [
      'a number without which nothing works',
      around('<Tasks>\n<Task><UID>en</UID></Task></Tasks>'),
      'import.bad-value',
      { line: 3, path: 'Project/Tasks/Task/UID', value: 'en' },
    ],
    [
      'a predecessor that is no number',
      projectXml({}, [task(1, { PredecessorLink: { PredecessorUID: '1e99' } })]),
      'import.bad-value',
      { path: 'Project/Tasks/Task/PredecessorLink/PredecessorUID' },
    ],
    ['two roots', `${around('')}<Project/>`, 'import.not-xml', {}],
    ['nothing but a declaration', HEADER, 'import.truncated', {}],
  ])('%s', (_, text, id, params) => {
    expect(errorOf(text)).toMatchObject({ id, params });
  });

  it('a billion laughs', () => {
    const entities = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
    expect(errorOf(`<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">${entities}]><Project>&l9;</Project>`).id).toBe(
      'import.doctype',
    );
  });

  it('nesting, 100,000 deep', () => {
    const error = feed([
      HEADER,
      '<Project xmlns="http://schemas.microsoft.com/project">',
      ...Array.from({ length: 100 }, () => '<Task>'.repeat(1000)),
    ]);
    expect(error).toMatchObject({ id: 'import.too-deep', params: { limit: 64 } });
    expect(String(error.params.path).split('/')).toHaveLength(65);
  });

  it('a million tasks, without keeping more than are allowed', () => {
    function* pieces() {
      yield LONG_PLAN_START;
      const block = '<Task><UID>1</UID></Task>'.repeat(1000);
      for (let i = 0; i < 1000; i++) yield block;
    }
    expect(feed(pieces())).toMatchObject({
      id: 'import.too-many',
      params: { limit: 200_000, element: 'Task', path: 'Project/Tasks/Task' },
    });
  });

  it('too many links', () => {
    const limits = { ...MSPDI_LIMITS, links: 50 };
    expect(errorOf(`${LONG_PLAN_START}${longPlanTasks(1, 200)}`, limits)).toMatchObject({
      id: 'import.too-many',
      params: { element: 'PredecessorLink' },
    });
  });

  it.each<[string, string]>([
    ['an element that is read', '<Name>'],
    ['an element that is passed over', '<Views><View>'],
    ['a comment', '<!--'],
    ['an attribute', '<Name a="'],
    ['a tag name', '<N'],
    ['an instruction', '<?work '],
    ['a character section', '<Name><![CDATA['],
  ])('huge text in %s', (_, opening) => {
    const limits = { ...MSPDI_LIMITS, textLength: 100_000 };
    const error = feed(
      [
        HEADER,
        '<Project xmlns="http://schemas.microsoft.com/project">',
        opening,
        ...Array.from({ length: 40 }, () => 'x'.repeat(10_000)),
      ],
      limits,
    );
    expect(error).toMatchObject({ id: 'import.text-too-long', params: { limit: 100_000, line: 2 } });
  });

  it('more characters than a plan can have', () => {
    const limits = { ...MSPDI_LIMITS, characters: 5000 };
    expect(errorOf(`${LONG_PLAN_START}${longPlanTasks(1, 10)}`, limits).id).toBe('import.too-large');
  });

  it('goes on refusing after an error', () => {
    const reader = mspdiReader();
    const first = reader.write('<p/>');
    expect(first.ok).toBe(false);
    expect(reader.write(around(''))).toEqual(first);
    expect(reader.end()).toEqual(first);
  });
});

describe('truncated files', () => {
  it('are refused wherever they end', () => {
    const last = danish.lastIndexOf('</Project>');
    for (let length = danish.indexOf('<Project') + 1; length < last; length += 7) {
      const error = errorOf(danish.slice(0, length));
      expect(error.id, `at ${length}`).toBe('import.truncated');
      expect(Number(error.params.line), `at ${length}`).toBe(danish.slice(0, length).split('\n').length);
    }
  });
});

describe('text in any pieces', () => {
  it('reads the same', () => {
    const whole = planFrom(danish).plan;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 997 }), { minLength: 1, maxLength: 12 }), (sizes) => {
        const reader = mspdiReader();
        for (let at = 0, i = 0; at < danish.length; i++) {
          const size = sizes[i % sizes.length]!;
          expect(reader.write(danish.slice(at, at + size)).ok).toBe(true);
          at += size;
        }
        const file = reader.end();
        expect(file.ok && mspdiToOps(file.value, countingEnv())).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  it('reads prefixed elements, character sections and CRLF', () => {
    const text = `${HEADER}<p:Project xmlns:p="http://schemas.microsoft.com/project"><p:Tasks><p:Task><p:UID>1</p:UID><p:Name>A<![CDATA[ & B]]> &lt;ø&#229;</p:Name><p:Notes>en\r\nto</p:Notes></p:Task></p:Tasks></p:Project>`;
    const { rows } = planFrom(text);
    expect(rows.task[0]!.name).toBe('A & B <øå');
    expect(rows.note[0]!.text).toBe('en\nto');
  });
});

describe('any values in the right places', () => {
  it('give rows whose cells are all valid', () => {
    const value = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.integer().map(String),
      fc.double().map(String),
      fc.constantFrom(
        '',
        '-1',
        '0',
        '1',
        '7',
        '53',
        '999999999999999',
        '-999999999999999',
        'PT0H0M0S',
        'PT999999999999H0M0S',
        '2027-04-05T08:00:00',
        '0001-01-01T00:00:00',
        'true',
      ),
    );
    const element = fc.constantFrom(
      'OutlineLevel',
      'OutlineNumber',
      'Name',
      'Milestone',
      'Manual',
      'Active',
      'Duration',
      'DurationFormat',
      'Estimated',
      'Start',
      'Finish',
      'ManualStart',
      'ManualFinish',
      'ConstraintType',
      'ConstraintDate',
      'Deadline',
      'PercentComplete',
      'ActualStart',
      'ActualFinish',
      'CalendarUID',
      'Notes',
      'WBS',
      'IsNull',
    );
    const uid = fc.integer({ min: -2, max: 8 }).map(String);
    const link = fc.record({ PredecessorUID: uid, Type: value, LinkLag: value, LagFormat: value });
    const baseline = fc.record({ Number: value, Start: value, Finish: value, Duration: value });
    const hostileTask = fc
      .tuple(
        fc.record({
          UID: uid,
          PredecessorLink: fc.array(link, { maxLength: 4 }),
          Baseline: fc.array(baseline, { maxLength: 2 }),
        }),
        fc.dictionary(element, value),
      )
      .map(([fixed, more]) => ({ ...more, ...fixed }));
    const clean = (text: string) =>
      text.replace(/[^\P{Cc}\t\n\r]|[\ud800-\udfff]|[\ufffe\uffff]/gu, '').replace(/>/g, '&gt;');
    const scrub = (content: unknown): never =>
      (Array.isArray(content)
        ? content.map(scrub)
        : typeof content === 'string'
          ? clean(content)
          : Object.fromEntries(Object.entries(content as object).map(([name, each]) => [name, scrub(each)]))) as never;
    fc.assert(
      fc.property(
        fc.array(hostileTask, { maxLength: 12 }),
        fc.dictionary(
          fc.constantFrom(
            'MinutesPerDay',
            'MinutesPerWeek',
            'DaysPerMonth',
            'StartDate',
            'WeekStartDay',
            'HonorConstraints',
          ),
          value,
        ),
        (tasks, project) => {
          const parsed = parseMspdi(projectXml(scrub(project), scrub(tasks)));
          if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
          const rows = rowsOf(mspdiToOps(parsed.value, countingEnv()));
          const ids = new Set(rows.task.map(({ id }) => id));
          expect(rows.task.every(({ place }) => place.parent === null || ids.has(place.parent))).toBe(true);
          expect(
            rows.link.every(({ predecessorId, successorId }) => ids.has(predecessorId!) && ids.has(successorId!)),
          ).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });
});
