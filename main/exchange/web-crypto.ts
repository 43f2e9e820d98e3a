import { webcrypto } from 'node:crypto';

// Node 18, which Electron 25 runs on, has this only behind a switch; the library of age asks for it by its global name.
if (globalThis.crypto === undefined) {
  Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true });
}
