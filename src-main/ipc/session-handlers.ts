import type { StaffView } from '../../src-preload/contract/session';
import type { Desk } from '../app/desk';
import type { Machine } from '../app/machine';
import type { JoinWish } from '../app/store-joining';
import type { StoreRecovery } from '../app/store-restoring';
import { keepSettings } from '../app/desk-settings';
import type { Unlocking } from '../app/store-key-opening';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { ServerSteps } from '../storage/server-address';
import type { StaffAccount } from '../storage/store';
import type { ServerStoreView } from '../workflows/join-store';
import { addPerson } from '../workflows/add-person';
import { closeSite } from '../workflows/close-site';
import { localTime, tellLog } from '../workflows/tell-log';
import type { Outcome } from '../workflows/ports';
import type { Handlers } from './answer-call';
import { admitConsent, tellFailedSignIn } from './consent';
import { whenAllowed, whenAtWork } from './guard';
import type { OpenDesk } from '../app/desk';

type SessionCalls = 'session.get' | 'session.signIn' | 'session.signOut' | 'session.reopenStore' | 'session.setLanguage' | 'setup.create' | 'setup.chooseAuthority' | 'setup.lookAtServer' | 'setup.join' | 'staff.list' | 'staff.add' | 'site.close';

/** Makes the store, or tries again to open it; given by the start-up file, which alone creates real objects. */
export interface StoreOpening {
  reopen(): Promise<void>;
  /** What can be done for a store that is not open: restore a backup, bring sealed cases out. */
  recovery: StoreRecovery;
  unlock(typed: Unlocking): Promise<Outcome<null>>;
  /** The site's server, looked at and joined by a desk without a store. */
  look(server: ServerSteps): Promise<Outcome<ServerStoreView>>;
  join(wish: JoinWish): Promise<Outcome<null>>;
  create(input: { kind: 'live' | 'training'; deskId: string; passphrase: string | null; staff: readonly { name: string; pin: string; roles: StaffAccount['roles'][number][] }[] }): Promise<Outcome<null>>;
}

/** One leaves and the next one comes in one transaction: nobody works here whom the log does not know of. */
async function tellSignIn({ ports, facts }: OpenDesk, before: string | null, staffId: string): Promise<Outcome<null>> {
  const at = await localTime(ports);
  const told = { registrationNo: null, payload: {} };
  return ports.store.inTransaction(async (tx) => {
    if (before !== null) await tx.append({ deskId: facts.deskId, staffId: before, at }, { kind: 'staff.signedOut', ...told });
    await tx.append({ deskId: facts.deskId, staffId, at }, { kind: 'staff.signedIn', ...told });
    return ok(null);
  });
}

/** Signed cases are missing: nothing is written, no event either, and whoever brings them back is told with that. */
function isForReading(code: string): boolean {
  return code === 'store-behind' || code === 'store-diverged';
}

/** Whoever works here leaves: nothing of theirs, and nothing of the candidate's, stays on either screen. */
function clearDesk(desk: Desk, open: OpenDesk): void {
  if (desk.staff === null) return;
  desk.staff = null;
  open.counter.clear();
  open.signing.clear();
}

/** Leaving is always possible; a log that has no room for it is told of in the desk's own words. */
async function signOutHere(desk: Desk, open: OpenDesk, staffId: string): Promise<void> {
  clearDesk(desk, open);
  const told = await tellLog(open.ports, { deskId: open.facts.deskId, staffId }, { kind: 'staff.signedOut', registrationNo: null, payload: {} });
  if (!told.ok) desk.log.error({ code: told.error.code }, 'sign-out not told');
}

function staffView({ id, name, roles, active }: StaffAccount): StaffView {
  return { id, name, roles, active };
}

export function sessionHandlers(desk: Desk, machine: Machine, opening: StoreOpening): Pick<Handlers, SessionCalls> {
  return {
    'session.get': async () => ok(desk.sessionView()),
    'session.setLanguage': async ({ language }) => {
      if (language !== desk.settings.language) {
        desk.settings = { ...desk.settings, language };
        await keepSettings(desk.config.dataDir, desk.settings, desk.log);
      }
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
      const told = await tellSignIn(open, desk.staff?.id ?? null, admitted.value.id);
      if (!told.ok && !isForReading(told.error.code)) return told;
      clearDesk(desk, open);
      desk.staff = staffView(admitted.value);
      desk.announceSession();
      return ok(desk.sessionView());
    },
    'session.signOut': () => whenAtWork(desk, async ({ open, actor }) => {
      await signOutHere(desk, open, actor.staffId);
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
    'setup.chooseAuthority': async () => ok(await machine.chooseFile('certificate')),
    'setup.lookAtServer': async (server) => {
      const looked = await opening.look(server);
      return looked.ok ? ok({ kind: looked.value.kind, site: looked.value.site?.name ?? null, exam: looked.value.exam?.name ?? null, examYear: looked.value.exam?.year ?? null, desks: looked.value.desks }) : looked;
    },
    'setup.join': async (wish) => {
      const joined = await opening.join(wish);
      if (!joined.ok) return joined;
      desk.announceSession();
      return ok(desk.sessionView());
    },
    'staff.list': async () => {
      const open = desk.findOpen();
      return open === null ? refusal('store-missing') : ok((await open.ports.store.listStaff()).filter((account) => account.active).map(staffView));
    },
    'staff.add': (person) => whenAllowed(desk, 'staff.add', async ({ open, actor }) => {
      const added = await addPerson(open.ports, person, actor);
      return added.ok ? ok(staffView(added.value)) : added;
    }),
    'site.close': ({ siteCode, approver, commandId }) => whenAllowed(desk, 'site.close', async (at) => {
      const consent = await admitConsent(at, approver);
      if (!consent.ok) return consent;
      if (consent.value === null) return refusal('unknown-person');
      const closed = await closeSite(at.open.ports, { siteCode, commandId }, at.actor, consent.value);
      if (!closed.ok) return closed;
      at.open.closing = closed.value;
      return ok(desk.sessionView());
    }),
  };
}
