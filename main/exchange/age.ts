import './web-crypto.ts';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { err, ok, type Result } from '../../src/result.ts';
import { isAgeFile } from './sniff.ts';

const MAX_HEADER_BYTES = 64 * 1024;
/** Cost of trying a passphrase, as power of two: age's own tools use 18, which takes 256 MiB for a second or two. */
const MOST_WORK = 18;

/** Why an encrypted file was not opened. */
export interface AgeError {
  readonly id:
    | 'exchange.needs-passphrase'
    | 'exchange.wrong-passphrase'
    /** Made for other people's keys. */
    | 'exchange.wrong-recipient'
    | 'exchange.damaged'
    | 'exchange.too-large';
  readonly params: Readonly<Record<string, string | number>>;
}

/** With what a file is closed: a passphrase, or the keys of those who may open it. */
export type Lock = { readonly passphrase: string } | { readonly recipients: readonly string[] };

/** With what an encrypted file is tried. */
export interface Keys {
  readonly passphrase?: string;
  /** `AGE-SECRET-KEY-1…` of this person. */
  readonly boxSecrets: readonly string[];
}

const ageError = (id: AgeError['id'], params: AgeError['params'] = {}): { ok: false; error: AgeError } =>
  err({ id, params });

export const newBoxIdentity = (): Promise<string> => generateX25519Identity();

export const boxKeyOf = (boxSecret: string): Promise<string> => identityToRecipient(boxSecret);

/** Whether a text is a recipient that a file can be closed for. */
export const isRecipient = (text: string): boolean => {
  try {
    new Encrypter().addRecipient(text);
    return /^age1[0-9a-z]+$/.test(text);
  } catch {
    return false;
  }
};

export const seal = (plain: Uint8Array, lock: Lock): Promise<Uint8Array> => {
  const encrypter = new Encrypter();
  if ('passphrase' in lock) encrypter.setPassphrase(lock.passphrase);
  else for (const recipient of lock.recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(plain);
};

/** What a file is closed with, from the readable part at its start; null if that is no such part. */
const stanzasOf = (bytes: Uint8Array): readonly (readonly string[])[] | null => {
  const head = Buffer.from(bytes.subarray(0, MAX_HEADER_BYTES)).toString('latin1');
  const end = head.indexOf('\n---');
  if (end < 0) return null;
  return head
    .slice(0, end)
    .split('\n')
    .filter((line) => line.startsWith('-> '))
    .map((line) => line.slice(3).split(' '));
};

/** Opens a file; tells a wrong passphrase, a file for others and a damaged one apart. */
export const unseal = async (bytes: Uint8Array, keys: Keys): Promise<Result<Uint8Array, AgeError>> => {
  const stanzas = stanzasOf(bytes);
  if (stanzas === null || stanzas.length === 0) return ageError('exchange.damaged');
  const scrypt = stanzas.find(([type]) => type === 'scrypt');
  const decrypter = new Decrypter();
  if (scrypt !== undefined) {
    if (keys.passphrase === undefined) return ageError('exchange.needs-passphrase');
    const work = Number(scrypt[2]);
    if (!Number.isInteger(work) || work < 1) return ageError('exchange.damaged');
    if (work > MOST_WORK) return ageError('exchange.too-large', { bound: 'work', most: MOST_WORK });
    decrypter.addPassphrase(keys.passphrase);
  } else {
    for (const secret of keys.boxSecrets) decrypter.addIdentity(secret);
  }
  try {
    return ok(await decrypter.decrypt(bytes));
  } catch (error) {
    const isNotOurs = error instanceof Error && error.message.startsWith('no identity matched');
    if (!isNotOurs) return ageError('exchange.damaged');
    return ageError(scrypt === undefined ? 'exchange.wrong-recipient' : 'exchange.wrong-passphrase');
  }
};

export const sealWithPassphrase = (plain: Uint8Array, passphrase: string): Promise<Uint8Array> =>
  seal(plain, { passphrase });

export const openWithPassphrase = (bytes: Uint8Array, passphrase: string): Promise<Result<Uint8Array, AgeError>> =>
  isAgeFile(bytes) ? unseal(bytes, { passphrase, boxSecrets: [] }) : Promise.resolve(ageError('exchange.damaged'));
