import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { NONCE_PLACEHOLDER } from '../main/hosts/page-policy.ts';

/** The oldest runtimes that the product runs in: those of Electron 25. */
const RENDERER_TARGET = 'chrome114';
const MAIN_TARGET = 'node18';

/** Left out of the bundles: Electron is the runtime itself, better-sqlite3 brings a native library. */
const EXTERNAL = ['electron', 'better-sqlite3'];

/** How the windows' page is built: static files that a host serves with a nonce and a strict policy. */
export const rendererConfig = (root: string): InlineConfig => ({
  configFile: false,
  root: join(root, 'renderer'),
  base: '/',
  publicDir: false,
  logLevel: 'warn',
  plugins: [react()],
  html: { cspNonce: NONCE_PLACEHOLDER },
  build: {
    target: RENDERER_TARGET,
    outDir: join(root, 'dist', 'renderer'),
    emptyOutDir: true,
    // Everything comes from the disk beside the page: nothing is inlined as data and nothing is fetched ahead.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4_000,
    reportCompressedSize: false,
  },
});

/** The worker threads by name, one for each file of main/jobs whose name ends in `-worker.ts`. */
const workerEntries = (root: string): Record<string, string> => {
  const jobs = join(root, 'main', 'jobs');
  const files = existsSync(jobs) ? readdirSync(jobs, { recursive: true, encoding: 'utf8' }) : [];
  const workers = files.filter((file) => file.endsWith('-worker.ts'));
  return Object.fromEntries(
    workers.map((file) => [file.replace(/\.ts$/, '').replace(/^.*[\\/]/, ''), join(jobs, file)]),
  );
};

/** How one program for Electron's Node is built: a CommonJS file with everything in it. */
const programConfig = (root: string, name: string, file: string): InlineConfig => ({
  configFile: false,
  root,
  publicDir: false,
  logLevel: 'warn',
  define: { 'process.env.NODE_ENV': '"production"' },
  resolve: { conditions: ['node', 'require'] },
  ssr: { noExternal: true, external: EXTERNAL, target: 'node' },
  build: {
    ssr: true,
    target: MAIN_TARGET,
    outDir: join(root, 'dist', 'main'),
    emptyOutDir: false,
    minify: false,
    sourcemap: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { [name]: file },
      external: EXTERNAL,
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
});

/** Every program of the desktop app, each in one file: main process, preload and the worker threads. */
export const programConfigs = (root: string): readonly InlineConfig[] => {
  const programs: Record<string, string> = {
    electron: join(root, 'main', 'electron', 'main.ts'),
    preload: join(root, 'main', 'electron', 'preload.ts'),
    ...workerEntries(root),
  };
  return Object.entries(programs).map(([name, file]) => programConfig(root, name, file));
};
