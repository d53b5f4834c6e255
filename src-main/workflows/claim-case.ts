import { reasonAgainst } from '../domain/case-rules';
import { claimFor, isHeldBy } from '../domain/claim';
import type { Claim } from '../domain/case-record';
import { isVisitBegun } from '../domain/open-items';
import { refusal } from '../domain/refusal';
import { err, ok } from '../domain/result';
import type { Scene } from '../domain/scene';
import type { Actor, RegistrationNo, Role, StaffId } from '../domain/vocabulary';
import { changeCase, type CaseChange } from './change-case';
import { voidDrawnSheet } from './void-sheet';
import { loadScene } from './load-scene';
import type { DeskPorts, Outcome } from './ports';

function newClaim({ actor, record, now, policy }: Scene): Claim {
  return claimFor(actor, record.claim, now, policy.timeZone);
}

/** Takes or renews the claim of this desk, inside a change. */
export async function claimHere(change: CaseChange): Promise<void> {
  const { scene, tx } = change;
  const fresh = !isHeldBy(scene.record.claim, scene.actor, scene.time);
  await tx.saveClaim(scene.record.registration.registrationNo, newClaim(scene));
  if (fresh) await change.tell('case.claimed');
}

/** Nothing that was checked so far speaks of who stands there next: a new identity check is asked for, and a drawn sheet is void. */
async function endVisit(change: CaseChange): Promise<void> {
  const { record } = change.scene;
  if (!isVisitBegun(record)) return;
  change.set({ visit: record.visit + 1 });
  await voidDrawnSheet(change);
}

/**
 * A person opens the case at this desk. The claim is taken when nobody else holds it and there is work left;
 * otherwise the case opens for reading. A claim that goes on is a glance elsewhere; one that is taken anew is a return
 * to the counter (spec case-and-finality.md: the check comes after the last return).
 */
export async function openCase(ports: DeskPorts, actor: Actor, registrationNo: RegistrationNo): Promise<Outcome<null>> {
  const loaded = await loadScene(ports.store, ports.clock, actor, registrationNo);
  if (!loaded.ok) return loaded;
  const { scene } = loaded.value;
  if (isHeldBy(scene.record.claim, actor, scene.time) || reasonAgainst('claim', scene) !== null) return ok(null);
  return changeCase<null>(ports, { name: 'cases.open', commandId: null, registrationNo, actor, payload: null }, async (change) => {
    if (reasonAgainst('claim', change.scene) !== null) return ok(null);
    await endVisit(change);
    await claimHere(change);
    return ok(null);
  });
}

function isServedHere({ record, actor, time, site }: Scene): boolean {
  return isHeldBy(record.claim, actor, time) && record.state !== 'signed' && !site.closed;
}

/** Another case was opened here: whoever stood at the counter before has left it, and another desk may call them. */
export async function leaveForAnother(ports: DeskPorts, actor: Actor, registrationNo: RegistrationNo): Promise<Outcome<null>> {
  const loaded = await loadScene(ports.store, ports.clock, actor, registrationNo);
  if (!loaded.ok) return loaded;
  if (!isServedHere(loaded.value.scene)) return ok(null);
  return changeCase<null>(ports, { name: 'cases.open', commandId: null, registrationNo, actor, payload: null }, async (change) => {
    if (!isServedHere(change.scene)) return refusal('claim-missing');
    await endVisit(change);
    await change.tx.endClaim(registrationNo);
    await change.tell('case.released', { for: 'anotherCase' });
    return ok(null);
  });
}

/** Prolongs the lease of a case that is open here. Leaves no event: the claim itself was told. False when this desk does not hold it any more. */
export async function renewClaim(ports: DeskPorts, actor: Actor, registrationNo: RegistrationNo): Promise<Outcome<boolean>> {
  return ports.store.inTransaction(async (tx) => {
    const loaded = await loadScene(tx, ports.clock, actor, registrationNo);
    if (!loaded.ok) return loaded;
    const { scene } = loaded.value;
    const isHeld = isHeldBy(scene.record.claim, actor, scene.time);
    if (isHeld) await tx.saveClaim(registrationNo, newClaim(scene));
    return ok(isHeld);
  });
}

/** The candidate leaves or declines: the state stays, the next visit asks for a new identity check. */
export async function releaseCase(ports: DeskPorts, input: { registrationNo: RegistrationNo; reason: string; commandId: string }, actor: Actor): Promise<Outcome<null>> {
  const { registrationNo, commandId, reason: why } = input;
  return changeCase(ports, { name: 'cases.release', commandId, registrationNo, actor, payload: { reason: why } }, async (change) => {
    const reason = reasonAgainst('release', change.scene);
    if (reason !== null) return err(reason);
    change.set({ visit: change.scene.record.visit + 1 });
    await voidDrawnSheet(change);
    await change.tx.endClaim(registrationNo);
    await change.tell('case.released', { reason: why });
    return ok(null);
  });
}

export interface Consent {
  staffId: StaffId;
  roles: readonly Role[];
}

/** An approver moves the claim to this desk; the other desk reads only from then on. */
export async function takeOverCase(ports: DeskPorts, input: { registrationNo: RegistrationNo; commandId: string }, actor: Actor, consent: Consent | null): Promise<Outcome<null>> {
  const { registrationNo, commandId } = input;
  return changeCase(ports, { name: 'cases.takeOver', commandId, registrationNo, actor, payload: { approver: consent?.staffId ?? null } }, async (change) => {
    const reason = reasonAgainst('takeOver', change.scene, consent?.roles ?? []);
    if (reason !== null) return err(reason);
    const from = change.scene.record.claim?.deskId ?? '';
    await endVisit(change);
    await change.tx.saveClaim(registrationNo, newClaim(change.scene));
    await change.tell('case.takenOver', { from, approver: consent?.staffId ?? actor.staffId });
    return ok(null);
  });
}
