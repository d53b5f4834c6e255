import { useState, type ReactNode } from 'react';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Credential } from '../../../src-preload/contract/common';
import type { SiteDesksView } from '../../../src-preload/contract/desks';
import type { StaffView } from '../../../src-preload/contract/session';
import { useDeskQuery } from '../../app/desk-client';
import { CredentialPrompt } from '../../ui/CredentialPrompt';
import { groupedFingerprint } from '../../ui/fingerprint';
import { Panel } from '../../ui/Panel';
import { RefusalNotice } from '../../ui/RefusalNotice';
import { DeskList } from './DeskList';
import { useSiteDesks } from './use-site-desks';
import styles from './DesksPanel.module.css';

/** Whose key is whose: the site's key, the desks that it has signed, and the files with which another desk comes to it. */
export function DesksPanel({ people }: { people: readonly StaffView[] }): ReactNode {
  const { t } = useTranslation();
  const desks = useDeskQuery('desks.get', {});
  return (
    <Panel title={t('desks:title')}>
      <RefusalNotice refusal={desks.error} action={<Button size="small" onClick={() => void desks.refetch()}>{t('common:retry')}</Button>} />
      {desks.data !== undefined && <SiteDesks view={desks.data} approvers={people.filter(({ roles }) => roles.includes('approver'))} />}
    </Panel>
  );
}

function SiteDesks({ view, approvers }: { view: SiteDesksView; approvers: readonly StaffView[] }): ReactNode {
  const { t } = useTranslation();
  const site = useSiteDesks();
  const [asked, setAsked] = useState(false);
  const isSite = view.siteKey === 'here';
  const isAlone = view.desks.every(({ deskId }) => deskId === view.deskId);
  const isApproved = view.desks.some(({ deskId, approved }) => deskId === view.deskId && approved);
  const wish = site.wish;
  async function consent(credential: Credential): Promise<void> {
    setAsked(!(await site.consent(credential)));
  }
  return (
    <>
      <p className={styles.what}>{t(view.siteKey === 'unknown' && isApproved ? 'desks:siteKey.unseen' : `desks:siteKey.${view.siteKey}`)}</p>
      <dl className={styles.facts}>
        <dt>{t('desks:own', { deskId: view.deskId })}</dt><dd className="desk-mono">{groupedFingerprint(view.fingerprint)}</dd>
        {view.siteKeyFingerprint !== null && <><dt>{t('desks:site')}</dt><dd className="desk-mono">{groupedFingerprint(view.siteKeyFingerprint)}</dd></>}
      </dl>
      {!isAlone && <DeskList view={view} onApprove={(joined) => { site.wishFor({ kind: 'joined', joined }); setAsked(true); }} />}
      {site.done !== null && <Alert className={`${styles.done}`} type="success" showIcon role="status" title={t(`desks:done.${site.done.what}`, { name: site.done.name })} />}
      {!asked && <RefusalNotice refusal={site.refusal} onClose={site.reset} />}
      <div className={styles.ways}>
        {isSite && <Button onClick={() => void site.choose('approve').then(setAsked)}>{t('desks:approve')}</Button>}
        {(!isSite || isAlone) && <Button onClick={() => { site.wishFor({ kind: 'request' }); setAsked(true); }}>{t('desks:request')}</Button>}
        {(!isSite || isAlone) && <Button onClick={() => void site.choose('accept').then(setAsked)}>{t('desks:accept')}</Button>}
      </div>
      <CredentialPrompt open={asked && wish !== null} title={wish === null ? '' : t(`desks:ask.${wish.kind}.title`)} people={approvers} pending={site.pending} refusal={site.refusal}
        consentTo={wish !== null && <Wish wish={wish} />} onConsent={(credential) => void consent(credential)} onCancel={() => { setAsked(false); site.reset(); }} />
    </>
  );
}

/** What is consented to, with the fingerprint that a person compares. */
function Wish({ wish }: { wish: NonNullable<ReturnType<typeof useSiteDesks>['wish']> }): ReactNode {
  const { t } = useTranslation();
  if (wish.kind === 'request') return t('desks:ask.request.what');
  const told = wish.kind === 'joined' ? wish.joined : wish.file;
  const fingerprint = wish.kind === 'accept' ? wish.file.siteKeyFingerprint ?? '' : told.fingerprint;
  return (
    <>
      <p className={styles.wish}>{t(`desks:ask.${wish.kind}.what`, { deskId: told.deskId })}</p>
      <p className={`${styles.print} desk-mono`}>{groupedFingerprint(fingerprint)}</p>
    </>
  );
}
