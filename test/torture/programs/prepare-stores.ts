// Makes what the tortures copy and ill-treat, in the folder it is given: `ready`, a store with cases that wait for a signature
// or a correction; `older`, a store as the first version made it; `lost-backups`, all that is left of a store on a lost disk;
// `package`, a registration package.
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ok } from '../../../src-main/domain/result';
import { appendEvent } from '../../../src-main/storage/audit-log';
import { recoverySlot } from '../../../src-main/storage/keys/slot-secrets';
import { writeSlots } from '../../../src-main/storage/keys/slot-files';
import { DATABASE_FILE, connectTo } from '../../../src-main/storage/connection';
import { createDeskKeys } from '../../../src-main/storage/desk-keys';
import { markAsStore, openSqliteFile } from '../../../src-main/storage/dialects/sqlite';
import { migrateTo } from '../../../src-main/storage/migrate';
import { attachToStore, createStore, openStore } from '../../../src-main/storage/open-store';
import { saveFacts } from '../../../src-main/storage/people';
import type { Store } from '../../../src-main/storage/store';
import { candidate, packageFiles, writeFolderPackage } from '../../support/registration-package';
import { AT_DESK, storeReadyCase, storeSignedCase, turnCase } from '../../support/stored-cases';
import { registrationNoOf, registrationRow, storeRegistrations } from '../../support/stored-registrations';
import { TEST_KEY, STORE_CREATED_AT, TRAINING_FACTS } from '../../support/temporary-store';
import { testImage } from '../../support/test-images';
import { DeskBackups } from '../backup-work';
import { signCase } from '../desk-work';
import { IN_PACKAGE, IN_REVIEW, LOST, OLDER, READY, RECOVERY_CODE, filesOf, placeOf } from '../places';

const FACTS = { ...TRAINING_FACTS, site: null, zone: null, exam: null };

function numbersOf({ from, to }: { from: number; to: number }): readonly number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

/** The bytes whose digests the rows of a made-up case name. */
async function keepBytesOf(dir: string, names: readonly string[]): Promise<void> {
  const files = filesOf(dir);
  const staged = await Promise.all(names.map((name) => files.stage(Buffer.from(name))));
  await files.publish(staged.map(({ sha256 }) => sha256));
}

async function makeReadyCase(store: Store, n: number): Promise<void> {
  const no = await storeReadyCase(store, n);
  await keepBytesOf(store.dir, ['photo', 'image', 'evidence'].map((what) => `${what} ${no}`));
}

async function makeReady(dir: string): Promise<void> {
  const slots = { storeKeyId: TEST_KEY.id, slots: [await recoverySlot(TEST_KEY, RECOVERY_CODE, true)] };
  const made = await createStore({ ...placeOf(dir), keepKey: () => writeSlots(dir, slots, () => Promise.resolve(true)), facts: FACTS, createdAt: STORE_CREATED_AT });
  if (!made.ok) throw new Error(made.error.code);
  const store = made.value;
  for (const n of numbersOf(READY)) await makeReadyCase(store, n);
  await storeRegistrations(dir, numbersOf(IN_REVIEW).map((n) => registrationRow(n)));
  await store.inTransaction(async (tx) => {
    for (const n of numbersOf(IN_REVIEW)) await turnCase(tx, registrationNoOf(n), 'inReview');
    return ok(null);
  });
  await store.close();
}

/** Signs, backs up, signs and mirrors; then the disk is gone. */
async function makeLost(out: string): Promise<void> {
  const dir = join(out, 'lost');
  await cp(join(out, 'ready'), dir, { recursive: true });
  const opened = await openStore(placeOf(dir));
  if (!opened.ok) throw new Error(opened.error.code);
  const desk = { store: opened.value, files: filesOf(dir), done: new Set<string>(), told: () => undefined };
  const backups = await DeskBackups.planned(dir);
  const sign = async (from: number, to: number): Promise<void> => {
    for (let n = from; n < to; n += 1) await signCase(desk, READY.from + n);
  };
  await sign(0, LOST.inBackup);
  await backups.backUp();
  await sign(LOST.inBackup, LOST.inBackup + LOST.inMirror);
  await backups.mirror();
  await opened.value.close();
  await rm(dir, { recursive: true });
}

async function makeOlder(dir: string): Promise<void> {
  for (const folder of ['blobs', 'staging']) await mkdir(join(dir, folder), { recursive: true });
  await createDeskKeys(dir, TEST_KEY);
  const empty = openSqliteFile(join(dir, DATABASE_FILE), { mode: 'write', key: TEST_KEY });
  markAsStore(empty);
  empty.close();
  const connection = connectTo(join(dir, DATABASE_FILE), 'write', { key: TEST_KEY });
  await migrateTo(connection.db, 1);
  await connection.db.transaction().execute(async (trx) => {
    await saveFacts(trx, FACTS);
    await appendEvent(trx, AT_DESK, { kind: 'store.created', registrationNo: null, payload: {} });
  });
  await connection.close();
  const store = attachToStore(placeOf(dir));
  for (const n of numbersOf({ from: 0, to: OLDER.signed })) {
    const no = await storeSignedCase(store, n);
    await keepBytesOf(dir, ['photo', 'image', 'evidence', 'picture'].map((what) => `${what} ${no}`));
  }
  await storeRegistrations(dir, numbersOf({ from: OLDER.signed, to: OLDER.registrations }).map((n) => registrationRow(n)));
  await store.close();
}

async function makePackage(dir: string): Promise<void> {
  const image = await testImage({ width: 120, height: 100 });
  const rows = numbersOf(IN_PACKAGE).map((n) => candidate(n));
  const images = await Promise.all(numbersOf(IN_PACKAGE).map(async (n) => [
    [`images/${registrationNoOf(n)}/ID_1.jpg`, await testImage({ width: 120, height: 100, shade: n % 250 })], [`images/${registrationNoOf(n)}/ID_2.jpg`, image],
  ] as const));
  await writeFolderPackage(dir, packageFiles({ rows, files: Object.fromEntries(images.flat()) }));
}

const [out = ''] = process.argv.slice(2);
for (const folder of ['ready', 'older', 'package']) await mkdir(join(out, folder), { recursive: true });
await makeReady(join(out, 'ready'));
await makeLost(out);
await makeOlder(join(out, 'older'));
await makePackage(join(out, 'package'));
