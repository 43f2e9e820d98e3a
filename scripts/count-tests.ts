/** Prints `N passed, N failed`, summed over the JSON reports of vitest and Playwright in a folder. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const unitSchema = v.object({ numPassedTests: v.number(), numFailedTests: v.number() });
const e2eSchema = v.object({
  stats: v.object({ expected: v.number(), unexpected: v.number(), flaky: v.number() }),
  errors: v.array(v.unknown()),
});

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** What one report counted; a report of neither kind counts as a failure. Errors outside tests count as failures. */
export const countOf = (report: unknown): Count => {
  const unit = v.safeParse(unitSchema, report);
  if (unit.success) return { passed: unit.output.numPassedTests, failed: unit.output.numFailedTests };
  const e2e = v.safeParse(e2eSchema, report);
  if (!e2e.success) return { passed: 0, failed: 1 };
  const { expected, flaky, unexpected } = e2e.output.stats;
  return { passed: expected + flaky, failed: unexpected + e2e.output.errors.length };
};

/** The sum over a folder of reports. A stage that failed without a failed test, as the lint, counts as one failure. */
export const countFolder = (folder: string): Count => {
  const counts = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => countOf(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  return { passed, failed: failed === 0 && existsSync(join(folder, 'failed-stage')) ? 1 : failed };
};

if (import.meta.main) {
  const { passed, failed } = countFolder(process.argv[2] as string);
  console.log(`${passed} passed, ${failed} failed`);
}
