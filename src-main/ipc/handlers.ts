import type { Desk } from '../app/desk';
import type { Machine } from '../app/machine';
import type { Handlers } from './answer-call';
import { backupHandlers } from './backup-handlers';
import { caseHandlers } from './case-handlers';
import { deskHandlers } from './desk-handlers';
import { desksHandlers } from './desks-handlers';
import { documentHandlers } from './document-handlers';
import { identityHandlers } from './identity-handlers';
import { keyHandlers } from './key-handlers';
import { packageHandlers } from './package-handlers';
import { readerHandlers } from './reader-handlers';
import { policyHandlers } from './policy-handlers';
import { reviewHandlers } from './review-handlers';
import { sessionHandlers, type StoreOpening } from './session-handlers';
import { signingHandlers } from './signing-handlers';

/** Every call of the contract; a missing one does not compile. */
export function buildHandlers(desk: Desk, machine: Machine, opening: StoreOpening): Handlers {
  return {
    ...sessionHandlers(desk, machine, opening),
    ...keyHandlers(desk, opening.unlock),
    ...caseHandlers(desk),
    ...identityHandlers(desk),
    ...reviewHandlers(desk),
    ...signingHandlers(desk, machine),
    ...packageHandlers(desk, machine),
    ...policyHandlers(desk),
    ...documentHandlers(desk, machine),
    ...deskHandlers(desk, machine),
    ...desksHandlers(desk, machine),
    ...readerHandlers(desk, machine),
    ...backupHandlers(desk, machine, opening.recovery),
  };
}
