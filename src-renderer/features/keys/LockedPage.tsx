import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../../src-preload/contract/session';
import { useDeskCommand } from '../../app/desk-client';
import { FrontCard } from '../../ui/FrontCard';
import { refusalText } from '../../ui/refusal-text';
import { SecretField } from '../../ui/SecretField';
import { isPassphraseReady, PassphraseFields, type TypedPassphrase } from '../../ui/PassphraseFields';
import styles from './LockedPage.module.css';

type Way = 'passphrase' | 'recoveryCode';

/** The store is encrypted and this machine does not have its key by itself: the start passphrase, or the recovery code. */
export function LockedPage({ session }: { session: SessionView }): ReactNode {
  const { t } = useTranslation();
  const [way, setWay] = useState<Way>(session.hasPassphrase ? 'passphrase' : 'recoveryCode');
  const other = way === 'passphrase' ? 'recoveryCode' : 'passphrase';
  return (
    <FrontCard title={t('keys:locked.title')} subtitle={t(`keys:locked.${way}.subtitle`)}>
      {way === 'passphrase' ? <ByPassphrase /> : <ByCode keyStore={session.keyStore} />}
      {session.hasPassphrase && <button type="button" className={styles.other} onClick={() => setWay(other)}>{t(`keys:locked.${other}.instead`)}</button>}
      <p className={styles.folder}>{t('keys:locked.folder', { folder: session.dataFolder })}</p>
    </FrontCard>
  );
}

function ByPassphrase(): ReactNode {
  const { t } = useTranslation();
  const unlock = useDeskCommand('keys.unlock');
  const [passphrase, setPassphrase] = useState('');
  async function send(): Promise<void> {
    if (passphrase !== '' && await unlock.send({ passphrase }) === null) setPassphrase('');
  }
  return (
    <form className={styles.form} onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <SecretField id="locked-passphrase" label={t('keys:passphrase.label')} value={passphrase} autoFocus onChange={setPassphrase} />
      {unlock.refusal !== null && <p role="alert" className={styles.refusal}>{refusalText(t, unlock.refusal)}</p>}
      <button type="submit" className={styles.send} disabled={passphrase === '' || unlock.pending}>{t(unlock.pending ? 'keys:locked.opening' : 'keys:locked.open')}</button>
    </form>
  );
}

function ByCode({ keyStore }: { keyStore: SessionView['keyStore'] }): ReactNode {
  const { t } = useTranslation();
  const unlock = useDeskCommand('keys.unlockByCode');
  const [code, setCode] = useState('');
  const [passphrase, setPassphrase] = useState<TypedPassphrase>({ typed: '', again: '' });
  const needsPassphrase = keyStore !== 'ready';
  const ready = code.trim() !== '' && (!needsPassphrase || isPassphraseReady(passphrase));
  return (
    <form className={styles.form} onSubmit={(event) => { event.preventDefault(); if (ready) void unlock.send({ recoveryCode: code, newPassphrase: needsPassphrase ? passphrase.typed : null }); }}>
      <label htmlFor="locked-code" className={styles.label}>{t('keys:code.label')}</label>
      <input id="locked-code" className={styles.code} value={code} maxLength={60} spellCheck={false} autoComplete="off" autoFocus placeholder="XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX" onChange={(event) => setCode(event.target.value)} />
      {needsPassphrase ? <PassphraseFields why={keyStore} value={passphrase} onChange={setPassphrase} /> : <p className={styles.hint}>{t('keys:locked.keyStoreKeeps')}</p>}
      {unlock.refusal !== null && <p role="alert" className={styles.refusal}>{refusalText(t, unlock.refusal)}</p>}
      <button type="submit" className={styles.send} disabled={!ready || unlock.pending}>{t(unlock.pending ? 'keys:locked.opening' : 'keys:locked.open')}</button>
    </form>
  );
}
