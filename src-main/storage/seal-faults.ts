import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { SealFault } from '../domain/sealed-record';
import type { RegistrationNo, Sha256 } from '../domain/vocabulary';
import { findCase } from './case-reads';
import { fromJson } from './codecs';
import { isSealSigned } from './seal-check';
import { StorageFailure } from './storage-failure';
import type { DeskDatabase } from './tables/desk-database';
import type { SealTable } from './tables/signing-tables';

type Db = Kysely<DeskDatabase>;
/** Does one read, on a snapshot of its own or on one for all. */
type DoRead = <T>(work: (db: Db) => Promise<T>) => Promise<T>;
type SealRow = Pick<SealTable, 'registration_no' | 'sha256' | 'content' | 'signature' | 'desk_id'>;

/** A signed case that is not as it was signed. */
export interface BrokenSeal {
  registrationNo: RegistrationNo;
  /** `seal`: the log tells of a seal that is not there; `event`: of another one, or of none. */
  part: SealFault | 'deskSignature' | 'event';
  /** Number of the event that tells of the signing; null when none does. */
  seq: number | null;
}

/** A page of a check, and where the next one goes on; `next` is null after the last. */
export interface SealPage<Place> {
  checked: number;
  broken: readonly BrokenSeal[];
  next: Place | null;
}

interface ToldSeal {
  seq: number;
  registrationNo: RegistrationNo;
  seal: Sha256 | null;
}

/** Cases read without letting the thread do anything else: some ten milliseconds. */
const SEALS_A_PAGE = 4;
const EVENTS_A_PAGE = 500;

function toldSeal(row: { seq: number; registration_no: string | null; payload: string }): ToldSeal {
  return { seq: row.seq, registrationNo: row.registration_no ?? '', seal: fromJson<{ seal?: Sha256 }>(row.payload).seal ?? null };
}

async function listTold(db: Db, registrationNo: RegistrationNo): Promise<readonly ToldSeal[]> {
  const rows = await db.selectFrom('audit_event').select(['seq', 'registration_no', 'payload']).where('registration_no', '=', registrationNo).where('kind', '=', 'case.signed').orderBy('seq').execute();
  return rows.map(toldSeal);
}

async function findFaultyPart(db: Db, seal: SealRow, publicPem: string, told: readonly ToldSeal[]): Promise<BrokenSeal['part'] | null> {
  try {
    await findCase(db, seal.registration_no);
  } catch (error) {
    if (error instanceof StorageFailure && error.trouble.code === 'seal-broken') return error.trouble.part;
    throw error;
  }
  if (!isSealSigned(seal, publicPem)) return 'deskSignature';
  return told.some((event) => event.seal === seal.sha256) ? null : 'event';
}

/** The seals after a number: each against the rows of its case, the desk's key and the event that tells of it. */
export async function checkSealsAfter(db: Db, after: RegistrationNo): Promise<SealPage<RegistrationNo>> {
  const keys = new Map((await db.selectFrom('desk_key').select(['desk_id', 'public_pem']).execute()).map((key) => [key.desk_id, key.public_pem]));
  const seals = await db.selectFrom('seal').select(['registration_no', 'sha256', 'content', 'signature', 'desk_id']).where('registration_no', '>', after).orderBy('registration_no').limit(SEALS_A_PAGE).execute();
  const broken: BrokenSeal[] = [];
  for (const seal of seals) {
    const told = await listTold(db, seal.registration_no);
    const part = await findFaultyPart(db, seal, keys.get(seal.desk_id) ?? '', told);
    if (part !== null) broken.push({ registrationNo: seal.registration_no, part, seq: told.at(-1)?.seq ?? null });
  }
  return { checked: seals.length, broken, next: seals.length < SEALS_A_PAGE ? null : seals.at(-1)?.registration_no ?? null };
}

/**
 * The signings that the log tells of after an event: the seal of each is there, and the one that was told. A seal that was
 * taken away, or made a second time, is found from here alone.
 */
export async function checkToldAfter(db: Db, after: number): Promise<SealPage<number>> {
  const rows = await db.selectFrom('audit_event').select(['seq', 'registration_no', 'payload']).where('kind', '=', 'case.signed').where('seq', '>', after).orderBy('seq').limit(EVENTS_A_PAGE).execute();
  const told = rows.map(toldSeal);
  const seals = told.length === 0 ? [] : await db.selectFrom('seal').select(['registration_no', 'sha256']).where('registration_no', 'in', told.map(({ registrationNo }) => registrationNo)).execute();
  const there = new Map(seals.map((row) => [row.registration_no, row.sha256]));
  const broken = told.flatMap(({ seq, registrationNo, seal }): BrokenSeal[] => {
    const found = there.get(registrationNo);
    return found === seal ? [] : [{ registrationNo, part: found === undefined ? 'seal' : 'event', seq }];
  });
  return { checked: rows.length, broken, next: rows.length < EVENTS_A_PAGE ? null : rows.at(-1)?.seq ?? null };
}

/** Walks pages to the last one. `pace` is waited for between them. */
async function* walk<Place>(first: Place, page: (after: Place) => Promise<SealPage<Place>>, pace: () => Promise<void>): AsyncGenerator<SealPage<Place>> {
  for (let after: Place | null = first; after !== null;) {
    const found: SealPage<Place> = await page(after);
    yield found;
    after = found.next;
    if (after !== null) await pace();
  }
}

/** Every seal, and every signing that the log tells of; each case that is not as it was signed is named once. `checked` counts seals. */
export async function* walkSeals(read: DoRead, pace: () => Promise<void> = () => Promise.resolve()): AsyncGenerator<Pick<SealPage<never>, 'checked' | 'broken'>> {
  const named = new Set<RegistrationNo>();
  const unnamed = (broken: readonly BrokenSeal[]): readonly BrokenSeal[] => broken.filter(({ registrationNo }) => !named.has(registrationNo) && named.add(registrationNo));
  for await (const { checked, broken } of walk('', (after) => read((db) => checkSealsAfter(db, after)), pace)) yield { checked, broken: unnamed(broken) };
  for await (const { broken } of walk(0, (after) => read((db) => checkToldAfter(db, after)), pace)) yield { checked: 0, broken: unnamed(broken) };
}

/** The first of all by the number of its event; one that no event tells of comes last. The thread is let go between the pages. */
export async function findBrokenSeal(read: DoRead): Promise<BrokenSeal | null> {
  const all: BrokenSeal[] = [];
  for await (const { broken } of walkSeals(read, nextTurn)) all.push(...broken);
  return all.toSorted((a, b) => (a.seq ?? Infinity) - (b.seq ?? Infinity))[0] ?? null;
}
