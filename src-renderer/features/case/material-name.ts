import type { TFunction } from 'i18next';
import type { CaseView } from '../../../src-preload/contract/cases';
import type { Language } from '../../i18n/language';

/** Name of a kind of paper: as the case calls it, else by the built-in table, else its code. */
export function materialName(view: CaseView, code: string, language: Language, t: TFunction): string {
  const known = view.materials.find((material) => material.code === code);
  return known?.name[language] ?? t([`case:material.${code}`, 'case:material.other'], { code });
}
