import { findExportRefusal, findRetentionRefusal, type ExportProof, type StoreBeside } from '../domain/purge-rules';
import { refusal, type Refusal } from '../domain/refusal';
import { err, ok } from '../domain/result';
import type { AuditHead } from '../domain/audit-event';
import type { RegistrationNo, Sha256 } from '../domain/vocabulary';
import { readExportProof } from '../packages/result-proof';
import { verifyResultPackage } from '../packages/result-verify';
import type { StaffAccount, StoreReader } from '../storage/store';
import type { DeskPorts, Outcome } from './ports';
import { tellLog } from './tell-log';

const EVENTS_A_PAGE = 500;

/** Null when the store may be destroyed today. */
export async function findPurgeObstacle({ store, clock }: Pick<DeskPorts, 'store' | 'clock'>): Promise<Refusal | null> {
  const current = await store.findCurrentPolicy();
  return findRetentionRefusal(current?.policy ?? null, clock.now());
}

async function sealsOf(store: StoreReader): Promise<ReadonlyMap<RegistrationNo, Sha256>> {
  const seals = new Map<RegistrationNo, Sha256>();
  for (const no of await store.listTouchedCases()) {
    const seal = (await store.findCase(no))?.seal ?? null;
    if (seal !== null) seals.set(no, seal.sha256);
  }
  return seals;
}

async function storeBeside(store: StoreReader, exported: AuditHead | null): Promise<StoreBeside> {
  const seq = exported?.seq ?? 0;
  const [at] = await store.listEvents({ fromSeq: seq, limit: 1 });
  const since: StoreBeside['since'][number][] = [];
  for (let from = seq + 1; ;) {
    const page = await store.listEvents({ fromSeq: from, limit: EVENTS_A_PAGE });
    since.push(...page.map(({ kind, registrationNo }) => ({ kind, registrationNo })));
    if (page.length < EVENTS_A_PAGE) break;
    from += EVENTS_A_PAGE;
  }
  return { seals: await sealsOf(store), atExport: at?.seq === seq ? { seq, hash: at.hash } : null, since };
}

/** The export, when it is sound, signed by this site, and holds all that the store does. */
export async function admitExport({ store, keys }: Pick<DeskPorts, 'store' | 'keys'>, path: string): Promise<Outcome<ExportProof>> {
  if (keys.siteKeyFingerprint === null) return refusal('site-key-elsewhere');
  const { sound, trusted, problems } = await verifyResultPackage([path], { siteKey: keys.siteKeyFingerprint, lang: 'en' });
  if (!sound || !trusted) return refusal('purge-export-unfit', { why: sound ? 'not-trusted' : 'not-sound', registrations: problems.slice(0, 3).map(({ code, path: at }) => `${code} ${at ?? ''}`.trim()).join(', ') });
  const proof = await readExportProof(path);
  if (proof === null) return refusal('purge-export-unfit', { why: 'not-sound', registrations: '' });
  const unfit = findExportRefusal(proof, await storeBeside(store, proof.lastEvent));
  return unfit === null ? ok(proof) : err(unfit);
}

/** An administrator and another person who may decide agree to destroy the store. */
export function admitTwo(first: StaffAccount, second: StaffAccount): Refusal | null {
  if (!first.roles.includes('administrator')) return refusal('role-missing', { role: 'administrator' }).error;
  if (first.id === second.id) return refusal('purge-same-person').error;
  return second.roles.includes('administrator') || second.roles.includes('approver') ? null : refusal('role-missing', { role: 'approver' }).error;
}

/** The last event of a store. It tells, should the purge be broken off before the first key is gone, what was begun. */
export async function tellPurge(ports: DeskPorts, { sha256, seals }: ExportProof, [first, second]: readonly [StaffAccount, StaffAccount]): Promise<void> {
  const { deskId } = await ports.store.getFacts();
  await tellLog(ports, { deskId, staffId: first.id }, { kind: 'store.purgeBegun', registrationNo: null, payload: { export: sha256, seals: seals.size, with: second.id } });
}
