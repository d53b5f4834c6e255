import type { CorrectionEvidence } from '../domain/case-record';
import { decideCorrection as decide, requestCorrection as request, withdrawCorrection as withdraw, type CorrectionWish } from '../domain/correction-rules';
import type { FieldKey } from '../domain/fields';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Actor, RegistrationNo } from '../domain/vocabulary';
import { capturePaper, findImage } from './capture-paper';
import { changeCase } from './change-case';
import type { Consent } from './claim-case';
import type { DeskPorts, Outcome } from './ports';
import { sendBackToReview } from './send-back';

export interface RequestCorrectionInput {
  registrationNo: RegistrationNo;
  commandId: string;
  field: FieldKey;
  value: string;
  reason: string;
  evidence: readonly CorrectionEvidence[];
  documentName: string | null;
}

/** Asks for a correction. A sheet that was drawn up is void at once, whatever becomes of the request. */
export async function requestCorrection(ports: DeskPorts, input: RequestCorrectionInput, actor: Actor): Promise<Outcome<{ correctionId: string }>> {
  const { field, value, reason, evidence, documentName } = input;
  const payload = { field, value, reason, evidence: evidence.map(({ sha256, kind, origin }) => ({ sha256, kind, origin })) };
  const command = { name: 'corrections.request', commandId: input.commandId, registrationNo: input.registrationNo, actor, payload };
  return changeCase(ports, command, async (change) => {
    const wish: CorrectionWish = { id: ports.newId(), field, value: value.trim(), reason, evidence, documentName };
    const outcome = request(change.scene, wish);
    if (!outcome.ok) return outcome;
    if (field === 'idNumber' && (await change.tx.findRegistrationsByIdNumber(wish.value)).length > 0) return refusal('id-number-taken');
    for (const item of evidence) {
      const kept = item.origin === 'material' ? await findImage(change.tx, item.sha256) : await capturePaper(change, item);
      if (!kept.ok) return kept;
    }
    await change.tx.addCorrection(input.registrationNo, outcome.value);
    await change.tell('correction.requested', { correctionId: wish.id, field, evidence: evidence.map((item) => item.sha256) });
    await sendBackToReview(ports, change, 'correction');
    return ok({ correctionId: wish.id });
  });
}

export interface DecideCorrectionInput {
  registrationNo: RegistrationNo;
  commandId: string;
  correctionId: string;
  decision: 'approved' | 'refused';
  reason: string | null;
  typedCode: string | null;
}

/** The approver's decision; an approved correction is applied in the same transaction. */
export async function decideCorrection(ports: DeskPorts, input: DecideCorrectionInput, actor: Actor, approver: Consent): Promise<Outcome<null>> {
  const { correctionId, decision, reason, typedCode } = input;
  const payload = { correctionId, decision, reason, typedCode };
  const command = { name: 'corrections.decide', commandId: input.commandId, registrationNo: input.registrationNo, actor: { ...actor, staffId: approver.staffId }, payload };
  return changeCase(ports, command, async (change) => {
    const outcome = decide(change.scene, { correctionId, decision, reason, typedCode, approver });
    if (!outcome.ok) return outcome;
    const { correction, fields } = outcome.value;
    const taken = correction.field === 'idNumber' && fields !== null && (await change.tx.findRegistrationsByIdNumber(correction.new)).length > 0;
    if (taken) return refusal('id-number-taken');
    await change.tx.decideCorrection(input.registrationNo, correction, fields);
    await change.tell(decision === 'approved' ? 'correction.approved' : 'correction.refused', { correctionId, field: correction.field, reason });
    return ok(null);
  });
}

/** The requester takes the request back. */
export async function withdrawCorrection(ports: DeskPorts, input: { registrationNo: RegistrationNo; commandId: string; correctionId: string }, actor: Actor): Promise<Outcome<null>> {
  const command = { name: 'corrections.withdraw', commandId: input.commandId, registrationNo: input.registrationNo, actor, payload: { correctionId: input.correctionId } };
  return changeCase(ports, command, async (change) => {
    const outcome = withdraw(change.scene, input.correctionId);
    if (!outcome.ok) return outcome;
    await change.tx.decideCorrection(input.registrationNo, outcome.value, null);
    await change.tell('correction.withdrawn', { correctionId: input.correctionId, field: outcome.value.field });
    return ok(null);
  });
}
