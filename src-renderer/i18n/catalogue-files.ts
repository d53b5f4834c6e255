import { LANGUAGES, type Language } from './language';

/** Texts of one area: nested keys, leaves are i18next texts. */
export type Catalogue = { readonly [key: string]: string | Catalogue };

/** Texts by language and area, e.g. `catalogues['zh-CN'].errors`. */
export type Catalogues = Readonly<Record<Language, Readonly<Record<string, Catalogue>>>>;

/** Files by their path, `./<language>/<area>.json`, as texts by language and area. */
export function catalogueOf(files: Readonly<Record<string, Catalogue>>): Catalogues {
  const catalogues: Record<Language, Record<string, Catalogue>> = { 'zh-CN': {}, en: {} };
  for (const [path, catalogue] of Object.entries(files)) {
    const [, folder, file = ''] = path.split('/');
    const language = LANGUAGES.find((known) => known === folder);
    if (language !== undefined) catalogues[language][file.replace(/\.json$/, '')] = catalogue;
  }
  return catalogues;
}
