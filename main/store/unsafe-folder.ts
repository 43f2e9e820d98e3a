/** Folders that programs of file synchronisation keep alike on several computers, by the names they give them. */
const SYNCED =
  /^(onedrive|dropbox|google ?drive|my drive|icloud ?drive|com~apple~clouddocs|cloudstorage|nextcloud|box sync)\b/i;

/**
 * The part of a path that makes it no place for a database in use: a network share, whose locks are not to be relied on,
 * or a folder that is copied elsewhere while SQLite writes (https://www.sqlite.org/howtocorrupt.html, 1.2 and 2.1). Null
 * where nothing speaks against it.
 */
export const unsafeFolder = (path: string): string | null => {
  const share = /^(?:\\\\|\/\/)(?![?.][\\/])[^\\/]+[\\/][^\\/]+/.exec(path);
  if (share !== null) return share[0];
  return path.split(/[\\/]/).find((part) => SYNCED.test(part)) ?? null;
};
