import { useState, type ReactNode } from 'react';
import { LockOutlined } from '@ant-design/icons';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../../src-preload/contract/session';
import { useDeskCommand, useDeskQuery } from '../../app/desk-client';
import { showTime } from '../../i18n/times';
import { CredentialPrompt } from '../../ui/CredentialPrompt';
import { Icon } from '../../ui/Icon';
import { Panel } from '../../ui/Panel';
import styles from './PackagesRoom.module.css';

/** An approver ends the review for the whole site: every outcome is frozen for export, and nobody opens it again. */
export function CloseSite({ session }: { session: SessionView }): ReactNode {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [siteCode, setSiteCode] = useState('');
  const close = useDeskCommand('site.close');
  const staff = useDeskQuery('staff.list', {}).data ?? [];
  const site = session.store?.site ?? null;
  if (site === null) return null;
  if (session.closed !== null) return <Panel title={t('packages:close.title')}><p className={styles.what}>{t('packages:close.done', { at: showTime(session.closed.at) })}</p></Panel>;
  return (
    <Panel title={t('packages:close.title')}>
      <p className={styles.what}>{t('packages:close.what')}</p>
      <Button danger icon={<Icon of={LockOutlined} />} onClick={() => setAsking(true)}>{t('packages:close.start')}</Button>
      <CredentialPrompt open={asking} title={t('packages:close.title')} people={staff.filter((person) => person.active && person.roles.includes('approver'))}
        confirmText={t('packages:close.confirm')} pending={close.pending} refusal={close.refusal} onCancel={() => setAsking(false)}
        consentTo={t('packages:close.consent', { site })}
        fields={(
          <Form.Item label={t('packages:close.code')} htmlFor="close-site-code">
            <Input id="close-site-code" value={siteCode} autoFocus autoComplete="off" onChange={(event) => setSiteCode(event.target.value)} />
          </Form.Item>
        )}
        onConsent={(approver) => void close.send({ siteCode, approver }).then((answer) => answer !== null && setAsking(false))} />
    </Panel>
  );
}
