// A program of its own: in the empty folder it is given, signs cases and, by turns, commits as many log frames to a database
// without rules that is opened in the same way. Prints the milliseconds of each and the frames of a signing.
import type Database from 'better-sqlite3';
import { canonicalJson, digestOf, sha256Hex } from '../../../src-main/canonical/canonical-json';
import { ok } from '../../../src-main/domain/result';
import { createStore } from '../../../src-main/storage/open-store';
import type { Store, StoreWriter } from '../../../src-main/storage/store';
import { AT_DESK, digestNamed, sealOf, storeReadyCase, turnCase } from '../../../test/support/stored-cases';
import { STORE_CREATED_AT, TRAINING_FACTS } from '../../../test/support/temporary-store';
import { openRaw, placeOf } from './store-place';

const CASES = 220;
const SAMPLED = 10;
const PAGE = 4096;
/** What a page takes for itself, the cipher's tag among it. */
const PAGE_OWN = 40;
const SECTIONS = ['person', 'education', 'work', 'materials', 'declaration'];
/** Samples of an unhurried signature on a pen display. */
const SAMPLES = 1_500;
const SEAL_FILLER = 'x'.repeat(6_000);

interface PreparedForm {
  no: string;
  content: string;
  digest: string;
}

const [, , dir = ''] = process.argv;
const made = await createStore({ ...placeOf(dir), facts: TRAINING_FACTS, createdAt: STORE_CREATED_AT });
if (!made.ok) throw new Error(made.error.code);
const store = made.value;
const forms: PreparedForm[] = [];
for (let n = 0; n < CASES; n += 1) forms.push(await prepare(store, await storeReadyCase(store, n)));
const log = openRaw(dir, 'countersign.db');
const raw = openRaw(dir, 'raw.db');
raw.pragma('journal_mode = wal');
raw.exec('create table kept (id integer primary key, bytes blob)');
const insert = raw.prepare('insert into kept (bytes) values (?)');

const frames = await framesOf(forms.splice(0, SAMPLED), (form) => signOne(store, form), log);
let bytes = Buffer.alloc((frames - 1) * (PAGE - PAGE_OWN), 7);
const commitRaw = (): Promise<void> => Promise.resolve(void raw.transaction(() => insert.run(bytes)).immediate());
const rawFrames = await framesOf(Array.from({ length: SAMPLED }), commitRaw, raw);
bytes = Buffer.alloc((frames - 1 - (rawFrames - frames)) * (PAGE - PAGE_OWN), 7);
const times = { sign: [] as number[], raw: [] as number[] };
for (const form of forms) {
  times.raw.push(await timed(commitRaw));
  times.sign.push(await timed(() => signOne(store, form)));
}
log.close();
await store.close();
raw.close();
console.log(JSON.stringify({ ...times, frames }));

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Log frames that a commit takes, the middle of several. */
async function framesOf<T>(each: readonly T[], work: (one: T) => Promise<unknown>, database: Database.Database): Promise<number> {
  const counts: number[] = [];
  for (const one of each) {
    database.pragma('wal_checkpoint(truncate)');
    await work(one);
    counts.push((database.pragma('wal_checkpoint(passive)') as { log: number }[])[0]?.log ?? 0);
  }
  return counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;
}

/** What is there before the transaction: pictures of the sections, and the form that the candidate's screen sent. */
async function prepare(on: Store, no: string): Promise<PreparedForm> {
  const sections = SECTIONS.map((id, index) => ({ id, confirmedAtMs: 1000 * index, picture: digestNamed(`picture ${id} ${no}`) }));
  await on.inTransaction(async (tx) => {
    for (const { picture } of sections) await tx.addBlob({ sha256: picture, bytes: 40_000, mediaType: 'image/png', width: 1200, height: 400 });
    return ok(null);
  });
  const strokes = [Array.from({ length: SAMPLES }, (_, n) => [n * 7, n * 3, 32_000 + n, null, null, n * 4_000])];
  const form = { format: 'countersign.signature', version: 1, sheetDigest: digestNamed(no), sections, strokes };
  return { no, content: canonicalJson(form), digest: digestOf(form) };
}

/** The signing transaction of the desk in its order and of its size. */
async function signOne(on: Store, form: PreparedForm): Promise<void> {
  const done = await on.inTransaction<unknown, never>(async (tx) => ok(await writeSigning(tx, form)));
  if (!done.ok) throw new Error(done.error.code);
}

async function writeSigning(tx: StoreWriter, { no, content, digest }: PreparedForm): Promise<void> {
  await tx.addSignature(no, { content, sha256: digest, sheetRevision: 1 });
  const seal = canonicalJson({ format: 'countersign.seal', registrationNo: no, auditHead: { ...await tx.getAuditHead() }, filler: SEAL_FILLER });
  await tx.addSeal(no, { ...sealOf(no), content: seal, sha256: sha256Hex(seal) });
  await tx.endClaim(no);
  if (!await turnCase(tx, no, 'signed')) throw new Error('changed elsewhere');
  await tx.append(AT_DESK, { kind: 'case.signed', registrationNo: no, payload: { seal: sha256Hex(seal) } });
}
