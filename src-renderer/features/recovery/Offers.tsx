import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../../src-preload/contract/session';
import { RestoreForm } from './RestoreForm';
import { SalvageForm } from './SalvageForm';
import styles from './recovery.module.css';

/** What can be done for a store that is not there or not sound: a backup in its place; what is intact, brought out. */
export function Offers({ session, withSalvage, isOpen = false }: { session: SessionView; withSalvage: boolean; isOpen?: boolean }): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles.offers}>
      <details className={styles.offer} open={isOpen}>
        <summary>{t('backup:restore.title')}</summary>
        <div className={styles.body}><RestoreForm keyStore={session.keyStore} /></div>
      </details>
      {withSalvage && (
        <details className={styles.offer}>
          <summary>{t('backup:salvage.title')}</summary>
          <div className={styles.body}><SalvageForm /></div>
        </details>
      )}
    </div>
  );
}
