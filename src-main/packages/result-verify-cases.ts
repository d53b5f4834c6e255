import type { KeyObject } from 'node:crypto';
import { digestOf, sha256Hex } from '../canonical/canonical-json';
import type { Seal } from '../domain/seal-form';
import type { RegistrationNo, Sha256, Time } from '../domain/vocabulary';
import { signatureSvg } from '../documents/signature-svg';
import { readSealForm, readSignatureForm } from './result-forms';
import type { ResultManifest } from './result-manifest';
import { casePath, sheetName } from './result-paths';
import type { ProblemList } from './result-problems';
import type { ResultFiles } from './result-reader';
import type { ChainStory } from './result-verify-chain';
import { isSignedBy } from './result-verify-keys';

/** A seal that could be read. */
export interface FoundSeal {
  registrationNo: RegistrationNo;
  sha256: Sha256;
  seal: Seal;
}

/** What the cases are checked against. */
export interface CaseFrame {
  manifest: ResultManifest;
  desks: ReadonlyMap<string, KeyObject>;
  chain: ChainStory;
}

const SEAL_PATH = /^cases\/([^/]+)\/seal\.json$/;
const EVIDENCE_PATH = /^cases\/([^/]+)\/evidence\/[A-Z][A-Z0-9_]*_\d+-([0-9a-f]{12})\.[a-z]+$/;

/** Every sealed case with what its seal names, and the chain's seals that are not there. */
export async function verifyCases(files: ResultFiles, frame: CaseFrame, problems: ProblemList): Promise<readonly FoundSeal[]> {
  const evidence = evidenceByCase(files, problems);
  const found: FoundSeal[] = [];
  for (const path of files.files.keys()) {
    const no = SEAL_PATH.exec(path)?.[1];
    if (no === undefined) continue;
    const sealed = await verifySeal(files, frame, no, path, problems);
    if (sealed === null) continue;
    found.push(sealed);
    await verifySignature(files, sealed, evidence.get(no) ?? new Set(), problems);
    verifyEvidence(sealed, evidence.get(no) ?? new Set(), problems);
    verifySheet(files, frame, sealed, problems);
  }
  const present = new Set(found.map((seal) => seal.registrationNo));
  for (const no of frame.chain.signed.keys()) if (!present.has(no)) problems.add('seal-missing', casePath(no, 'seal.json'));
  return found;
}

async function verifySeal(files: ResultFiles, frame: CaseFrame, no: RegistrationNo, path: string, problems: ProblemList): Promise<FoundSeal | null> {
  const text = (await files.findText(path)) ?? '';
  const read = readSealForm(text);
  if (read === null) {
    problems.add('bad-seal', path);
    return null;
  }
  const { form: seal, canonical } = read;
  if (!canonical) problems.add('not-canonical', path);
  const key = frame.desks.get(seal.deskId);
  const signature = await files.findBytes(casePath(no, 'seal.sig'));
  if (!key || signature === null || !isSignedBy(key, Buffer.from(text), signature)) problems.add('seal-signature', casePath(no, 'seal.sig'));
  if (digestOf(seal.sheet.content) !== seal.sheet.digest) problems.add('content-digest', path);
  if (!belongsHere(seal, no, frame.manifest)) problems.add('seal-misplaced', path);
  const sealed = { registrationNo: no, sha256: sha256Hex(text), seal };
  if (!isTold(sealed, frame.chain)) problems.add('seal-not-in-chain', path);
  return sealed;
}

function belongsHere({ registrationNo, sheet }: Seal, no: RegistrationNo, manifest: ResultManifest): boolean {
  const { content } = sheet;
  return registrationNo === no && content.registrationNo === no && content.revision === sheet.revision
    && content.site.code === manifest.site.code && content.exam.name === manifest.exam.name && content.exam.year === manifest.exam.year;
}

/** The signing event follows the seal's audit head and carries the seal's digest. */
function isTold({ registrationNo, sha256, seal }: FoundSeal, chain: ChainStory): boolean {
  const event = chain.signed.get(registrationNo);
  return event !== undefined && event.names.includes(sha256) && event.head.seq === seal.auditHead.seq && event.head.hash === seal.auditHead.hash;
}

async function verifySignature(files: ResultFiles, { registrationNo: no, seal }: FoundSeal, evidence: ReadonlySet<Sha256>, problems: ProblemList): Promise<void> {
  if (seal.signature === null) return;
  const path = casePath(no, 'signature.json');
  const text = await files.findText(path);
  if (text === null) return problems.add('missing-file', path);
  if (sha256Hex(text) !== seal.signature.sha256) problems.add('signature-digest', path);
  const read = readSignatureForm(text);
  if (read === null) return problems.add('bad-signature-form', path);
  const { form, canonical } = read;
  if (!canonical) problems.add('not-canonical', path);
  if (form.sheetDigest !== seal.sheet.digest) problems.add('signature-other-sheet', path);
  if (form.samples !== form.strokes.flat().length || form.samples !== seal.signature.samples || form.durationMs !== seal.signature.durationMs) problems.add('signature-digest', path);
  const pictures = form.sections.filter((section) => !evidence.has(section.picture));
  for (const section of pictures) problems.add('evidence-missing', path, section.picture);
  if ((await files.findText(casePath(no, 'signature.svg'))) !== signatureSvg(form)) problems.add('signature-picture', casePath(no, 'signature.svg'));
}

function verifyEvidence({ registrationNo: no, seal }: FoundSeal, evidence: ReadonlySet<Sha256>, problems: ProblemList): void {
  const { materials, corrections, photo } = seal.sheet.content;
  const named = [...materials.map(({ sha256 }) => sha256), ...corrections.flatMap((correction) => correction.evidence), photo, seal.inkCapture?.sha256 ?? null];
  const missing = new Set(named.filter((sha256) => sha256 !== null && !evidence.has(sha256)));
  for (const sha256 of missing) problems.add('evidence-missing', casePath(no, 'seal.json'), sha256 ?? '');
}

function verifySheet(files: ResultFiles, { chain }: CaseFrame, { registrationNo: no, seal }: FoundSeal, problems: ProblemList): void {
  const path = casePath(no, sheetName(seal.sheet.revision));
  const file = files.files.get(path);
  if (!file) return problems.add('sheet-missing', path);
  const sheets = chain.sheets.get(no);
  // A paper stored after the export began is in the signed manifest alone.
  if (sheets && !sheets.some(({ revision, names }) => revision === seal.sheet.revision && names.includes(file.sha256))) problems.add('sheet-not-recorded', path);
}

function evidenceByCase(files: ResultFiles, problems: ProblemList): Map<RegistrationNo, Set<Sha256>> {
  const cases = new Map<RegistrationNo, Set<Sha256>>();
  for (const [path, { sha256 }] of files.files) {
    const [, no, head] = EVIDENCE_PATH.exec(path) ?? [];
    if (no === undefined || head === undefined) continue;
    if (!sha256.startsWith(head)) problems.add('evidence-name', path);
    const known = cases.get(no) ?? new Set();
    cases.set(no, known.add(sha256));
  }
  return cases;
}

/** Of two seals of one registration the earlier one stands. */
export function earlierFirst(a: { signedAt: Time }, b: { signedAt: Time }): number {
  return Date.parse(a.signedAt) - Date.parse(b.signedAt);
}
