import { useState, type ReactNode } from 'react';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Credential } from '../../../src-preload/contract/common';
import type { SessionView, StaffView } from '../../../src-preload/contract/session';
import { useDeskCommand } from '../../app/desk-client';
import { CredentialPrompt } from '../../ui/CredentialPrompt';
import { Panel } from '../../ui/Panel';
import { isPassphraseReady, PassphraseFields, type TypedPassphrase } from '../../ui/PassphraseFields';
import styles from './KeysPanel.module.css';

const NOTHING: TypedPassphrase = { typed: '', again: '' };

/** What an approver does with the store's keys: a new recovery code, and where there is no key store a new start passphrase. */
export function KeysPanel({ session, people }: { session: SessionView; people: readonly StaffView[] }): ReactNode {
  const { t } = useTranslation();
  const reissue = useDeskCommand('keys.reissueCode');
  const change = useDeskCommand('keys.changePassphrase');
  const [asked, setAsked] = useState<'code' | 'passphrase' | null>(null);
  const [passphrase, setPassphrase] = useState(NOTHING);
  const [changed, setChanged] = useState(false);
  const approvers = people.filter(({ roles }) => roles.includes('approver'));
  async function consent(approver: Credential): Promise<void> {
    if (asked === 'code') return void (await reissue.send(approver));
    if (!isPassphraseReady(passphrase) || await change.send({ approver, passphrase: passphrase.typed }) === null) return;
    setPassphrase(NOTHING);
    setAsked(null);
    setChanged(true);
  }
  function cancel(): void {
    setAsked(null);
    reissue.reset();
    change.reset();
  }
  return (
    <Panel title={t('keys:room.title')}>
      <p className={styles.what}>{t('keys:room.what')}</p>
      {changed && <Alert className={`${styles.changed}`} type="success" showIcon role="status" title={t('keys:room.changed')} />}
      <div className={styles.ways}>
        <Button onClick={() => setAsked('code')}>{t('keys:room.ask')}</Button>
        {session.keyStore !== 'ready' && <Button onClick={() => { setChanged(false); setAsked('passphrase'); }}>{t('keys:room.passphrase')}</Button>}
      </div>
      <CredentialPrompt open={asked === 'code'} title={t('keys:room.askTitle')} consentTo={t('keys:room.consentTo')} people={approvers} pending={reissue.pending} refusal={reissue.refusal}
        onConsent={(credential) => void consent(credential)} onCancel={cancel} />
      <CredentialPrompt open={asked === 'passphrase'} title={t('keys:room.passphraseTitle')} people={approvers} pending={change.pending} refusal={change.refusal}
        consentTo={t('keys:room.passphraseConsent')} fields={<PassphraseFields why="changed" value={passphrase} onChange={setPassphrase} autoFocus />}
        onConsent={(credential) => void consent(credential)} onCancel={cancel} />
    </Panel>
  );
}
