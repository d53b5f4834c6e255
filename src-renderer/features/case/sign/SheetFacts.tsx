import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-preload/contract/cases';
import { showTime } from '../../../i18n/times';
import { methodOf } from '../identity/registered-document';
import styles from './sign.module.css';

/** What is going to be signed: the checks it rests on, and the values that were corrected. */
export function SheetFacts({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation();
  const { identity, sheet, passes } = view;
  const corrected = view.values.filter(({ received }) => received !== null);
  const standing = passes.slice(passes.findLastIndex(({ outcome }) => outcome === 'sentBack') + 1);
  return (
    <section className={styles.facts} aria-label={t('case:sign.basis')}>
      <h2>{t('case:sign.basis')}</h2>
      <dl>
        {identity !== null && <div><dt>{t('case:step.identity')}</dt><dd>{t('case:sign.by', { what: methodOf(identity, t), name: identity.by, time: showTime(identity.at) })}</dd></div>}
        {standing.map(({ pass, by, at }) => <div key={pass}><dt>{t(`case:sign.pass.${pass}`)}</dt><dd>{t('case:sign.passedBy', { name: by, time: showTime(at) })}</dd></div>)}
        {sheet !== null && <div><dt>{t('case:sign.sheet')}</dt><dd>{t('case:sign.sheetOf', { revision: sheet.revision, digest: sheet.digest.slice(0, 16) })}</dd></div>}
      </dl>
      <h3>{t('case:sign.corrected', { count: corrected.length })}</h3>
      {corrected.length > 0 && (
        <ul className={styles.corrected}>
          {corrected.map(({ field, value, received }) => (
            <li key={field}><span>{t(`fields:${field}`)}</span><del>{received === '' ? t('case:emptyValue') : received}</del><span aria-hidden="true">→</span><ins>{value}</ins></li>
          ))}
        </ul>
      )}
      <p className={styles.rule}>{t('case:finality')}</p>
    </section>
  );
}
