import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { canonicalJson, sha256Hex } from '../canonical/canonical-json';
import { signatureSvg } from '../documents/signature-svg';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Seal } from '../domain/seal-form';
import type { SignatureForm } from '../domain/signature-form';
import { AUDIT, casePath, deskKeyPath, deskKeySignaturePath, evidenceName, sheetName } from '../packages/result-paths';
import { materialFilesIn, type StoreAccess } from '../storage/backup/store-access';
import { withDamagedCopy } from '../storage/damage/open-damaged';
import { eventLine, readSalvage, type SalvagedRecord, type SalvagedSeal } from '../storage/damage/salvage-reader';
import type { MaterialFiles } from '../storage/material-files';
import type { DeskKeyTable } from '../storage/tables/signing-tables';
import type { Outcome } from './ports';

export interface SalvageInput {
  /** Data folder of the damaged store; only read. */
  dataDir: string;
  access: StoreAccess;
  /** Folder to make. */
  out: string;
  /** The desk's public key out of its key file, when that can be opened: the database may have lost it. */
  ownKeyPem: string | null;
}

export interface SalvageSummary {
  /** Cases with a proven seal. */
  seals: number;
  /** Of them, those with every picture, signature and paper. */
  complete: number;
  /** Registrations that were signed, by the log or by a broken row, and whose seal could not be brought out. */
  lost: readonly string[];
  events: number;
}

/** Writes files of the folder and remembers their digests. */
class SalvageFolder {
  readonly dir: string;
  readonly sums: string[] = [];

  constructor(dir: string) {
    this.dir = dir;
  }

  async add(path: string, content: string | Uint8Array): Promise<void> {
    const file = join(this.dir, path);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, content, { mode: 0o600 });
    this.sums.push(`${sha256Hex(content)}  ${path}`);
  }
}

interface Piece {
  code: string;
  n: number;
  sha256: string;
}

/** Every byte that the seal names, by what it is. */
function piecesOf(seal: Seal, signature: SignatureForm | null): readonly Piece[] {
  const { materials, photo, corrections } = seal.sheet.content;
  const images = materials.flatMap(({ code, n, sha256 }) => (sha256 === null ? [] : [{ code, n, sha256 }]));
  const proofs = corrections.flatMap(({ evidence }) => evidence).filter((sha256) => !images.some((image) => image.sha256 === sha256));
  return [
    ...images,
    ...(photo === null ? [] : [{ code: 'PHOTO', n: 1, sha256: photo }]),
    ...proofs.map((sha256, i) => ({ code: 'EVIDENCE', n: i + 1, sha256 })),
    ...(signature?.sections ?? []).map(({ picture }, i) => ({ code: 'SECTION', n: i + 1, sha256: picture })),
    ...(seal.inkCapture === null ? [] : [{ code: 'INK', n: 1, sha256: seal.inkCapture.sha256 }]),
  ];
}

async function addSignature(folder: SalvageFolder, record: SalvagedRecord, seal: Seal): Promise<SignatureForm | null> {
  const content = seal.signature === null ? null : record.findSignature(seal.registrationNo, seal.signature.sha256);
  if (content === null) return null;
  const form = JSON.parse(content) as SignatureForm;
  await folder.add(casePath(seal.registrationNo, 'signature.json'), content);
  if (Array.isArray(form.strokes)) await folder.add(casePath(seal.registrationNo, 'signature.svg'), signatureSvg(form));
  return form;
}

/** Everything of one sealed case; the answer names what is missing, empty when nothing is. */
async function salvageCase(folder: SalvageFolder, record: SalvagedRecord, files: MaterialFiles, sealed: SalvagedSeal): Promise<readonly string[]> {
  const { registrationNo } = sealed;
  const seal = JSON.parse(sealed.content) as Seal;
  const missing: string[] = [];
  await folder.add(casePath(registrationNo, 'seal.json'), sealed.content);
  await folder.add(casePath(registrationNo, 'seal.sig'), Buffer.from(sealed.signature, 'base64'));
  const signature = await addSignature(folder, record, seal);
  if (signature === null && seal.signature !== null) missing.push('signature.json');
  for (const { code, n, sha256 } of piecesOf(seal, signature)) {
    const bytes = await files.read(sha256);
    const name = evidenceName(code, n, sha256, record.findMediaType(sha256) ?? '');
    if (bytes.ok) await folder.add(casePath(registrationNo, name), bytes.value);
    else missing.push(name);
  }
  const sheet = record.listDocuments(registrationNo).find(({ kind, revision }) => kind === 'sheet' && revision === sealed.revision);
  const paper = sheet === undefined ? null : await files.read(sheet.sha256);
  if (paper?.ok === true) await folder.add(casePath(registrationNo, sheetName(sealed.revision)), paper.value);
  else missing.push(sheetName(sealed.revision));
  return missing;
}

async function addKeys(folder: SalvageFolder, keys: readonly DeskKeyTable[]): Promise<void> {
  for (const key of new Map(keys.map((each) => [each.desk_id, each])).values()) {
    await folder.add(deskKeyPath(key.desk_id), key.public_pem);
    if (key.site_signature !== null) await folder.add(deskKeySignaturePath(key.desk_id), Buffer.from(key.site_signature, 'base64'));
  }
}

async function writeSalvage(folder: SalvageFolder, record: SalvagedRecord, files: MaterialFiles): Promise<SalvageSummary> {
  const cases: { registrationNo: string; seal: string; missing: readonly string[] }[] = [];
  for (const sealed of record.seals) cases.push({ registrationNo: sealed.registrationNo, seal: sealed.sha256, missing: await salvageCase(folder, record, files, sealed) });
  const found = new Set(record.seals.map(({ registrationNo }) => registrationNo));
  const lost = [...new Set([...record.told.keys(), ...record.broken])].filter((no) => !found.has(no)).toSorted();
  await addKeys(folder, record.deskKeys);
  await folder.add(AUDIT, record.events.map(eventLine).join(''));
  await folder.add('salvage.json', canonicalJson({ format: 'countersign.salvage', version: 1, cases, lost, events: record.events.length }));
  await writeFile(join(folder.dir, 'SHA256SUMS'), `${folder.sums.join('\n')}\n`, { mode: 0o600 });
  return { seals: cases.length, complete: cases.filter(({ missing }) => missing.length === 0).length, lost, events: record.events.length };
}

/**
 * Brings every intact sealed case with its evidence out of a damaged store, in the form of a result package's folders, so that
 * openssl and sha256sum check it; `salvage.json` says what of each case is missing and which cases are lost. A seal counts as
 * intact when its bytes have their digest and the desk's key signed them; bytes when they have the digest that the seal names.
 * The damaged store is only read.
 */
export async function salvageStore(input: SalvageInput): Promise<Outcome<SalvageSummary>> {
  const { dataDir, access, out, ownKeyPem } = input;
  if (existsSync(out) && (await readdir(out)).length > 0) return refusal('folder-not-empty', { dir: out });
  const draft = await mkdtemp(join(dirname(out), '.countersign-salvage-'));
  try {
    const summary = await withDamagedCopy(dataDir, access, (db) => writeSalvage(new SalvageFolder(draft), readSalvage(db, ownKeyPem), materialFilesIn(dataDir, access)));
    if (summary === null || (summary.seals === 0 && summary.lost.length === 0 && summary.events === 0)) return refusal('salvage-nothing');
    await rm(out, { recursive: true, force: true });
    await rename(draft, out);
    return ok(summary);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
