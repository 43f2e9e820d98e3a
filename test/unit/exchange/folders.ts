import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const IN_MEMORY = '/dev/shm';

/** Where very many small files are quickest: real ones, in memory where the machine keeps some there. */
export const FAST_FOLDER = existsSync(IN_MEMORY) ? IN_MEMORY : tmpdir();

/** A new folder there, to be removed by who asked for it. */
export const fastFolder = (): string => mkdtempSync(join(FAST_FOLDER, 'udbudsplan-'));

/** Every file under a folder, as a path from it. */
export const filesIn = (folder: string, from = ''): string[] =>
  readdirSync(join(folder, from), { withFileTypes: true }).flatMap((entry) => {
    const path = from === '' ? entry.name : `${from}/${entry.name}`;
    return entry.isDirectory() ? filesIn(folder, path) : [path];
  });
