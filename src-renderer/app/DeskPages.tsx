import { useState, type ReactNode } from 'react';
import type { SessionView } from '../../src-preload/contract/session';
import { FirstUsePage } from '../features/first-use/FirstUsePage';
import { TroublePage } from '../features/first-use/TroublePage';
import { LockedPage } from '../features/keys/LockedPage';
import { RecoveryCodePage } from '../features/keys/RecoveryCodePage';
import { BehindPage } from '../features/recovery/BehindPage';
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
    case 'locked': return <FrontPage><LockedPage session={session} /></FrontPage>;
    case 'recoveryCode': return <FrontPage><RecoveryCodePage session={session} /></FrontPage>;
    case 'signedOut': return null;
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
