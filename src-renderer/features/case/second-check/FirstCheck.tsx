import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView, MaterialView } from '../../../../src-preload/contract/cases';
import { useLanguage } from '../../../app/language';
import { showTime } from '../../../i18n/times';
import { disagrees } from '../compare/paper-work';
import styles from './second-check.module.css';

/** What the first reviewer decided, and what deserves a second look: everything that was not plain agreement. */
export function FirstCheck({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const first = view.passes.findLast(({ pass, outcome }) => pass === 1 && outcome === 'passed');
  const notable = view.materials.flatMap((material) => notableOf(material).map((what) => ({ ...what, key: `${material.code} ${what.key}`, name: material.name[language] })));
  const corrections = view.corrections.filter(({ state }) => state === 'approved');
  return (
    <section className={styles.first} aria-label={t('review:secondCheck.title')}>
      <h3>{t('review:secondCheck.title')}</h3>
      {first !== undefined && <p>{t('review:secondCheck.firstBy', { name: first.by, time: showTime(first.at) })}</p>}
      {notable.length === 0 && corrections.length === 0 && <p>{t('review:secondCheck.allSame')}</p>}
      <ul>
        {corrections.map(({ id, field, old, new: value, decidedBy }) => (
          <li key={id}>{t('review:secondCheck.corrected', { field: t(`fields:${field}`), old: old === '' ? t('case:emptyValue') : old, value, approver: decidedBy ?? '' })}</li>
        ))}
        {notable.map(({ key, name, text, values }) => <li key={key}>{t(text, { paper: name, ...values, ...('field' in values ? { field: t(`fields:${values.field}`), result: t(`case:result.${values.result}`) } : {}) })}</li>)}
      </ul>
    </section>
  );
}

interface Notable {
  key: string;
  text: string;
  values: { reason: string } | { field: string; result: string; note: string };
}

function notableOf(material: MaterialView): readonly Notable[] {
  const decided: readonly Notable[] = material.state === 'acceptedWithCommitment' || material.state === 'contested'
    ? [{ key: 'paper', text: `review:secondCheck.${material.state}`, values: { reason: material.reason ?? '' } }] : [];
  const fields = material.fields
    .filter((field) => disagrees(field) || field.result === 'equivalent')
    .map((field): Notable => ({ key: field.field, text: 'review:secondCheck.field', values: { field: field.field, result: field.result ?? 'open', note: field.note ?? '' } }));
  return [...decided, ...fields];
}
