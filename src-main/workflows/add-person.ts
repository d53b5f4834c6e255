import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Actor } from '../domain/vocabulary';
import type { StaffAccount } from '../storage/store';
import { prepareAccount, type NewPerson } from './people';
import type { DeskPorts, Outcome } from './ports';
import { localTime } from './tell-log';

/** An administrator adds an account. */
export async function addPerson(ports: DeskPorts, person: NewPerson, actor: Actor): Promise<Outcome<StaffAccount>> {
  if (!actor.roles.includes('administrator')) return refusal('role-missing', { role: 'administrator' });
  const account = await prepareAccount(ports, person, await ports.store.listStaff());
  if (!account.ok) return account;
  const at = await localTime(ports);
  return ports.store.inTransaction(async (tx) => {
    await tx.addStaff(account.value, at);
    const payload = { staffId: account.value.id, roles: account.value.roles };
    await tx.append({ deskId: actor.deskId, staffId: actor.staffId, at }, { kind: 'staff.added', registrationNo: null, payload });
    return ok(account.value);
  });
}
