import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Sha256 } from '../../domain/vocabulary';
import { registrationsAmong } from '../material-owners';
import type { DeskDatabase } from '../tables/desk-database';
import type { StoreFault } from '../whole-check';
import type { BackupTrouble } from './backup-trouble';
import { growPool } from './blob-pool';
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

export interface Losses {
  /** How many came back from the place. */
  takenBack: number;
  /** What is not in the data folder, and not whole in the place either. */
  gone: ReadonlySet<Sha256>;
}

/** Those of these bytes that lie whole in the place. */
export async function findWholeIn(poolDir: string, access: StoreAccess, shas: Iterable<Sha256>): Promise<ReadonlySet<Sha256>> {
  const pool = materialFilesIn(poolDir, access);
  const whole = new Set<Sha256>();
  for (const sha256 of shas) if ((await pool.read(sha256)).ok) whole.add(sha256);
  return whole;
}

/** These bytes come from the place, those that it has whole, over whatever lies under their names; answers which came. */
export async function bringMaterialsBack({ dataDir, access }: Omit<Snapshot, 'db'>, poolDir: string, shas: Iterable<Sha256>, each: () => Promise<void>): Promise<ReadonlySet<Sha256>> {
  const whole = await findWholeIn(poolDir, access, shas);
  if (whole.size > 0) await growPool(poolDir, dataDir, [...whole].map((sha256) => materialNames(access).nameOf(sha256)), each);
  return whole;
}

/** Material bytes that the data folder lost come back from the place, if it still has them; each is checked by its digest first. */
export async function takeBackLost(snapshot: Snapshot, poolDir: string, each: () => Promise<void>): Promise<Losses> {
  const own = materialFilesIn(snapshot.dataDir, snapshot.access);
  const lost: Sha256[] = [];
  for (const sha256 of await allNamed(snapshot)) if (!(await own.has(sha256))) lost.push(sha256);
  const back = await bringMaterialsBack(snapshot, poolDir, lost, each);
  return { takenBack: back.size, gone: new Set(lost.filter((sha256) => !back.has(sha256))) };
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
export async function blame(fault: StoreFault, { dataDir, access }: Omit<Snapshot, 'db'>): Promise<BackupTrouble> {
  if (fault.code === 'pages') return { code: 'backup-copy-damaged', detail: fault.detail };
  if (fault.code === 'chain-broken' || fault.code === 'seal-broken') return { code: 'store-damaged', detail: JSON.stringify(fault) };
  const { sha256, owners } = fault;
  if ((await materialFilesIn(dataDir, access).read(sha256)).ok) return { code: 'backup-copy-damaged', detail: sha256 };
  return { code: 'store-material-lost', registrations: registrationsAmong(owners).join(', ') || '-', sha256 };
}
