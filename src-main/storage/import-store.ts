import type { Transaction } from 'kysely';
import type { ExistingRegistration } from '../domain/registration-decision';
import { err, ok, type Result } from '../domain/result';
import type { RegistrationNo, Sha256 } from '../domain/vocabulary';
import { appendEvent } from './audit-log';
import { openConnection, type DeskConnection, type StoreConnectionOptions } from './connection';
import { readExisting } from './import-existing';
import { clearLeftOver, clearStaged } from './import-left-over';
import { takeImportLock, type ImportLock, type ImportRunning } from './import-lock';
import { publishStaged, type BlobFacts, type ImportedPackage, type OpenedMeanwhile } from './import-publication';
import { imageRow, inStatements, markRow, registrationRow, type StagedImage, type StagedMark, type StagedRegistration } from './import-rows';
import { findOwnDesk, type OwnDesk } from './own-desk';
import { findSiteClosing, getFacts, proposePolicy, saveFacts } from './people';
import { namingTrouble } from './storage-failure';
import type { EventContext, NewEvent, StorageTrouble, StoreFacts } from './store';
import type { DeskDatabase } from './tables/desk-database';

type Written = Promise<Result<null, StorageTrouble>>;

export interface Publication {
  package: ImportedPackage;
  blobs: readonly BlobFacts[];
  /** The store's facts, bound to the package's site and exam. */
  facts: StoreFacts;
  context: EventContext;
  event: NewEvent;
  /** The package's policy.json, where it has one. */
  policyText?: string;
}

/** Every outcome of the site is frozen. */
export interface SiteClosed {
  code: 'site-closed';
}

/** What the rows of one import need of a store, on a connection of its own. One import at a time; whoever opens it closes it. */
export interface ImportStore {
  getFacts(): Promise<StoreFacts>;
  /** An approver closed the site: nothing is published any more. */
  isSiteClosed(): Promise<boolean>;
  /** Digest of the manifest that was imported under this id before. */
  findManifestDigest(packageId: string): Promise<Sha256 | null>;
  /** Every registration of the store, with how far its case is. `now` decides whether a claim still holds. */
  readExisting(now: Date): Promise<ReadonlyMap<RegistrationNo, ExistingRegistration>>;
  /** Takes away what a broken-off import left, and tells the log of both. */
  begin(context: EventContext, event: NewEvent): Written;
  stageRegistrations(rows: readonly StagedRegistration[]): Written;
  stageMarks(rows: readonly StagedMark[]): Written;
  stageImages(rows: readonly StagedImage[]): Written;
  /** These photos turned out to be no images. */
  dropPhotos(registrationNos: readonly RegistrationNo[]): Written;
  unstage(registrationNos: readonly RegistrationNo[]): Written;
  publish(publication: Publication): Promise<Result<null, OpenedMeanwhile | SiteClosed | StorageTrouble>>;
  /** Takes the staged rows away and tells the log why. */
  giveUp(context: EventContext, event: NewEvent): Written;
  close(): Promise<void>;
}

/** Opens a store for one import, of this desk or, on a server, of the whole site. */
export async function openImportStore(dir: string, importId: string, options: StoreConnectionOptions): Promise<Result<ImportStore, ImportRunning | StorageTrouble>> {
  const lock = await takeImportLock(dir, options);
  if (!lock.ok) return lock;
  const own = options.server === undefined ? null : findOwnDesk(dir);
  return ok(importStoreOn(openConnection(dir, options, { mode: 'write', patient: true }), importId, lock.value, own));
}

function importStoreOn(connection: DeskConnection, importId: string, lock: ImportLock, own: OwnDesk | null): ImportStore {
  const { db } = connection;
  const write = (work: (trx: Transaction<DeskDatabase>) => Promise<void>): Written => connection.inTransaction(async (trx) => {
    await work(trx);
    return ok(null);
  });
  return {
    getFacts: () => namingTrouble(async () => ({ ...await getFacts(db), ...(own === null ? {} : { deskId: own.deskId, points: own.points }) })),
    isSiteClosed: () => namingTrouble(async () => (await findSiteClosing(db)) !== null),
    findManifestDigest: (packageId) => namingTrouble(() => findManifestDigest(connection, packageId)),
    readExisting: (now) => namingTrouble(() => readExisting(connection, now)),
    begin: (context, event) => write((trx) => clearAndTell(trx, importId, context, event)),
    stageRegistrations: (rows) => inShortTransactions(rows.map((row) => registrationRow(importId, row)), write, stageRows),
    stageMarks: (rows) => inShortTransactions(rows.map((row) => markRow(importId, row)), write, stageRows),
    stageImages: (rows) => inShortTransactions(rows.map((row) => imageRow(importId, row)), write, async (trx, some) => {
      await trx.insertInto('staged_material_image').values(some).execute();
    }),
    dropPhotos: (numbers) => inShortTransactions(numbers, write, async (trx, some) => {
      await trx.updateTable('staged_registration').set({ photo: null }).where('import_id', '=', importId).where('registration_no', 'in', some).execute();
    }),
    unstage: (numbers) => inShortTransactions(numbers, write, (trx, some) => unstageRows(trx, importId, some)),
    publish: (publication) => connection.inTransaction((trx) => publishImport(trx, importId, publication, lock)),
    giveUp: (context, event) => write((trx) => clearAndTell(trx, importId, context, event)),
    async close() {
      await connection.close();
      lock.release();
    },
  };
}

/** The desk writes to the same file: a batch holds the lock for milliseconds and lets go. */
async function inShortTransactions<T>(
  rows: readonly T[], write: (work: (trx: Transaction<DeskDatabase>) => Promise<void>) => Written, batch: (trx: Transaction<DeskDatabase>, rows: readonly T[]) => Promise<void>,
): Written {
  for (const some of inStatements(rows)) {
    const written = await write((trx) => batch(trx, some));
    if (!written.ok) return written;
  }
  return ok(null);
}

async function stageRows(trx: Transaction<DeskDatabase>, rows: readonly ReturnType<typeof registrationRow>[]): Promise<void> {
  await trx.insertInto('staged_registration').values(rows).execute();
}

async function unstageRows(trx: Transaction<DeskDatabase>, importId: string, numbers: readonly RegistrationNo[]): Promise<void> {
  for (const table of ['staged_registration', 'staged_material_image'] as const) {
    await trx.deleteFrom(table).where('import_id', '=', importId).where('registration_no', 'in', numbers).execute();
  }
}

async function clearAndTell(trx: Transaction<DeskDatabase>, importId: string, context: EventContext, event: NewEvent): Promise<void> {
  await clearLeftOver(trx, importId, context);
  await appendEvent(trx, context, event);
}

async function publishImport(trx: Transaction<DeskDatabase>, importId: string, publication: Publication, lock: ImportLock): Promise<Result<null, OpenedMeanwhile | SiteClosed | StorageTrouble>> {
  if (!(await lock.isHeld(trx))) return err({ code: 'server-lost', applied: 'no' });
  if ((await findSiteClosing(trx)) !== null) return err({ code: 'site-closed' });
  const { packageId, importedAt, repeated } = publication.package;
  const published = await publishStaged(trx, importId, publication.package, publication.blobs);
  if (!published.ok) return published;
  await saveFacts(trx, publication.facts);
  if (publication.policyText !== undefined && !repeated) await proposePolicy(trx, { packageId, importedAt, text: publication.policyText });
  await clearStaged(trx);
  await appendEvent(trx, publication.context, publication.event);
  return ok(null);
}

async function findManifestDigest({ db }: DeskConnection, packageId: string): Promise<Sha256 | null> {
  const row = await db.selectFrom('package').select('manifest_digest').where('package_id', '=', packageId).executeTakeFirst();
  return row?.manifest_digest ?? null;
}
