import { defineConfig } from 'vitest/config';

/** Tests that look at the memory of their process; they have one for themselves. */
const ALONE = ['test/unit/exchange/fuzz.test.ts'];

// biome-ignore lint/style/noDefaultExport: the tool reads its configuration from the default export.
export default defineConfig({
  test: {
    testTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/unit/**/*.test.tsx', 'test/cli/**/*.test.ts'],
          exclude: ALONE,
          // A process goes from file to file and keeps the product's modules, whose loading took a third of the time of short tests. So
          // a test leaves nothing behind in a module, as it would not in the product.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: ALONE } },
    ],
  },
});
