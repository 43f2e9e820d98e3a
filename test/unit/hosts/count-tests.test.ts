import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { countFolder, countOf } from '../../../scripts/count-tests.ts';

const e2e = (expected: number, unexpected: number, flaky = 0, errors: unknown[] = []): object => ({
  stats: { expected, unexpected, flaky, skipped: 3 },
  errors,
});

test.each<[string, unknown, object]>([
  ['unit tests', { numPassedTests: 7, numFailedTests: 2, numTotalTests: 9 }, { passed: 7, failed: 2 }],
  ['end-to-end tests', e2e(5, 1, 2), { passed: 7, failed: 1 }],
  ['end-to-end tests that could not be loaded', e2e(0, 0, 0, [{}]), { passed: 0, failed: 1 }],
  ['something else', {}, { passed: 0, failed: 1 }],
])('%s', (_what, report, expected) => {
  expect(countOf(report)).toEqual(expected);
});

test('a folder of reports is summed, and a failed stage is never passed over', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reports-'));
  writeFileSync(join(folder, 'unit.json'), JSON.stringify({ numPassedTests: 7, numFailedTests: 0 }));
  writeFileSync(join(folder, 'e2e-browser.json'), JSON.stringify(e2e(5, 0)));
  expect(countFolder(folder)).toEqual({ passed: 12, failed: 0 });
  writeFileSync(join(folder, 'failed-stage'), '');
  expect(countFolder(folder)).toEqual({ passed: 12, failed: 1 });
  rmSync(folder, { recursive: true });
});
