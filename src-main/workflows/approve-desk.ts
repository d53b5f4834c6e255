import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { DeskId, Sha256, Time } from '../domain/vocabulary';
import { keyFingerprint, type DeskKeys } from '../storage/desk-keys';
import type { Store } from '../storage/store';
import type { Outcome } from './ports';

/**
 * Signs the public key of a further desk with the site's key, on the machine that has it. The fingerprint comes from that
 * desk by another way than the database, in which anybody with the desks' password could have put a key.
 */
export async function approveDesk(ports: { store: Store; keys: DeskKeys }, desk: { deskId: DeskId; fingerprint: Sha256 }, at: Time): Promise<Outcome<null>> {
  const { store, keys } = ports;
  if (keys.sitePublicPem === null) return refusal('site-key-elsewhere');
  const { deskId: here } = await store.getFacts();
  return store.inTransaction(async (tx) => {
    const known = (await tx.listDeskKeys()).find(({ deskId }) => deskId === desk.deskId);
    if (known === undefined || keyFingerprint(known.publicPem) !== desk.fingerprint.toLowerCase()) return refusal('desk-key-differs', { deskId: desk.deskId });
    if (known.siteSignature !== null) return ok(null);
    const siteSignature = Buffer.from(keys.signAsSite(Buffer.from(known.publicPem))).toString('base64');
    await tx.addDeskKey({ deskId: desk.deskId, publicPem: known.publicPem, siteSignature, addedAt: at });
    await tx.append({ deskId: here, staffId: null, at }, { kind: 'desk.keyAccepted', registrationNo: null, payload: { deskId: desk.deskId } });
    return ok(null);
  });
}
