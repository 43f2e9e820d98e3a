import type danishApp from '../../../assets/texts/da/app.json';

/** Texts by namespace: one file, one namespace. */
export type Catalogue = Readonly<Record<string, Readonly<Record<string, string>>>>;

const files = {
  da: import.meta.glob<Record<string, string>>('../../../assets/texts/da/*.json', { eager: true, import: 'default' }),
  en: import.meta.glob<Record<string, string>>('../../../assets/texts/en/*.json', { eager: true, import: 'default' }),
};

const byNamespace = (found: Readonly<Record<string, Record<string, string>>>): Catalogue =>
  Object.fromEntries(Object.entries(found).map(([path, texts]) => [path.replace(/^.*\/|\.json$/g, ''), texts]));

/** Every text of the product in both languages. */
export const catalogues: Readonly<Record<'da' | 'en', Catalogue>> = {
  da: byNamespace(files.da),
  en: byNamespace(files.en),
};

type WithoutPlural<K> = K extends `${infer Base}_one` ? Base : K extends `${string}_other` ? never : K;

/** Keys of the window's own texts, from the Danish catalogue; counted ones without their plural ending. */
export type AppKey = WithoutPlural<keyof typeof danishApp>;
