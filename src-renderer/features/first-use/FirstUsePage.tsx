import { useState, type ReactNode } from 'react';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../../src-preload/contract/session';
import { useDeskCommand } from '../../app/desk-client';
import { useDraft } from '../../app/drafts';
import { FrontCard } from '../../ui/FrontCard';
import { isPassphraseReady, PassphraseFields, type TypedPassphrase } from '../../ui/PassphraseFields';
import { Offer, Offers } from '../recovery/Offers';
import { RefusalNotice } from '../../ui/RefusalNotice';
import { findMissing, firstEntries, setupInput, withKind } from './first-use-form';
import { JoinForm } from './JoinForm';
import { PeopleTable } from './PeopleTable';
import { StoreKindChoice } from './StoreKindChoice';
import styles from './FirstUsePage.module.css';

/** The first start in this data folder: what the store is for, what the desk is called, who works at it. */
export function FirstUsePage({ session }: { session: SessionView }): ReactNode {
  const { t } = useTranslation();
  const create = useDeskCommand('setup.create');
  const names = [t('first-use:sample.first'), t('first-use:sample.second'), t('first-use:sample.third')];
  const entries = useDraft('first-use', firstEntries(names));
  const [pins, setPins] = useState<Readonly<Record<number, string>>>({});
  const [passphrase, setPassphrase] = useState<TypedPassphrase>({ typed: '', again: '' });
  // A store that is there already was opened, so this machine has its key.
  const why = session.store === null && session.keyStore !== 'ready' ? session.keyStore : null;
  const missing = findMissing(entries.value, pins) ?? (why !== null && !isPassphraseReady(passphrase) ? 'passphrase' : null);
  async function send(): Promise<void> {
    const made = missing === null ? await create.send(setupInput(entries.value, pins, why === null ? null : passphrase.typed)) : null;
    if (made !== null) entries.clear();
  }
  return (
    <FrontCard title={t('first-use:title')} subtitle={t('first-use:subtitle')} wide>
      <Form layout="vertical" onFinish={() => void send()}>
        <StoreKindChoice value={entries.value.kind} obstacles={session.liveObstacles} onChange={(kind) => entries.change(withKind(entries.value, kind, names))} />
        <div className={styles.desk}>
          <label htmlFor="first-use-desk">{t('first-use:deskId')}</label>
          <Input id="first-use-desk" aria-describedby="first-use-desk-form" value={entries.value.deskId} maxLength={16} spellCheck={false} onChange={(event) => entries.change({ ...entries.value, deskId: event.target.value })} />
          <span id="first-use-desk-form" className={styles.form}>{t('first-use:deskIdHint')}</span>
        </div>
        <PeopleTable people={entries.value.people} pins={pins} onPins={setPins} onChange={(people) => entries.change({ ...entries.value, people })} />
        {why !== null && <PassphraseFields why={why} value={passphrase} onChange={setPassphrase} />}
        <RefusalNotice refusal={create.refusal} onClose={create.reset} />
        <div className={styles.end}>
          <p className={styles.missing} aria-live="polite">{missing === null ? t('first-use:ready', { folder: session.dataFolder }) : t(`first-use:missing.${missing}`)}</p>
          <Button type="primary" size="large" htmlType="submit" disabled={missing !== null} loading={create.pending}>{t('first-use:create')}</Button>
        </div>
      </Form>
      <Offers session={session} withSalvage={false}>
        {session.store === null && <Offer title={t('first-use:join.title')}><JoinForm keyStore={session.keyStore} /></Offer>}
      </Offers>
    </FrontCard>
  );
}
