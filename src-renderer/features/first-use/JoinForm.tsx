import { useState, type ReactNode } from 'react';
import { Button, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ServerStoreView } from '../../../src-preload/contract/desks';
import type { SessionView } from '../../../src-preload/contract/session';
import { useDeskCommand } from '../../app/desk-client';
import { isPassphraseReady, PassphraseFields, type TypedPassphrase } from '../../ui/PassphraseFields';
import { RefusalNotice } from '../../ui/RefusalNotice';
import { SecretField } from '../../ui/SecretField';
import { FIRST_SERVER, isServerTyped, type TypedServer } from './join-form';
import styles from './JoinForm.module.css';

/** A further desk of a site with a server: where it is, that it is the right one, and this desk's name and keys. */
export function JoinForm({ keyStore }: { keyStore: SessionView['keyStore'] }): ReactNode {
  const { t } = useTranslation();
  const [server, setServer] = useState<TypedServer>(FIRST_SERVER);
  const [found, setFound] = useState<ServerStoreView | null>(null);
  const look = useDeskCommand('setup.lookAtServer');
  async function send(): Promise<void> {
    if (isServerTyped(server)) setFound(await look.send(server));
  }
  return (
    <div className={styles.form}>
      <p className={styles.what}>{t('first-use:join.what')}</p>
      <form className={styles.form} onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <ServerFields value={server} onChange={(value) => { setServer(value); setFound(null); look.reset(); }} />
        <RefusalNotice refusal={look.refusal} />
        {look.refusal?.code === 'server-unreachable' && <p className={styles.what}>{t('first-use:join.checkAddress')}</p>}
        <Button htmlType="submit" type={found === null ? 'primary' : 'default'} className={styles.send ?? ''} disabled={!isServerTyped(server)} loading={look.pending}>{t('first-use:join.look')}</Button>
      </form>
      {found !== null && <Join server={server} found={found} keyStore={keyStore} />}
    </div>
  );
}

function ServerFields({ value, onChange }: { value: TypedServer; onChange: (value: TypedServer) => void }): ReactNode {
  const { t } = useTranslation();
  const choose = useDeskCommand('setup.chooseAuthority');
  const text = (name: 'host' | 'database' | 'role'): ReactNode => (
    <label className={styles.field}>{t(`first-use:join.${name}`)}<Input value={value[name]} maxLength={253} spellCheck={false} autoComplete="off" onChange={(event) => onChange({ ...value, [name]: event.target.value })} /></label>
  );
  return (
    <div className={styles.fields}>
      {text('host')}
      <label className={styles.field}>{t('first-use:join.port')}<InputNumber min={1} max={65_535} precision={0} value={value.port} onChange={(port) => onChange({ ...value, port: port ?? FIRST_SERVER.port })} /></label>
      {text('database')}
      {text('role')}
      <div className={styles.wide}>
        <SecretField id="join-password" label={t('first-use:join.password')} value={value.password} describedBy="join-password-kept" onChange={(password) => onChange({ ...value, password })} />
        <span id="join-password-kept" className={styles.hint}>{t('first-use:join.passwordKept')}</span>
      </div>
      <div className={styles.wide}>
        <span>{t('first-use:join.authority')}</span>
        <span className={styles.authority}>
          <span className={value.authority === null ? styles.hint : 'desk-mono'}>{value.authority ?? t('first-use:join.authorityNone')}</span>
          <Button size="small" loading={choose.pending} onClick={() => void choose.send({}).then((authority) => authority !== null && onChange({ ...value, authority }))}>{t('first-use:join.authorityChoose')}</Button>
          {value.authority !== null && <Button size="small" type="text" onClick={() => onChange({ ...value, authority: null })}>{t('first-use:join.authorityForget')}</Button>}
        </span>
      </div>
    </div>
  );
}

/** The store that was found, and what this desk needs to become one of its desks. */
function Join({ server, found, keyStore }: { server: TypedServer; found: ServerStoreView; keyStore: SessionView['keyStore'] }): ReactNode {
  const { t } = useTranslation();
  const join = useDeskCommand('setup.join');
  const [deskId, setDeskId] = useState(`desk-${found.desks.length + 1}`);
  const [recoveryCode, setRecoveryCode] = useState('');
  const [passphrase, setPassphrase] = useState<TypedPassphrase>({ typed: '', again: '' });
  const needsPassphrase = keyStore !== 'ready';
  const isReady = deskId !== '' && recoveryCode.trim() !== '' && (!needsPassphrase || isPassphraseReady(passphrase));
  const kind = t(`first-use:kind.${found.kind}.name`);
  const desks = found.desks.join(', ');
  return (
    <form className={styles.form} onSubmit={(event) => { event.preventDefault(); if (isReady) void join.send({ server, deskId, recoveryCode, passphrase: needsPassphrase ? passphrase.typed : null }); }}>
      <p role="status" className={styles.found}>{found.site === null ? t('first-use:join.foundEmpty', { kind, desks }) : t('first-use:join.found', { site: found.site, exam: found.exam, year: found.examYear, kind, desks })}</p>
      <div className={styles.fields}>
        <label className={styles.field}>{t('first-use:join.deskId')}<Input value={deskId} maxLength={16} spellCheck={false} onChange={(event) => setDeskId(event.target.value)} /></label>
        <label className={`${styles.field} ${styles.code}`}>{t('first-use:join.recoveryCode')}
          <Input className="desk-mono" value={recoveryCode} maxLength={60} spellCheck={false} autoComplete="off" placeholder="XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX" onChange={(event) => setRecoveryCode(event.target.value)} />
        </label>
      </div>
      {needsPassphrase && <PassphraseFields why={keyStore} value={passphrase} onChange={setPassphrase} />}
      <RefusalNotice refusal={join.refusal} />
      <p className={styles.what}>{t('first-use:join.afterwards')}</p>
      <Button type="primary" htmlType="submit" className={styles.send ?? ''} disabled={!isReady} loading={join.pending}>{t('first-use:join.send')}</Button>
    </form>
  );
}
