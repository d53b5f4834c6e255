import type { Transaction } from 'kysely';
import { canonicalJson } from '../../canonical/canonical-json';
import { isNextEvent } from '../../domain/audit-chain';
import type { AuditEvent, AuditHead } from '../../domain/audit-event';
import { err, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import type { RegistrationNo, Sha256 } from '../../domain/vocabulary';
import { appendEvent, getAuditHead, hashEvent } from '../audit-log';
import { findCase } from '../case-reads';
import { openConnection } from '../connection';
import type { DeskConnection } from '../connection';
import { getFacts } from '../people';
import { isSealSigned } from '../seal-check';
import { StorageFailure } from '../storage-failure';
import type { EventContext, StorageTrouble } from '../store';
import type { DeskDatabase } from '../tables/desk-database';
import { growPool, listPool } from './blob-pool';
import { bringBeside, bringCase, bringPapers } from './insert-rows';
import { listEntries, readEntry } from './mirror-form';
import type { EntryName, MirrorEntry } from './mirror-form';
import { materialFilesIn, materialNames } from './store-access';
import type { StoreAccess } from './store-access';

export interface BroughtBack {
  /** The chain before and after. */
  from: number;
  to: number;
  seals: readonly RegistrationNo[];
  /** Bytes that neither the store nor the place has whole: the seals come back all the same, and say what is missing. */
  missing: readonly Sha256[];
}

export type BringBackTrouble =
  | { code: 'mirror-missing'; from: number }
  | { code: 'mirror-damaged'; entry: string; detail: string }
  | StorageTrouble;

/** Ends a transaction in which something of the mirror does not hold. */
class NotSound extends Error {}

async function appendAsItWas(trx: Transaction<DeskDatabase>, event: AuditEvent): Promise<void> {
  await trx.insertInto('audit_event').values({
    seq: event.seq, at: event.at, desk_id: event.deskId, staff_id: event.staffId, kind: event.kind, registration_no: event.registrationNo,
    payload: canonicalJson(event.payload), prev_hash: event.prevHash, hash: event.hash,
  }).execute();
}

async function bringEvents(trx: Transaction<DeskDatabase>, events: readonly AuditEvent[]): Promise<void> {
  let head = await getAuditHead(trx);
  for (const event of events) {
    if (event.seq <= head.seq) continue;
    if (!isNextEvent(head, event, hashEvent)) throw new NotSound(`event ${event.seq} does not follow`);
    await appendAsItWas(trx, event);
    head = { seq: event.seq, hash: event.hash };
  }
}

/** The seal that was brought: as its event tells, of the desk's key, and the same as the rows around it. */
async function proveCase(trx: Transaction<DeskDatabase>, registrationNo: RegistrationNo, events: readonly AuditEvent[]): Promise<void> {
  const seal = (await findCase(trx, registrationNo))?.seal ?? null;
  if (seal === null) throw new NotSound('no seal');
  const key = await trx.selectFrom('desk_key').select('public_pem').where('desk_id', '=', seal.deskId).executeTakeFirst();
  if (!isSealSigned(seal, key?.public_pem ?? '')) throw new NotSound('the seal is not of the desk key');
  const told = events.some((event) => event.kind === 'case.signed' && event.registrationNo === registrationNo && event.payload['seal'] === seal.sha256);
  if (!told) throw new NotSound('no event tells of the seal');
}

async function bringEntry(connection: DeskConnection, entry: MirrorEntry): Promise<Result<readonly RegistrationNo[], { code: 'mirror-damaged'; detail: string } | StorageTrouble>> {
  try {
    return await connection.inTransaction(async (trx) => {
      const brought: RegistrationNo[] = [];
      await bringBeside(trx, entry.beside);
      await bringEvents(trx, entry.events);
      for (const { registrationNo, rows } of entry.cases) {
        if ((await bringCase(trx, registrationNo, rows)) === 'there') continue;
        await proveCase(trx, registrationNo, entry.events);
        brought.push(registrationNo);
      }
      await bringPapers(trx, entry.beside);
      return ok(brought);
    });
  } catch (error) {
    if (error instanceof NotSound) return err({ code: 'mirror-damaged', detail: error.message });
    if (error instanceof StorageFailure && error.trouble.code === 'seal-broken') return err({ code: 'mirror-damaged', detail: `seal-broken ${error.trouble.part}` });
    throw error;
  }
}

/** Whole bytes lie in the store before the rows that name them; the answer is those that are nowhere whole. */
async function bringBytes({ dataDir, storeDir, access }: Work, bytes: readonly Sha256[]): Promise<readonly Sha256[]> {
  const [own, pool] = await Promise.all([listPool(dataDir), listPool(storeDir)]);
  const theirs = materialFilesIn(storeDir, access);
  const names: string[] = [];
  const missing: Sha256[] = [];
  for (const sha256 of bytes) {
    const name = materialNames(access).nameOf(sha256);
    if (own.has(name)) continue;
    if (pool.has(name) && (await theirs.read(sha256)).ok) names.push(name);
    else missing.push(sha256);
  }
  await growPool(storeDir, dataDir, names, () => Promise.resolve());
  return missing;
}

interface Work {
  dataDir: string;
  storeDir: string;
  access: StoreAccess;
}

async function bringOne(connection: DeskConnection, work: Work, { name }: EntryName): Promise<Result<Pick<BroughtBack, 'seals' | 'missing'>, BringBackTrouble>> {
  const entry = await readEntry(work.storeDir, name, work.access.key);
  const { storeId } = await getFacts(connection.db);
  if (entry === null || entry.storeId !== storeId) return err({ code: 'mirror-damaged', entry: name, detail: 'cannot be opened' });
  const missing = await bringBytes(work, entry.bytes);
  const brought = await bringEntry(connection, entry);
  if (brought.ok) return ok({ seals: brought.value, missing });
  return err(brought.error.code === 'mirror-damaged' ? { ...brought.error, entry: name } : brought.error);
}

async function bringAll(connection: DeskConnection, work: Work): Promise<Result<BroughtBack, BringBackTrouble>> {
  const before: AuditHead = await getAuditHead(connection.db);
  const entries = (await listEntries(work.storeDir)).filter(({ to }) => to > before.seq);
  const [first] = entries;
  if (first !== undefined && first.from > before.seq + 1) return err({ code: 'mirror-missing', from: before.seq + 1 });
  const seals: RegistrationNo[] = [];
  const missing: Sha256[] = [];
  for (const entry of entries) {
    const brought = await bringOne(connection, work, entry);
    if (!brought.ok) return brought;
    seals.push(...brought.value.seals);
    missing.push(...brought.value.missing);
  }
  return ok({ from: before.seq, to: (await getAuditHead(connection.db)).seq, seals, missing });
}

/**
 * Brings back what the mirror holds beyond the end of the store's chain: the events as they were, and every case that was
 * sealed in them, each entry in one transaction and proven before it is committed. Work on cases that were not signed is not
 * in the mirror: that gap is told by an event, with which the desk goes on.
 */
export async function bringBack(work: Work, context: EventContext, seen: AuditHead | null): Promise<Result<BroughtBack, BringBackTrouble>> {
  const connection = openConnection(work.dataDir, work.access);
  try {
    const brought = await bringAll(connection, work);
    if (!brought.ok) return brought;
    const { from, to, seals, missing } = brought.value;
    if (to === from) return brought;
    const payload = { from: from + 1, to, seals: seals.length, missing: missing.length, seen: seen?.seq ?? to };
    const told = await connection.inTransaction<AuditEvent, never>(async (trx) => ok(await appendEvent(trx, context, { kind: 'seals.broughtBack', registrationNo: null, payload })));
    return told.ok ? brought : told;
  } finally {
    await connection.close();
  }
}

/**
 * An approver goes on without what is nowhere any more: the event says up to where the chain was once seen. The answer is the
 * end of the chain, which the marks are set to.
 */
export async function acceptGap({ dataDir, access }: Pick<Work, 'dataDir' | 'access'>, context: EventContext, seen: AuditHead): Promise<Result<AuditHead, StorageTrouble>> {
  const connection = openConnection(dataDir, access);
  try {
    return await connection.inTransaction<AuditHead, never>(async (trx) => {
      const { seq } = await getAuditHead(trx);
      const told = await appendEvent(trx, context, { kind: 'seals.gapAccepted', registrationNo: null, payload: { from: seq + 1, seen: seen.seq, seenHash: seen.hash } });
      return ok({ seq: told.seq, hash: told.hash });
    });
  } finally {
    await connection.close();
  }
}
