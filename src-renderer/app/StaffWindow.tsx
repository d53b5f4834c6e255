import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PushName } from '../../src-preload/contract/desk-api';
import type { SessionView } from '../../src-preload/contract/session';
import { FirstUsePage } from '../features/first-use/FirstUsePage';
import { TroublePage } from '../features/first-use/TroublePage';
import { LockedPage } from '../features/keys/LockedPage';
import { RecoveryCodePage } from '../features/keys/RecoveryCodePage';
import { BehindPage } from '../features/recovery/BehindPage';
import { SignInPage } from '../features/sign-in/SignInPage';
import { EmptyState } from '../ui/EmptyState';
import { RefusalNotice } from '../ui/RefusalNotice';
import { Bands } from './Bands';
import { useDeskQuery } from './desk-client';
import { DraftsProvider } from './drafts';
import { ErrorBoundary } from './ErrorBoundary';
import { FollowPushes } from './FollowPushes';
import { LanguageSwitch } from './LanguageSwitch';
import { StaffDesk } from './StaffDesk';
import { useReadySignal } from './use-ready-signal';
import styles from './StaffWindow.module.css';

/** Everything main tells the staff window that is kept; one-time events are heard where they matter. */
const KEPT_PUSHES: readonly PushName[] = ['session.changed', 'reader.changed', 'cases.changed', 'packages.progress', 'packages.finished', 'signing.changed', 'backup.changed'];

/** The counter's window: what it shows follows the session's phase. */
export function StaffWindow(): ReactNode {
  const { t } = useTranslation();
  const session = useDeskQuery('session.get', {});
  useReadySignal('staff', session.data !== undefined || session.error !== null);
  return (
    <div className={styles.window}>
      <FollowPushes pushes={KEPT_PUSHES} />
      {session.data !== undefined && <Bands session={session.data} />}
      <div className={styles.page}>
        {session.data !== undefined && (
          <DraftsProvider key={session.data.staff?.id ?? ''}><ErrorBoundary><Phase session={session.data} /></ErrorBoundary></DraftsProvider>
        )}
        {session.data === undefined && session.error === null && <EmptyState title={t('common:loading')} />}
        {session.data === undefined && session.error !== null && (
          <RefusalNotice refusal={session.error} action={<Button onClick={() => void session.refetch()}>{t('common:retry')}</Button>} />
        )}
      </div>
    </div>
  );
}

function Phase({ session }: { session: SessionView }): ReactNode {
  switch (session.phase) {
    case 'noStore': return <FrontPage><FirstUsePage session={session} /></FrontPage>;
    case 'trouble': return <FrontPage><TroublePage session={session} /></FrontPage>;
    case 'locked': return <FrontPage><LockedPage session={session} /></FrontPage>;
    case 'recoveryCode': return <FrontPage><RecoveryCodePage session={session} /></FrontPage>;
    case 'signedOut': return <FrontPage><SignInPage session={session} /></FrontPage>;
    case 'signedIn': return <SignedIn session={session} />;
  }
}

/** While signed cases are missing, that comes first; who wants to look meanwhile may. */
function SignedIn({ session }: { session: SessionView }): ReactNode {
  const [looksOnly, setLooksOnly] = useState(false);
  const { behind } = session;
  if (behind === null || looksOnly) return <StaffDesk session={session} />;
  return <FrontPage><BehindPage behind={behind} onLookOnly={() => setLooksOnly(true)} /></FrontPage>;
}

function FrontPage({ children }: { children: ReactNode }): ReactNode {
  return (
    <div className={styles.front}>
      <div className={styles.corner}><LanguageSwitch tone="light" /></div>
      {children}
    </div>
  );
}
