import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { CallError, Language } from '../../../src/api.ts';
import type { Message } from '../../stores/notice-store.ts';
import { type AppKey, catalogues } from './catalogues.ts';

type Params = Readonly<Record<string, string | number>>;

/** Catalogues whose messages are told as they stand. */
const OWN_NAMESPACES: readonly string[] = ['app', 'plan', 'table'];

/**
 * Catalogues that may name a failure: why a command was refused, what went wrong, why an entry cannot be read. The
 * window's own come first: where the command line names an id, a window says what a person sees.
 */
const FAILURE_NAMESPACES = ['app', 'refusals', 'errors', 'entry', 'import'];

/** Makes the catalogues known and chooses the language; called once, before anything is drawn. */
export const startTexts = async (language: Language): Promise<void> => {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'da',
    resources: catalogues,
    defaultNS: 'app',
    ns: Object.keys(catalogues.da),
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
};

/** Switches every text on screen. */
export const switchLanguage = async (language: Language): Promise<void> => {
  document.documentElement.lang = language;
  if (i18next.language !== language) await i18next.changeLanguage(language);
};

const lookUp = (namespaces: readonly string[], id: string, params?: Params): string | null => {
  const options = { ...params, ns: namespaces };
  return i18next.exists(id, options) ? String(i18next.t(id, options)) : null;
};

/** The field that a path such as `cells.name` or `task.name` leads to, in words. */
const fieldAt = (path: string): string => {
  const [first = '', cell = first] = path.split('.');
  return lookUp(['fields'], `${first}.${cell}`) ?? lookUp(['app'], `field.${cell}`) ?? lookUp(['app'], 'field.this')!;
};

/** Ids among the parameters in words: errors carry the id of a command or an entity, people read its name. */
const readable = (params: Params): Params => {
  const { command, entity, cell, path } = params;
  return {
    ...params,
    ...(typeof path === 'string' && /^[a-zA-Z.\d]+$/.test(path) ? { path: fieldAt(path) } : {}),
    ...(typeof command === 'string' ? { command: lookUp(['commands'], command) ?? command } : {}),
    ...(typeof entity === 'string' ? { entity: lookUp(['fields'], entity) ?? entity } : {}),
    ...(typeof cell === 'string' ? { cell: lookUp(['fields'], `${entity}.${cell}`) ?? cell } : {}),
  };
};

export interface Texts {
  readonly language: Language;
  /** A text of the window itself. */
  readonly t: (key: AppKey, params?: Params) => string;
  /** A text whose key comes from elsewhere (a command, a field, a finding); the key itself where there is none. */
  readonly textOf: (namespace: string, id: string, params?: Params) => string;
  readonly commandTitle: (commandId: string) => string;
  readonly errorText: (error: Pick<CallError, 'id' | 'params'>) => string;
  readonly messageText: (message: Message) => string;
}

const textsIn = (language: Language): Texts => {
  const textOf: Texts['textOf'] = (namespace, id, params) => lookUp([namespace], id, params) ?? id;
  const errorText: Texts['errorText'] = ({ id, params }) =>
    lookUp(FAILURE_NAMESPACES, id, readable(params)) ?? i18next.t('error.unknown', { id, ns: 'app' });
  return {
    language,
    t: (key, params) => i18next.t(key, { ...params, ns: 'app' }),
    textOf,
    commandTitle: (commandId) => textOf('commands', commandId),
    errorText,
    messageText: ({ namespace, id, params }) =>
      (OWN_NAMESPACES.includes(namespace) ? lookUp([namespace], id, params) : null) ??
      errorText({ id, params: params ?? {} }),
  };
};

/** One object for each language, so that what depends on texts changes only with the language. */
const textsByLanguage: Readonly<Record<Language, Texts>> = { da: textsIn('da'), en: textsIn('en') };

/** Texts of a language for what is no component. */
export const textsFor = (language: Language): Texts => textsByLanguage[language];

/** Texts in the language of the window; whoever uses them is drawn anew when it changes. */
export const useTexts = (): Texts => {
  const { i18n } = useTranslation();
  return textsByLanguage[i18n.language === 'en' ? 'en' : 'da'];
};
