import type { ReactNode } from 'react';
import { HourglassOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import styles from './WaitingCover.module.css';

/** Lies over the candidate's page while the server is away. What was confirmed and written stays below it, untouched. */
export function WaitingCover(): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles.cover} role="alertdialog" aria-modal="true" aria-label={t('candidate:waiting.title')}>
      <div className={styles.message}>
        <HourglassOutlined className={styles.sign} aria-hidden="true" />
        <h1 className={styles.title}>{t('candidate:waiting.title')}</h1>
        <p className={styles.lead}>{t('candidate:waiting.lead')}</p>
      </div>
    </div>
  );
}
