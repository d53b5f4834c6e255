import { reasonAgainst } from '../domain/case-rules';
import type { FieldCheck, FieldResult, MaterialDecision } from '../domain/case-record';
import { commitmentFindings } from '../domain/commitment-rules';
import type { FieldKey } from '../domain/fields';
import { BY_HAND, isAccepted, isVerified, papersOf, timeOfDecision, type Paper, type PaperField } from '../domain/papers';
import { err, ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Scene } from '../domain/scene';
import type { Actor, RegistrationNo } from '../domain/vocabulary';
import { changeCase, type CaseChange } from './change-case';
import type { DeskPorts, Outcome } from './ports';
import { sendBackToReview } from './send-back';

interface OnMaterial {
  registrationNo: RegistrationNo;
  material: string;
  commandId: string;
}

function findPaper(scene: Scene, code: string): Paper | null {
  return scene.papers.find((paper) => paper.code === code) ?? null;
}

function newCheck(ports: DeskPorts, scene: Scene, paper: Paper, field: PaperField, given: Pick<FieldCheck, 'result' | 'how' | 'note'>): FieldCheck {
  const material = paper.code === BY_HAND ? null : paper.code;
  return { id: ports.newId(), field: field.field, material, value: field.value, by: scene.actor.staffId, at: scene.time, ...given };
}

async function storeChecks(change: CaseChange, paper: Paper, checks: readonly FieldCheck[]): Promise<void> {
  if (checks.length === 0) return;
  await change.tx.addFieldChecks(change.scene.record.registration.registrationNo, checks);
  const fields = checks.map((check) => ({ field: check.field, result: check.result, how: check.how }));
  await change.tell('field.checked', { material: paper.code, fields });
}

async function storeDecision(ports: DeskPorts, change: CaseChange, given: Pick<MaterialDecision, 'code' | 'decision' | 'finding' | 'reason'>): Promise<void> {
  const { scene } = change;
  const at = timeOfDecision(scene.record, given.code, scene.time);
  await change.tx.addMaterialDecision(scene.record.registration.registrationNo, { id: ports.newId(), by: scene.actor.staffId, at, ...given });
  await change.tell('material.decided', { ...given });
}

/** The paper with the checks just made, for the question whether everything on it is settled. */
function withChecks(scene: Scene, paper: Paper, checks: readonly FieldCheck[]): Paper {
  const record = { ...scene.record, fieldChecks: [...scene.record.fieldChecks, ...checks] };
  const required = scene.papers.filter((each) => each.required && each.code !== BY_HAND).map((each) => ({ code: each.code, because: ['always' as const] }));
  return papersOf(record, scene.policy, required).find((each) => each.code === paper.code) ?? paper;
}

/**
 * One key on the paper in view: every open field is stored as compared together, and the paper is accepted.
 * Fields that want their own key stay open and stop it (spec experience.md, step 2).
 */
export async function confirmMaterial(ports: DeskPorts, input: OnMaterial, actor: Actor): Promise<Outcome<{ stoppedAt: FieldKey | null }>> {
  const command = { name: 'review.confirmMaterial', commandId: input.commandId, registrationNo: input.registrationNo, actor, payload: { material: input.material } };
  return changeCase(ports, command, async (change) => {
    const { scene } = change;
    const reason = reasonAgainst('reviewMaterials', scene);
    if (reason !== null) return err(reason);
    const paper = findPaper(scene, input.material);
    if (paper === null) return refusal('unknown-material', { material: input.material });
    const open = paper.fields.filter((field) => field.check === null);
    const together = open.filter((field) => field.ownKey === null);
    const checks = together.map((field) => newCheck(ports, scene, paper, field, { result: 'same', how: 'together', note: null }));
    await storeChecks(change, paper, checks);
    const after = withChecks(scene, paper, checks);
    const stoppedAt = after.fields.find((field) => field.check === null)?.field ?? null;
    if (stoppedAt !== null || !isVerified(after) || paper.code === BY_HAND) return ok({ stoppedAt });
    return acceptIfComplete(ports, change, paper, checks.length);
  });
}

async function acceptIfComplete(ports: DeskPorts, change: CaseChange, paper: Paper, made: number): Promise<Outcome<{ stoppedAt: null }>> {
  const least = change.scene.policy.materials[paper.code]?.min ?? 0;
  if (paper.required && paper.images < least) return made > 0 ? ok({ stoppedAt: null }) : refusal('material-missing', { material: paper.code });
  if (isAccepted(paper)) return made > 0 ? ok({ stoppedAt: null }) : refusal('nothing-to-confirm');
  await storeDecision(ports, change, { code: paper.code, decision: 'accepted', finding: null, reason: null });
  return ok({ stoppedAt: null });
}

export interface CheckFieldInput {
  registrationNo: RegistrationNo;
  commandId: string;
  field: string;
  material: string | null;
  result: FieldResult;
  note: string | null;
}

/** One field on one paper by its own key. */
export async function checkField(ports: DeskPorts, input: CheckFieldInput, actor: Actor): Promise<Outcome<null>> {
  const { field, material, result, note } = input;
  const command = { name: 'review.checkField', commandId: input.commandId, registrationNo: input.registrationNo, actor, payload: { field, material, result, note } };
  return changeCase(ports, command, async (change) => {
    const reason = reasonAgainst('reviewMaterials', change.scene);
    if (reason !== null) return err(reason);
    const paper = findPaper(change.scene, material ?? BY_HAND);
    const onPaper = paper?.fields.find((each) => each.field === field);
    if (paper === null || onPaper === undefined) return refusal('unknown-material', { material: material ?? BY_HAND });
    await storeChecks(change, paper, [newCheck(ports, change.scene, paper, onPaper, { result, how: 'single', note })]);
    await sendBackToReview(ports, change, 'field.checked');
    return ok(null);
  });
}

export interface DecideMaterialInput extends OnMaterial {
  decision: MaterialDecision['decision'];
  finding: MaterialDecision['finding'];
  reason: string | null;
}

/** A paper whose certification is pending is taken only with a signed commitment, and only where the site takes any. */
function isUncommitted({ policy }: Scene, { material, decision, finding }: DecideMaterialInput): boolean {
  if (decision === 'accepted') return finding === 'certificationPending';
  return decision === 'acceptedWithCommitment' && !commitmentFindings(policy, material).includes(finding ?? 'other');
}

function decisionProblem(scene: Scene, paper: Paper, input: DecideMaterialInput): Outcome<null> {
  const said = (input.reason ?? '').trim() !== '';
  if (input.decision === 'contested') return said ? ok(null) : refusal('reason-missing');
  if (isUncommitted(scene, input)) return refusal('wrong-state', { state: 'certificationPending' });
  if (!isVerified(paper)) return refusal('open-items', { count: paper.fields.filter((field) => field.check === null).length });
  return said || input.decision === 'accepted' ? ok(null) : refusal('reason-missing');
}

/** A reviewer's word on a whole paper: contested with a reason, or accepted with a signed commitment where the site allows it. */
export async function decideMaterial(ports: DeskPorts, input: DecideMaterialInput, actor: Actor): Promise<Outcome<null>> {
  const { material, decision, finding } = input;
  const command = { name: 'review.decideMaterial', commandId: input.commandId, registrationNo: input.registrationNo, actor, payload: { material, decision, finding, reason: input.reason } };
  return changeCase(ports, command, async (change) => {
    const reason = reasonAgainst('reviewMaterials', change.scene);
    if (reason !== null) return err(reason);
    const paper = findPaper(change.scene, material);
    if (paper === null || paper.code === BY_HAND) return refusal('unknown-material', { material });
    const problem = decisionProblem(change.scene, paper, input);
    if (!problem.ok) return problem;
    await storeDecision(ports, change, { code: material, decision, finding, reason: input.reason });
    if (decision === 'contested') await sendBackToReview(ports, change, 'material.contested');
    return ok(null);
  });
}
