import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CorrectionView } from '../../../../src-preload/contract/cases';
import { showTime } from '../../../i18n/times';
import styles from './case-file.module.css';

/** Every correction that was asked for, whatever became of it. */
export function CorrectionsSoFar({ corrections }: { corrections: readonly CorrectionView[] }): ReactNode {
  const { t } = useTranslation();
  if (corrections.length === 0) return null;
  const value = (text: string): string => (text === '' ? t('case:emptyValue') : text);
  return (
    <section>
      <h3>{t('case:file.corrections')}</h3>
      <ul className={styles.corrections}>
        {corrections.map((correction) => (
          <li key={correction.id}>
            <strong>{t(`fields:${correction.field}`)}</strong> <del>{value(correction.old)}</del> → {value(correction.new)}
            <span className={styles.soft}>{t(`case:file.correction.${correction.state}`, { by: correction.requestedBy, decidedBy: correction.decidedBy ?? '', at: showTime(correction.decidedAt ?? correction.requestedAt) })}</span>
            <span className={styles.soft}>{t('case:file.why', { reason: correction.reason })}</span>
            {correction.decisionReason !== null && correction.decisionReason !== '' && <span className={styles.soft}>{t('case:file.answer', { reason: correction.decisionReason })}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
