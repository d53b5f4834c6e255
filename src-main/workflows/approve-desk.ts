import { ok } from '../domain/result';
import { refusal, type Refusal } from '../domain/refusal';
import type { DeskId, Sha256, StaffId, Time } from '../domain/vocabulary';
import { approvedFile, type DeskFile } from '../packages/desk-file';
import { keyFingerprint, type DeskKeys } from '../storage/desk-keys';
import type { Store, StoreWriter } from '../storage/store';
import { findOtherSite } from './desk-site';
import type { Outcome } from './ports';

export interface AtSiteKey {
  store: Store;
  keys: DeskKeys;
}

/** Who approves, and when; nobody by name on the command line, which the recovery code opens. */
export interface ByWhom {
  staffId: StaffId | null;
  at: Time;
}

async function acceptKey(tx: StoreWriter, here: DeskId, desk: { deskId: DeskId; publicPem: string; siteSignature: string }, { staffId, at }: ByWhom): Promise<void> {
  await tx.addDeskKey({ ...desk, addedAt: at });
  await tx.append({ deskId: here, staffId, at }, { kind: 'desk.keyAccepted', registrationNo: null, payload: { deskId: desk.deskId, fingerprint: keyFingerprint(desk.publicPem) } });
}

/**
 * Signs the public key of a further desk with the site's key, on the machine that has it. The fingerprint comes from that
 * desk by another way than the database, in which anybody with the desks' password could have put a key.
 */
export async function approveDesk({ store, keys }: AtSiteKey, desk: { deskId: DeskId; fingerprint: Sha256 }, by: ByWhom): Promise<Outcome<null>> {
  if (!keys.holdsSiteKey) return refusal('site-key-elsewhere');
  const { deskId: here } = await store.getFacts();
  return store.inTransaction(async (tx) => {
    const known = (await tx.listDeskKeys()).find(({ deskId }) => deskId === desk.deskId);
    if (known === undefined || keyFingerprint(known.publicPem) !== desk.fingerprint.toLowerCase()) return refusal('desk-key-differs', { deskId: desk.deskId });
    if (known.siteSignature !== null) return ok(null);
    const siteSignature = Buffer.from(keys.signAsSite(Buffer.from(known.publicPem))).toString('base64');
    await acceptKey(tx, here, { deskId: desk.deskId, publicPem: known.publicPem, siteSignature }, by);
    return ok(null);
  });
}

/** Why this machine does not approve what the file asks for; null when it may. */
export async function findApprovalObstacle({ store, keys }: AtSiteKey, { request }: DeskFile): Promise<Refusal | null> {
  if (!keys.holdsSiteKey) return refusal('site-key-elsewhere').error;
  const other = findOtherSite(await store.getFacts(), request);
  if (other !== null) return other;
  const namesake = (await store.listDeskKeys()).find(({ deskId, publicPem }) => deskId === request.deskId && publicPem !== request.deskKey);
  return namesake === undefined ? null : refusal('desk-name-taken', { deskId: request.deskId }).error;
}

/** The same for a desk that brought a file: the file with the site's word in it, and the store that knows the desk. Approved twice is approved once. */
export async function approveDeskFile(at: AtSiteKey, file: DeskFile, by: ByWhom): Promise<Outcome<DeskFile>> {
  const { store, keys } = at;
  const obstacle = await findApprovalObstacle(at, file);
  if (obstacle !== null) return { ok: false, error: obstacle };
  const { deskId, deskKey: publicPem } = file.request;
  const approved = approvedFile(file, keys.sitePublicPem ?? '', (bytes) => keys.signAsSite(bytes));
  const { deskId: here } = await store.getFacts();
  return store.inTransaction(async (tx) => {
    const known = (await tx.listDeskKeys()).find((key) => key.deskId === deskId);
    if (known !== undefined && known.publicPem !== publicPem) return refusal('desk-name-taken', { deskId });
    const siteSignature = approved.approval.deskKeySignature;
    if (known?.siteSignature !== siteSignature) await acceptKey(tx, here, { deskId, publicPem, siteSignature }, by);
    return ok(approved);
  });
}
