import type { ReactNode } from 'react';
import { CheckCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CandidateView } from '../../../src-preload/contract/signing';
import { CandidatePage } from '../frame/CandidatePage';
import styles from './steps.module.css';

/** Signed. The desk clears this page by itself. */
export function ThanksStep({ view }: { view: Extract<CandidateView, { step: 'thanks' }> }): ReactNode {
  const { t } = useTranslation();
  return (
    <CandidatePage frame={view} centred>
      <CheckCircleFilled className={styles.good} aria-hidden="true" />
      <h1 className={styles.title}>{t('candidate:thanks.title')}</h1>
      <p className={styles.name}>{view.name}</p>
      <p className={styles.lead}>{t('candidate:thanks.lead')}</p>
      <p className={styles.label} id="receipt-code">{t('candidate:thanks.code')}</p>
      <output className={styles.code} aria-labelledby="receipt-code">{view.receiptCode}</output>
      <p className={styles.lead}>{t(view.singleDisplay ? 'candidate:thanks.handBack' : 'candidate:thanks.next')}</p>
    </CandidatePage>
  );
}
