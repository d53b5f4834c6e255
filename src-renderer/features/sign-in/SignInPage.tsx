import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeskCommand, useDeskPush, useDeskQuery } from '../../app/desk-client';
import type { SessionView } from '../../../src-preload/contract/session';
import { FrontButton } from '../../ui/FrontButton';
import { FrontCard } from '../../ui/FrontCard';
import { KeyHint } from '../../ui/KeyHint';
import { Notice } from '../../ui/Notice';
import { RefusalNotice } from '../../ui/RefusalNotice';
import { PersonList } from './PersonList';
import styles from './SignInPage.module.css';

/** Who works at this desk now: choose the name, type the PIN, Enter. */
export function SignInPage({ session }: { session: SessionView }): ReactNode {
  const { t } = useTranslation();
  const people = useDeskQuery('staff.list', {});
  const signIn = useDeskCommand('session.signIn');
  const [staffId, setStaffId] = useState<string | null>(null);
  const [pin, setPin] = useState('');
  const [tapped, setTapped] = useState(false);
  const pinField = useRef<HTMLInputElement>(null);
  useDeskPush('reader.cardRead', ({ outcome }) => setTapped(outcome === 'notSignedIn'));
  const active = people.data?.filter((person) => person.active) ?? [];

  function choose(next: string): void {
    setStaffId(next);
    setPin('');
    signIn.reset();
  }
  // The field opens with the choice; only then can it take the keys.
  useEffect(() => {
    if (staffId !== null) pinField.current?.focus();
  }, [staffId]);
  async function send(): Promise<void> {
    if (staffId === null || pin === '' || signIn.pending) return;
    const value = await signIn.send({ staffId, pin });
    if (value === null) setPin('');
    pinField.current?.focus();
  }

  return (
    <FrontCard title={t('sign-in:title')} subtitle={placeOf(session, t('sign-in:noSite'))}>
      {tapped && <div className={styles.notice}><Notice tone="info" title={t('sign-in:tapped')} /></div>}
      <RefusalNotice refusal={people.error} action={<FrontButton onClick={() => void people.refetch()}>{t('common:retry')}</FrontButton>} />
      <div className={styles.columns}>
        <PersonList people={active} chosen={staffId} onChoose={choose} />
        <form className={styles.pin} onSubmit={(event) => { event.preventDefault(); void send(); }}>
          <label htmlFor="sign-in-pin" className={styles.label}>{t('common:credential.pin')}</label>
          <input id="sign-in-pin" ref={pinField} type="password" className={styles.field} value={pin} maxLength={64} autoComplete="off" disabled={staffId === null} aria-describedby="sign-in-pin-help"
            onChange={(event) => setPin(event.target.value)} />
          <p id="sign-in-pin-help" className={styles.help}>{staffId === null ? t('sign-in:chooseFirst') : t('sign-in:pinHint')}</p>
          {signIn.refusal !== null && <div className={styles.refusal}><RefusalNotice refusal={signIn.refusal} /></div>}
          <FrontButton primary large disabled={staffId === null || pin === ''} busy={signIn.pending}>{t('sign-in:signIn')} <KeyHint keys="Enter" /></FrontButton>
        </form>
      </div>
    </FrontCard>
  );
}

function placeOf({ store }: SessionView, noSite: string): string {
  return [store?.site ?? noSite, store?.deskId].filter(Boolean).join(' · ');
}
