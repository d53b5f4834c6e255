import { reasonAgainst } from '../domain/case-rules';
import type { Refusal } from '../domain/refusal';
import { err, ok } from '../domain/result';
import type { Scene } from '../domain/scene';
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

/** The site's list names the paper and how many images it has at most (spec policy.md, materials). */
function paperProblem({ record, policy }: Scene, material: string): Refusal | null {
  const rule = policy.materials[material];
  if (rule === undefined) return { code: 'unknown-material', params: { material } };
  const images = record.images.filter((image) => image.code === material).length;
  return images < rule.max ? null : { code: 'too-many-images', params: { count: rule.max } };
}

/** A paper that the candidate hands in at the desk joins the case; what was passed without it does not stand. */
export async function addImage(ports: DeskPorts, input: AddImageInput, actor: Actor): Promise<Outcome<null>> {
  const { registrationNo, commandId, material, sha256 } = input;
  return changeCase(ports, { name: 'review.addImage', commandId, registrationNo, actor }, async (change) => {
    const reason = reasonAgainst('reviewMaterials', change.scene) ?? paperProblem(change.scene, material);
    if (reason !== null) return err(reason);
    const captured = await capturePaper(change, { kind: material, sha256 });
    if (!captured.ok) return captured;
    if (captured.value) await sendBackToReview(ports, change, 'material.captured');
    return ok(null);
  });
}
