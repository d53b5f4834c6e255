import type { MouseEvent, ReactNode } from 'react';
import { AuditOutlined, CheckSquareOutlined, DatabaseOutlined, SafetyCertificateOutlined, TeamOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/Icon';
import { KeyHint } from '../ui/KeyHint';
import { useDeskQuery } from './desk-client';
import { usePackageJob } from './package-job';
import { keyOf, ROOMS, type RoomName } from './rooms';
import styles from './RoomRail.module.css';

const ICONS: Readonly<Record<RoomName, ReactNode>> = {
  cases: <Icon of={AuditOutlined} />, approvals: <Icon of={CheckSquareOutlined} />, packages: <Icon of={DatabaseOutlined} />, readiness: <Icon of={SafetyCertificateOutlined} />, staff: <Icon of={TeamOutlined} />,
};

export interface RoomRailProps {
  room: RoomName;
  openCase: string | null;
  onGo(room: RoomName): void;
}

/** The way to every room, with its key; counts tell what waits there. */
export function RoomRail({ room, openCase, onGo }: RoomRailProps): ReactNode {
  const { t } = useTranslation();
  return (
    <nav className={styles.rail} aria-label={t('shell:rooms')}>
      {ROOMS.map((each) => (
        <button key={each} type="button" className={styles.room} aria-current={each === room ? 'page' : undefined} aria-keyshortcuts={keyOf(each)} onMouseDown={keepFocus} onClick={() => onGo(each)}>
          <span className={styles.icon} aria-hidden="true">{ICONS[each]}</span>
          <span className={styles.name}>{t(`shell:room.${each}`)}</span>
          <KeyHint keys={keyOf(each)} />
          {each === 'approvals' && <OpenApprovals />}
          {each === 'packages' && <RunningJob />}
          {each === 'cases' && openCase !== null && <span className={styles.note}>{t('shell:caseOpen')}</span>}
        </button>
      ))}
    </nav>
  );
}

/** A click does not leave the focus here: a card opens a case under it, and the next Enter belongs to that case. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}

function OpenApprovals(): ReactNode {
  const { t } = useTranslation();
  const count = useDeskQuery('corrections.inbox', {}).data?.length ?? 0;
  return count === 0 ? null : <span className={styles.count}><span aria-hidden="true">{count}</span><span className="visually-hidden">{t('shell:approvalsWaiting', { count })}</span></span>;
}

function RunningJob(): ReactNode {
  const { t } = useTranslation();
  const { running } = usePackageJob();
  if (running === null) return null;
  const percent = running.total === 0 ? 0 : Math.floor((running.done / running.total) * 100);
  return <span className={styles.note}>{t('shell:jobRunning', { percent })}</span>;
}
