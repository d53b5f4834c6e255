import type { AuditEvent } from '../domain/audit-event';
import type { CaseRecord } from '../domain/case-record';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Seal } from '../domain/seal-form';
import type { SignatureForm } from '../domain/signature-form';
import type { SitePolicy } from '../domain/policy';
import type { RegistrationNo, Sha256 } from '../domain/vocabulary';
import type { DocumentCertificate } from '../documents/document-certificate';
import { drawReceipt } from '../documents/draw-receipt';
import { drawSheet } from '../documents/draw-sheet';
import type { PaperFonts } from '../documents/paper-font';
import { qrText } from '../documents/qr';
import { receiptCode } from '../documents/receipt-code';
import { buildReceiptModel } from '../documents/receipt-model';
import { buildSheetModel } from '../documents/sheet-model';
import { signPdf } from '../documents/sign-pdf';
import type { StoreReader } from '../storage/store';
import type { DrawnPapers } from './package-ports';
import type { MaterialBytes, Outcome, SigningKeys } from './ports';

export interface PaperTools {
  reader: StoreReader;
  files: Pick<MaterialBytes, 'read'>;
  keys: SigningKeys;
  fonts: PaperFonts;
  certificate: DocumentCertificate;
}

/** Everything that the papers of one sealed case are drawn from, as it lies in the store. */
interface SealedCase {
  record: CaseRecord;
  seal: Seal;
  sealSha256: Sha256;
  signature: SignatureForm | null;
  policy: SitePolicy;
  staffNames: Readonly<Record<string, string>>;
  signing: AuditEvent;
}

async function findSigning(reader: StoreReader, registrationNo: RegistrationNo): Promise<AuditEvent | null> {
  for (let fromSeq = 1; ; ) {
    const page = await reader.listEvents({ fromSeq, limit: 500, registrationNo });
    const signing = page.find((event) => event.kind === 'case.signed');
    const last = page.at(-1);
    if (signing !== undefined || last === undefined) return signing ?? null;
    fromSeq = last.seq + 1;
  }
}

async function loadSealed(reader: StoreReader, registrationNo: RegistrationNo): Promise<Outcome<SealedCase>> {
  const record = await reader.findCase(registrationNo);
  const signing = await findSigning(reader, registrationNo);
  if (record?.seal == null || signing === null) return refusal('wrong-state', { state: record?.state ?? '' });
  const seal = JSON.parse(record.seal.content) as Seal;
  const policy = await reader.findPolicy(seal.sheet.content.policyDigest);
  if (policy === null) return refusal('store-damaged', { detail: 'policy of a seal missing' });
  const signature = await reader.findSignature(registrationNo);
  const staffNames = Object.fromEntries((await reader.listStaff()).map(({ id, name }) => [id, name]));
  return ok({ record, seal, sealSha256: record.seal.sha256, signature: signature === null ? null : (JSON.parse(signature.content) as SignatureForm), policy, staffNames, signing });
}

function qrOf({ seal }: SealedCase, keys: SigningKeys): string {
  const { sheet, registrationNo, signedAt, deskId } = seal;
  const facts = { site: sheet.content.site.code, no: registrationNo, rev: sheet.revision, digest: sheet.digest, result: 'signed' as const, day: signedAt.slice(0, 10), desk: deskId };
  return qrText(facts, (bytes) => keys.signAsDesk(bytes));
}

async function sheetOf(sealed: SealedCase, storeKind: 'live' | 'training', tools: PaperTools): Promise<Outcome<Uint8Array>> {
  const { seal, sealSha256, signature, policy, staffNames } = sealed;
  const siteKeyFingerprint = tools.keys.siteKeyFingerprint ?? '';
  const model = buildSheetModel({ seal, sealSha256, signature, policy, staffNames, storeKind, siteKeyFingerprint, qr: qrOf(sealed, tools.keys) });
  const photo = seal.sheet.content.photo === null ? null : await tools.files.read(seal.sheet.content.photo);
  if (photo !== null && !photo.ok) return refusal(photo.error.code);
  const drawn = await drawSheet(model, { fonts: tools.fonts, photo: photo === null ? null : photo.value });
  return ok(await signPdf(drawn, tools.certificate, new Date(seal.signedAt)));
}

async function receiptOf(sealed: SealedCase, storeKind: 'live' | 'training', tools: PaperTools): Promise<Uint8Array> {
  const { seal, sealSha256, policy, signing, staffNames } = sealed;
  const { content } = seal.sheet;
  const model = buildReceiptModel({
    policy, storeKind, deskId: seal.deskId, registrationNo: seal.registrationNo, name: content.fields.name ?? '', idNumber: content.fields.idNumber ?? '',
    sheetRevision: seal.sheet.revision, state: 'signed', reason: null, supplement: null, papers: [...new Set(content.materials.map(({ code }) => code))],
    operator: staffNames[signing.staffId ?? ''] ?? '', at: seal.signedAt, code: receiptCode(sealSha256), qr: qrOf(sealed, tools.keys),
    auditHead: { seq: signing.seq, hash: signing.hash }, siteKeyFingerprint: tools.keys.siteKeyFingerprint ?? '',
  });
  return drawReceipt(model, tools.fonts);
}

/** Sheet (signed as a PDF) and receipt, drawn from the seal and nothing else: drawn again, they say the same. */
export async function drawPapers(tools: PaperTools, registrationNo: RegistrationNo): Promise<Outcome<DrawnPapers>> {
  const sealed = await loadSealed(tools.reader, registrationNo);
  if (!sealed.ok) return sealed;
  const { kind } = await tools.reader.getFacts();
  const sheet = await sheetOf(sealed.value, kind, tools);
  if (!sheet.ok) return sheet;
  return ok({ sheet: sheet.value, receipt: await receiptOf(sealed.value, kind, tools) });
}
