import type { CorrectionEvidence, MaterialImage } from '../domain/case-record';
import { timeOfCapture } from '../domain/papers';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Sha256 } from '../domain/vocabulary';
import type { StoreReader } from '../storage/store';
import type { CaseChange } from './change-case';
import type { Outcome } from './ports';

type ImageFacts = Pick<MaterialImage, 'sha256' | 'mediaType' | 'width' | 'height' | 'bytes'>;

/** The bytes are in the store, and they are an image: other bytes of the desk, such as its own papers, prove nothing. */
export async function findImage(reader: Pick<StoreReader, 'findBlob'>, sha256: Sha256): Promise<Outcome<ImageFacts>> {
  const blob = await reader.findBlob(sha256);
  if (blob === null || blob.width === null || blob.height === null) return refusal('unknown-evidence');
  const { mediaType, width, height, bytes } = blob;
  if (mediaType !== 'image/jpeg' && mediaType !== 'image/png') return refusal('unknown-evidence');
  return ok({ sha256, mediaType, width, height, bytes });
}

/** An image taken in at the desk joins the case's material of its kind, unless it is another registration's alone. False when it lies there already. */
export async function capturePaper(change: CaseChange, { kind, sha256 }: Pick<CorrectionEvidence, 'kind' | 'sha256'>): Promise<Outcome<boolean>> {
  const { scene, tx } = change;
  const { registrationNo } = scene.record.registration;
  const uses = await tx.listBlobUses(sha256);
  if (uses.length > 0 && !uses.includes(registrationNo)) return refusal('unknown-evidence');
  const facts = await findImage(tx, sha256);
  if (!facts.ok) return facts;
  const known = scene.record.images.filter((image) => image.code === kind);
  if (known.some((image) => image.sha256 === sha256)) return ok(false);
  const n = Math.max(0, ...known.map((image) => image.n)) + 1;
  const capturedAt = timeOfCapture(scene.record, kind, scene.time);
  const image: MaterialImage = { ...facts.value, code: kind, n, origin: 'captured', capturedAt, onlineState: null, onlineOpinion: null, flags: [] };
  await tx.addMaterialImage(registrationNo, image, scene.actor.staffId, capturedAt);
  await change.tell('material.captured', { material: kind, n, sha256 });
  return ok(true);
}
