import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView, CorrectionView } from '../../../../src-preload/contract/cases';
import { useLanguage } from '../../../app/language';
import { showTime } from '../../../i18n/times';
import { atEdge } from '../../../ui/material-url';
import { materialName } from '../material-name';
import styles from './correction.module.css';

const EVIDENCE_PX = 240;

/** What is asked for: old and new value, why, by whom, and the evidence in sight. */
export function AskedChange({ view, correction }: { view: CaseView; correction: CorrectionView }): ReactNode {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const value = (text: string): string => (text === '' ? t('case:emptyValue') : text);
  return (
    <section className={styles.asked} aria-label={t('case:decide.asked')}>
      <p className={styles.fromTo}><del>{value(correction.old)}</del><span aria-hidden="true">→</span><ins>{value(correction.new)}</ins></p>
      <dl>
        <div><dt>{t('case:correction.reason')}</dt><dd>{correction.reason}</dd></div>
        <div><dt>{t('case:decide.requestedBy')}</dt><dd>{t('case:decide.byAt', { name: correction.requestedBy, time: showTime(correction.requestedAt) })}</dd></div>
      </dl>
      {correction.evidence.length > 0 && (
        <ul className={styles.evidence} aria-label={t('case:evidence.title')}>
          {correction.evidence.map(({ sha256, kind, url }) => (
            <li key={sha256}><img src={atEdge(url, EVIDENCE_PX * 2)} alt={materialName(view, kind, language, t)} /><span>{materialName(view, kind, language, t)}</span></li>
          ))}
        </ul>
      )}
    </section>
  );
}
