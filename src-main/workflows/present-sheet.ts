import { canonicalJson, digestOf, sha256Hex } from '../canonical/canonical-json';
import { reasonAgainst } from '../domain/case-rules';
import { err, ok } from '../domain/result';
import type { Scene } from '../domain/scene';
import { buildSheetContent, type SheetContent, type SheetLanguage } from '../domain/sheet-content';
import type { Actor, RegistrationNo, Sha256 } from '../domain/vocabulary';
import { changeCase, type CaseChange } from './change-case';
import type { DeskPorts, Outcome } from './ports';

export interface PresentedSheet {
  content: SheetContent;
  digest: Sha256;
}

/** The content that this case has now, as the given revision of its sheet. */
export function contentOf(scene: Scene, policyDigest: Sha256, revision: number, lang: SheetLanguage): SheetContent {
  const sha256 = sha256Hex(scene.policy.texts.declaration.text[lang]);
  return buildSheetContent({ record: scene.record, policy: scene.policy, policyDigest, revision, declaration: { lang, sha256 } });
}

async function drawUp(change: CaseChange, lang: SheetLanguage): Promise<PresentedSheet> {
  const { scene, tx, policyDigest } = change;
  const { sheet, registration } = scene.record;
  if (sheet !== null && sheet.voidedAt === null) {
    const same = contentOf(scene, policyDigest, sheet.revision, lang);
    if (digestOf(same) === sheet.digest) return { content: same, digest: sheet.digest };
    await tx.voidSheet(registration.registrationNo, sheet.revision, scene.time);
    await change.tell('sheet.voided', { revision: sheet.revision });
  }
  const content = contentOf(scene, policyDigest, (sheet?.revision ?? 0) + 1, lang);
  const text = canonicalJson(content);
  const digest = sha256Hex(text);
  await tx.addSheet(registration.registrationNo, { revision: content.revision, content: text, digest, drawnAt: scene.time, drawnBy: scene.actor.staffId, voidedAt: null });
  await change.tell('sheet.drawnUp', { revision: content.revision, digest });
  return { content, digest };
}

/**
 * Draws up the sheet's revision, or takes the standing one when nothing changed, and tells that it was shown.
 * Null when the command had been applied before.
 */
export async function presentSheet(ports: DeskPorts, input: { registrationNo: RegistrationNo; lang: SheetLanguage }, actor: Actor): Promise<Outcome<PresentedSheet | null>> {
  const command = { name: 'signing.present', commandId: null, registrationNo: input.registrationNo, actor };
  return changeCase(ports, command, async (change) => {
    const reason = reasonAgainst('presentSheet', change.scene);
    if (reason !== null) return err(reason);
    const presented = await drawUp(change, input.lang);
    await change.tell('sheet.presented', { revision: presented.content.revision });
    return ok(presented);
  });
}
