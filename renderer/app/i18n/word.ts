import { catalogues } from './catalogues.ts';

/** Gives the words of a language by `catalogue:key`, for what is worked out outside of components; the key where there is none. */
export const wordsIn =
  (language: 'da' | 'en') =>
  (key: string): string => {
    const colon = key.indexOf(':');
    const id = key.slice(colon + 1);
    return catalogues[language][key.slice(0, colon)]?.[id] ?? id;
  };
