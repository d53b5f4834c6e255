import type { StaffView } from '../../src-preload/contract/session';
import type { Desk } from '../app/desk';
import type { StoreRecovery } from '../app/store-restoring';
import type { Unlocking } from '../app/store-key-opening';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { StaffAccount } from '../storage/store';
import { addPerson } from '../workflows/add-person';
import { tellLog } from '../workflows/tell-log';
import type { Outcome } from '../workflows/ports';
import type { AuditKind } from '../domain/audit-event';
import type { Handlers } from './answer-call';
import { tellFailedSignIn } from './consent';
import { whenAtWork } from './guard';
import type { OpenDesk } from '../app/desk';

type SessionCalls = 'session.get' | 'session.signIn' | 'session.signOut' | 'session.reopenStore' | 'session.setLanguage' | 'setup.create' | 'staff.list' | 'staff.add';

/** Makes the store, or tries again to open it; given by the start-up file, which alone creates real objects. */
export interface StoreOpening {
  reopen(): Promise<void>;
  /** What can be done for a store that is not open: restore a backup, bring sealed cases out. */
  recovery: StoreRecovery;
  unlock(typed: Unlocking): Promise<Outcome<null>>;
  create(input: { kind: 'live' | 'training'; deskId: string; passphrase: string | null; staff: readonly { name: string; pin: string; roles: StaffAccount['roles'][number][] }[] }): Promise<Outcome<null>>;
}

async function tell(open: OpenDesk, staffId: string, kind: AuditKind): Promise<void> {
  await tellLog(open.ports, { deskId: open.facts.deskId, staffId }, { kind, registrationNo: null, payload: {} });
}

/** Whoever works here leaves: nothing of theirs, and nothing of the candidate's, stays on either screen. */
async function signOutHere(desk: Desk, open: OpenDesk): Promise<void> {
  if (desk.staff === null) return;
  await tell(open, desk.staff.id, 'staff.signedOut');
  desk.staff = null;
  open.counter.clear();
  open.signing.clear();
}

function staffView({ id, name, roles, active }: StaffAccount): StaffView {
  return { id, name, roles, active };
}

export function sessionHandlers(desk: Desk, opening: StoreOpening): Pick<Handlers, SessionCalls> {
  return {
    'session.get': async () => ok(desk.sessionView()),
    'session.setLanguage': async ({ language }) => {
      desk.language = language;
      return ok(null);
    },
    'session.signIn': async (credential) => {
      const open = desk.findOpen();
      if (open === null) return refusal('store-missing');
      const admitted = await open.gate.admit(credential);
      if (!admitted.ok) {
        await tellFailedSignIn(open, credential.staffId, admitted.error.code);
        return admitted;
      }
      await signOutHere(desk, open);
      desk.staff = staffView(admitted.value);
      await tell(open, admitted.value.id, 'staff.signedIn');
      desk.announceSession();
      return ok(desk.sessionView());
    },
    'session.signOut': () => whenAtWork(desk, async ({ open }) => {
      await signOutHere(desk, open);
      desk.announceSession();
      return ok(desk.sessionView());
    }),
    'session.reopenStore': async () => {
      await opening.reopen();
      desk.announceSession();
      return ok(desk.sessionView());
    },
    'setup.create': async (input) => {
      const created = await opening.create(input);
      if (!created.ok) return created;
      desk.announceSession();
      return ok(desk.sessionView());
    },
    'staff.list': async () => {
      const open = desk.findOpen();
      return open === null ? refusal('store-missing') : ok((await open.ports.store.listStaff()).filter((account) => account.active).map(staffView));
    },
    'staff.add': (person) => whenAtWork(desk, async ({ open, actor }) => {
      const added = await addPerson(open.ports, person, actor);
      return added.ok ? ok(staffView(added.value)) : added;
    }),
  };
}
