import { reasonAgainst } from '../domain/case-rules';
import { err, ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import { isSupplementLapsed } from '../domain/scene';
import type { Actor, Day, RegistrationNo } from '../domain/vocabulary';
import { changeCase } from './change-case';
import { claimHere, type Consent } from './claim-case';
import type { DeskPorts, Outcome } from './ports';
import { sendBackToReview } from './send-back';
import { voidDrawnSheet } from './void-sheet';

interface OnCase {
  registrationNo: RegistrationNo;
  commandId: string;
}

/** The site refuses: reason and the papers given back. An approver's decision. */
export async function refuseCase(ports: DeskPorts, input: OnCase & { reason: string; impostor: boolean; returned: readonly string[] }, actor: Actor, consent: Consent | null): Promise<Outcome<null>> {
  const payload = { reason: input.reason, impostor: input.impostor, returned: input.returned, approver: consent?.staffId ?? null };
  return changeCase(ports, { name: 'cases.refuse', commandId: input.commandId, registrationNo: input.registrationNo, actor, payload }, async (change) => {
    const reason = reasonAgainst('refuse', change.scene, consent?.roles ?? []);
    if (reason !== null) return err(reason);
    await voidDrawnSheet(change);
    change.turn('refused');
    change.set({ refusal: { reason: input.reason, impostor: input.impostor, returned: input.returned } });
    await change.tell('case.refused', { reason: input.reason, impostor: input.impostor, returned: input.returned, approver: consent?.staffId ?? actor.staffId });
    await change.tx.endClaim(input.registrationNo);
    return ok(null);
  });
}

/** Papers are to be brought: what is missing, and by when. */
export async function oweSupplement(ports: DeskPorts, input: OnCase & { reason: string; missing: readonly string[]; lastDay: Day }, actor: Actor): Promise<Outcome<null>> {
  const payload = { reason: input.reason, missing: input.missing, lastDay: input.lastDay };
  return changeCase(ports, { name: 'cases.oweSupplement', commandId: input.commandId, registrationNo: input.registrationNo, actor, payload }, async (change) => {
    const reason = reasonAgainst('oweSupplement', change.scene);
    if (reason !== null) return err(reason);
    const { today, policy } = change.scene;
    const latest = policy.supplementsUntil ?? policy.schedule.at(-1)?.to ?? null;
    if (input.lastDay < today || (latest !== null && input.lastDay > latest)) return refusal('value-invalid', { field: 'lastDay' });
    await voidDrawnSheet(change);
    change.turn('supplementOwed');
    change.set({ supplement: { missing: input.missing, lastDay: input.lastDay, reason: input.reason } });
    await change.tell('case.supplementOwed', { missing: input.missing, lastDay: input.lastDay, reason: input.reason });
    await change.tx.endClaim(input.registrationNo);
    return ok(null);
  });
}

/** The candidate is back: earlier decisions stay, only open items are asked again, identity is checked anew. */
export async function reopenCase(ports: DeskPorts, input: OnCase, actor: Actor, consent: Consent | null): Promise<Outcome<null>> {
  const payload = { approver: consent?.staffId ?? null };
  return changeCase(ports, { name: 'cases.reopen', commandId: input.commandId, registrationNo: input.registrationNo, actor, payload }, async (change) => {
    const reason = reasonAgainst('reopen', change.scene, consent?.roles ?? []);
    if (reason !== null) return err(reason);
    const from = change.scene.record.state;
    change.turn('inReview');
    await sendBackToReview(ports, change, 'reopened');
    change.set({ visit: change.scene.record.visit + 1, supplement: null, refusal: null });
    await claimHere(change);
    await change.tell('case.reopened', { from, by: consent?.staffId ?? actor.staffId, lapsed: isSupplementLapsed(change.scene) });
    return ok(null);
  });
}
