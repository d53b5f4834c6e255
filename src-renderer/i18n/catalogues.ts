import { catalogueOf, type Catalogue, type Catalogues } from './catalogue-files';

export type { Catalogue };

/** Every `<language>/<area>.json` beside this file; a new area is a new file, nothing else. */
const FILES = import.meta.glob<Catalogue>('./*/*.json', { eager: true, import: 'default' });

export function readCatalogues(): Catalogues {
  return catalogueOf(FILES);
}
