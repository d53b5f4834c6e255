import type { ReactNode } from 'react';
import { ArrowDownOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CandidateView } from '../../../src-preload/contract/signing';
import { CandidatePage } from '../frame/CandidatePage';
import styles from './steps.module.css';

/** What is being changed at the counter this moment; to be read, not to be touched. */
export function CorrectionStep({ view }: { view: Extract<CandidateView, { step: 'correction' }> }): ReactNode {
  const { t } = useTranslation();
  return (
    <CandidatePage frame={view} centred>
      <p className={styles.name}>{view.name}</p>
      <h1 className={styles.title}>{t('candidate:correcting.title', { field: t(`fields:${view.field}`) })}</h1>
      <div className={styles.change}>
        <p className={styles.label}>{t('candidate:correction.old')}</p>
        <p className={styles.old}>{view.old === '' ? t('candidate:value.empty') : view.old}</p>
        <ArrowDownOutlined className={styles.arrow} aria-hidden="true" />
        <p className={styles.label}>{t('candidate:correction.now')}</p>
        <p className={styles.now}>{view.new === '' ? t('candidate:value.empty') : view.new}</p>
      </div>
      <p className={styles.lead}>{t('candidate:correcting.lead')}</p>
    </CandidatePage>
  );
}
