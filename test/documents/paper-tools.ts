import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '../../src-main/canonical/canonical-json';
import { fontFiles } from '../../src-main/documents/fonts';
import { openPaperFonts, type PaperFonts } from '../../src-main/documents/paper-font';
import { qrText } from '../../src-main/documents/qr';
import { buildSheetModel, type SheetModel } from '../../src-main/documents/sheet-model';
import type { CaseRecord } from '../../src-main/domain/case-record';
import type { StoreKind } from '../../src-main/domain/vocabulary';
import { NO, STAFF_NAMES, sampleKey, samplePolicy, sampleRecord, signedCase, type SignedCase } from './signed-case';

export const SITE_FINGERPRINT = sha256Hex('site key');
export const deskKey = sampleKey();

export function openTestFonts(): Promise<PaperFonts> {
  return openPaperFonts(fontFiles(join(import.meta.dirname, '../../resources')));
}

export function qrOf(signed: SignedCase): string {
  return qrText({ site: '9901', no: NO, rev: 1, digest: signed.seal.sheet.digest, result: 'signed', day: '2026-03-01', desk: 'desk-1' }, deskKey.sign);
}

export function sampleModel(record: CaseRecord = sampleRecord(), storeKind: StoreKind = 'live'): { model: SheetModel; signed: SignedCase } {
  const policy = samplePolicy();
  const signed = signedCase(record, policy);
  const model = buildSheetModel({
    seal: signed.seal, sealSha256: sha256Hex(signed.sealJson), signature: signed.signature, policy, staffNames: STAFF_NAMES, storeKind,
    siteKeyFingerprint: SITE_FINGERPRINT, qr: qrOf(signed),
  });
  return { model, signed };
}

/** A folder that is gone after the test. */
export async function inFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'papers-'));
  try {
    return await work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** What a program of the machine says of a file. */
export function ask(program: string, args: readonly string[], bytes?: Uint8Array): Promise<string> {
  return inFolder((dir) => {
    const file = join(dir, 'file.pdf');
    if (bytes) writeFileSync(file, bytes);
    return Promise.resolve(execFileSync(program, args.map((arg) => (arg === 'FILE' ? file : arg)), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  });
}

/** The text of a PDF in the order in which it was drawn, blanks and line ends taken out. */
export async function textOf(pdf: Uint8Array): Promise<string> {
  return squeezed(await ask('pdftotext', ['-raw', 'FILE', '-'], pdf));
}

export function squeezed(text: string): string {
  return text.replace(/\s/g, '');
}

/** Every string and number of a JSON value that is not a key. */
export function leavesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leavesOf);
}
