import { Suspense, useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PushName } from '../../src-preload/contract/desk-api';
import type { SessionView } from '../../src-preload/contract/session';
import { SignInPage } from '../features/sign-in/SignInPage';
import { EmptyState } from '../ui/EmptyState';
import { FrontButton } from '../ui/FrontButton';
import { PAGE_ID } from '../ui/page-place';
import { RefusalNotice } from '../ui/RefusalNotice';
import { Bands } from './Bands';
import { DeskPages, readDeskWhenIdle } from './desk-chunk';
import { useDeskQuery } from './desk-client';
import { DraftsProvider } from './drafts';
import { ErrorBoundary } from './ErrorBoundary';
import { FollowPushes } from './FollowPushes';
import { FrontPage } from './FrontPage';
import { useKeptLanguage } from './use-kept-language';
import { useReadySignal } from './use-ready-signal';
import styles from './StaffWindow.module.css';

/** Everything main tells the staff window that is kept; one-time events are heard where they matter. */
const KEPT_PUSHES: readonly PushName[] = ['session.changed', 'reader.changed', 'cases.changed', 'desk.link', 'desk.refreshed', 'packages.progress', 'packages.finished', 'signing.changed', 'backup.changed'];

/** The counter's window: what it shows follows the session's phase. */
export function StaffWindow(): ReactNode {
  const { t } = useTranslation();
  const session = useDeskQuery('session.get', {});
  useKeptLanguage(session.data?.language);
  useReadySignal('staff', session.data === undefined && session.error !== null);
  return (
    <div className={styles.window}>
      <FollowPushes pushes={KEPT_PUSHES} />
      {session.data !== undefined && <Bands session={session.data} />}
      <div id={PAGE_ID} className={styles.page}>
        {session.data !== undefined && (
          <DraftsProvider key={session.data.staff?.id ?? ''}><ErrorBoundary><Phase session={session.data} /></ErrorBoundary></DraftsProvider>
        )}
        {session.data === undefined && session.error === null && <EmptyState title={t('common:loading')} />}
        {session.data === undefined && session.error !== null && (
          <RefusalNotice refusal={session.error} action={<FrontButton onClick={() => void session.refetch()}>{t('common:retry')}</FrontButton>} />
        )}
      </div>
    </div>
  );
}

function Phase({ session }: { session: SessionView }): ReactNode {
  const { t } = useTranslation();
  if (session.phase === 'signedOut') return <FrontPage><SignIn session={session} /></FrontPage>;
  return <Suspense fallback={<EmptyState title={t('common:loading')} />}><DeskPages session={session} /></Suspense>;
}

/** Ready when people can choose themselves and type, or are told why not; the rest of the desk is read after that. */
function SignIn({ session }: { session: SessionView }): ReactNode {
  const people = useDeskQuery('staff.list', {});
  const isReady = people.data !== undefined || people.error !== null;
  useReadySignal('staff', isReady);
  useEffect(() => (isReady ? readDeskWhenIdle() : undefined), [isReady]);
  return <SignInPage session={session} />;
}
