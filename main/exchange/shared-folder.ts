import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../src/result.ts';
import { fileNameFor, isPlanFile, type Span } from '../../src/sync/exchange/shared-folder.ts';
import type { ExchangeFailure } from './exchange-job.ts';
import { PART, writeWhole } from './write-whole.ts';

/** Whoever may read the folder may read its files. */
const SHARED_MODE = 0o666;

/** Names that Windows keeps for devices, whatever their ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * The name of a project's or a copy's sub-folder: its id, where every file system takes it and none takes two ids for one. Ids
 * of other programs may have capital letters and dots.
 */
export const folderNameOf = (id: string): string =>
  /^[0-9a-z][0-9a-z_-]*$/.test(id) && !DEVICE.test(id)
    ? id
    : `x-${createHash('sha256').update(id).digest('hex').slice(0, 40)}`;

/** Longest path that OneDrive and SharePoint carry. */
export const MAX_PATH_CHARS = 400;

const READ_ONLY = new Set(['EACCES', 'EPERM', 'EROFS']);
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const AWAY = new Set(['ENOENT', 'ENOTDIR', 'ENXIO', 'ENODEV', 'EHOSTDOWN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);

/** Why something could not be done in a folder. `folder.offline` is no fault: it is not there now. Throws what is a bug. */
export const folderFailure = (error: unknown): ExchangeFailure => {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  const params = { code };
  if (AWAY.has(code)) return { id: 'folder.offline', params };
  if (READ_ONLY.has(code)) return { id: 'folder.read-only', params };
  if (FULL.has(code)) return { id: 'folder.full', params };
  return code === 'ENAMETOOLONG'
    ? { id: 'folder.too-long', params: { most: MAX_PATH_CHARS } }
    : { id: 'folder.failed', params };
};

/** The place of one copy's files of one project. */
export interface FolderPlace {
  /** The folder that a person chose; it is never made here. */
  readonly root: string;
  readonly project: string;
  readonly replica: string;
}

/** A file in one of the sub-folders of a project. */
export interface ListedFile {
  /** Name of the sub-folder. */
  readonly sub: string;
  readonly name: string;
}

const namesIn = async (path: string, wanted: 'folders' | 'files'): Promise<string[]> => {
  const entries = await readdir(path, { withFileTypes: true });
  // Links are neither: nobody may lead a reader out of the folder.
  return entries
    .filter((entry) => (wanted === 'folders' ? entry.isDirectory() : entry.isFile()))
    .map(({ name }) => name);
};

/** The ids or names of the projects in a folder. */
export const listProjects = async (root: string): Promise<Result<readonly string[], ExchangeFailure>> => {
  try {
    return ok(await namesIn(root, 'folders'));
  } catch (error) {
    return err(folderFailure(error));
  }
};

/** All files of a project in a folder. A folder that is not there is a failure; one without the project is empty. */
export const listFiles = async (
  root: string,
  project: string,
): Promise<Result<readonly ListedFile[], ExchangeFailure>> => {
  const here = join(root, project);
  try {
    if (!(await namesIn(root, 'folders')).includes(project)) return ok([]);
    const subs = await namesIn(here, 'folders');
    const files: ListedFile[] = [];
    for (const sub of subs) {
      for (const name of await namesIn(join(here, sub), 'files')) if (isPlanFile(name)) files.push({ sub, name });
    }
    return ok(files);
  } catch (error) {
    return err(folderFailure(error));
  }
};

/** Length of a file in bytes; -1 where it cannot be asked. */
export const sizeOf = async (path: string): Promise<number> => {
  try {
    return (await stat(path)).size;
  } catch {
    return -1;
  }
};

const makeFolder = async (path: string): Promise<void> => {
  try {
    await mkdir(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
};

/** What an earlier write left when it was cut off; nobody else writes here. */
const clearParts = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder)) if (name.endsWith(PART)) await rm(join(folder, name), { force: true });
};

/**
 * Puts a file into this copy's sub-folder, whole or not at all, and reads it again: what a drive took is not always what
 * it gives back. Gives its name.
 */
export const writeIntoFolder = async (
  { root, project, replica }: FolderPlace,
  span: Span,
  bytes: Uint8Array,
  fileHash: string,
): Promise<Result<string, ExchangeFailure>> => {
  const name = fileNameFor(span, fileHash);
  const folder = join(root, project, replica);
  const path = join(folder, name);
  if (path.length > MAX_PATH_CHARS) return err({ id: 'folder.too-long', params: { most: MAX_PATH_CHARS } });
  try {
    // The chosen folder itself is not made: where it is missing, it is elsewhere, and this is not the place.
    await makeFolder(join(root, project));
    await makeFolder(folder);
    await clearParts(folder);
    await writeWhole(path, bytes, SHARED_MODE);
    const again = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
    if (again === fileHash) return ok(name);
    await rm(path, { force: true });
    return err({ id: 'folder.not-kept', params: {} });
  } catch (error) {
    return err(folderFailure(error));
  }
};
