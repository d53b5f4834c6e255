import { useState, type ReactNode } from 'react';
import { Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Credential } from '../../../src-preload/contract/common';
import type { CandidateFrame } from '../../../src-preload/contract/signing';
import { useDeskCommand, useDeskQuery } from '../../app/desk-client';
import { CredentialFields } from '../../ui/CredentialFields';
import { RefusalNotice } from '../../ui/RefusalNotice';
import { CandidatePage } from '../frame/CandidatePage';
import styles from './steps.module.css';

/** The neutral page after the candidate's turn on an only display: the staff leaves it with a name and a PIN. */
export function HandBackStep({ frame, doubted }: { frame: Pick<CandidateFrame, 'site' | 'exam'>; doubted: string | null }): ReactNode {
  const { t } = useTranslation();
  const [credential, setCredential] = useState<Credential>({ staffId: '', pin: '' });
  const handBack = useDeskCommand('candidate.handBack');
  const people = useDeskQuery('staff.list', {});
  const complete = credential.staffId !== '' && credential.pin !== '';
  async function takeBack(): Promise<void> {
    if (complete && (await handBack.send(credential)) === null) setCredential({ ...credential, pin: '' });
  }
  return (
    <CandidatePage frame={frame} centred>
      <h1 className={styles.title}>{t('candidate:handBack.title')}</h1>
      <p className={styles.lead}>{doubted === null ? t('candidate:handBack.lead') : t('candidate:doubted.lead', { section: doubted })}</p>
      <Form layout="vertical" className={styles.credential} onFinish={() => void takeBack()}>
        <h2 className={styles.subtitle}>{t('candidate:handBack.staff')}</h2>
        <CredentialFields people={(people.data ?? []).filter(({ active }) => active)} value={credential} refusal={handBack.refusal} onChange={setCredential} disabled={handBack.pending} />
        <RefusalNotice refusal={handBack.refusal ?? people.error} />
        <Button type="primary" htmlType="submit" loading={handBack.pending} disabled={!complete} className={styles.submit ?? ''}>{t('candidate:staff.takeBack')}</Button>
      </Form>
    </CandidatePage>
  );
}
