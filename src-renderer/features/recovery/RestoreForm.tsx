import { useState, type ReactNode } from 'react';
import { Button, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FoundBackup } from '../../../src-preload/contract/backup';
import type { SessionView } from '../../../src-preload/contract/session';
import { useDeskCommand, useDeskQuery } from '../../app/desk-client';
import { showTime } from '../../i18n/times';
import { isPassphraseReady, PassphraseFields, type TypedPassphrase } from '../../ui/PassphraseFields';
import { RefusalNotice } from '../../ui/RefusalNotice';
import styles from './recovery.module.css';

/** A backup takes the place of the store: which one, the recovery code, and how this machine opens it from now on. */
export function RestoreForm({ keyStore }: { keyStore: SessionView['keyStore'] }): ReactNode {
  const { t } = useTranslation();
  const planned = useDeskQuery('recovery.find', { choose: 'planned' });
  const find = useDeskCommand('recovery.find');
  const restore = useDeskCommand('recovery.restore');
  const [chosen, setChosen] = useState<readonly FoundBackup[] | null>(null);
  const [path, setPath] = useState<string | null>(null);
  const [code, setCode] = useState('');
  const [passphrase, setPassphrase] = useState<TypedPassphrase>({ typed: '', again: '' });
  const found = chosen ?? planned.data ?? [];
  const selected = path ?? found[0]?.path ?? null;
  const needsPassphrase = keyStore !== 'ready';
  const isReady = selected !== null && code.trim() !== '' && (!needsPassphrase || isPassphraseReady(passphrase));
  async function look(choose: 'folder' | 'file'): Promise<void> {
    const looked = await find.send({ choose });
    if (looked !== null) {
      setChosen(looked);
      setPath(null);
    }
  }
  function send(): void {
    if (selected !== null && isReady) void restore.send({ path: selected, recoveryCode: code, newPassphrase: needsPassphrase ? passphrase.typed : null });
  }
  return (
    <form className={styles.form} onSubmit={(event) => { event.preventDefault(); send(); }}>
      <BackupList found={found} selected={selected} isEmpty={chosen !== null && chosen.length === 0} onSelect={setPath} />
      <div className={styles.ways}>
        <Button onClick={() => void look('folder')} loading={find.pending}>{t('backup:restore.folder')}</Button>
        <Button onClick={() => void look('file')} disabled={find.pending}>{t('backup:restore.file')}</Button>
      </div>
      <label htmlFor="restore-code" className={styles.label}>{t('keys:code.label')}</label>
      <Input id="restore-code" className={styles.code ?? ''} value={code} maxLength={60} spellCheck={false} autoComplete="off" placeholder="XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX" onChange={(event) => setCode(event.target.value)} />
      {needsPassphrase && <PassphraseFields why={keyStore} value={passphrase} onChange={setPassphrase} />}
      <RefusalNotice refusal={restore.refusal ?? find.refusal} />
      <Button type="primary" htmlType="submit" disabled={!isReady} loading={restore.pending} className={styles.send ?? ''}>{t(restore.pending ? 'backup:restore.running' : 'backup:restore.start')}</Button>
    </form>
  );
}

function BackupList({ found, selected, isEmpty, onSelect }: { found: readonly FoundBackup[]; selected: string | null; isEmpty: boolean; onSelect(path: string): void }): ReactNode {
  const { t } = useTranslation();
  if (found.length === 0) return <p className={styles.hint} role={isEmpty ? 'alert' : undefined}>{t(isEmpty ? 'backup:restore.nothing' : 'backup:restore.choose')}</p>;
  return (
    <Radio.Group aria-label={t('backup:restore.which')} className={styles.list ?? ''} value={selected} onChange={(event) => onSelect(String(event.target.value))}>
      {found.slice(0, 8).map(({ path, createdAt, seq }, i) => (
        <Radio key={path} value={path}>{t(i === 0 ? 'backup:restore.newest' : 'backup:restore.older', { at: showTime(createdAt), seq })}</Radio>
      ))}
    </Radio.Group>
  );
}
