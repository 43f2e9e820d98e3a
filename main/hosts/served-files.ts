import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';

export interface ServedFile {
  readonly file: string;
  readonly mime: string;
}

const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};

/**
 * The files of a built renderer by the path under which a page may ask for them. What is not in this map does not
 * exist for a page: no address is ever turned into a path. Files of an unknown kind are left out.
 */
export const servedFiles = (folder: string): ReadonlyMap<string, ServedFile> => {
  const files = new Map<string, ServedFile>();
  const pending = [''];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    for (const entry of readdirSync(join(folder, at), { withFileTypes: true })) {
      const path = `${at}/${entry.name}`;
      const mime = MIME[extname(entry.name)];
      if (entry.isDirectory()) pending.push(path);
      else if (entry.isFile() && mime) files.set(path, { file: join(folder, path), mime });
    }
  }
  const index = files.get('/index.html');
  if (index) files.set('/', index);
  return files;
};
