import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Actor } from '../domain/vocabulary';
import type { StaffAccount } from '../storage/store';
import { findAnswer } from './command-answer';
import { prepareAccount, type NewPerson } from './people';
import type { DeskPorts, Outcome } from './ports';
import { runCommand } from './run-command';

async function getAccount(ports: DeskPorts, id: string): Promise<StaffAccount> {
  const account = (await ports.store.listStaff()).find((each) => each.id === id);
  if (account === undefined) throw new Error('an account that was added is not there');
  return account;
}

/** An administrator adds an account. */
export async function addPerson(ports: DeskPorts, person: NewPerson & { commandId: string }, actor: Actor): Promise<Outcome<StaffAccount>> {
  if (!actor.roles.includes('administrator')) return refusal('role-missing', { role: 'administrator' });
  const { name, roles, commandId } = person;
  const command = { name: 'staff.add', commandId, registrationNo: null, actor, payload: { name, roles } };
  const before = await findAnswer(ports.store, command);
  if (!before.ok) return before;
  if (before.value !== null) return ok(await getAccount(ports, (before.value.value as { staffId: string }).staffId));
  const account = await prepareAccount(ports, person, await ports.store.listStaff());
  if (!account.ok) return account;
  const added = await runCommand(ports, command, async (tx, context) => {
    if ((await tx.listStaff()).some((other) => other.name === name)) return refusal('name-taken', { name });
    await tx.addStaff(account.value, context.at);
    await tx.append(context, { kind: 'staff.added', registrationNo: null, payload: { staffId: account.value.id, roles: account.value.roles } });
    return ok({ staffId: account.value.id });
  });
  return added.ok ? ok(await getAccount(ports, added.value.staffId)) : added;
}
