import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder, to be removed by who asked for it; in memory where `scripts/memory-folder.ts` found room for that. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'udbudsplan-'));

/** Every file under a folder, as a path from it. */
export const filesIn = (folder: string, from = ''): string[] =>
  readdirSync(join(folder, from), { withFileTypes: true }).flatMap((entry) => {
    const path = from === '' ? entry.name : `${from}/${entry.name}`;
    return entry.isDirectory() ? filesIn(folder, path) : [path];
  });
