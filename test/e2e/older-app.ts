import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..', '..');

/** The cell that the older version does not have yet, as the bundle writes it. */
const CELL = /(stage: \{\s*scope: "document",\s*cells: \{[^}]*?),\s*description: text\(MAX_TEXT\)/;
const VERSION = /(SCHEMA_VERSION = )(\d+)/;

/** Takes the cell out of a bundle, and counts its schema back by one. */
const older = (file: string): void => {
  const text = readFileSync(file, 'utf8');
  if (!VERSION.test(text)) return;
  if (!CELL.test(text)) throw new Error(`${file} has no such cell to take out`);
  writeFileSync(
    file,
    text.replace(CELL, '$1').replace(VERSION, (_all, name: string, version: string) => `${name}${Number(version) - 1}`),
  );
};

/**
 * The desktop app as it was one schema ago: a copy of its bundles without the cell `stage.description`. Windows are those of today;
 * nothing of what is done here shows that cell. Gives the folder of the app.
 */
export const olderApp = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'udbudsplan-older-'));
  mkdirSync(join(folder, 'dist'));
  for (const name of ['assets', 'node_modules', 'package.json']) symlinkSync(join(root, name), join(folder, name));
  symlinkSync(join(root, 'dist', 'renderer'), join(folder, 'dist', 'renderer'));
  const bundles = join(folder, 'dist', 'main');
  cpSync(join(root, 'dist', 'main'), bundles, { recursive: true });
  for (const name of readdirSync(bundles)) if (name.endsWith('.cjs')) older(join(bundles, name));
  return folder;
};
