import type { ReactNode } from 'react';
import { Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SiteDesksView, SiteDeskView } from '../../../src-preload/contract/desks';
import { groupedFingerprint } from '../../ui/fingerprint';
import styles from './DesksPanel.module.css';

const SHOWN = 16;

/** Desks of this store; one that joined it on the server waits here until its key is approved. */
export function DeskList({ view, onApprove }: { view: SiteDesksView; onApprove: (desk: SiteDeskView) => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <ul className={styles.list} aria-label={t('desks:list')}>
      {view.desks.map((desk) => (
        <li key={desk.deskId} className={styles.desk}>
          <span className={styles.name}>{desk.deskId}</span>
          <span className="desk-mono">{groupedFingerprint(desk.fingerprint.slice(0, SHOWN))} …</span>
          <Tag variant="outlined" color={desk.approved ? 'green' : 'orange'}>{t(desk.approved ? 'desks:approved' : 'desks:waits')}</Tag>
          {!desk.approved && view.siteKey === 'here' && <Button size="small" type="primary" onClick={() => onApprove(desk)}>{t('desks:approveThis')}</Button>}
        </li>
      ))}
    </ul>
  );
}
