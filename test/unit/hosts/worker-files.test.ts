import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { workerFiles } from '../../../main/hosts/worker-files.ts';

const root = resolve(import.meta.dirname, '../../..');

test('workers are taken from the sources, or as they were built where somebody says in which folder', () => {
  expect(existsSync(workerFiles(root, {})('exchange-worker'))).toBe(true);
  expect(workerFiles(root, { UDBUDSPLAN_WORKERS: join('dist', 'main') })('exchange-worker')).toBe(
    join('dist', 'main', 'exchange-worker.cjs'),
  );
});
