import { readFileSync } from 'node:fs';
import type { Words } from '../../../src/tender/wording.ts';
import { isoOfDay } from '../../../src/time/day.ts';

type Texts = Readonly<Record<string, string>>;
/** A catalogue as it stands in its file. */
export const textsOf = (language: string, name: string): Texts =>
  JSON.parse(readFileSync(new URL(`../../../assets/texts/${language}/${name}.json`, import.meta.url), 'utf8'));

/** Words of a tender in a language; a text that is missing or not filled is an error. */
export const wordsOf = (language: string): Words => {
  const texts = textsOf(language, 'tender');
  const holidays = textsOf(language, 'holidays');
  return {
    text: (key, params = {}) => {
      const text = texts[key];
      if (text === undefined) throw new Error(`no text ${key}`);
      return text.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => {
        const value = params[name];
        if (value === undefined) throw new Error(`${key} lacks ${name}`);
        return String(value);
      });
    },
    holiday: (id) => holidays[id]!,
    day: isoOfDay,
    money: (minor, currency) => `${currency} ${minor / 100}`,
  };
};
