import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../src/api.ts';

/** Gives the text of a key, with `{{name}}` filled; the key itself when the catalogues have none. */
export type HostText = (key: string, params?: Readonly<Record<string, string | number>>) => string;

const readCatalogue = (file: string): Readonly<Record<string, unknown>> => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
};

/**
 * The texts that a host shows itself (menu bar, dialogs), from the catalogues `assets/texts/<language>/<name>.json`, the
 * same that the windows use. A key in two catalogues is taken from the one named first.
 */
export const hostText = (assets: string, language: Language, catalogues: readonly string[]): HostText => {
  const read = catalogues.map((name) => readCatalogue(join(assets, 'texts', language, `${name}.json`)));
  const texts: Readonly<Record<string, unknown>> = Object.assign({}, ...read.reverse());
  return (key, params = {}) => {
    const text = texts[key];
    if (typeof text !== 'string') return key;
    return text.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => String(params[name] ?? ''));
  };
};

/** Texts of all catalogues by `catalogue:key`; each catalogue is read once. */
export const catalogueText = (assets: string, language: Language): HostText => {
  const catalogues = new Map<string, HostText>();
  return (key, params) => {
    const [catalogue = '', id = ''] = key.split(/:(.*)/s);
    const known = catalogues.get(catalogue) ?? hostText(assets, language, [catalogue]);
    catalogues.set(catalogue, known);
    return known(id, params);
  };
};
