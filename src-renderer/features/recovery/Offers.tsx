import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../../src-preload/contract/session';
import { RestoreForm } from './RestoreForm';
import { SalvageForm } from './SalvageForm';
import styles from './recovery.module.css';

/** What can be done for a store that is not there or not sound: a backup in its place; what is intact, brought out. */
export function Offers({ session, withSalvage, isOpen = false, children }: { session: SessionView; withSalvage: boolean; isOpen?: boolean; children?: ReactNode }): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles.offers}>
      {children}
      <Offer title={t('backup:restore.title')} isOpen={isOpen}><RestoreForm keyStore={session.keyStore} /></Offer>
      {withSalvage && <Offer title={t('backup:salvage.title')}><SalvageForm /></Offer>}
    </div>
  );
}

/** Unfolds when it is wanted; nothing is asked of the desk before. */
export function Offer({ title, isOpen = false, children }: { title: string; isOpen?: boolean; children: ReactNode }): ReactNode {
  const [isUnfolded, setUnfolded] = useState(isOpen);
  return (
    <details className={styles.offer} open={isUnfolded} onToggle={(event) => setUnfolded(event.currentTarget.open)}>
      <summary>{title}</summary>
      {isUnfolded && <div className={styles.body}>{children}</div>}
    </details>
  );
}
