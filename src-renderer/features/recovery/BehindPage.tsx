import { useState, type ReactNode } from 'react';
import { Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BehindView } from '../../../src-preload/contract/backup';
import type { Credential } from '../../../src-preload/contract/common';
import { useDeskCommand, useDeskQuery } from '../../app/desk-client';
import { CredentialFields } from '../../ui/CredentialFields';
import { FrontCard } from '../../ui/FrontCard';
import { RefusalNotice } from '../../ui/RefusalNotice';
import styles from './recovery.module.css';

/** An older copy of the store is in its place: signed cases are missing, so it is open for reading only until they are back. */
export function BehindPage({ behind, onLookOnly }: { behind: BehindView; onLookOnly(): void }): ReactNode {
  const { t } = useTranslation();
  const isBehind = behind.standing === 'behind';
  return (
    <FrontCard title={t(isBehind ? 'backup:behind.title' : 'backup:diverged.title')} subtitle={t(isBehind ? 'backup:behind.subtitle' : 'backup:diverged.subtitle')}>
      <dl className={styles.facts}>
        <dt>{t('backup:behind.here')}</dt><dd>{t('backup:behind.event', { seq: behind.headSeq })}</dd>
        <dt>{t('backup:behind.seen')}</dt><dd>{t('backup:behind.event', { seq: behind.seenSeq })}</dd>
        <dt>{t('backup:behind.place')}</dt><dd>{t(behind.placeReachable ? 'backup:behind.reachable' : 'backup:behind.away')}</dd>
      </dl>
      {isBehind && <BringBack />}
      <Button type="link" className={styles.look ?? ''} onClick={onLookOnly}>{t(isBehind ? 'backup:behind.look' : 'backup:diverged.look')}</Button>
    </FrontCard>
  );
}

function BringBack(): ReactNode {
  const { t } = useTranslation();
  const people = useDeskQuery('staff.list', {});
  const bring = useDeskCommand('backup.bringBack');
  const approvers = (people.data ?? []).filter(({ roles }) => roles.includes('approver'));
  const [credential, setCredential] = useState<Credential>({ staffId: '', pin: '' });
  const accept = useDeskCommand('backup.acceptGap');
  const isNowhere = bring.refusal?.code === 'mirror-missing';
  const isReady = credential.staffId !== '' && credential.pin !== '';
  return (
    <Form layout="vertical" onFinish={() => isReady && void bring.send(credential)}>
      <p className={styles.before}>{t('backup:behind.what')}</p>
      <CredentialFields people={approvers} value={credential} refusal={bring.refusal ?? accept.refusal} onChange={setCredential} disabled={bring.pending} />
      <RefusalNotice refusal={bring.refusal} />
      <RefusalNotice refusal={accept.refusal} />
      <Button type="primary" htmlType="submit" disabled={!isReady} loading={bring.pending}>{t('backup:behind.bring')}</Button>
      {isNowhere && <Button danger className={styles.accept ?? ''} disabled={!isReady} loading={accept.pending} onClick={() => void accept.send(credential)}>{t('backup:behind.accept')}</Button>}
    </Form>
  );
}
