import { chmodSync, readFileSync } from 'node:fs';
import { type Identity, identityFrom, newIdentity } from './identity.ts';
import { writeWhole } from './write-whole.ts';

/** The key store of the system, where there is one: text that only this account can read again. */
export interface SecretStore {
  readonly protect: (text: string) => Uint8Array;
  /** Throws where the text was protected by another account or system. */
  readonly reveal: (bytes: Uint8Array) => string;
}

/** This person's identity on this computer, made when it is first asked for. */
export interface IdentityStore {
  readonly get: () => Promise<Identity>;
  readonly put: (identity: Identity) => Promise<void>;
  readonly isProtected: () => boolean;
}

interface Kept {
  readonly isProtected: boolean;
  /** Base64. */
  readonly value: string;
}

/** Keeps the identity in a file of this account, closed by the system's key store where there is one. */
export const identityStoreAt = (path: string, secrets: () => SecretStore | null): IdentityStore => {
  let known: Promise<Identity> | null = null;

  const read = (): Identity | null => {
    try {
      const { isProtected, value } = JSON.parse(readFileSync(path, 'utf8')) as Kept;
      const bytes = Buffer.from(value, 'base64');
      const store = secrets();
      if (!isProtected) return identityFrom(bytes.toString('utf8'));
      return store === null ? null : identityFrom(store.reveal(bytes));
    } catch {
      // Not there yet, or closed by a key store that is not here any more: a new one is made, which others see as changed.
      return null;
    }
  };
  const put = async (identity: Identity): Promise<void> => {
    const store = secrets();
    const text = JSON.stringify(identity);
    const value = Buffer.from(store === null ? text : store.protect(text)).toString('base64');
    await writeWhole(path, Buffer.from(JSON.stringify({ isProtected: store !== null, value } satisfies Kept)));
    chmodSync(path, 0o600);
    known = Promise.resolve(identity);
  };
  const make = async (): Promise<Identity> => {
    const kept = read();
    if (kept !== null) return kept;
    const made = await newIdentity();
    await put(made);
    return made;
  };
  return {
    get: () => {
      known ??= make();
      return known;
    },
    put,
    isProtected: () => secrets() !== null,
  };
};
