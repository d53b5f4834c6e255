import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Alert, Button, Form, Input, type InputRef } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDeskCommand, useDeskPush, useDeskQuery } from '../../app/desk-client';
import type { SessionView } from '../../../src-preload/contract/session';
import { FrontCard } from '../../ui/FrontCard';
import { KeyHint } from '../../ui/KeyHint';
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
  const pinField = useRef<InputRef>(null);
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
    if (staffId === null || pin === '') return;
    const value = await signIn.send({ staffId, pin });
    if (value === null) setPin('');
    pinField.current?.focus();
  }

  return (
    <FrontCard title={t('sign-in:title')} subtitle={placeOf(session, t('sign-in:noSite'))}>
      {tapped && <Alert className={`${styles.notice}`} type="info" showIcon role="alert" title={t('sign-in:tapped')} />}
      <RefusalNotice refusal={people.error} action={<Button size="small" onClick={() => void people.refetch()}>{t('common:retry')}</Button>} />
      <div className={styles.columns}>
        <PersonList people={active} chosen={staffId} onChoose={choose} />
        <Form layout="vertical" className={`${styles.pin}`} onFinish={() => void send()}>
          <Form.Item label={t('common:credential.pin')} htmlFor="sign-in-pin" help={staffId === null ? t('sign-in:chooseFirst') : t('sign-in:pinHint')}>
            <Input.Password id="sign-in-pin" ref={pinField} size="large" value={pin} maxLength={64} autoComplete="off" visibilityToggle={false} disabled={staffId === null}
              onChange={(event) => setPin(event.target.value)} />
          </Form.Item>
          <RefusalNotice refusal={signIn.refusal} />
          <Button type="primary" size="large" htmlType="submit" block disabled={staffId === null || pin === ''} loading={signIn.pending}>{t('sign-in:signIn')} <KeyHint keys="Enter" /></Button>
        </Form>
      </div>
    </FrontCard>
  );
}

function placeOf({ store }: SessionView, noSite: string): string {
  return [store?.site ?? noSite, store?.deskId].filter(Boolean).join(' · ');
}
