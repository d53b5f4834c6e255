import { reasonAgainst } from '../domain/case-rules';
import { ok } from '../domain/result';
import { refusal, type Refusal } from '../domain/refusal';
import type { Scene } from '../domain/scene';
import type { Actor, RegistrationNo, Sha256 } from '../domain/vocabulary';
import { loadScene } from './load-scene';
import type { DeskPorts, Outcome } from './ports';

/** A capture may be larger than an upload: it is evidence, not a form image. */
export const CAPTURE_LIMIT_BYTES = 20 * 1024 * 1024;

export interface CaptureJudge {
  probe(bytes: Uint8Array): Promise<Outcome<{ mediaType: 'image/jpeg' | 'image/png'; width: number; height: number }>>;
}

export interface Capture {
  sha256: Sha256;
  width: number;
  height: number;
  bytes: number;
}

async function gather(stream: AsyncIterable<Uint8Array>): Promise<Outcome<Uint8Array>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of stream) {
      size += part.byteLength;
      if (size > CAPTURE_LIMIT_BYTES) return refusal('image-too-large', { limitMb: CAPTURE_LIMIT_BYTES / 1024 / 1024 });
      parts.push(part);
    }
  } catch {
    // The file went away while it was read (an unplugged drive), or has nothing in it.
    return refusal('image-undecodable');
  }
  return ok(Buffer.concat(parts));
}

/** Whoever may compare papers or ask for a correction may hand an image in. */
function captureProblem(scene: Scene): Refusal | null {
  return reasonAgainst('reviewMaterials', scene) === null ? null : reasonAgainst('requestCorrection', scene);
}

/** Takes the bytes of a captured or brought-along paper in; a correction then names them as evidence, or a paper of the case takes them. */
export async function keepCapture(ports: DeskPorts, images: CaptureJudge, input: { registrationNo: RegistrationNo; bytes: AsyncIterable<Uint8Array> }, actor: Actor): Promise<Outcome<Capture>> {
  const loaded = await loadScene(ports.store, ports.clock, actor, input.registrationNo);
  if (!loaded.ok) return loaded;
  const reason = captureProblem(loaded.value.scene);
  if (reason !== null) return { ok: false, error: reason };
  const bytes = await gather(input.bytes);
  if (!bytes.ok) return bytes;
  const facts = await images.probe(bytes.value);
  if (!facts.ok) return facts;
  const staged = await ports.files.stage(bytes.value);
  await ports.files.publish([staged.sha256]);
  const { mediaType, width, height } = facts.value;
  const stored: Outcome<null> = await ports.store.inTransaction(async (tx) => {
    await tx.addBlob({ ...staged, mediaType, width, height });
    return ok(null);
  });
  return stored.ok ? ok({ ...staged, width, height }) : stored;
}
