import { defineConfig } from '@playwright/test';
import type { HostKind, HostOptions } from './host.ts';

/** What the other host runs, unless there is none. */
const elsewhere = (other: HostKind): RegExp | undefined =>
  process.env.UDBUDSPLAN_ONLY_HOST ? undefined : new RegExp(`@${other}`);

// biome-ignore lint/style/noDefaultExport: the tool reads its configuration from the default export.
export default defineConfig<HostOptions>({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results/e2e',
  timeout: 120_000,
  expect: { timeout: 10_000 },
  // Every test has data of its own, so that those of one file need not wait for each other when the other worker has nothing left.
  fullyParallel: true,
  workers: 2,
  // A window that the machine starves is tried once more; what needed that is listed as flaky, and looked into.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  projects: [
    // What concerns one host only is in files named after it. What takes long and lies in the page alone, or is a second language or
    // theme of what runs on both, is tagged with the one that it runs on; where a machine has but one, that one runs all.
    { name: 'browser', testIgnore: 'electron-*', grepInvert: elsewhere('electron'), use: { hostKind: 'browser' } },
    { name: 'electron', testIgnore: 'browser-*', grepInvert: elsewhere('browser'), use: { hostKind: 'electron' } },
  ],
});
