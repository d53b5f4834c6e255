import { canonicalJson, digestOf, sha256Hex } from '../canonical/canonical-json';
import { reasonAgainst } from '../domain/case-rules';
import { err, ok } from '../domain/result';
import { refusal } from '../domain/refusal';
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

async function drawUp(change: CaseChange, lang: SheetLanguage): Promise<number> {
  const { scene, tx, policyDigest } = change;
  const { sheet, registration } = scene.record;
  if (sheet !== null && sheet.voidedAt === null) {
    if (digestOf(contentOf(scene, policyDigest, sheet.revision, lang)) === sheet.digest) return sheet.revision;
    await tx.voidSheet(registration.registrationNo, sheet.revision, scene.time);
    await change.tell('sheet.voided', { revision: sheet.revision });
  }
  const content = contentOf(scene, policyDigest, (sheet?.revision ?? 0) + 1, lang);
  const text = canonicalJson(content);
  const digest = sha256Hex(text);
  await tx.addSheet(registration.registrationNo, { revision: content.revision, content: text, digest, drawnAt: scene.time, drawnBy: scene.actor.staffId, voidedAt: null });
  await change.tell('sheet.drawnUp', { revision: content.revision, digest });
  return content.revision;
}

/** The revision that was shown, as long as it is the one that stands. */
async function readStanding(ports: DeskPorts, registrationNo: RegistrationNo, revision: number): Promise<Outcome<PresentedSheet>> {
  const sheet = (await ports.store.findCase(registrationNo))?.sheet ?? null;
  if (sheet === null || sheet.voidedAt !== null || sheet.revision !== revision) return refusal('sheet-void');
  return ok({ content: JSON.parse(sheet.content) as SheetContent, digest: sheet.digest });
}

/**
 * Draws up the sheet's revision, or takes the standing one when nothing changed, and tells that it was shown. Refused
 * `not-at-counter` when the counter serves another candidate.
 */
export async function presentSheet(ports: DeskPorts, input: { registrationNo: RegistrationNo; lang: SheetLanguage; commandId: string }, actor: Actor, isAtCounter = true): Promise<Outcome<PresentedSheet>> {
  const { registrationNo, lang, commandId } = input;
  const command = { name: 'signing.present', commandId, registrationNo, actor, payload: { lang } };
  const shown = await changeCase(ports, command, async (change) => {
    const reason = reasonAgainst('presentSheet', change.scene);
    if (reason !== null) return err(reason);
    if (!isAtCounter) return refusal('not-at-counter');
    const revision = await drawUp(change, lang);
    await change.tell('sheet.presented', { revision });
    return ok({ revision });
  });
  return shown.ok ? readStanding(ports, registrationNo, shown.value.revision) : shown;
}
