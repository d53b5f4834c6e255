import type { Kysely, Transaction } from 'kysely';
import { canonicalJson } from '../canonical/canonical-json';
import type { JsonValue } from '../domain/audit-event';
import type { SitePolicy } from '../domain/policy';
import type { Sha256, StaffId, Time } from '../domain/vocabulary';
import { fromJson } from './codecs';
import type { ProposedPolicy, SiteClosing, StaffAccount, StoreFacts, StoreReader, StoreWriter } from './store';
import type { DeskDatabase } from './tables/desk-database';

type Db = Kysely<DeskDatabase>;
type Trx = Transaction<DeskDatabase>;

async function findSetting(db: Db, key: string): Promise<string | null> {
  const row = await db.selectFrom('store_setting').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value ?? null;
}

async function saveSetting(trx: Trx, key: string, value: string): Promise<void> {
  await trx.insertInto('store_setting').values({ key, value }).onConflict((c) => c.column('key').doUpdateSet({ value })).execute();
}

/** Slots of the recovery code as text (keys/key-slots.ts); only a store on a server keeps them in its database. */
export function findRecoverySlots(db: Db): Promise<string | null> {
  return findSetting(db, 'recoverySlots');
}

export async function saveRecoverySlots(trx: Trx, text: string): Promise<void> {
  await saveSetting(trx, 'recoverySlots', text);
}

/** As below, null in a database in which no store has been made. */
export async function findFacts(db: Db): Promise<StoreFacts | null> {
  const value = await findSetting(db, 'facts');
  return value === null ? null : fromJson<StoreFacts>(value);
}

/** What the store says of itself; throws when it says nothing, which no made store does. */
export async function getFacts(db: Db): Promise<StoreFacts> {
  const facts = await findFacts(db);
  if (facts === null) throw new Error('store has no facts');
  return facts;
}

/** A store stays what it was made as: its id and its kind (live or training) never change. */
export async function saveFacts(trx: Trx, facts: StoreFacts): Promise<void> {
  const before = await findSetting(trx, 'facts');
  const made = before === null ? facts : fromJson<StoreFacts>(before);
  if (made.storeId !== facts.storeId || made.kind !== facts.kind) throw new Error('a store keeps its id and its kind');
  await saveSetting(trx, 'facts', canonicalJson({ ...facts, deskId: made.deskId, points: made.points }));
}

export async function findPolicy(db: Db, digest: Sha256): Promise<SitePolicy | null> {
  const row = await db.selectFrom('policy').select('content').where('digest', '=', digest).executeTakeFirst();
  return row === undefined ? null : fromJson<SitePolicy>(row.content);
}

export function findCurrentPolicyDigest(db: Db): Promise<Sha256 | null> {
  return findSetting(db, 'currentPolicy');
}

export async function findCurrentPolicy(db: Db): Promise<{ policy: SitePolicy; digest: Sha256 } | null> {
  const digest = await findCurrentPolicyDigest(db);
  const policy = digest === null ? null : await findPolicy(db, digest);
  return digest === null || policy === null ? null : { policy, digest };
}

/** The policy becomes the current one; adopting an earlier one again is possible, its row stays as it was. */
export async function adoptPolicy(trx: Trx, policy: { content: string; digest: Sha256; adoptedAt: Time; adoptedBy: StaffId | null }): Promise<void> {
  await trx.insertInto('policy')
    .values({ digest: policy.digest, content: policy.content, adopted_at: policy.adoptedAt, adopted_by: policy.adoptedBy })
    .onConflict((c) => c.column('digest').doNothing()).execute();
  await saveSetting(trx, 'currentPolicy', policy.digest);
}

/** In the order of their adding. Within one second the id decides, so that the order is the same at every start and on every desk. */
export async function listStaff(db: Db): Promise<readonly StaffAccount[]> {
  const rows = await db.selectFrom('staff').selectAll().orderBy('created_at').orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id, name: row.name, roles: fromJson<StaffAccount['roles']>(row.roles), active: row.active === 1, pinHash: row.pin_hash,
  }));
}

export async function addStaff(trx: Trx, account: StaffAccount, createdAt: Time): Promise<void> {
  await trx.insertInto('staff').values({
    id: account.id, name: account.name, pin_hash: account.pinHash, roles: canonicalJson(account.roles), active: account.active ? 1 : 0, created_at: createdAt,
  }).execute();
}

export async function listDeskKeys(db: Db): ReturnType<StoreReader['listDeskKeys']> {
  const rows = await db.selectFrom('desk_key').selectAll().orderBy('desk_id').execute();
  return rows.map((row) => ({ deskId: row.desk_id, publicPem: row.public_pem, siteSignature: row.site_signature }));
}

/** Adds a desk's public key, or the site's signature over it. */
export async function addDeskKey(trx: Trx, key: Parameters<StoreWriter['addDeskKey']>[0]): Promise<void> {
  const row = { desk_id: key.deskId, public_pem: key.publicPem, site_signature: key.siteSignature, added_at: key.addedAt };
  await trx.insertInto('desk_key').values(row)
    .onConflict((c) => c.column('desk_id').doUpdateSet({ public_pem: row.public_pem, site_signature: row.site_signature })).execute();
}

export async function findCommandAnswer(db: Db, commandId: string): Promise<JsonValue | null> {
  const row = await db.selectFrom('command_answer').select('answer').where('command_id', '=', commandId).executeTakeFirst();
  return row === undefined ? null : fromJson<JsonValue>(row.answer);
}

export async function saveCommandAnswer(trx: Trx, commandId: string, at: Time, answer: JsonValue): Promise<void> {
  await trx.insertInto('command_answer').values({ command_id: commandId, at, answer: canonicalJson(answer) }).execute();
}

/** Forgets answers from before `before`: no desk asks for them any more. Times of one store sort as text, but for a changed zone. */
export async function sweepCommandAnswers(trx: Trx, before: Time): Promise<number> {
  const swept = await trx.deleteFrom('command_answer').where('at', '<', before).executeTakeFirst();
  return Number(swept.numDeletedRows);
}

const SERVER_BACKUP = 'serverBackup';

/** When the server's backup that was marked last began; null when none was (resources/postgresql/README.md). */
export async function findServerBackup(db: Db): Promise<Time | null> {
  const value = await findSetting(db, SERVER_BACKUP);
  return value === null ? null : fromJson<{ began: Time }>(value).began;
}

/** Marks a finished backup by the server's own tools. */
export async function markServerBackup(trx: Trx, began: Time): Promise<void> {
  await saveSetting(trx, SERVER_BACKUP, canonicalJson({ began }));
}

const SITE_CLOSING = 'siteClosing';

export async function findSiteClosing(db: Db): Promise<SiteClosing | null> {
  const value = await findSetting(db, SITE_CLOSING);
  return value === null ? null : fromJson<SiteClosing>(value);
}

export async function closeSite(trx: Trx, closing: SiteClosing): Promise<void> {
  await saveSetting(trx, SITE_CLOSING, canonicalJson({ ...closing }));
}

const PROPOSED_POLICY = 'proposedPolicy';

export async function findProposedPolicy(db: Db): Promise<ProposedPolicy | null> {
  const value = await findSetting(db, PROPOSED_POLICY);
  return value === null ? null : fromJson<ProposedPolicy | null>(value);
}

export async function proposePolicy(trx: Trx, proposed: ProposedPolicy | null): Promise<void> {
  await saveSetting(trx, PROPOSED_POLICY, canonicalJson(proposed === null ? null : { ...proposed }));
}
