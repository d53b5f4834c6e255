import { ok } from '../domain/result';
import { refusal, type Refusal } from '../domain/refusal';
import { requestFile, type DeskFile } from '../packages/desk-file';
import { keyFingerprint, takeSiteKeyOfOthers, type DeskKeys } from '../storage/desk-keys';
import type { StoreKey } from '../storage/keys/store-key';
import type { Store } from '../storage/store';
import type { ByWhom } from './approve-desk';
import { findOtherSite, findSiteFacts } from './desk-site';
import type { Outcome } from './ports';

export interface AtDesk {
  dir: string;
  store: Store;
  key: StoreKey;
  keys: DeskKeys;
}

/** A desk whose own site key has signed other desks is the site: it cannot become a desk of another one. */
async function isSiteOfOthers({ store, keys }: Pick<AtDesk, 'store' | 'keys'>): Promise<boolean> {
  const { deskId: here } = await store.getFacts();
  return keys.holdsSiteKey && (await store.listDeskKeys()).some(({ deskId, siteSignature }) => deskId !== here && siteSignature !== null);
}

/** What this desk brings to the machine with the site's key: who it is, of which site, and its public key. */
export async function requestApproval({ store, keys }: Pick<AtDesk, 'store' | 'keys'>, { staffId, at }: ByWhom): Promise<Outcome<DeskFile>> {
  const facts = findSiteFacts(await store.getFacts());
  if (facts === null) return refusal('no-site');
  if (await isSiteOfOthers({ store, keys })) return refusal('desk-is-site');
  const { deskId, kind, exam, zone, site } = facts;
  const deskKey = keys.deskPublicPem;
  const place = ({ code, name }: { code: string; name: string }): { code: string; name: string } => ({ code, name });
  const file = requestFile({ deskId, kind, exam: { name: exam.name, year: exam.year }, zone: place(zone), site: place(site), deskKey }, (bytes) => keys.signAsDesk(bytes));
  return store.inTransaction(async (tx) => {
    await tx.append({ deskId, staffId, at }, { kind: 'desk.approvalRequested', registrationNo: null, payload: { deskId, fingerprint: keyFingerprint(deskKey) } });
    return ok(file);
  });
}

/** Why this desk does not accept what the file brings; null when it may. */
export async function findAcceptanceObstacle({ store, keys }: Pick<AtDesk, 'store' | 'keys'>, { request, approval }: DeskFile): Promise<Refusal | null> {
  const facts = await store.getFacts();
  const other = findOtherSite(facts, request);
  if (other !== null) return other;
  if (request.deskId !== facts.deskId || request.deskKey !== keys.deskPublicPem) return refusal('desk-file-of-other-desk', { theirs: request.deskId, ours: facts.deskId }).error;
  if (approval === null) return refusal('desk-not-approved', { deskId: facts.deskId }).error;
  return approval.siteKey !== keys.sitePublicPem && await isSiteOfOthers({ store, keys }) ? refusal('desk-is-site').error : null;
}

/**
 * The site's key is from now on the one that approved this desk; answers with its fingerprint. Cut off in the middle, the
 * export refuses a desk key that the known site key did not sign, and accepting once more completes it.
 */
export async function acceptApproval(desk: AtDesk, file: DeskFile, { staffId, at }: ByWhom): Promise<Outcome<string>> {
  const obstacle = await findAcceptanceObstacle(desk, file);
  if (obstacle !== null || file.approval === null) return { ok: false, error: obstacle ?? refusal('desk-not-approved').error };
  const { deskId, deskKey: publicPem } = file.request;
  const { siteKey, deskKeySignature: siteSignature } = file.approval;
  const siteKeyFingerprint = keyFingerprint(siteKey);
  if (siteKey === desk.keys.sitePublicPem && desk.keys.holdsSiteKey) return ok(siteKeyFingerprint);
  const told: Outcome<null> = await desk.store.inTransaction(async (tx) => {
    await tx.addDeskKey({ deskId, publicPem, siteSignature, addedAt: at });
    await tx.append({ deskId, staffId, at }, { kind: 'desk.approvalAccepted', registrationNo: null, payload: { deskId, siteKeyFingerprint } });
    return ok(null);
  });
  if (!told.ok) return told;
  await takeSiteKeyOfOthers(desk.dir, desk.key, siteKey);
  return ok(siteKeyFingerprint);
}
