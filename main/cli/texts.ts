import type { Language } from '../../src/api.ts';
import { hostText } from '../hosts/host-texts.ts';
import type { Failure, Text } from './verb.ts';

/** Texts by `catalogue:key` in a language; the key itself where the catalogue has none. */
export const textsOf = (assets: string): ((language: Language) => Text) => {
  const catalogues = new Map<string, ReturnType<typeof hostText>>();
  return (language) => (key, params) => {
    const colon = key.indexOf(':');
    const name = key.slice(0, colon);
    const known = catalogues.get(`${language}/${name}`) ?? hostText(assets, language, [name]);
    catalogues.set(`${language}/${name}`, known);
    return known(key.slice(colon + 1), params);
  };
};

/** Catalogues that may hold the text of a failure, the first that has it being taken. */
export const FAILURE_CATALOGUES = ['cli', 'errors', 'refusals', 'import', 'tender'] as const;

/** One line that says what is wrong, with the place that it is about before it. */
export const messageOf = ({ id, params, place }: Failure, text: Text): string => {
  const told = FAILURE_CATALOGUES.map((name) => text(`${name}:${id}`, params)).find((found) => found !== id);
  const message = told ?? text('cli:unknown', { id });
  return `${place === undefined ? '' : `${place}: `}${message}`.replace(/\s*[\r\n]+\s*/g, ' ');
};

/** A plan's command or step as people know it. */
export const commandTitle = (text: Text, id: string): string => {
  const own = text(`cli:${id}`);
  return own === id ? text(`commands:${id}`) : own;
};
