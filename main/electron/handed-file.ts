import { statSync } from 'node:fs';
import { extname, isAbsolute, resolve } from 'node:path';

/** Endings of files that the product opens when somebody starts it with one. */
const OPENED = new Set(['.xml', '.udbudsplan']);

const isPlainFile = (path: string): boolean => {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

/**
 * The file that a start was asked to open: the last argument that names an existing plain file of a kind we open.
 * Switches and everything else are passed over. `cwd` is the folder of that start, which may not be ours.
 */
export const fileArgument = (args: readonly string[], cwd: string): string | null => {
  const candidates = args
    .filter((arg) => !arg.startsWith('-') && OPENED.has(extname(arg).toLowerCase()))
    .map((arg) => (isAbsolute(arg) ? arg : resolve(cwd, arg)))
    .filter(isPlainFile);
  return candidates[candidates.length - 1] ?? null;
};
