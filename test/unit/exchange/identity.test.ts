import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isRecipient, seal, unseal } from '../../../main/exchange/age.ts';
import { exportIdentity, importIdentityFile, newIdentity, publicIdentity } from '../../../main/exchange/identity.ts';
import { identityStoreAt } from '../../../main/exchange/identity-store.ts';
import { isAgeFile } from '../../../main/exchange/sniff.ts';
import { scratchFolder } from '../store/scratch-store.ts';

const plain = Buffer.from('Nyt sagssystem æøå');
const errorOf = (result: { ok: boolean; error?: { id: string } }): string => (result.ok ? 'ok' : result.error!.id);

describe('locked files', () => {
  test('a wrong passphrase, none, a damaged file and a wrong recipient are told apart', async () => {
    const [mine, other] = [await newIdentity(), await newIdentity()];
    const { boxKey } = await publicIdentity(mine);
    const forMe = await seal(plain, { recipients: [boxKey] });
    const byWord = await seal(plain, { passphrase: 'rigtigt' });
    expect(isAgeFile(forMe) && isAgeFile(byWord)).toBe(true);
    const opened = await unseal(forMe, { boxSecrets: [mine.boxSecret] });
    expect(opened.ok && Buffer.from(opened.value).equals(plain)).toBe(true);
    expect(errorOf(await unseal(forMe, { boxSecrets: [other.boxSecret] }))).toBe('exchange.wrong-recipient');
    expect(errorOf(await unseal(byWord, { boxSecrets: [] }))).toBe('exchange.needs-passphrase');
    expect(errorOf(await unseal(byWord, { boxSecrets: [], passphrase: 'forkert' }))).toBe('exchange.wrong-passphrase');
    expect(errorOf(await unseal(byWord, { boxSecrets: [], passphrase: 'rigtigt' }))).toBe('ok');
    for (const at of [forMe.length - 1, forMe.length - 40]) {
      const bad = Uint8Array.from(forMe);
      bad[at]! ^= 1;
      expect(errorOf(await unseal(bad, { boxSecrets: [mine.boxSecret] }))).toBe('exchange.damaged');
    }
    for (const length of [22, 60, forMe.length - 20]) {
      expect(errorOf(await unseal(forMe.slice(0, length), { boxSecrets: [mine.boxSecret] }))).toBe('exchange.damaged');
    }
  });

  test('a passphrase that would take all of the memory is not even tried', async () => {
    const dear = Buffer.from('age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\nAAAA\n--- AAAA\n');
    expect(errorOf(await unseal(dear, { boxSecrets: [], passphrase: 'x' }))).toBe('exchange.too-large');
  });

  test('only real keys are recipients', async () => {
    const { boxKey } = await publicIdentity(await newIdentity());
    expect(isRecipient(boxKey)).toBe(true);
    expect(isRecipient(boxKey.slice(0, -1) + (boxKey.endsWith('x') ? 'q' : 'x'))).toBe(false);
    expect(isRecipient('age1')).toBe(false);
  });
});

describe('the own identity', () => {
  test('is made once and kept for this account', async () => {
    const path = join(scratchFolder(), 'own-identity.json');
    const first = await identityStoreAt(path, () => null).get();
    expect(await identityStoreAt(path, () => null).get()).toEqual(first);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0);
  });

  test('lies closed where the system has a key store; one that cannot be opened is made anew', async () => {
    const path = join(scratchFolder(), 'own-identity.json');
    const store = (key: number) => ({
      protect: (text: string) => Buffer.from(text).map((byte) => byte ^ key),
      reveal: (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ key)).toString(),
    });
    const first = await identityStoreAt(path, () => store(5)).get();
    const kept = Buffer.from((JSON.parse(readFileSync(path, 'utf8')) as { value: string }).value, 'base64').toString();
    expect(kept).not.toContain('AGE-SECRET-KEY');
    expect(await identityStoreAt(path, () => store(5)).get()).toEqual(first);
    expect(await identityStoreAt(path, () => store(6)).get()).not.toEqual(first);
  });

  test('travels to another computer in a file with a passphrase', async () => {
    const identity = await newIdentity();
    const path = join(scratchFolder(), 'identity.age');
    writeFileSync(path, await exportIdentity(identity, 'med mig'));
    expect(await importIdentityFile(path, 'med mig')).toEqual({ ok: true, value: identity });
    expect(errorOf(await importIdentityFile(path, 'uden'))).toBe('exchange.wrong-passphrase');
    writeFileSync(path, await seal(plain, { passphrase: 'x' }));
    expect(errorOf(await importIdentityFile(path, 'x'))).toBe('identity.not-identity');
  });
});
