import { writeFileSync } from 'node:fs';
import { MAX_DROPPED_BYTES } from '../../src/api.ts';
import type { HeldFiles } from '../hosts/held-files.ts';

const MAX_NAME_CHARS = 500;

/** Holds the content of a file that was dropped on the window, which never tells a path; `null` where it may not be. */
export const holdFile = async (files: HeldFiles, name: unknown, content: unknown): Promise<string> => {
  if (typeof name !== 'string' || !(content instanceof ArrayBuffer || content instanceof Uint8Array)) return 'null';
  if (content.byteLength > MAX_DROPPED_BYTES) return 'null';
  const path = files.scratchPath();
  writeFileSync(path, new Uint8Array(content), { flag: 'wx', mode: 0o600 });
  const plain = name.replace(/^.*[\\/]/, '').slice(0, MAX_NAME_CHARS) || 'file';
  return JSON.stringify(files.hold(path, plain));
};
