import type { AuditHead } from './audit-event';
import type { Sha256 } from './vocabulary';

/** The highest place of a store's audit chain that was ever seen, kept outside the store. */
export interface HighWaterMark extends AuditHead {
  storeId: string;
}

/**
 * Where the store stands beside what was seen of it:
 * - `current`: it holds every mark's event.
 * - `behind`: events up to `seen` were there once and are missing: an older copy was put in its place.
 * - `diverged`: another event stands where the mark was taken: the copy was worked on since.
 */
export type StoreStanding =
  | { standing: 'current' }
  | { standing: 'behind'; head: number; seen: AuditHead }
  | { standing: 'diverged'; seen: AuditHead };

/** The highest of the marks of this store; marks of other stores say nothing. */
export function highestMark(marks: readonly (HighWaterMark | null)[], storeId: string): AuditHead | null {
  const own = marks.flatMap((mark) => (mark !== null && mark.storeId === storeId ? [mark] : []));
  const [highest] = own.toSorted((a, b) => b.seq - a.seq);
  return highest === undefined ? null : { seq: highest.seq, hash: highest.hash };
}

/** `hashAtMark`: hash of the store's own event under the mark's number, null when it has none. */
export function standingOf(head: AuditHead, mark: AuditHead | null, hashAtMark: Sha256 | null): StoreStanding {
  if (mark === null || mark.seq === 0) return { standing: 'current' };
  if (mark.seq > head.seq) return { standing: 'behind', head: head.seq, seen: mark };
  return hashAtMark === mark.hash ? { standing: 'current' } : { standing: 'diverged', seen: mark };
}
