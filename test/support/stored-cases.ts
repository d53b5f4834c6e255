import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { canonicalJson, digestOf, sha256Hex } from '../../src-main/canonical/canonical-json';
import type { CaseState, Correction, SealRecord, Sheet } from '../../src-main/domain/case-record';
import { ok } from '../../src-main/domain/result';
import type { SheetContent } from '../../src-main/domain/sheet-content';
import type { EventContext, Store, StoreWriter } from '../../src-main/storage/store';
import { registrationFields, registrationNoOf, registrationRow, storeRegistrations } from './stored-registrations';
import { placeOf } from './temporary-store';

export const CASE_AT = '2026-03-01T09:00:00+08:00';
export const CASE_POLICY = { content: '{"format":"countersign.policy"}', digest: sha256Hex('{"format":"countersign.policy"}'), adoptedAt: CASE_AT, adoptedBy: null };
export const AT_DESK: EventContext = { deskId: 'desk-1', staffId: 'reviewer-1', at: CASE_AT };

/** Stands for the digest of some bytes that the test does not look at. */
export function digestNamed(name: string): string {
  return sha256Hex(name);
}

async function addBytes(tx: StoreWriter, name: string): Promise<string> {
  const sha256 = digestNamed(name);
  await tx.addBlob({ sha256, bytes: 1000, mediaType: 'image/jpeg', width: 800, height: 600 });
  return sha256;
}

/** The content that `review` below leads to: what a seal of this case is compared with whenever the case is read. */
function sheetContentOf(no: string, revision: number): SheetContent {
  const place = { code: '9901', name: '测试考点' };
  const said = correctionOf(no, digestNamed(`evidence ${no}`));
  return {
    format: 'countersign.sheet', version: 1, exam: { name: '医师资格考试', year: 2026 }, zone: { code: '99', name: '测试考区' }, site: place, registrationNo: no, revision,
    fields: { ...registrationFields(Number(no.slice(8))), workUnit: '测试第二医院' },
    corrections: [{ field: said.field, old: said.old, new: said.new, reason: said.reason, evidence: [digestNamed(`evidence ${no}`)], requestedBy: said.requestedBy, decidedBy: 'approver-1', decidedAt: CASE_AT }],
    // The one image was captured in the second of the decision, which leaves its paper undecided.
    materials: [], photo: digestNamed(`photo ${no}`),
    declaration: { id: 'declaration', version: 1, lang: 'zh-CN', sha256: digestNamed('declaration') }, policyDigest: CASE_POLICY.digest,
  };
}

export function sheetOf(no: string, revision = 1): Sheet {
  const content = canonicalJson(sheetContentOf(no, revision));
  return { revision, content, digest: sha256Hex(content), drawnAt: CASE_AT, drawnBy: 'reviewer-1', voidedAt: null };
}

export function correctionOf(no: string, evidence: string, changes: Partial<Correction> = {}): Correction {
  return {
    id: `correction-${no}`, field: 'workUnit', old: '测试医院', new: '测试第二医院', reason: '调动', evidence: [{ sha256: evidence, kind: 'UNIT_PROOF', origin: 'captured' }],
    state: 'requested', requestedBy: 'reviewer-1', requestedAt: CASE_AT, decidedBy: null, decidedAt: null, decisionReason: null, ...changes,
  };
}

/** Moves the case on by one version. */
export async function turnCase(tx: StoreWriter, no: string, state: CaseState): Promise<boolean> {
  const expectedVersion = await tx.getCaseVersion(no);
  return tx.saveCase({ registrationNo: no, expectedVersion, state, visit: 1, policyDigest: CASE_POLICY.digest, supplement: null, refusal: null, at: CASE_AT });
}

/** Review work of every kind, inside a transaction, up to a sheet that waits for the candidate's hand. */
export async function review(tx: StoreWriter, no: string): Promise<void> {
  await turnCase(tx, no, 'inReview');
  await tx.addIdentityCheck(no, {
    id: `check-${no}`, method: 'simulated', at: CASE_AT, day: '2026-03-01', visit: 1, passed: true, results: [{ field: 'name', result: 'same', why: null }],
    validity: 'valid', reason: null, by: 'reviewer-1', consentBy: null,
  });
  await tx.addMaterialImage(no, {
    code: 'DIPLOMA', n: 1, sha256: await addBytes(tx, `image ${no}`), mediaType: 'image/jpeg', width: 800, height: 600, bytes: 1000, origin: 'captured',
    onlineState: null, onlineOpinion: null, flags: [], capturedAt: CASE_AT,
  }, 'reviewer-1', CASE_AT);
  await tx.addFieldChecks(no, [{ id: `field-${no}`, field: 'name', material: 'DIPLOMA', value: '王晓明', result: 'same', how: 'together', note: null, by: 'reviewer-1', at: CASE_AT }]);
  await tx.addMaterialDecision(no, { id: `decision-${no}`, code: 'DIPLOMA', decision: 'accepted', finding: null, reason: null, by: 'reviewer-1', at: CASE_AT });
  await tx.addReviewPass(no, { id: `pass-${no}`, pass: 1, outcome: 'passed', reason: null, by: 'reviewer-1', at: CASE_AT });
  const requested = correctionOf(no, await addBytes(tx, `evidence ${no}`));
  await tx.addCorrection(no, requested);
  await tx.decideCorrection(no, { ...requested, state: 'approved', decidedBy: 'approver-1', decidedAt: CASE_AT, decisionReason: null }, {
    ...(await tx.findCase(no))?.registration.fields, workUnit: '测试第二医院',
  });
  await tx.addSheet(no, sheetOf(no));
  await turnCase(tx, no, 'readyToSign');
}

/** The key that the seals of these cases are signed with; its public half stands in the store. */
const DESK_KEY = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 7)]), format: 'der', type: 'pkcs8',
});
const DESK_PEM = createPublicKey(DESK_KEY).export({ type: 'spki', format: 'pem' }).toString();

function signatureFormOf(no: string): { format: string; sections: { id: string; confirmedAtMs: number; picture: string }[] } {
  return { format: 'countersign.signature', sections: [{ id: 'person', confirmedAtMs: 1000, picture: digestNamed(`picture ${no}`) }] };
}

export function sealOf(no: string, deskId = 'desk-1'): SealRecord {
  const sheet = sheetContentOf(no, 1);
  const content = canonicalJson({
    format: 'countersign.seal', version: 1, deskId, registrationNo: no, sheet: { revision: 1, digest: digestOf(sheet), content: sheet },
    identity: { method: 'simulated', at: CASE_AT, result: 'passed' }, signature: { sha256: digestOf(signatureFormOf(no)), samples: 4, durationMs: 25_000 }, inkCapture: null,
    people: [{ id: 'reviewer-1', role: 'reviewer' }], signedAt: CASE_AT, auditHead: { seq: 1, hash: digestNamed('head') }, enteredLater: false,
  });
  return { content, sha256: sha256Hex(content), signature: sign(null, Buffer.from(content), DESK_KEY).toString('base64'), deskId, signedAt: CASE_AT, sheetRevision: 1 };
}

export async function addSignatureOf(tx: StoreWriter, no: string): Promise<void> {
  await addBytes(tx, `picture ${no}`);
  await tx.addSignature(no, { content: canonicalJson(signatureFormOf(no)), sha256: digestOf(signatureFormOf(no)), sheetRevision: 1 });
}

/** The signing transaction in its order: signature, seal, end of the claim, state, event. */
export async function signCaseOf(tx: StoreWriter, no: string): Promise<void> {
  await addSignatureOf(tx, no);
  await tx.addSeal(no, sealOf(no));
  await tx.endClaim(no);
  if (!await turnCase(tx, no, 'signed')) throw new Error('changed elsewhere');
  await tx.append(AT_DESK, { kind: 'case.signed', registrationNo: no, payload: { seal: sealOf(no).sha256 } });
}

async function inStore(store: Store, work: (tx: StoreWriter) => Promise<void>): Promise<void> {
  const done = await store.inTransaction<null, never>(async (tx) => {
    await work(tx);
    return ok(null);
  });
  if (!done.ok) throw new Error(`not stored: ${done.error.code}`);
}

/** What a case refers to before its registration is there. */
export async function addWhatCasesNeed(tx: StoreWriter, no: string): Promise<void> {
  await tx.adoptPolicy(CASE_POLICY);
  await tx.addDeskKey({ deskId: 'desk-1', publicPem: DESK_PEM, siteSignature: null, addedAt: CASE_AT });
  await addBytes(tx, `photo ${no}`);
}

/** Imports registration `n` and works on it until it waits for the signature. Answers with its number. */
export async function storeReadyCase(store: Store, n: number): Promise<string> {
  const no = registrationNoOf(n);
  const photo = digestNamed(`photo ${no}`);
  await inStore(store, (tx) => addWhatCasesNeed(tx, no));
  await storeRegistrations(placeOf(store), [registrationRow(n, {}, { photo })]);
  await inStore(store, (tx) => review(tx, no));
  return no;
}

/** As above, and signed. */
export async function storeSignedCase(store: Store, n: number): Promise<string> {
  const no = await storeReadyCase(store, n);
  await inStore(store, (tx) => signCaseOf(tx, no));
  return no;
}
