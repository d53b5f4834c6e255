import type { Sha256 } from '../domain/vocabulary';

/** Address under which a window may show stored bytes: always a watermarked rendering, never the bytes themselves. */
export function imageAddress(sha256: Sha256): string {
  return `material://image/${sha256}`;
}
