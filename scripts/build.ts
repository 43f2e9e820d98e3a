import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { rasteriserFile } from '../main/jobs/png/rasteriser.ts';
import { programConfigs, rendererConfig } from './vite-config.ts';

/** `renderer`: the windows' page, for every host. `main`: the programs of the desktop app. */
export type Part = 'renderer' | 'main';

/** What a part is made of; a change in any of these files makes it stale. */
const SOURCES: Readonly<Record<Part, readonly string[]>> = {
  renderer: ['src', 'renderer', 'assets', 'scripts/vite-config.ts', 'main/hosts/page-policy.ts', 'package-lock.json'],
  main: ['src', 'main', 'assets', 'scripts/vite-config.ts', 'package-lock.json'],
};

const filesUnder = (root: string, place: string): readonly string[] => {
  try {
    return readdirSync(join(root, place), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch {
    return [join(root, place)];
  }
};

/** A fingerprint of everything a part is made of, by content, so that a checkout or a copy does not make it stale. */
export const fingerprint = (root: string, part: Part): string => {
  const hash = createHash('sha256');
  for (const place of SOURCES[part]) {
    for (const file of filesUnder(root, place)) hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest('hex');
};

const stampFile = (root: string, part: Part): string => join(root, 'dist', `${part}.stamp`);

const isFresh = (root: string, part: Part, print: string): boolean => {
  try {
    return readFileSync(stampFile(root, part), 'utf8') === print;
  } catch {
    return false;
  }
};

/** Builds a part unless it is already built from exactly these sources. Gives whether it had to. */
export const buildIfStale = async (root: string, part: Part): Promise<boolean> => {
  const print = fingerprint(root, part);
  if (isFresh(root, part, print)) return false;
  rmSync(stampFile(root, part), { force: true });
  if (part === 'renderer') await build(rendererConfig(root));
  else {
    rmSync(join(root, 'dist', 'main'), { recursive: true, force: true });
    for (const config of programConfigs(root)) await build(config);
    copyFileSync(
      rasteriserFile(join(root, 'main', 'jobs', 'print-worker.ts')),
      join(root, 'dist', 'main', 'resvg.wasm'),
    );
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stampFile(root, part), print);
  return true;
};

/** Built workers for a host that runs from the sources, as `main/hosts/worker-files.ts` reads it from the surroundings. */
export const builtWorkers = async (root: string): Promise<Readonly<Record<string, string>>> => {
  await buildIfStale(root, 'main');
  return { UDBUDSPLAN_WORKERS: join(root, 'dist', 'main') };
};

if (import.meta.main) {
  const root = resolve(import.meta.dirname, '..');
  for (const part of ['renderer', 'main'] as const) {
    const startedMs = performance.now();
    const built = await buildIfStale(root, part);
    console.log(`${part}: ${built ? `built in ${Math.round(performance.now() - startedMs)} ms` : 'up to date'}`);
  }
}
