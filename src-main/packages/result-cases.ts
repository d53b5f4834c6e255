import type { CaseRecord, SealRecord } from '../domain/case-record';
import { err, ok } from '../domain/result';
import type { Result } from '../domain/result';
import type { Seal } from '../domain/seal-form';
import type { SignatureForm } from '../domain/signature-form';
import type { RegistrationNo, Sha256 } from '../domain/vocabulary';
import { signatureSvg } from '../documents/signature-svg';
import type { PackageContents } from './result-contents';
import { evidenceOf } from './result-evidence';
import type { EvidenceFile } from './result-evidence';
import { casePath, sheetName } from './result-paths';
import type { ExportReader, StoredFiles } from './result-ports';
import type { ResultPackageTrouble } from './result-trouble';

/** Where cases are read from and written to. */
export interface CaseExport {
  reader: ExportReader;
  files: StoredFiles;
  contents: PackageContents;
}

/**
 * A case as it was when the export began: one that was signed after that event counts as not signed yet, so that the
 * package's seals and its audit chain tell the same. The signing event is the one that follows the seal's audit head.
 */
export function asOfEvent(record: CaseRecord, untilSeq: number): CaseRecord {
  if (record.seal === null || sealOf(record.seal).auditHead.seq < untilSeq) return record;
  return { ...record, state: 'readyToSign', seal: null };
}

/** Writes the folder of one case; the answer is the evidence in it. */
export async function writeCase(to: CaseExport, record: CaseRecord): Promise<Result<readonly EvidenceFile[], ResultPackageTrouble>> {
  const { registrationNo } = record.registration;
  const stored = record.seal ? await to.reader.findSignature(registrationNo) : null;
  const signature = stored ? (JSON.parse(stored.content) as SignatureForm) : null;
  if (record.seal) {
    const sealed = await writeSeal(to, registrationNo, record.seal, stored?.content ?? null);
    if (!sealed.ok) return sealed;
  }
  const inkCapture = record.seal ? sealOf(record.seal).inkCapture?.sha256 ?? null : null;
  const evidence = await evidenceOf(to.reader, record, signature, inkCapture);
  for (const file of evidence) {
    const written = await writeStored(to, registrationNo, file.name, file.sha256);
    if (!written.ok) return written;
  }
  return ok(evidence);
}

async function writeSeal(to: CaseExport, no: RegistrationNo, seal: SealRecord, signature: string | null): Promise<Result<null, ResultPackageTrouble>> {
  const sheet = (await to.reader.listDocuments(no)).findLast(({ kind, revision }) => kind === 'sheet' && revision === seal.sheetRevision);
  if (!sheet) return err({ code: 'sheet-missing', registrationNo: no });
  await to.contents.add(casePath(no, 'seal.json'), seal.content);
  await to.contents.add(casePath(no, 'seal.sig'), Buffer.from(seal.signature, 'base64'));
  if (signature !== null) {
    await to.contents.add(casePath(no, 'signature.json'), signature);
    await to.contents.add(casePath(no, 'signature.svg'), signatureSvg(JSON.parse(signature) as SignatureForm));
  }
  return writeStored(to, no, sheetName(seal.sheetRevision), sheet.sha256);
}

async function writeStored(to: CaseExport, no: RegistrationNo, name: string, sha256: Sha256): Promise<Result<null, ResultPackageTrouble>> {
  const bytes = await to.files.read(sha256);
  if (!bytes.ok) return err({ ...bytes.error, registrationNo: no });
  await to.contents.add(casePath(no, name), bytes.value);
  return ok(null);
}

function sealOf(seal: SealRecord): Seal {
  return JSON.parse(seal.content) as Seal;
}
