import type { ReactNode } from 'react';
import type { SessionView } from '../../src-preload/contract/session';
import { FirstUsePage } from '../features/first-use/FirstUsePage';
import { TroublePage } from '../features/first-use/TroublePage';
import { FrontPage } from './FrontPage';
import { KitProviders } from './KitProviders';
import { StaffDesk } from './StaffDesk';
import { useReadySignal } from './use-ready-signal';

/** Everything but signing in: the desk itself, its first use, and the trouble it may have. Read after the first page stands. */
export function DeskPages({ session }: { session: SessionView }): ReactNode {
  useReadySignal('staff', true);
  return <KitProviders size="desk"><Page session={session} /></KitProviders>;
}

function Page({ session }: { session: SessionView }): ReactNode {
  switch (session.phase) {
    case 'noStore': return <FrontPage><FirstUsePage session={session} /></FrontPage>;
    case 'trouble': return <FrontPage><TroublePage session={session} /></FrontPage>;
    case 'signedOut': return null;
    case 'signedIn': return <StaffDesk session={session} />;
  }
}
