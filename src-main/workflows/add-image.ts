import { reasonAgainst } from '../domain/case-rules';
import { reasonAgainstImages } from '../domain/image-room';
import { err, ok } from '../domain/result';
import type { Actor, RegistrationNo, Sha256 } from '../domain/vocabulary';
import { capturePaper } from './capture-paper';
import { changeCase } from './change-case';
import type { DeskPorts, Outcome } from './ports';
import { sendBackToReview } from './send-back';

export interface AddImageInput {
  registrationNo: RegistrationNo;
  commandId: string;
  material: string;
  /** Of an image that was taken in before. */
  sha256: Sha256;
}

/** A paper that the candidate hands in at the desk joins the case; what was passed without it does not stand. */
export async function addImage(ports: DeskPorts, input: AddImageInput, actor: Actor): Promise<Outcome<null>> {
  const { registrationNo, commandId, material, sha256 } = input;
  return changeCase(ports, { name: 'review.addImage', commandId, registrationNo, actor, payload: { material, sha256 } }, async (change) => {
    const reason = reasonAgainst('reviewMaterials', change.scene) ?? reasonAgainstImages(change.scene, material, [sha256]);
    if (reason !== null) return err(reason);
    const captured = await capturePaper(change, { kind: material, sha256 });
    if (!captured.ok) return captured;
    if (captured.value) await sendBackToReview(ports, change, 'material.captured');
    return ok(null);
  });
}
