import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { open } from 'node:fs/promises';
import { err, ok, type Result } from '../../src/result.ts';
import { boxKeyOf, newBoxIdentity, openWithPassphrase, sealWithPassphrase } from './age.ts';
import { signingKey } from './signer.ts';

/**
 * Who this person is to others: an Ed25519 key that signs what they send, and an X25519 identity of age that opens what is
 * sent to them alone. Both belong to this computer's user; the public parts travel in every file.
 */
export interface Identity {
  /** Ed25519 private key, 32 bytes in base64url. */
  readonly signSecret: string;
  /** `AGE-SECRET-KEY-1…`. */
  readonly boxSecret: string;
}

export interface PublicIdentity {
  readonly signKey: string;
  readonly boxKey: string;
}

interface OkpJwk {
  readonly x?: string;
  readonly d?: string;
}

export const newIdentity = async (): Promise<Identity> => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { d } = privateKey.export({ format: 'jwk' }) as OkpJwk;
  return { signSecret: d!, boxSecret: await newBoxIdentity() };
};

export const publicIdentity = async (identity: Identity): Promise<PublicIdentity> => {
  const { x } = createPublicKey(signingKey(identity)).export({ format: 'jwk' }) as OkpJwk;
  return { signKey: x!, boxKey: await boxKeyOf(identity.boxSecret) };
};

const SECRET = /^[A-Za-z0-9_-]{43}$/;
const BOX_SECRET = /^AGE-SECRET-KEY-1[0-9A-Z]{20,100}$/;

/** The identity in a text that was kept; null if it is none. */
export const identityFrom = (text: string): Identity | null => {
  try {
    const { signSecret, boxSecret } = JSON.parse(text) as Partial<Identity>;
    if (typeof signSecret !== 'string' || !SECRET.test(signSecret)) return null;
    if (typeof boxSecret !== 'string' || !BOX_SECRET.test(boxSecret)) return null;
    return { signSecret, boxSecret };
  } catch {
    return null;
  }
};

/** The identity as a file to be kept or carried to another computer, closed with a passphrase. */
export const exportIdentity = (identity: Identity, passphrase: string): Promise<Uint8Array> =>
  sealWithPassphrase(Buffer.from(JSON.stringify(identity)), passphrase);

/** Why a file gave no identity. */
interface AgeFailure {
  readonly id: string;
  readonly params: Readonly<Record<string, string | number>>;
}

const MAX_IDENTITY_BYTES = 64 * 1024;

/** Opens a file that `exportIdentity` made. */
export const importIdentityFile = async (path: string, passphrase: string): Promise<Result<Identity, AgeFailure>> => {
  const file = await open(path, 'r');
  const bytes = Buffer.alloc(MAX_IDENTITY_BYTES);
  try {
    const { bytesRead } = await file.read(bytes, 0, MAX_IDENTITY_BYTES, 0);
    const opened = await openWithPassphrase(bytes.subarray(0, bytesRead), passphrase);
    if (!opened.ok) return opened;
    const identity = identityFrom(Buffer.from(opened.value).toString('utf8'));
    return identity === null ? err({ id: 'identity.not-identity', params: {} }) : ok(identity);
  } finally {
    await file.close();
  }
};
