import { defineConfig } from 'vitest/config';

// biome-ignore lint/style/noDefaultExport: the tool reads its configuration from the default export.
export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts', 'test/unit/**/*.test.tsx', 'test/cli/**/*.test.ts'],
    testTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
