import { LANGUAGES, type Language } from './language';

/** Texts of one area: nested keys, leaves are i18next texts. */
export type Catalogue = { readonly [key: string]: string | Catalogue };

/** Every `<language>/<area>.json` beside this file; a new area is a new file, nothing else. */
const FILES = import.meta.glob<Catalogue>('./*/*.json', { eager: true, import: 'default' });

/** Texts by language and area, e.g. `catalogues['zh-CN'].errors`. */
export function readCatalogues(): Record<Language, Record<string, Catalogue>> {
  const catalogues: Record<Language, Record<string, Catalogue>> = { 'zh-CN': {}, en: {} };
  for (const [path, catalogue] of Object.entries(FILES)) {
    const [, folder, file = ''] = path.split('/');
    const language = LANGUAGES.find((known) => known === folder);
    if (language !== undefined) catalogues[language][file.replace(/\.json$/, '')] = catalogue;
  }
  return catalogues;
}
