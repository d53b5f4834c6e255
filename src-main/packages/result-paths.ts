import type { DeskId, RegistrationNo, Sha256 } from '../domain/vocabulary';

/** Names inside a result package (spec result-package.md). None holds a person's name or ID number. */
export const MANIFEST = 'manifest.json';
export const MANIFEST_SIGNATURE = 'manifest.sig';
export const SUMS = 'SHA256SUMS';
export const SITE_KEY = 'keys/site.pem';
export const AUDIT = 'audit.jsonl';
export const RESULTS = 'results.csv';

/** Files that the manifest's list leaves out: itself, its signature, and the list made of it. */
export const UNLISTED: ReadonlySet<string> = new Set([MANIFEST, MANIFEST_SIGNATURE, SUMS]);

export function deskKeyPath(deskId: DeskId): string {
  return `keys/desk-${deskId}.pem`;
}

export function deskKeySignaturePath(deskId: DeskId): string {
  return `keys/desk-${deskId}.sig`;
}

export function casePath(registrationNo: RegistrationNo, name: string): string {
  return `cases/${registrationNo}/${name}`;
}

export function sheetName(revision: number): string {
  return `sheet-r${revision}.pdf`;
}

const EXTENSIONS: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'application/pdf': 'pdf' };

/** `<code>_<n>-<first 12 hex of sha256>.<ext>`; a kind that is no plain code is told as OTHER, so that nothing typed becomes a name. */
export function evidenceName(code: string, n: number, sha256: Sha256, mediaType: string): string {
  const plain = /^[A-Z][A-Z0-9_]{0,31}$/.test(code) ? code : 'OTHER';
  return `evidence/${plain}_${n}-${sha256.slice(0, 12)}.${EXTENSIONS[mediaType] ?? 'bin'}`;
}
