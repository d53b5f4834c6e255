import { createPublicKey, verify } from 'node:crypto';

/** A sender whose key this site knows. */
export interface SenderKey {
  name: string;
  /** Ed25519 public key, PEM (SPKI). */
  publicPem: string;
}

/** Length of a raw Ed25519 signature in bytes. */
export const SIGNATURE_BYTES = 64;

/** Name of the known sender whose key signed exactly these manifest bytes; null = unsigned or unknown. */
export function findSender(manifest: Uint8Array, signature: Uint8Array | null, senders: readonly SenderKey[]): string | null {
  if (signature === null || signature.length !== SIGNATURE_BYTES) return null;
  return senders.find(({ publicPem }) => verify(null, manifest, createPublicKey(publicPem), signature))?.name ?? null;
}
