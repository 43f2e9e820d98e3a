import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { warmUp } from '../../../main/exchange/warm-up.ts';
import { expectExchange, runExchange } from '../../../main/jobs/exchange.ts';
import { SCHEMA_VERSION } from '../../../src/model/schema.ts';
import { ok } from '../../../src/result.ts';

const root = resolve(import.meta.dirname, '../../..');
const listing = resolve(root, 'test/fixtures/jobs/listing-worker.ts');
const read = { do: 'read', path: '', keys: { boxSecrets: [] }, schema: SCHEMA_VERSION } as const;

test('a small plan goes through all that is done with a file', async () => {
  expect(await warmUp()).toEqual(ok(null));
});

test('a file goes to the worker that was made ready for it, and waits for no more of that than has begun', async () => {
  expectExchange(listing);
  expectExchange(listing);
  expect(await runExchange(listing, read)).toEqual(ok(['warm-up', 'read']));
  expect(await runExchange(listing, read)).toEqual(ok(['warm-up', 'read', 'read']));
});

test('what hinders a worker from being made ready is told with the file', async () => {
  expectExchange(`${listing}.none`);
  expect(await runExchange(`${listing}.none`, read)).toMatchObject({ ok: false, error: { id: 'job.failed' } });
});
