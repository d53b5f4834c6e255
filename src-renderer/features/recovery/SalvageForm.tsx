import { useState, type ReactNode } from 'react';
import { Alert, Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../../src-preload/contract/desk-api';
import { useDeskCommand } from '../../app/desk-client';
import { RefusalNotice } from '../../ui/RefusalNotice';
import styles from './recovery.module.css';

/** When no backup holds what the damaged store holds: every intact sealed case comes out of it, with its evidence. */
export function SalvageForm(): ReactNode {
  const { t } = useTranslation();
  const salvage = useDeskCommand('recovery.salvage');
  const [code, setCode] = useState('');
  const [found, setFound] = useState<Outputs['recovery.salvage'] | null>(null);
  return (
    <form className={styles.form} onSubmit={(event) => { event.preventDefault(); void salvage.send({ recoveryCode: code }).then(setFound); }}>
      <p className={styles.hint}>{t('backup:salvage.what')}</p>
      <label htmlFor="salvage-code" className={styles.label}>{t('keys:code.label')}</label>
      <Input id="salvage-code" className={styles.code ?? ''} value={code} maxLength={60} spellCheck={false} autoComplete="off" placeholder="XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX" onChange={(event) => setCode(event.target.value)} />
      <RefusalNotice refusal={salvage.refusal} />
      {found !== null && <Alert role="status" showIcon type={found.lost.length === 0 ? 'success' : 'warning'} title={t('backup:salvage.done', { seals: found.seals, complete: found.complete, folder: found.folder })}
        description={found.lost.length === 0 ? undefined : t('backup:salvage.lost', { count: found.lost.length, numbers: found.lost.join(', ') })} />}
      <Button htmlType="submit" disabled={code.trim() === ''} loading={salvage.pending} className={styles.send ?? ''}>{t('backup:salvage.start')}</Button>
    </form>
  );
}
