import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The contents of all template files of a folder, by file name. What they hold is checked by the service. */
export const loadTemplates = (folder: string): readonly unknown[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown);
