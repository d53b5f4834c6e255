import { catalogueOf, type Catalogue, type Catalogues } from './catalogue-files';

/** The areas that a page needs before the desk itself is read: signing in, and what may go wrong there. */
const FILES = import.meta.glob<Catalogue>('./*/{common,errors,shell,sign-in}.json', { eager: true, import: 'default' });

export function readFrontCatalogues(): Catalogues {
  return catalogueOf(FILES);
}
