import type { TFunction } from 'i18next';
import type { CaseView, IdentityCheckView } from '../../../../src-preload/contract/cases';

/** What the candidate registered with, in the words of the screen; as it was registered where this site takes no such document. */
export function registeredDocument({ identityPapers, values }: Pick<CaseView, 'identityPapers' | 'values'>, t: TFunction): string {
  const [paper] = identityPapers;
  return paper === undefined ? (values.find(({ field }) => field === 'idType')?.value ?? '') : t(`identity:document.${paper.document}`);
}

/** By what the identity was checked; of a document that a person compared, its kind too. */
export function methodOf({ method, document }: Pick<IdentityCheckView, 'method' | 'document'>, t: TFunction): string {
  const name = t(`identity:method.${method}`);
  return document === undefined ? name : t('identity:compared', { method: name, document: t(`identity:document.${document}`) });
}
