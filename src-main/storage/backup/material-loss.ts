import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { RegistrationNo, Sha256 } from '../../domain/vocabulary';
import type { DeskDatabase } from '../tables/desk-database';
import type { StoreFault } from '../whole-check';
import type { BackupTrouble } from './backup-trouble';
import { growPool } from './blob-pool';
import { BYTES_IN } from './mirror-rows';
import { materialFilesIn, materialNames, type StoreAccess } from './store-access';

type Db = Kysely<DeskDatabase>;

/** A snapshot of the store, and where its material bytes lie. */
export interface Snapshot {
  db: Db;
  dataDir: string;
  access: StoreAccess;
}

async function allNamed({ db }: Snapshot): Promise<readonly Sha256[]> {
  return (await db.selectFrom('blob').select('sha256').execute()).map(({ sha256 }) => sha256);
}

/** The registrations whose pictures or papers these bytes are. */
async function registrationsOf(db: Db, sha256: Sha256): Promise<readonly RegistrationNo[]> {
  const found = new Set<RegistrationNo>();
  for (const [table, column] of BYTES_IN) {
    const { rows } = await sql<{ registration_no: string }>`select registration_no from ${sql.table(table)} where ${sql.ref(column)} = ${sha256}`.execute(db);
    for (const row of rows) found.add(row.registration_no);
  }
  return [...found];
}

export interface Losses {
  /** How many came back from the place. */
  takenBack: number;
  /** What is not in the data folder, and not whole in the place either. */
  gone: ReadonlySet<Sha256>;
}

/** Material bytes that the data folder lost come back from the place, if it still has them; each is checked by its digest first. */
export async function takeBackLost(snapshot: Snapshot, poolDir: string, each: () => Promise<void>): Promise<Losses> {
  const { dataDir, access } = snapshot;
  const [own, pool] = [materialFilesIn(dataDir, access), materialFilesIn(poolDir, access)];
  const gone = new Set<Sha256>();
  const found: string[] = [];
  for (const sha256 of await allNamed(snapshot)) {
    if (await own.has(sha256)) continue;
    if ((await pool.read(sha256)).ok) found.push(materialNames(access).nameOf(sha256));
    else gone.add(sha256);
  }
  if (found.length > 0) await growPool(poolDir, dataDir, found, each);
  return { takenBack: found.length, gone };
}

/** Bytes that were just copied and are not what they should be leave the place: a later backup takes what is there for good. */
export async function dropDamaged(snapshot: Snapshot, poolDir: string, added: ReadonlySet<string>): Promise<void> {
  const pool = materialFilesIn(poolDir, snapshot.access);
  for (const sha256 of await allNamed(snapshot)) {
    const name = materialNames(snapshot.access).nameOf(sha256);
    if (added.has(name) && !(await pool.read(sha256)).ok) await rm(join(poolDir, 'blobs', name), { force: true });
  }
}

/** Whether the store lost what a backup of it misses, or the copy alone is not as it was written. */
export async function blame(fault: StoreFault, { db, dataDir, access }: Snapshot): Promise<BackupTrouble> {
  if (fault.code === 'pages') return { code: 'backup-copy-damaged', detail: fault.detail };
  if (fault.code === 'chain-broken' || fault.code === 'seal-broken') return { code: 'store-damaged', detail: JSON.stringify(fault) };
  const { sha256 } = fault;
  if ((await materialFilesIn(dataDir, access).read(sha256)).ok) return { code: 'backup-copy-damaged', detail: sha256 };
  return { code: 'store-material-lost', registrations: (await registrationsOf(db, sha256)).join(', ') || '-', sha256 };
}
