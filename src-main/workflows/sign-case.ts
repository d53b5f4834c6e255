import { canonicalJson, digestOf, sha256Hex } from '../canonical/canonical-json';
import type { SealRecord } from '../domain/case-record';
import { reasonAgainst } from '../domain/case-rules';
import { findIdentityOfToday, standingPasses } from '../domain/open-items';
import { err, ok } from '../domain/result';
import { refusal, type RefusalCode } from '../domain/refusal';
import type { Scene } from '../domain/scene';
import { buildSeal, type SealPerson } from '../domain/seal-form';
import { sectionsOf } from '../domain/sheet-sections';
import type { SheetContent } from '../domain/sheet-content';
import { signatureProblems, type SignatureForm, type SignatureProblemCode } from '../domain/signature-form';
import type { Actor, RegistrationNo, Sha256 } from '../domain/vocabulary';
import { changeCase, type CaseChange } from './change-case';
import type { DeskPorts, Outcome } from './ports';
import { contentOf } from './present-sheet';

export interface SignCaseInput {
  registrationNo: RegistrationNo;
  commandId: string;
  revision: number;
  /** The digest that the candidate's screen computed from what it drew. */
  shownDigest: Sha256;
  /** signature.json without what only the desk knows. */
  form: SignatureForm;
}

export interface SignedCase {
  sealDigest: Sha256;
  sheetDigest: Sha256;
}

const CODE_OF_PROBLEM: Readonly<Partial<Record<SignatureProblemCode, RefusalCode>>> = {
  'other-sheet': 'digest-differs', 'too-fast': 'shown-too-short', 'section-unconfirmed': 'section-unconfirmed', 'no-strokes': 'signature-empty', 'only-a-dot': 'signature-empty',
};

function formProblem(scene: Scene, content: SheetContent, form: SignatureForm): Outcome<null> {
  const { minDwellSeconds, sectionsConfirmed } = scene.policy.signing;
  const sections = sectionsConfirmed ? sectionsOf(content).map((section) => section.id) : [];
  const [problem] = signatureProblems(form, { sheetDigest: digestOf(content), minDwellSeconds, sections });
  if (problem === undefined) return ok(null);
  return refusal(CODE_OF_PROBLEM[problem.code] ?? 'signature-malformed', { at: problem.at ?? '', seconds: minDwellSeconds });
}

/** The sheet that stands, checked against what the candidate saw and against the case as it is this moment. */
function sheetToSign(change: CaseChange, input: SignCaseInput): Outcome<SheetContent> {
  const { sheet } = change.scene.record;
  if (sheet === null || sheet.voidedAt !== null || sheet.revision !== input.revision) return refusal('sheet-void');
  if (sheet.digest !== input.shownDigest || sheet.digest !== input.form.sheetDigest || sha256Hex(sheet.content) !== sheet.digest) return refusal('digest-differs');
  const content = JSON.parse(sheet.content) as SheetContent;
  const asOfNow = contentOf(change.scene, change.policyDigest, sheet.revision, content.declaration.lang);
  return digestOf(asOfNow) === sheet.digest ? ok(content) : refusal('sheet-void');
}

/** Who stands for the outcome: both reviewers, and every approver who decided or consented. */
function peopleOf(scene: Scene): readonly SealPerson[] {
  const passes = standingPasses(scene.record).map((pass): SealPerson => ({ id: pass.by, role: pass.pass === 1 ? 'reviewer' : 'secondReviewer' }));
  const deciders = scene.record.corrections.flatMap((correction) => (correction.state === 'approved' && correction.decidedBy !== null ? [correction.decidedBy] : []));
  const consenting = findIdentityOfToday(scene.record, scene.today)?.consentBy ?? null;
  const approvers = [...new Set([...deciders, ...(consenting === null ? [] : [consenting])])].map((id): SealPerson => ({ id, role: 'approver' }));
  return [...passes, ...approvers];
}

async function sealUp(ports: DeskPorts, change: CaseChange, content: SheetContent, form: SignatureForm): Promise<SealRecord> {
  const { scene, tx } = change;
  const no = scene.record.registration.registrationNo;
  const identity = findIdentityOfToday(scene.record, scene.today);
  if (identity === null) throw new Error('the rules ask for an identity check before this');
  const signature = canonicalJson(form);
  await tx.addSignature(no, { content: signature, sha256: sha256Hex(signature), sheetRevision: content.revision });
  const seal = canonicalJson(buildSeal({
    deskId: scene.actor.deskId, content, contentDigest: digestOf(content), identity, hand: { kind: 'strokes', form, sha256: sha256Hex(signature) },
    people: peopleOf(scene), signedAt: scene.time, auditHead: await tx.getAuditHead(), enteredLater: false,
  }));
  return {
    content: seal, sha256: sha256Hex(seal), signature: Buffer.from(ports.keys.signAsDesk(Buffer.from(seal))).toString('base64'),
    deskId: scene.actor.deskId, signedAt: scene.time, sheetRevision: content.revision,
  };
}

/**
 * The candidate signs: one transaction checks that digest, revision, state, claim and identity still hold and stores
 * signature, seal, state and event. After it returns, a power cut loses nothing; before it, nothing has happened
 * (spec case-and-finality.md, Signing 3).
 */
export async function signCase(ports: DeskPorts, input: SignCaseInput, actor: Actor): Promise<Outcome<SignedCase>> {
  const payload = { revision: input.revision, digest: input.shownDigest };
  const command = { name: 'candidate.sign', commandId: input.commandId, registrationNo: input.registrationNo, actor, payload };
  return changeCase(ports, command, async (change) => {
    const reason = reasonAgainst('presentSheet', change.scene);
    if (reason !== null) return err(reason);
    const sheet = sheetToSign(change, input);
    if (!sheet.ok) return sheet;
    const problem = formProblem(change.scene, sheet.value, input.form);
    if (!problem.ok) return problem;
    const seal = await sealUp(ports, change, sheet.value, input.form);
    await change.tx.addSeal(input.registrationNo, seal);
    await change.tx.endClaim(input.registrationNo);
    change.turn('signed');
    const saved = await change.save();
    if (!saved.ok) return saved;
    await change.tell('case.signed', { seal: seal.sha256, sheet: digestOf(sheet.value), revision: sheet.value.revision });
    return ok({ sealDigest: seal.sha256, sheetDigest: digestOf(sheet.value) });
  });
}
