import { reasonAgainst } from '../domain/case-rules';
import type { Claim } from '../domain/case-record';
import { formatTime } from '../domain/local-time';
import { err, ok } from '../domain/result';
import { isHeldBy, isHeldElsewhere, type Scene } from '../domain/scene';
import type { Actor, RegistrationNo, Role, StaffId } from '../domain/vocabulary';
import { changeCase, type CaseChange } from './change-case';
import { voidDrawnSheet } from './void-sheet';
import { loadScene } from './load-scene';
import type { DeskPorts, Outcome } from './ports';

/** How long a claim holds without being renewed; the desk renews it while the case is open there. */
export const LEASE_MS = 120_000;

export function leaseUntil(scene: Pick<Scene, 'now' | 'policy'>): string {
  return formatTime(new Date(scene.now.getTime() + LEASE_MS), scene.policy.timeZone);
}

function newClaim(scene: Scene): Claim {
  const kept = isHeldBy(scene.record.claim, scene.actor, scene.time) ? scene.record.claim?.since : undefined;
  return { deskId: scene.actor.deskId, staffId: scene.actor.staffId, since: kept ?? scene.time, leaseUntil: leaseUntil(scene) };
}

/** Takes or renews the claim of this desk, inside a change. */
export async function claimHere(change: CaseChange): Promise<void> {
  const { scene, tx } = change;
  const fresh = !isHeldBy(scene.record.claim, scene.actor, scene.time);
  await tx.saveClaim(scene.record.registration.registrationNo, newClaim(scene));
  if (fresh) await change.tell('case.claimed');
}

/**
 * A person opens the case at this desk. The claim is taken when nobody else holds it and there is work left;
 * otherwise the case opens for reading.
 */
export async function openCase(ports: DeskPorts, actor: Actor, registrationNo: RegistrationNo): Promise<Outcome<null>> {
  const loaded = await loadScene(ports.store, ports.clock, actor, registrationNo);
  if (!loaded.ok) return loaded;
  const { record, time } = loaded.value.scene;
  const readOnly = !actor.roles.includes('reviewer') || record.state === 'signed' || record.registration.withdrawn || isHeldElsewhere(record.claim, actor, time) || isHeldBy(record.claim, actor, time);
  if (readOnly) return ok(null);
  return changeCase(ports, { name: 'cases.open', commandId: null, registrationNo, actor }, async (change) => {
    if (isHeldElsewhere(change.scene.record.claim, actor, change.scene.time)) return ok(null);
    await claimHere(change);
    return ok(null);
  });
}

/** Prolongs the lease of a case that is open here. Leaves no event: the claim itself was told. */
export async function renewClaim(ports: DeskPorts, actor: Actor, registrationNo: RegistrationNo): Promise<void> {
  await ports.store.inTransaction(async (tx) => {
    const loaded = await loadScene(tx, ports.clock, actor, registrationNo);
    if (loaded.ok && isHeldBy(loaded.value.scene.record.claim, actor, loaded.value.scene.time)) await tx.saveClaim(registrationNo, newClaim(loaded.value.scene));
    return ok(null);
  });
}

/** The candidate leaves or declines: the state stays, the next visit asks for a new identity check. */
export async function releaseCase(ports: DeskPorts, input: { registrationNo: RegistrationNo; reason: string; commandId: string }, actor: Actor): Promise<Outcome<null>> {
  return changeCase(ports, { name: 'cases.release', commandId: input.commandId, registrationNo: input.registrationNo, actor }, async (change) => {
    const reason = reasonAgainst('release', change.scene);
    if (reason !== null) return err(reason);
    change.set({ visit: change.scene.record.visit + 1 });
    await voidDrawnSheet(change);
    await change.tx.endClaim(input.registrationNo);
    await change.tell('case.released', { reason: input.reason });
    return ok(null);
  });
}

export interface Consent {
  staffId: StaffId;
  roles: readonly Role[];
}

/** An approver moves the claim to this desk; the other desk reads only from then on. */
export async function takeOverCase(ports: DeskPorts, input: { registrationNo: RegistrationNo; commandId: string }, actor: Actor, consent: Consent | null): Promise<Outcome<null>> {
  return changeCase(ports, { name: 'cases.takeOver', commandId: input.commandId, registrationNo: input.registrationNo, actor }, async (change) => {
    const reason = reasonAgainst('takeOver', change.scene, consent?.roles ?? []);
    if (reason !== null) return err(reason);
    const from = change.scene.record.claim?.deskId ?? '';
    await change.tx.saveClaim(input.registrationNo, newClaim(change.scene));
    await change.tell('case.takenOver', { from, approver: consent?.staffId ?? actor.staffId });
    return ok(null);
  });
}
