import { useReducer, type ReactNode } from 'react';
import type { SessionView } from '../../src-preload/contract/session';
import { useHotkeys } from '../ui/use-hotkeys';
import { CardNotice } from './CardNotice';
import { useDeskCommand } from './desk-client';
import { ErrorBoundary } from './ErrorBoundary';
import { Room } from './Room';
import { RoomRail } from './RoomRail';
import { FIRST_PLACE, keyOf, move, ROOMS } from './rooms';
import { ScanNotice } from './ScanNotice';
import { TopBar } from './TopBar';
import { useCardTap } from './use-card-tap';
import { useNoticeScan } from './use-notice-scan';
import styles from './StaffDesk.module.css';

/** The desk of the person who is signed in: bar, rail, and the room in which they are. */
export function StaffDesk({ session }: { session: SessionView }): ReactNode {
  const [place, go] = useReducer(move, FIRST_PLACE);
  const signOut = useDeskCommand('session.signOut');
  const card = useCardTap(place.openCase, (registrationNo) => go({ open: registrationNo }));
  const scan = useNoticeScan(place.openCase, (registrationNo) => go({ open: registrationNo }));
  useHotkeys({
    ...Object.fromEntries(ROOMS.map((room) => [keyOf(room), () => go({ go: room })])),
    'Alt+q': () => void signOut.send({}),
  });
  return (
    <div className={styles.desk}>
      <TopBar session={session} openCase={place.openCase} onSignOut={() => void signOut.send({})} />
      <div className={styles.below}>
        <RoomRail room={place.room} openCase={place.openCase} onGo={(room) => go({ go: room })} />
        <main className={styles.main}>
          <CardNotice card={card} />
          <ScanNotice scan={scan} />
          <ErrorBoundary key={`${place.room} ${place.openCase ?? ''}`}>
            <Room place={place} session={session} onMove={go} />
          </ErrorBoundary>
        </main>
      </div>
    </div>
  );
}
