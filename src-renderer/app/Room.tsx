import type { ReactNode } from 'react';
import type { SessionView } from '../../src-preload/contract/session';
import { ApprovalsRoom } from '../features/approvals/ApprovalsRoom';
import { CaseRoom } from '../features/case/CaseRoom';
import { CasesRoom } from '../features/cases/CasesRoom';
import { PackagesRoom } from '../features/packages/PackagesRoom';
import { ReadinessRoom } from '../features/readiness/ReadinessRoom';
import { StaffRoom } from '../features/staff/StaffRoom';
import type { Move, Place } from './rooms';

/** The room in which the person is. Rooms do not know each other: ways between them go through `onMove`. */
export function Room({ place, session, onMove }: { place: Place; session: SessionView; onMove: (move: Move) => void }): ReactNode {
  const openCase = (registrationNo: string): void => onMove({ open: registrationNo });
  switch (place.room) {
    case 'cases':
      if (place.openCase !== null) return <CaseRoom key={place.openCase} registrationNo={place.openCase} onClose={() => onMove({ close: true })} />;
      return <CasesRoom session={session} onOpen={openCase} onPackages={() => onMove({ go: 'packages' })} />;
    case 'approvals': return <ApprovalsRoom session={session} onOpenCase={openCase} />;
    case 'packages': return <PackagesRoom session={session} onOpenCase={openCase} />;
    case 'readiness': return <ReadinessRoom />;
    case 'staff': return <StaffRoom session={session} />;
  }
}
