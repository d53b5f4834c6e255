import type { ReactNode } from 'react';
import { LockOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import styles from './LockedSignCard.module.css';

/** Stands in the signature's place until every section is confirmed. */
export function LockedSignCard({ open }: { open: number }): ReactNode {
  const { t } = useTranslation();
  return (
    <section data-part="sign" aria-labelledby="sign-title" className={styles.card}>
      <h2 id="sign-title" tabIndex={-1} className={styles.title}><LockOutlined aria-hidden="true" />{t('candidate:sign.title')}</h2>
      <p className={styles.text}>{t('candidate:sign.locked', { count: open })}</p>
    </section>
  );
}
