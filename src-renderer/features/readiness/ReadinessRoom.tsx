import { useState, type ReactNode } from 'react';
import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled, ReloadOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../../src-preload/contract/desk-api';
import type { ReadinessCheck } from '../../../src-preload/contract/session';
import { useDeskCommand, useDeskQuery } from '../../app/desk-client';
import { EmptyState } from '../../ui/EmptyState';
import { Icon } from '../../ui/Icon';
import { Panel } from '../../ui/Panel';
import { RefusalNotice } from '../../ui/RefusalNotice';
import { BackupPanel } from './BackupPanel';
import { ReaderPanel } from './ReaderPanel';
import styles from './ReadinessRoom.module.css';

const ICONS: Readonly<Record<ReadinessCheck['state'], ReactNode>> = { ok: <Icon of={CheckCircleFilled} />, attention: <Icon of={ExclamationCircleFilled} />, fault: <Icon of={CloseCircleFilled} /> };
const WORST_FIRST: readonly ReadinessCheck['state'][] = ['fault', 'attention', 'ok'];

/** Before the doors open: everything the desk needs, green or with what to do. */
export function ReadinessRoom(): ReactNode {
  const { t } = useTranslation();
  const checks = useDeskQuery('readiness.get', {});
  const session = useDeskQuery('session.get', {});
  // A site's server has backups of its own: there is nothing to plan here.
  const isOnServer = checks.data?.some(({ id }) => id === 'serverBackup') === true;
  const sorted = [...(checks.data ?? [])].sort((a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state));
  return (
    <div className={styles.room}>
      <Panel title={t('readiness:title')} flush extra={<Button size="small" icon={<Icon of={ReloadOutlined} />} loading={checks.isFetching} onClick={() => void checks.refetch()}>{t('readiness:again')}</Button>}>
        {checks.error !== null && <div className={styles.notice}><RefusalNotice refusal={checks.error} /></div>}
        {checks.data === undefined && checks.error === null && <EmptyState title={t('common:loading')} />}
        <ul className={styles.list}>{sorted.map((check) => <Check key={check.id} check={check} />)}</ul>
      </Panel>
      {checks.data !== undefined && !isOnServer && <BackupPanel mayPlan={session.data?.staff?.roles.some((role) => role !== 'reviewer') === true} />}
      <ReaderPanel mayChoose={session.data?.staff?.roles.includes('administrator') === true} />
      <AuditCheck />
    </div>
  );
}

function Check({ check }: { check: ReadinessCheck }): ReactNode {
  const { t } = useTranslation();
  return (
    <li className={styles.check} data-state={check.state}>
      <span className={styles.icon} aria-hidden="true">{ICONS[check.state]}</span>
      <span className={styles.name}>{t(`readiness:name.${check.id}`)}</span>
      <span className={styles.state}>{t(`readiness:state.${check.state}`)}</span>
      <span className={styles.detail}>{t([`readiness:${check.id}.${check.detail}`, 'readiness:otherDetail'], { ...check.params, detail: check.detail })}</span>
    </li>
  );
}

function AuditCheck(): ReactNode {
  const { t } = useTranslation();
  const verify = useDeskCommand('audit.verify');
  const [found, setFound] = useState<Outputs['audit.verify'] | null>(null);
  return (
    <Panel title={t('readiness:audit.title')} extra={<Button size="small" loading={verify.pending} onClick={() => void verify.send({}).then(setFound)}>{t('readiness:audit.verify')}</Button>}>
      <p className={styles.what}>{t('readiness:audit.what')}</p>
      <RefusalNotice refusal={verify.refusal} />
      {found?.sound === true && <Alert type="success" showIcon role="status" title={t('readiness:audit.sound', { count: found.events, events: found.events.toLocaleString('en-US') })} />}
      {found?.sound === false && <Alert type="error" showIcon role="alert" title={t('readiness:audit.broken', { seq: found.firstBroken ?? 0 })} />}
    </Panel>
  );
}
