import { reasonAgainst } from '../domain/case-rules';
import { err, ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import { partId, WHOLE, type SectionPart } from '../domain/section-parts';
import type { Scene } from '../domain/scene';
import type { Actor, RegistrationNo, Sha256 } from '../domain/vocabulary';
import { changeCase } from './change-case';
import type { DeskPorts, Outcome } from './ports';
import { sendBackToReview } from './send-back';

export interface OnSection {
  registrationNo: RegistrationNo;
  commandId: string;
  revision: number;
  section: string;
}

function isShown({ record }: Scene, revision: number): boolean {
  return record.sheet !== null && record.sheet.voidedAt === null && record.sheet.revision === revision;
}

/** The candidate confirmed a section, or a part of one, as it stood on the screen; its picture is kept. */
export async function confirmSection(ports: DeskPorts, input: OnSection & { part?: SectionPart; picture: Uint8Array }, actor: Actor): Promise<Outcome<{ picture: Sha256 }>> {
  const { registrationNo, commandId, revision } = input;
  const section = partId(input.section, input.part ?? WHOLE);
  const { sha256, bytes } = await ports.files.stage(input.picture);
  await ports.files.publish([sha256]);
  const command = { name: 'candidate.confirmSection', commandId, registrationNo, actor, payload: { revision, section } };
  return changeCase(ports, command, async (change) => {
    const reason = reasonAgainst('presentSheet', change.scene);
    if (reason !== null) return err(reason);
    if (!isShown(change.scene, revision)) return refusal('sheet-void');
    await change.tx.addBlob({ sha256, bytes, mediaType: 'image/png', width: null, height: null });
    await change.tell('section.confirmed', { section, revision, picture: sha256 });
    return ok({ picture: sha256 });
  });
}

/** The candidate found something wrong: the sheet is void and the case is at the counter again, at that section. */
export async function doubtSection(ports: DeskPorts, input: OnSection, actor: Actor): Promise<Outcome<null>> {
  const { registrationNo, commandId, revision, section } = input;
  const command = { name: 'candidate.doubt', commandId, registrationNo, actor, payload: { revision, section } };
  return changeCase<null>(ports, command, async (change) => {
    const reason = reasonAgainst('sendBack', change.scene);
    if (reason !== null) return err(reason);
    if (!isShown(change.scene, revision)) return refusal('sheet-void');
    await change.tell('section.doubted', { section, revision });
    await sendBackToReview(ports, change, `candidate: ${section}`);
    return ok(null);
  });
}
