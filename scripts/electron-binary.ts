import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PROBE_LIMIT_MS = 3_000;
const FETCH_LIMIT_MS = 300_000;
const DEFAULT_MIRROR = 'https://github.com/electron/electron/releases/download/';

const read = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
};

const EXECUTABLE: Readonly<Record<string, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

/** Electron's executable if it is on this machine: where `ELECTRON_OVERRIDE_DIST_PATH` says, or in its own package. */
export const installedElectron = (root: string): string | null => {
  const packaged = join(root, 'node_modules', 'electron');
  const name = read(join(packaged, 'path.txt')) ?? EXECUTABLE[process.platform] ?? 'electron';
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH || join(packaged, 'dist');
  const path = join(folder, name);
  return existsSync(path) ? path : null;
};

const mirror = (): string => process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror || DEFAULT_MIRROR;

/** Whether the place from which Electron is fetched answers at all; a machine behind a wall finds out within seconds. */
const canBeFetched = async (): Promise<boolean> => {
  try {
    await fetch(mirror(), { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(PROBE_LIMIT_MS) });
    return true;
  } catch {
    return false;
  }
};

/**
 * Electron's executable, fetched by its own package at first use as it is meant to be. Null where that cannot be done;
 * never throws and never waits long for a network that is not there.
 */
export const findElectron = async (root: string): Promise<string | null> => {
  const installed = installedElectron(root);
  if (installed) return installed;
  const installer = join(root, 'node_modules', 'electron', 'install.js');
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH || !existsSync(installer) || !(await canBeFetched())) return null;
  console.log('Fetching Electron (once, about 120 MB) …');
  spawnSync(process.execPath, [installer], { stdio: 'ignore', timeout: FETCH_LIMIT_MS });
  return installedElectron(root);
};

/** Whether windows can be shown: everywhere but on a Linux without a display. */
export const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** Root on Linux cannot use Chromium's sandbox: it refuses to start without this switch. */
export const sandboxSwitches = (): readonly string[] =>
  process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
