import type { CaseRecord } from '../domain/case-record';
import type { SignatureForm } from '../domain/signature-form';
import type { Sha256 } from '../domain/vocabulary';
import { evidenceName } from './result-paths';
import type { ExportReader } from './result-ports';

/** Stored bytes that leave with a case, under their name in its folder. */
export interface EvidenceFile {
  name: string;
  sha256: Sha256;
}

interface Piece {
  code: string;
  n: number;
  sha256: Sha256;
  mediaType: string | null;
}

/** Everything a case rests on: its images as received, the photo, the proofs of corrections, and the sections as the candidate saw them. */
export async function evidenceOf(reader: ExportReader, record: CaseRecord, signature: SignatureForm | null, inkCapture: Sha256 | null): Promise<EvidenceFile[]> {
  const { photo } = record.registration;
  const images = record.images.map(({ code, n, sha256, mediaType }): Piece => ({ code, n, sha256, mediaType }));
  const pieces: Piece[] = [
    ...images,
    ...(photo ? [{ code: 'PHOTO', n: 1, sha256: photo, mediaType: null }] : []),
    ...correctionProofs(record, images),
    ...(signature?.sections ?? []).map(({ picture }, i) => ({ code: 'SECTION', n: i + 1, sha256: picture, mediaType: 'image/png' })),
    ...(inkCapture ? [{ code: 'INK', n: 1, sha256: inkCapture, mediaType: null }] : []),
  ];
  const files = new Map<string, EvidenceFile>();
  for (const piece of pieces) {
    const mediaType = piece.mediaType ?? (await reader.findBlob(piece.sha256))?.mediaType ?? '';
    const name = evidenceName(piece.code, piece.n, piece.sha256, mediaType);
    files.set(name, { name, sha256: piece.sha256 });
  }
  return [...files.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Proofs that are not among the images already, numbered on from the images of their kind. */
function correctionProofs(record: CaseRecord, images: readonly Piece[]): Piece[] {
  const pieces = [...images];
  for (const { sha256, kind } of record.corrections.flatMap((correction) => correction.evidence)) {
    if (pieces.some((piece) => piece.sha256 === sha256)) continue;
    const n = Math.max(0, ...pieces.filter((piece) => piece.code === kind).map((piece) => piece.n)) + 1;
    pieces.push({ code: kind, n, sha256, mediaType: null });
  }
  return pieces.slice(images.length);
}
