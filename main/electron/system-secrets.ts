import { safeStorage } from 'electron';
import type { SecretStore } from '../exchange/identity-store.ts';

/**
 * The key store of the system; null where there is none. On Linux without one Electron would only pretend, with a key that
 * everybody knows.
 */
export const systemSecrets = (): SecretStore | null => {
  if (!safeStorage.isEncryptionAvailable()) return null;
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend?.() === 'basic_text') return null;
  return {
    protect: (text) => safeStorage.encryptString(text),
    reveal: (bytes) => safeStorage.decryptString(Buffer.from(bytes)),
  };
};
