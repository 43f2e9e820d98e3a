import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { MAGIC, SEAL_BYTES } from '../../../main/exchange/codec.ts';
import { warmUp } from '../../../main/exchange/warm-up.ts';
import { expectExchange, runExchange } from '../../../main/jobs/exchange.ts';
import { SCHEMA_VERSION } from '../../../src/model/schema.ts';
import { ok } from '../../../src/result.ts';
import { fileOf, payloadOf, sealed, spaceOf, written } from '../exchange/files.ts';
import { scratchFolder } from '../store/scratch-store.ts';

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

test('what is held is asked for when a file has said whose it is, and one that goes wrong later leaves its worker to the next', async () => {
  const worker = resolve(root, 'main/jobs/exchange-worker.ts');
  const folder = scratchFolder();
  const good = await written(fileOf([spaceOf([sealed([], 'a', [])])]));
  const asked: (readonly string[])[] = [];
  const preview = async (bytes: Buffer) => {
    const path = join(folder, 'file');
    writeFileSync(path, bytes);
    const input = { do: 'preview', path, keys: { boxSecrets: [] }, schema: SCHEMA_VERSION } as const;
    return runExchange(worker, input, (spaces) => {
      asked.push(spaces);
      return spaces.map(() => ({ mark: 'm', lines: [], waited: [] }));
    });
  };
  const [header] = inflateRawSync(good.subarray(MAGIC.length, -SEAL_BYTES)).toString().split('\n');
  const bad = payloadOf(`${header}\n{"no":"line"}\n`);
  for (const isGood of [false, true, false, true]) {
    const answer = await preview(isGood ? good : bad);
    if (isGood) expect(answer).toMatchObject({ ok: true, value: { spaces: [{ draft: { mark: 'm', taken: 1 } }] } });
    else expect(answer).toMatchObject({ ok: false, error: { id: 'exchange.invalid' } });
  }
  expect(asked).toEqual([['space'], ['space'], ['space'], ['space']]);
});
