import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeskCommand, useDeskQuery } from '../../app/desk-client';
import { CredentialPrompt } from '../../ui/CredentialPrompt';
import styles from './StaffControl.module.css';

/** The staff's discreet way to take the screen back while the sheet is shown on the only display. */
export function StaffControl(): ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const handBack = useDeskCommand('candidate.handBack');
  const people = useDeskQuery('staff.list', {}, { enabled: open }).data ?? [];
  return (
    <>
      <button type="button" className={styles.control} onClick={() => setOpen(true)}>{t('candidate:staff.control')}</button>
      <CredentialPrompt open={open} title={t('candidate:staff.title')} consentTo={t('candidate:staff.consequence')} people={people.filter(({ active }) => active)}
        confirmText={t('candidate:staff.takeBack')} pending={handBack.pending} refusal={handBack.refusal} onConsent={(credential) => void handBack.send(credential)}
        onCancel={() => {
          handBack.reset();
          setOpen(false);
        }} />
    </>
  );
}
